"""The words that VaultNet reads in the body of a note, in English and in Spanish.

One table for each set of words: it feeds the reader, the search for misspelt words and the
documentation. Words are compared without case and without accents, so `Reunion` is `reunión`.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from vaultnet.domain.entry import EntryKind, Initiator
from vaultnet.domain.node import Kind, Section
from vaultnet.domain.prospect import Level, OpportunityOutcome, RiskOutcome
from vaultnet.domain.tie import TieStrength
from vaultnet.domain.words import plain as plain  # noqa: PLC0414 (readers of files look for it here)
from vaultnet.late import dataclass

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one notion; the first of each language is the one VaultNet writes."""

    english: tuple[str, ...]
    spanish: tuple[str, ...]

    def preferred(self, language: str) -> str:
        """Return the word that is written in a language, `en` or `es`."""
        return (self.spanish if language == "es" else self.english)[0]

    @property
    def all(self) -> tuple[str, ...]:
        """Return every word, English first, each once."""
        return tuple(dict.fromkeys((*self.english, *self.spanish)))


def _words(english: str, spanish: str) -> Words:
    """Make words from two lists separated by bars."""
    return Words(tuple(english.split("|")), tuple(spanish.split("|")))


SECTIONS: Mapping[Section, Words] = {
    Section.ASSESSMENT: _words("Assessment", "Valoración|Evaluación"),
    Section.OPPORTUNITIES: _words("Opportunities", "Oportunidades"),
    Section.RISKS: _words("Risks", "Riesgos"),
    Section.OFFERS: _words("Offers", "Ofrece|Ofrezco|Ofertas"),
    Section.NEEDS: _words("Needs", "Necesita|Necesito|Necesidades"),
    Section.CAREER: _words("Career", "Trayectoria|Carrera"),
    Section.TIES: _words("Ties", "Vínculos|Relaciones"),
    Section.LOG: _words("Log", "Registro"),
    Section.NEXT: _words("Next|Next steps", "Próximos pasos"),
    Section.MILESTONES: _words("Milestones", "Hitos"),
    Section.PRIVATE: _words(
        "Private|Private notes", "Privado|Privada|Privados|Privadas|Notas privadas"
    ),
}
"""The headings that have a meaning."""

SECTIONS_BY_KIND: Mapping[Kind, frozenset[Section]] = {
    Kind.CONTACT: frozenset(set(Section) - {Section.MILESTONES}),
    Kind.OBJECTIVE: frozenset(
        {
            Section.NEEDS,
            Section.MILESTONES,
            Section.OPPORTUNITIES,
            Section.RISKS,
            Section.PRIVATE,
        }
    ),
    Kind.ME: frozenset({Section.OFFERS, Section.NEEDS, Section.CAREER, Section.PRIVATE}),
    Kind.ORGANISATION: frozenset({Section.PRIVATE}),
    Kind.JOURNAL: frozenset({Section.PRIVATE}),
    Kind.NOTE: frozenset({Section.PRIVATE}),
}
"""Which headings have a meaning on which pages; elsewhere they are headings like any other."""

ENTRY_KINDS: Mapping[EntryKind, Words] = {
    EntryKind.MET: _words("met|meeting|meet", "reunión"),
    EntryKind.CALL: _words("call|called|phone", "llamada|llamé"),
    EntryKind.VIDEO: _words("video|video call|videocall", "vídeo|videollamada"),
    EntryKind.EVENT: _words("event", "evento"),
    EntryKind.MESSAGE: _words("message|chat", "mensaje"),
    EntryKind.EMAIL: _words("email|e-mail|mail", "correo"),
    EntryKind.CONTACT: _words("contact", "contacto"),
    EntryKind.GAVE: _words("gave|given", "di|ayudé"),
    EntryKind.RECEIVED: _words("received", "recibí"),
    EntryKind.PROMISED: _words("promised|promise", "prometí|promesa"),
    EntryKind.ASKED: _words("asked", "pedí"),
    EntryKind.NOTE: _words("note", "nota"),
}
"""What a log line records, written after its date."""

LEVELS: Mapping[Level, Words] = {
    Level.LOW: _words("low", "baja|bajo"),
    Level.MEDIUM: _words("medium", "media|medio"),
    Level.HIGH: _words("high", "alta|alto"),
}
"""Values of `value`, `likelihood` and `severity`."""

OPPORTUNITY_OUTCOMES: Mapping[OpportunityOutcome, Words] = {
    OpportunityOutcome.WON: _words("won", "ganada|ganado"),
    OpportunityOutcome.LOST: _words("lost", "perdida|perdido"),
    OpportunityOutcome.EXPIRED: _words("expired", "caducada|caducado|vencida"),
}
"""Values of `outcome` in a line of Opportunities."""

RISK_OUTCOMES: Mapping[RiskOutcome, Words] = {
    RiskOutcome.HAPPENED: _words("happened", "ocurrió|ocurrido"),
    RiskOutcome.AVOIDED: _words("avoided", "evitado|evitada"),
}
"""Values of `outcome` in a line of Risks."""

STRENGTHS: Mapping[TieStrength, Words] = {
    TieStrength.WEAK: _words("weak", "débil"),
    TieStrength.MEDIUM: _words("medium", "media|medio"),
    TieStrength.STRONG: _words("strong", "fuerte"),
}
"""Values of `strength` in a line of Ties."""

INITIATORS: Mapping[Initiator, Words] = {
    Initiator.ME: _words("me|i", "yo"),
    Initiator.THEM: _words("them|they|her|him|she|he", "ellos|ella|él|ellas"),
}
"""Values of `initiator` in a line of Log."""

FIELDS: Mapping[str, Words] = {
    "weight": _words("weight", "peso"),
    "due": _words("due", "vence|para"),
    "done": _words("done|completion", "hecho|hecha"),
    "initiator": _words("initiator", "iniciador"),
    "value": _words("value", "valor"),
    "likelihood": _words("likelihood", "probabilidad"),
    "by": _words("by", "antes"),
    "outcome": _words("outcome", "resultado"),
    "severity": _words("severity", "gravedad"),
    "mitigation": _words("mitigation", "mitigación"),
    "strength": _words("strength", "fuerza"),
    "from": _words("from|since", "desde"),
    "until": _words("until", "hasta"),
    "rated": _words("rated", "valorado|valorada"),
    "min": _words("min|minimum", "mín|mínimo"),
}
"""The keys of inline fields, `[key:: value]`."""

CRITERIA: Mapping[str, Words] = {
    "expertise": _words("expertise", "pericia|experiencia"),
    "influence": _words("influence", "influencia"),
    "access": _words("access", "acceso"),
    "reliability": _words("reliability", "fiabilidad"),
}
"""Other words for the ratings that VaultNet brings, read before the colon in an Assessment."""

WITH = Words(("with",), ("con",))
"""What stands before the other people of a log line."""

AND = Words(("and",), ("y", "e"))
"""What stands before the last of several people."""

AT = Words(("at",), ("en",))
"""What stands between a role and its organisation in a line of Career."""

NOW = Words(("now", "present", "today"), ("hoy", "actualidad", "presente"))
"""What may stand for the open end of a line of Career."""


@lru_cache(maxsize=1024)
def plain_heading(text: str) -> str:
    """Return a heading as it is looked up: what is no letter or digit at its ends is left out.

    So `**Log**`, `Log:` and a heading with an emoji before its word are all `log`.
    """
    word = plain(text)
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return word[start:end]


def index_words(table: Mapping[Meaning, Words]) -> Mapping[str, Meaning]:
    """Return the meaning of each word of a table, by its plain form."""
    return {plain(word): meaning for meaning, words in table.items() for word in words.all}


SECTION_BY_WORD = index_words(SECTIONS)
ENTRY_KIND_BY_WORD = index_words(ENTRY_KINDS)
FIELD_BY_WORD = index_words(FIELDS)
CRITERION_BY_WORD = index_words(CRITERIA)
LEVEL_BY_WORD = index_words(LEVELS)
OPPORTUNITY_OUTCOME_BY_WORD = index_words(OPPORTUNITY_OUTCOMES)
RISK_OUTCOME_BY_WORD = index_words(RISK_OUTCOMES)
STRENGTH_BY_WORD = index_words(STRENGTHS)
INITIATOR_BY_WORD = index_words(INITIATORS)

SPELLINGS: Mapping[str, str] = {
    plain(word): word
    for table in (SECTIONS, ENTRY_KINDS, FIELDS)
    for words in table.values()
    for word in words.all
}
"""How a word is written, by its plain form, for the words that may be misspelt."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word in plain form probably misspells, or None.

    One slip of the finger (a letter left out, added, changed or exchanged with its neighbour)
    is forgiven in a word of four letters or more, two in one of eight or more, and two letters
    exchanged in one of three; never a changed first letter, which makes another word. Of two
    that are equally near, the first is returned.
    """
    best: tuple[int, str] | None = None
    for candidate in candidates:
        allowed = _slips_allowed(word, candidate)
        if abs(len(word) - len(candidate)) > allowed or word[:1] != candidate[:1]:
            continue
        slips = _slips(word, candidate)
        if 0 < slips <= allowed and (best is None or slips < best[0]):
            best = (slips, candidate)
    return None if best is None else best[1]


def _slips_allowed(word: str, candidate: str) -> int:
    length = max(len(word), len(candidate))
    if length < 4:
        return 1 if length == 3 and sorted(word) == sorted(candidate) else 0
    return 1 if length < 8 else 2


def _slips(one: str, other: str) -> int:
    """Return the edit distance of two short words, an exchange of neighbours counted once."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
