"""Texts as they are typed in a shell."""

import shlex


def quoted_answer(key: str, answer: str) -> str:
    """Return `KEY=ANSWER` so that a shell hands it on as one word."""
    return shlex.quote(f"{key}={answer}")
