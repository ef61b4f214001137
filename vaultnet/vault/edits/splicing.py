"""Edits of text: which ones go together, what they give, and whether that is all they did."""

from collections.abc import Iterable, Mapping, Sequence

from vaultnet.diagnostics import Diagnostic, Edit, Fix
from vaultnet.phrase import Phrase
from vaultnet.source import Source


def splice(source: Source, edits: Iterable[Edit]) -> Source:
    """Return a text with spans replaced; everything else stays, code point for code point.

    All edits must be of this file. Raises ValueError where two overlap or one lies outside.
    """
    parts: list[str] = []
    end = 0
    for edit in sorted(edits, key=_start):
        span = edit.place.span
        if not end <= span.start <= span.end <= len(source.text):
            raise ValueError(f"edits of {source.path} overlap or lie outside of it")
        parts += (source.text[end : span.start], edit.replacement)
        end = span.end
    parts.append(source.text[end:])
    return Source(source.path, "".join(parts), bom=source.bom)


def plan_fixes(diagnostics: Iterable[Diagnostic]) -> Mapping[str, tuple[Edit, ...]]:
    """Return the edits of the safe fixes, by path, in the order of the diagnostics.

    A fix is taken whole or not at all: one that touches the span of an earlier one is left for
    the next round.
    """
    planned: dict[str, list[Edit]] = {}
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not fix.safe or _collides(fix, planned):
            continue
        for edit in dict.fromkeys(fix.edits):
            planned.setdefault(edit.place.path, []).append(edit)
    return {path: tuple(sorted(edits, key=_start)) for path, edits in planned.items()}


def find_stray_change(before: Source, after: Source, edits: Iterable[Edit]) -> Phrase | None:
    """Return what differs beside the edits asked for, or None when nothing does.

    Walks both texts side by side, so that it does not rest on the code that made the change.
    """
    if before.bom != after.bom:
        return Phrase("its byte order mark would change")
    old = new = 0
    for edit in sorted(edits, key=_start):
        kept = edit.place.span.start - old
        if before.text[old : edit.place.span.start] != after.text[new : new + kept]:
            line = before.position(edit.place.span.start).line
            return Phrase("text before line {line} would change", {"line": line})
        old, new = edit.place.span.end, new + kept + len(edit.replacement)
        if after.text[new - len(edit.replacement) : new] != edit.replacement:
            line = before.position(old).line
            return Phrase("line {line} would not become what was asked for", {"line": line})
    same = before.text[old:] == after.text[new:]
    return None if same else Phrase("text at its end would change")


def render_diff(before: Source | None, after: Source) -> str:
    """Return the unified diff of one file, with line feeds; empty where nothing changes."""
    from difflib import unified_diff

    old = [] if before is None else _lines(before.text)
    origin = "/dev/null" if before is None else f"a/{after.path}"
    lines = unified_diff(old, _lines(after.text), origin, f"b/{after.path}", lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _lines(text: str) -> Sequence[str]:
    """Return the lines of a text; a last one without line end says so, as in git."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _start(edit: Edit) -> tuple[int, int]:
    return edit.place.span


def _collides(fix: Fix, planned: Mapping[str, Sequence[Edit]]) -> bool:
    """Tell whether a fix touches a span that an earlier fix will change."""
    return any(
        _touch(edit, other) for edit in fix.edits for other in planned.get(edit.place.path, ())
    )


def _touch(edit: Edit, other: Edit) -> bool:
    """Tell whether two spans share a place; neighbours do, so that their order never matters."""
    first, second = edit.place.span, other.place.span
    return first.start <= second.end and second.start <= first.end
