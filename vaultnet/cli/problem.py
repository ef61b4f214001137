"""What stops a command, in words for people."""


class Problem(Exception):  # noqa: N818 (an error only to the program; to its user a problem)
    """Wrong use, or the world is not as it must be: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def describe_fault(error: Exception) -> str:
    """Return a fault in words, without what it was working on.

    What the system or we ourselves say is repeated; of a fault of ours only where it happened.
    """
    if isinstance(error, Problem):
        return error.message
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = ""
    if step is not None:
        name = step.tb_frame.f_globals.get("__name__", "?")
        where = f" in {name}, line {step.tb_lineno}"
    return f"a fault of VaultNet itself: {type(error).__name__}{where}"
