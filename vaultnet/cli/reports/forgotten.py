"""What forgetting somebody takes, and where else they remain: told before and after."""

from collections.abc import Iterator

from vaultnet.cli.forgetting import Erasure
from vaultnet.cli.output import Terminal, clean
from vaultnet.cli.paper import heading, paragraph
from vaultnet.language import Translator
from vaultnet.storage.traces import Trace
from vaultnet.vault.changes.forgetting import TouchedLine

_SHOWN = 40


def render_erasure(erasure: Erasure, terminal: Terminal, words: Translator) -> str:
    """Return what goes and which lines of others change."""
    text = words.text
    blocks = [_block(terminal, text("What goes"), _going(erasure, words))]
    gone = [line for line in erasure.forgetting.lines if line.after is None]
    masked = [line for line in erasure.forgetting.lines if line.after is not None]
    if gone:
        blocks.append(_block(terminal, text("Lines of other notes that go"), map(_shown, gone)))
    if masked:
        title = text("Lines of other notes that lose the name")
        blocks.append(_block(terminal, title, map(_shown, masked)))
    return "\n\n".join(blocks)


def render_remains(
    erasure: Erasure,
    traces: tuple[tuple[Trace, ...], tuple[Trace, ...]],
    terminal: Terminal,
    words: Translator,
) -> str:
    """Return where else the person remains, as far as it can be known."""
    text, (sure, perhaps) = words.text, traces
    blocks = [_block(terminal, text("Where else they remain"), _out_of_reach(erasure, words))]
    if sure:
        title = text("Files that still name them")
        blocks.append(_block(terminal, title, map(_traced, sure), len(sure)))
    if perhaps:
        title = text("Lines that may mean them, or somebody of the same name")
        blocks.append(_block(terminal, title, map(_traced, perhaps), len(perhaps)))
    return "\n\n".join(blocks)


def _going(erasure: Erasure, words: Translator) -> Iterator[str]:
    """Yield what is deleted as a whole."""
    text = words.text
    if not erasure.is_resumed:
        yield text("{path}: their note", path=erasure.path)
    for path in erasure.pictures:
        yield text("{path}: a picture that no other note uses", path=path)
    for change in erasure.imports:
        yield text("{path}: what an import last saw of them", path=change.path)
    if erasure.records:
        yield words.plural(
            "{n} undo record that holds them: it cannot be taken back any more",
            "{n} undo records that hold them: they cannot be taken back any more",
            erasure.records,
        )
    for folder in erasure.sites:
        yield text('{folder}: the site, until "vaultnet build" makes it anew', folder=folder)
    for name in erasure.disposable:
        yield text("{path}: made anew when it is needed", path=f".vaultnet/{name}")


def _out_of_reach(erasure: Erasure, words: Translator) -> Iterator[str]:
    """Yield the places that no program can promise to have cleared."""
    text = words.text
    if erasure.git:
        yield text(
            'the history of git: "git log --all -- {path}" shows it, and only rewriting the history'
            " takes it out",
            path=erasure.path,
        )
    for path in erasure.shared_pictures:
        yield text("{path}: a picture that other notes use too", path=path)
    for export in erasure.exports:
        yield text("{path}: an export that names them", path=export)
    yield text("backups, and the versions and conflict copies that a synchroniser keeps")
    yield text("sites and exports that were written or copied elsewhere")
    yield text("the history of your shell, where their name was typed")
    yield text("what pictures, PDF files and archives show: their contents were not searched")


def _block(
    terminal: Terminal, title: str, lines: "Iterator[str] | map[str]", count: int = 0
) -> str:
    held = list(lines)
    shown = [paragraph(terminal, line, indent=2, hanging=2) for line in held[:_SHOWN]]
    if len(held) > _SHOWN:
        shown.append(f"  … +{len(held) - _SHOWN}")
    return "\n".join([heading(terminal, title, str(count) if count else ""), *shown])


def _shown(line: TouchedLine) -> str:
    return f"{line.path}:{line.line}: {clean(line.before if line.after is None else line.after)}"


def _traced(trace: Trace) -> str:
    return f"{trace.path}:{trace.line}: {clean(trace.text)}" if trace.line else trace.path
