"""What stops a command, in words for people."""

from vaultnet.phrase import Phrase, Tell, in_english


class Problem(Exception):  # noqa: N818 (an error only to the program; to its user a problem)
    """Wrong use, or the world is not as it must be: what is wrong, and what to do about it.

    `message` and `hint` have named fields in braces that the values fill; a value in our own
    words is a `Phrase`. A text without values is said as it stands.
    """

    def __init__(self, message: str, hint: str = "", **values: object) -> None:
        self._message = Phrase(message, values)
        self._hint = Phrase(hint, values) if hint else None
        super().__init__(str(self._message))

    @property
    def phrase(self) -> Phrase:
        """Return what is wrong, to be said in any language."""
        return self._message

    def told(self, tell: Tell) -> tuple[str, str]:
        """Return what is wrong and what to do, as `tell` says templates and values."""
        return self._message.told(tell), self._hint.told(tell) if self._hint else ""

    @property
    def message(self) -> str:
        """Return what is wrong, in English."""
        return self.told(in_english)[0]

    @property
    def hint(self) -> str:
        """Return what to do about it, in English, or nothing."""
        return self.told(in_english)[1]


def describe_fault(error: Exception) -> str:
    """Return a fault in words, without what it was working on.

    What the system or we ourselves say is repeated; of a fault of ours only where it happened.
    """
    return fault_phrase(error).told(in_english)


def fault_phrase(error: Exception) -> Phrase:
    """Return a fault as `describe_fault` does, to be said in any language."""
    if isinstance(error, Problem):
        return Phrase("{problem}", {"problem": error.phrase})
    if isinstance(error, OSError):
        return Phrase("{problem}", {"problem": system_words(error)})
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    name = type(error).__name__
    if step is None:
        return Phrase("a fault of VaultNet itself: {name}", {"name": name})
    values = {"name": name, "module": step.tb_frame.f_globals.get("__name__", "?")}
    return Phrase(
        "a fault of VaultNet itself: {name} in {module}, line {line}",
        {**values, "line": step.tb_lineno},
    )


def system_words(error: OSError) -> str:
    """Return what the system says about an error, in lower case."""
    return (error.strerror or type(error).__name__).lower()
