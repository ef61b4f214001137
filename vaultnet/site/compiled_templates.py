"""Templates of ours as Jinja compiled them, kept for the next start in a folder of the user's own.

Compiling them takes longer than rendering a small site. What is kept is code of Python, so that
it never lies in a vault, which may come from a stranger, and is believed only where nobody but
the user can write it. Each file begins with the digest of what it was made from and of itself:
whatever is odd, or of another version, is compiled anew. Texts of ours stand in the code, so that
each language has files of its own.
"""

import marshal
import os
import platform
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType

from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket, BytecodeCache

from vaultnet.language import Translator
from vaultnet.site import template_code

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_DIGEST_SIZE = sha256().digest_size
_OPTIONS = ("autoescape", "trim_blocks", "lstrip_blocks", "optimized", "sandboxed", "is_async")
"""Options of an environment that change what a template is compiled to."""


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in a folder; one that cannot be used costs time and nothing else."""

    def __init__(self, folder: Path, words: Translator) -> None:
        self._folder = folder
        self._language = words.language
        self._makers = _digest_files(Path(template_code.__file__), words.origin)
        self._usable = _is_private(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept of its template, if that can be believed."""
        if not self._usable:
            return
        with suppress(OSError):
            data = self._path(bucket).read_bytes()
            digest, body = data[:_DIGEST_SIZE], data[_DIGEST_SIZE:]
            if digest == self._digest(bucket, body):
                bucket.code = marshal.loads(body)  # noqa: S302 (a file of ours, as it was written)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket; where that fails, the next start compiles it again."""
        if not self._usable or not isinstance(bucket.code, CodeType):
            return
        body = marshal.dumps(bucket.code)
        with suppress(OSError):
            _write(self._path(bucket), self._digest(bucket, body) + body)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.{self._language}"

    def _digest(self, bucket: Bucket, body: bytes) -> bytes:
        """Return the digest of code together with all that it was made from."""
        made_from = (
            platform.python_version(),
            jinja_version,
            *(str(getattr(bucket.environment, option)) for option in _OPTIONS),
            self._makers,
            bucket.key,
            bucket.checksum,
        )
        return sha256("\0".join(made_from).encode() + b"\0" + body).digest()


def _digest_files(*paths: Path | None) -> str:
    """Return the digest of what code is written by: the writer, and the texts in a language."""
    return " ".join(sha256(path.read_bytes()).hexdigest() for path in paths if path is not None)


def _is_private(folder: Path) -> bool:
    """Make a folder and tell whether it is a real one in which only its owner, the user, writes."""
    try:
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        found = folder.lstat()
        user = os.getuid()
    except (OSError, AttributeError):  # a system without users is one without this promise
        return False
    others_write = stat.S_IMODE(found.st_mode) & 0o022
    return stat.S_ISDIR(found.st_mode) and found.st_uid == user and not others_write


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; two programs may do so at once."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (an open handle has no path)
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
