"""Which files of a vault, beside its notes, a link may show."""

from collections.abc import Iterable

from vaultnet.domain.links import fold


class Attachments:
    """The attachments of a vault, found by path or, as in Obsidian, by their name alone."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._words = {
            word for path in paths for word in (fold(path), fold(path.rpartition("/")[2]))
        }

    def holds(self, target: str, page: str) -> bool:
        """Tell whether a target written on a page leads to a file of the vault."""
        target = target.partition("#")[0].replace("%20", " ")
        return any(fold(path) in self._words for path in _readings(target, page))


def is_attachment_target(target: str) -> bool:
    """Tell whether a target looks like a file that is no note: `portrait.png`."""
    stem, dot, suffix = target.partition("#")[0].rpartition(".")
    return bool(stem and dot) and 2 <= len(suffix) <= 5 and suffix.isalnum() and suffix != "md"


def _readings(target: str, page: str) -> tuple[str, ...]:
    """Return what a target may mean: from the root of the vault, or from the page's folder."""
    folder = page.rpartition("/")[0]
    return (target.removeprefix("/"), _joined(folder, target))


def _joined(folder: str, target: str) -> str:
    """Return a path below a folder with `.` and `..` taken out."""
    parts: list[str] = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
