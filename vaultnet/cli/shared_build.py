"""`vaultnet build --audience shared`: the site for others, and what its owner should know of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from vaultnet.cli.invocation import Invocation
from vaultnet.cli.kept_templates import kept_templates
from vaultnet.cli.output import clean
from vaultnet.cli.publishing import INDEX, publish
from vaultnet.cli.reports.check import Report
from vaultnet.cli.reports.check_text import render_text
from vaultnet.language import Translator
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader
from vaultnet.vault.audience import SharedVault, redact_vault
from vaultnet.workspace import Workspace

_PRIVACY = "VN5"


def write_shared_site(
    invocation: Invocation, workspace: Workspace, out: Path | None, *, force_clean: bool
) -> int:
    """Build the site for others, print its first page, and tell the owner what was left out."""
    shared = redact_vault(workspace.vault)
    seen = replace(workspace, vault=shared.vault, checked=())
    folder = (out or workspace.root / workspace.vault.settings.shared_folder).absolute()
    read = attachment_reader(workspace.root)

    def read_picture(path: str) -> bytes | None:
        return read(shared.pictures[path]) if path in shared.pictures else None

    planned = plan_site(shared.vault, seen.strategy, (), read_picture, kept=kept_templates())
    publish(invocation, seen, folder, planned, force_clean=force_clean)
    invocation.terminal.data(clean(str(folder / INDEX)))
    words = invocation.words(workspace.vault.settings.language)
    _tell_privacy(invocation, workspace, words)
    for line in told_of(shared, words):
        invocation.terminal.remark(line)
    return 0


def told_of(shared: SharedVault, words: Translator) -> Iterator[str]:
    """Yield what is shown and what is left out, in counts: for the owner, not for the site."""
    pages = len(shared.vault.network.nodes)
    yield words.plural("shown: {n} page", "shown: {n} pages", pages)
    if shared.by_settings:
        yield words.plural(
            "{n} of them by [share] in vaultnet.toml: it does not itself say what it shares",
            "{n} of them by [share] in vaultnet.toml: they do not themselves say what they share",
            shared.by_settings,
        )
    left, plural = shared.left_out, words.plural
    told = (
        (left.private, plural("{n} private page", "{n} private pages", left.private)),
        (
            left.unnamed,
            plural(
                "{n} page that does not share its name",
                "{n} pages that do not share their name",
                left.unnamed,
            ),
        ),
        (
            left.empty,
            plural(
                "{n} note or journal page of which nothing is shared",
                "{n} notes and journal pages of which nothing is shared",
                left.empty,
            ),
        ),
        (
            left.unread,
            plural(
                "{n} file that could not be read",
                "{n} files that could not be read",
                left.unread,
            ),
        ),
    )
    if parts := [text for count, text in told if count]:
        yield words.text("left out: {parts}", parts=", ".join(parts))
    yield words.text("Look at it before you send it: nobody knows better what is in these notes.")


def _tell_privacy(invocation: Invocation, workspace: Workspace, words: Translator) -> None:
    """List what the vault's checks say of privacy, to be read before anything is sent."""
    found = tuple(item for item in workspace.diagnostics if item.rule.code.startswith(_PRIVACY))
    if not found:
        return
    report = Report(found, workspace.vault.tally, workspace.vault.source)
    invocation.terminal.remark(words.text("read this before you send it:"))
    invocation.terminal.remark(render_text(report, invocation.terminal, words) + "\n")
