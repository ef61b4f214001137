"""A vault in memory from a few lines of text, and the format of the rule pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaultnet.diagnostics import Diagnostic
from vaultnet.strategy.summary import Strategy
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import (
    FailedRead,
    Failure,
    FoundFile,
    VaultFiles,
    is_never_read,
    is_note_name,
    reason_to_ignore,
)
from vaultnet.vault.load import load_vault
from vaultnet.vault.parsed import Vault
from vaultnet.vault.settings import SETTINGS_FILE, Settings
from vaultnet.vault.settings_file import load_settings
from vaultnet.workspace import Workspace

AS_OF = date(2026, 11, 23)
IN_MEMORY = Path("vault-in-memory")
_HEADER = re.compile(r"=== (?P<path>.+?)(?: \((?P<note>[^()]+)\))?")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([rnt0\\]))")
_LETTERS = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"0": b"\0", b"\\": b"\\"}
_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<kind>vault|diagnostics|import [a-z]+)\n(?P<text>.*?)^(?P=marks)$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class VaultText:
    """The files of a vault as a page or a test writes them down.

    `unreadable` maps paths that cannot be read to what the system says; `links` are symbolic
    links.
    """

    contents: Mapping[str, bytes]
    unreadable: Mapping[str, str]
    links: tuple[str, ...] = ()


def load_text(text: VaultText) -> Vault:
    """Load a vault through the same code that loads a folder."""
    held = text.contents.get(SETTINGS_FILE)
    found = None if held is None else FoundFile(SETTINGS_FILE, held)
    settings, source, diagnostics = load_settings(found)
    return load_vault(_sorted_out(text, settings), settings, source, diagnostics)


def open_text(text: VaultText, as_of: date = AS_OF) -> Workspace:
    """Open and check a vault in memory."""
    vault = load_text(text)
    return Workspace(IN_MEMORY, vault, as_of, check_vault(vault, as_of))


def strategy_of(vault: Vault, as_of: date = AS_OF) -> Strategy:
    """Return the strategy of a vault in memory."""
    return Workspace(IN_MEMORY, vault, as_of, ()).strategy


def make_vault(files: Mapping[str, str | bytes], as_of: date = AS_OF) -> Workspace:
    """Open and check a vault in memory, given the text or the bytes of each file."""
    contents = {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
    }
    return open_text(VaultText(contents, {}), as_of)


def write_vault(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a vault to a folder and return it."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def describe(workspace: Workspace, diagnostic: Diagnostic) -> str:
    """Return a diagnostic as one line: `path:line:column: severity[CODE] message`."""
    place = diagnostic.place
    source = workspace.vault.source(place.path)
    line, column = source.position(place.span.start) if source is not None else (1, 1)
    severity = diagnostic.severity.value
    return f"{place.path}:{line}:{column}: {severity}[{diagnostic.rule.code}] {diagnostic.message}"


def described(workspace: Workspace, code: str = "VN") -> list[str]:
    """Return the diagnostics of a vault whose codes begin in a way, one line each."""
    return [
        describe(workspace, diagnostic)
        for diagnostic in workspace.diagnostics
        if diagnostic.rule.code.startswith(code)
    ]


def parse_vault_text(text: str) -> VaultText:
    """Read files that stand one after another, each below a line `=== path`.

    After the path may stand `(escaped)`, and then `\\r \\n \\t \\0 \\xff \\u2028` are decoded, in
    the path too; `(unreadable: why)`; or `(symbolic link)`.
    """
    contents: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    links: list[str] = []
    for path, note, body in _files(text):
        if note.startswith("unreadable: "):
            unreadable[path] = note.removeprefix("unreadable: ")
        elif note == "symbolic link":
            links.append(path)
        else:
            escaped = note == "escaped"
            name = _unescape(path).decode() if escaped else path
            contents[name] = _unescape(body) if escaped else body.encode()
    return VaultText(contents, unreadable, tuple(links))


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a part of a rule page, each with its kind."""
    return [(match["kind"], match["text"]) for match in _FENCE.finditer(text)]


def _files(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the path, the remark in brackets and the body of each file."""
    heads: list[tuple[str, str]] = []
    bodies: list[list[str]] = []
    for line in re.split(r"(?<=\n)", text):
        header = _HEADER.fullmatch(line.rstrip("\n"))
        if header:
            heads.append(_head(header))
            bodies.append([])
        elif bodies:
            bodies[-1].append(line)
    for (path, note), body in zip(heads, bodies, strict=True):
        yield path, note, "".join(body)


def _head(header: re.Match[str]) -> tuple[str, str]:
    note = header["note"] or ""
    if note in {"escaped", "symbolic link"} or note.startswith("unreadable: "):
        return header["path"], note
    return header.group().removeprefix("=== "), ""


def _unescape(text: str) -> bytes:
    """Return the bytes that a text with escapes means; its own line ends stay line feeds."""

    def decoded(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 16)])
        if match[2]:
            return chr(int(match[2], 16)).encode()
        return _LETTERS[match[3]]

    return _ESCAPE.sub(decoded, text.encode())


def _sorted_out(text: VaultText, settings: Settings) -> VaultFiles:
    """Sort the files of a vault in memory as the walk of a folder does."""
    read = {path: data for path, data in text.contents.items() if _is_met(path, settings)}
    notes = {path: data for path, data in read.items() if is_note_name(path)}
    ignored = {path: why for path in notes if (why := reason_to_ignore(path, settings))}
    too_large = {path for path, data in notes.items() if len(data) > settings.max_note_size}
    failed = [
        *(FailedRead(path, Failure.TOO_LARGE) for path in too_large - ignored.keys()),
        *(FailedRead(path, Failure.UNREADABLE, why) for path, why in text.unreadable.items()),
    ]
    return VaultFiles(
        notes=tuple(
            FoundFile(path, data)
            for path, data in notes.items()
            if path not in ignored and path not in too_large
        ),
        failed=tuple(sorted(failed, key=lambda failure: failure.path)),
        ignored=ignored,
        attachments=frozenset(read.keys() - notes.keys() - {SETTINGS_FILE}),
        skipped_links=text.links,
    )


def _is_met(path: str, settings: Settings) -> bool:
    """Tell whether walking the folder would come to this file."""
    parts = path.split("/")[:-1]
    folders = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return not any(is_never_read(folder, settings) for folder in folders)
