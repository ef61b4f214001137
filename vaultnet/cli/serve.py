"""`vaultnet serve`: the site on this machine alone, built anew on each save."""

import secrets
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.kept_templates import kept_templates
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem, describe_fault, system_words
from vaultnet.cli.reports.check import Report
from vaultnet.cli.reports.check_text import render_summary
from vaultnet.cli.site_templates import read_templates, template_problem

if TYPE_CHECKING:
    from vaultnet.serve.live import LiveSite
    from vaultnet.serve.server import SiteServer
    from vaultnet.serve.shelf import Edition
    from vaultnet.site.own_templates import OwnTemplates
    from vaultnet.vault.parsed import Vault

DEFAULT_PORT = 8765


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@pass_invocation
def command(invocation: Invocation, port: int, *, open_: bool) -> int:
    """Serve the site on this machine, and build it anew on each save.

    Nothing is written to disk. Only a browser that opens the printed address is answered. Where a
    save cannot be built, the last good site stays and the page says why. Ctrl-C ends it.
    """
    root = invocation.root()
    builder = _Builder(invocation, root)
    # The folder is looked at before it is read, so that a save meanwhile is not missed.
    stop_watching = builder.watch.start()
    try:
        live = _live_site(builder)
        server = _server(live, port)
        _announce(builder, server, open_=open_)
        live.run(Event(), lambda edition: invocation.terminal.remark(builder.told(edition)))
    except KeyboardInterrupt:
        pass
    finally:
        stop_watching()
    return 0


class _Builder:
    """Makes one edition of a vault's site after another, and remembers what was said of it."""

    def __init__(self, invocation: Invocation, root: Path) -> None:
        from vaultnet.serve.editions import Editions
        from vaultnet.serve.watch import FolderWatch
        from vaultnet.vault.files import read_settings_file
        from vaultnet.vault.settings_file import load_settings

        settings, _, _ = load_settings(read_settings_file(root))
        self.invocation = invocation
        self.watch = FolderWatch(root, settings)
        self.summary = ""
        self._built = 0
        self._root = root
        self._editions = Editions(root, self._read_templates, kept_templates())

    def ahead(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """Return the pages of some notes that were saved, ahead of the next edition."""
        return self._editions.pages_ahead(paths)

    def build(self, pause: Callable[[], None]) -> Mapping[str, bytes]:
        """Return the files of the site as the vault is now."""
        from vaultnet.site.own_templates import TemplateError

        if not self._root.is_dir():
            raise Problem("no folder {folder}", folder=self._root)
        try:
            files = self._editions.make(self.invocation.current_day(), pause)
        except TemplateError as error:
            raise template_problem(error) from None
        self._sum_up()
        return files

    def _read_templates(self, vault: "Vault") -> "OwnTemplates":
        from vaultnet.workspace import Workspace

        opened = Workspace(self._root, vault, self.invocation.current_day())
        return read_templates(self.invocation, opened, told=False)

    def _sum_up(self) -> None:
        """Remember what is said of the last edition, and by which settings to watch."""
        if self._editions.last is None:
            return
        self._built += 1
        source = self._editions.last.source
        self.watch.settings = source.vault.settings
        report = Report(source.diagnostics, source.vault.tally, source.vault.source)
        words = self.invocation.words(source.vault.settings.language)
        self.summary = render_summary(report, words)

    def told(self, edition: "Edition") -> str:
        """Return what to say of an edition."""
        words = self.invocation.words(self.watch.settings.language)
        if edition.fault:
            return words.text("not built: {fault}; the last good site stays", fault=edition.fault)
        built = words.text("built anew ({number})", number=self._built)
        return f"{built}: {self.summary}"


def _announce(builder: _Builder, server: "SiteServer", *, open_: bool) -> None:
    """Begin to answer, and say where and what was found."""
    Thread(target=server.serve_forever, name="server", daemon=True).start()
    terminal = builder.invocation.terminal
    terminal.data(clean(server.gate.address))
    terminal.remark(builder.summary)
    if open_:
        click.launch(server.gate.address)


def _live_site(builder: _Builder) -> "LiveSite":
    """Return the live site of a vault, built once; what stops the first build stops it."""
    from vaultnet.serve.live import LiveSite
    from vaultnet.serve.shelf import Shelf
    from vaultnet.site.incremental import go_on

    current_day = builder.invocation.current_day
    shelf = Shelf()
    shelf.put(builder.build(go_on))
    return LiveSite(shelf, builder.watch, builder.build, builder.ahead, describe_fault, current_day)


def _server(live: "LiveSite", port: int) -> "SiteServer":
    from vaultnet.serve.server import SiteServer

    try:
        return SiteServer(live.shelf, secrets.token_urlsafe(24), port)
    except OSError as error:
        hint = "name another one with --port, or --port 0 for any"
        message = "cannot serve on port {port}: {reason}"
        raise Problem(message, hint, port=port, reason=system_words(error)) from None
