"""What a line of text is about: its words in the form in which they are compared.

Words compare without case, without accents and without the ending of a plural, in English and
Spanish: a final `s` falls, then a final `e`, so that `services` and `service`, `reuniones` and
`reunión` meet. That is coarser than a stemmer for one language (Porter 1980) and the same for
both. Words that every line has are left out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from vaultnet.domain.words import plain
from vaultnet.late import pattern

_WORD = pattern(r"\w{2,}")
_MARKUP = pattern(r"\[\[[^\[\]]*\]\]|\]\([^()\s]*\)|(?<!\w)#[\w/-]+|https?://\S+")
_SHORTEST = 3
_SMALL_WORDS = """
    about after all also am an and any anybody are as at be been before being but by can could did
    do does each for from get give go good had has have he her hers him his how if in into is it its
    just know like made make me more most much my need needs new no nobody not now of off offer on
    one only or other our out over own people person she so some somebody someone something such
    than that the their them then there these they thing things this those through time to two up
    us use very want was way we well were what when where which while who whom why will with within
    without work would year years you your
    al algo alguien alguna algunas alguno algunos ano anos antes aquel asi aun bien busca cada como
    con contra cosa cosas cual cualquier cuando de del desde donde dos durante el ella ellas ello
    ellos en entre era es esa esas ese eso esos esta estas este esto estos fue gente gran ha hacer
    hacia hasta hay la las le les lo los mas me mi mis mucho muy nada ni no nos nuestra nuestro
    nueva nuevo nuevos ofrece ofrezco otra otras otro otros para pero persona personas poco por
    porque puede puedo que quien quienes quiere se segun ser si sin sobre son su sus tambien tanto
    tener tiempo tiene toda todas todo todos trabajo tras tu un una unas uno unos vez ya yo
    necesita necesito necesidad
"""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without case, accents and plural ending."""
    folded = plain(word)
    for ending in ("s", "e"):
        if folded.endswith(ending) and not folded.endswith("ss") and len(folded) > _SHORTEST:
            folded = folded[:-1]
    return folded


@lru_cache(maxsize=8192)
def phrase(text: str) -> tuple[str, ...]:
    """Return all words of a short text, such as a function, in the form that compares."""
    return tuple(stem(word) for word in re.findall(r"\w+", text))


STOP_STEMS = frozenset(stem(word) for word in _SMALL_WORDS.split())
"""Small words of English and Spanish, and those that every offer and need has, as they compare."""


def terms(text: str) -> Mapping[str, str]:
    """Return the words that say what a line is about, by the form that compares, sorted.

    The value is the word as the line first has it. Links and topics are left out.
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(_MARKUP.sub(" ", text)):
        key = stem(word)
        if key not in STOP_STEMS:
            found.setdefault(key, word)
    return dict(sorted(found.items()))
