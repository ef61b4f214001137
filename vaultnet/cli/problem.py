"""What stops a command, in words for people."""


class Problem(Exception):  # noqa: N818 (an error only to the program; to its user a problem)
    """Wrong use, or the world is not as it must be: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
