"""Numbers taken apart for a page: each part with its sentence and the lines that it rests on."""

from collections.abc import Iterable
from typing import NamedTuple

from vaultnet.late import dataclass
from vaultnet.site.reading_direction import isolated_values
from vaultnet.site.views.context import Context
from vaultnet.strategy.reasons import Fact, Part, Score, Sentence


class SourceView(NamedTuple):
    """Where a fact stands: file and line, and the place of the site that shows it.

    A tuple, as a page has more of them than of anything else.

    `short` is the line alone where the source before it stands in the same file.
    """

    text: str
    href: str
    short: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a number; `name` is that of the part, for the style sheet.

    `share` is its size beside the largest part, 0 to 100, for a bar; `points` are written out
    with their sign.
    """

    name: str
    points: str
    share: float
    is_negative: bool
    sentence: str
    sources: tuple[SourceView, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A number with its parts; `value` is empty where there are no data, and `remark` says why.

    `total` is the number with as many digits as its parts have. `confidence` is the known share
    of what it rests on, in percent; empty where all is known.
    """

    value: str
    total: str
    parts: tuple[PartView, ...]
    confidence: str
    remark: str


MAX_SOURCES = 12


def view_score(
    context: Context,
    score: Score,
    *,
    digits: int = 0,
    beside: Score | None = None,
    cited: bool = True,
) -> ScoreView:
    """Return a number with its reasons; `digits` are those behind the point.

    Bars are on the scale of the largest part, or of the largest of the score that this one
    stands `beside`. Parts that are not `cited` have no sources: for a number whose sources
    stand on the same page already.
    """
    words = context.words
    finer = max(1, digits)
    most = max((abs(part.points) for part in (beside or score).parts), default=0.0)
    known = score.value is not None and score.confidence < 1
    return ScoreView(
        "" if score.value is None else words.number(score.value, digits),
        "" if score.value is None else words.number(score.value, finer),
        tuple(_view_part(context, part, most, finer, cited=cited) for part in score.parts),
        words.percent(score.confidence) if known else "",
        view_sentence(context, score.remark),
    )


def view_sentence(context: Context, sentence: Sentence | None) -> str:
    """Return a sentence in the language of the site; empty for none."""
    words = context.words
    if sentence is None:
        return ""
    return sentence.told(lambda template, values: words.told(template, isolated_values(values)))


def open_sentence(context: Context, sentence: Sentence | None) -> str:
    """Return a sentence that others stand beside: as `view_sentence`, with a capital letter."""
    told = view_sentence(context, sentence)
    return told[:1].upper() + told[1:]


def view_sources(context: Context, facts: Iterable[Fact]) -> tuple[SourceView, ...]:
    """Return where some facts stand, each line once: file by file, in the order of lines.

    A site for others knows no files.
    """
    if context.is_shared:
        return ()
    files: dict[str, dict[int, Fact]] = {}
    for fact in facts:
        parsed = context.vault.file_of(fact.node)
        files.setdefault(parsed.source.path, {}).setdefault(parsed.line(fact.field), fact)
    sources, to_field = [], context.links.to_field
    for path, lines in files.items():
        for at, line in enumerate(sorted(lines)):
            text = f"{path}:{line}"
            sources.append(SourceView(text, to_field(*lines[line]), str(line) if at else text))
    return tuple(sources)


def _view_part(context: Context, part: Part, most: float, digits: int, *, cited: bool) -> PartView:
    facts = tuple(dict.fromkeys(part.facts)) if cited else ()
    sources = view_sources(context, facts[:MAX_SOURCES])
    sign = "+" if part.points > 0 else ""
    return PartView(
        part.name,
        sign + context.words.number(part.points, digits),
        round(100 * abs(part.points) / most, 1) if most else 0.0,
        part.points < 0,
        view_sentence(context, part.sentence),
        sources,
        max(0, len(facts) - MAX_SOURCES),
    )
