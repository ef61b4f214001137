"""`vaultnet serve`: the site on this machine alone, built anew on each save."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import click

from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem, describe_fault, system_words
from vaultnet.cli.report import Report
from vaultnet.cli.report_text import render_summary

if TYPE_CHECKING:
    from vaultnet.serve.live import LiveSite
    from vaultnet.serve.server import SiteServer
    from vaultnet.serve.shelf import Edition
    from vaultnet.workspace import Workspace

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
    live, first = _live_site(invocation, invocation.root())
    server = _server(live, port)
    stop_watching = live.watch.start()
    try:
        _announce(invocation, server, first, open_=open_)
        live.run(Event(), lambda edition: invocation.terminal.remark(_told(invocation, edition)))
    except KeyboardInterrupt:
        pass
    finally:
        stop_watching()
        server.server_close()
    return 0


def _announce(
    invocation: Invocation, server: "SiteServer", first: "Workspace", *, open_: bool
) -> None:
    """Begin to answer, and say where and what was found."""
    Thread(target=server.serve_forever, name="server", daemon=True).start()
    invocation.terminal.data(clean(server.gate.address))
    words = invocation.words(first.vault.settings.language)
    report = Report(first.diagnostics, first.vault.tally, first.vault.source)
    invocation.terminal.remark(render_summary(report, words))
    if open_:
        click.launch(server.gate.address)


def _live_site(invocation: Invocation, root: Path) -> "tuple[LiveSite, Workspace]":
    """Return the live site of a vault, built once, and the vault as it was read for that."""
    from vaultnet.serve.live import LiveSite
    from vaultnet.serve.shelf import Shelf
    from vaultnet.serve.watch import FolderWatch

    first = _open(invocation, root)
    watch = FolderWatch(root, first.vault.settings)

    def build() -> Mapping[str, bytes]:
        opened = _open(invocation, root)
        watch.settings = opened.vault.settings
        return _files(opened)

    live = LiveSite(Shelf(), watch, build, describe_fault, invocation.current_day)
    live.shelf.put(_files(first))
    return live, first


def _server(live: "LiveSite", port: int) -> "SiteServer":
    from vaultnet.serve.server import SiteServer

    try:
        return SiteServer(live.shelf, secrets.token_urlsafe(24), port)
    except OSError as error:
        hint = "name another one with --port, or --port 0 for any"
        message = "cannot serve on port {port}: {reason}"
        raise Problem(message, hint, port=port, reason=system_words(error)) from None


def _open(invocation: Invocation, root: Path) -> "Workspace":
    from vaultnet.workspace import open_vault

    return open_vault(root, invocation.current_day())


def _files(workspace: "Workspace") -> Mapping[str, bytes]:
    from vaultnet.site.plan import plan_site
    from vaultnet.site.publish import attachment_reader

    planned = plan_site(
        workspace.vault,
        workspace.strategy,
        workspace.diagnostics,
        attachment_reader(workspace.root),
        live=True,
    )
    return {file.path: file.content for file in planned}


def _told(invocation: Invocation, edition: "Edition") -> str:
    words = invocation.words()
    if edition.fault:
        return words.text("not built: {fault}; the last good site stays", fault=edition.fault)
    return words.text("built anew ({number})", number=edition.number)
