"""Bytes of our own that are read in parts, and added to at their end.

First comes a line with the digest of all the parts, then the parts, then loose pieces that are
read only when they are asked for, then additions. A piece is proven by the digest that its place
holds, and an addition by its own: what is not proven counts as if it were not there.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

from vaultnet.late import dataclass

Read = Callable[[int, int], bytes]
"""Reads so many bytes from a place of a file; fewer where it ends before."""
_FIRST = 1 << 12
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class SealedParts:
    """What a kept file holds, all of it proven; `digest` is what additions are bound to.

    `loose_at` is where the loose pieces begin, and `loose_size` how long they are together.
    """

    parts: tuple[memoryview, ...]
    loose_at: int
    loose_size: int
    additions: tuple[bytes, ...]
    digest: str


def seal_parts(parts: Sequence[bytes], loose: bytes, key: str) -> bytes:
    """Return parts and loose pieces as bytes to keep.

    `key` stands for what they depend on, in letters and digits.
    """
    body, sizes = b"".join(parts), [*map(len, parts), len(loose)]
    return b"".join((_head(key, sizes, body), b"\n", body, loose))


def unseal_parts(read: Read, size: int, key: str) -> SealedParts | None:
    """Return what was sealed with a key in a file of some size; None where anything is odd."""
    first, end, _ = read(0, _FIRST).partition(b"\n")
    try:
        *whole, loose_size = map(int, first.split(b" ")[2:])
    except ValueError:
        return None
    start, length = len(first) + len(end), sum(whole)
    loose_at = start + length
    if min([*whole, loose_size]) < 0 or loose_at + loose_size > size:
        return None
    body = read(start, length)
    if first != _head(key, [*whole, loose_size], body):
        return None
    at = loose_at + loose_size
    digest = digest_of(first)
    added = tuple(_proven_additions(read(at, size - at), digest))
    return SealedParts(tuple(_cut(body, whole)), loose_at, loose_size, added, digest)


def seal_addition(content: bytes, digest: str) -> bytes:
    """Return something that holds no line break as bytes to add to a file with a digest.

    A line break goes before it, so that nothing is lost to what was added in part.
    """
    return b"\n%b %b\n" % (_bound(content, digest), content)


def digest_of(piece: bytes) -> str:
    """Return the digest by which a loose piece is proven."""
    return sha256(piece).hexdigest()[:_LENGTH]


def _proven_additions(tail: bytes, digest: str) -> Iterator[bytes]:
    for line in tail.split(b"\n"):
        proof, _, content = line.partition(b" ")
        if proof and proof == _bound(content, digest):
            yield content


def _bound(content: bytes, digest: str) -> bytes:
    return digest_of(digest.encode("ascii") + content).encode("ascii")


def _head(key: str, sizes: Sequence[int], body: bytes) -> bytes:
    """Return the line that goes first: the key, the digest, and how long each part is."""
    shown = " ".join(map(str, sizes))
    proof = sha256(f"{key} {shown}\n".encode("ascii"))
    proof.update(body)
    return f"{key} {proof.hexdigest()} {shown}".encode("ascii")


def _cut(body: bytes, sizes: Sequence[int]) -> Iterator[memoryview]:
    """Yield the parts without copying them: they are megabytes."""
    view, at = memoryview(body), 0
    for size in sizes:
        yield view[at : at + size]
        at += size
