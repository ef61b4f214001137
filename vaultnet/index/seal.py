"""Bytes of our own on the disk: what they hold for, and the proof that they are still the same.

A single flipped bit can change what a data base answers without its noticing, so that whatever
is kept has a line before it with the digest of the rest.
"""

from hashlib import sha256


def make_key(*depends: str) -> str:
    """Return the digest of what kept bytes depend on beside the notes."""
    return sha256("\0".join(depends).encode("utf-8", "surrogatepass")).hexdigest()


def seal(body: bytes, key: str) -> bytes:
    """Return bytes to keep; `key` stands for what else they depend on."""
    return _head(body, key) + body


def unseal(data: bytes, key: str) -> bytes | None:
    """Return the bytes that were sealed with a key; None where anything is odd about them."""
    first, end, body = data.partition(b"\n")
    return body if first + end == _head(body, key) else None


def _head(body: bytes, key: str) -> bytes:
    """Return the line before what is kept: its key, and its digest."""
    digest = sha256(body).hexdigest()
    return f"{key} {digest}\n".encode("ascii")
