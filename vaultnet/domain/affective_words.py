"""Words that speak of liking and not of work, in English and in Spanish.

One table for the check of evidence and for the audit of judgement. Words that are often meant
professionally ("friendly to newcomers", "pleasant to read code") are kept only where they
nearly always speak of a person. Compared whole, without case and without accents.
"""

from vaultnet.domain.words import plain

ENGLISH_WORDS = """
adorable annoying beloved charming cheerful cute darling delightful disgusting dislike disliked fun
funny gorgeous handsome hate hated hateful insufferable jerk jolly likable likeable lovable lovely
nice obnoxious pleasant sexy sweet unbearable unlikable unlikeable unpleasant
"""
ENGLISH_PHRASES = (
    "i like", "i liked", "i love", "i hate", "i adore", "i enjoy", "i dislike",
    "i am fond of", "fond of", "good friend", "best friend", "close friend", "dear friend",
    "good fun", "good company", "makes me laugh", "gets on my nerves", "a good guy", "a good girl",
    "a great guy", "a great girl", "good looking", "we get along", "get on well with",
)  # fmt: skip
SPANISH_WORDS = """
adorable agradable amigota amigote antipatica antipatico asquerosa asqueroso
carinosa carinoso desagradable divertida divertido encantador encantadora entranable
gracioso graciosa guapa guapisima guapo inaguantable insoportable maja majete majisima
majisimo majo odiosa odioso simpatica simpatico simpatiquisima simpatiquisimo
"""
SPANISH_PHRASES = (
    "me cae", "me caen", "cae bien", "cae mal", "cae fatal", "me gusta", "me encanta", "la adoro",
    "lo adoro", "la odio", "lo odio", "buena gente", "mala gente", "buena persona",
    "mala persona", "buen amigo", "buena amiga", "gran amigo", "gran amiga", "mejor amigo",
    "mejor amiga", "me hace reir", "me llevo bien", "nos llevamos bien", "un encanto", "un sol",
    "un cielo", "buen rollo", "le tengo carino",
)  # fmt: skip

_PHRASES = frozenset(
    tuple(plain(phrase).split())
    for phrase in (
        *ENGLISH_WORDS.split(),
        *ENGLISH_PHRASES,
        *SPANISH_WORDS.split(),
        *SPANISH_PHRASES,
    )
)
_FIRST_WORDS = frozenset(phrase[0] for phrase in _PHRASES)
_LONGEST = max(len(phrase) for phrase in _PHRASES)


def find_affective_words(words: list[str]) -> tuple[int, int] | None:
    """Return the first stretch of words that speaks of liking, as start and end; or None."""
    folded = [plain(word) for word in words]
    for start, word in enumerate(folded):
        if word not in _FIRST_WORDS:
            continue
        for end in range(min(start + _LONGEST, len(folded)), start, -1):
            if tuple(folded[start:end]) in _PHRASES:
                return start, end
    return None
