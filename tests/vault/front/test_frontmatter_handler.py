"""python-frontmatter, reading and writing through VaultNet's handler."""

import frontmatter
import pytest

from vaultnet.vault.front.handler import FrontMatterError, VaultHandler

HANDLER = VaultHandler()


def test_values_stay_text() -> None:
    text = '---\nname: Ana\nphone: 0301\ntags: [a, "b"]\nbirthday:\n---\nBody'
    post = frontmatter.loads(text, handler=HANDLER)
    assert post.metadata == {"name": "Ana", "phone": "0301", "tags": ("a", "b")}
    assert post.content == "Body"


def test_what_is_written_reads_back() -> None:
    written = frontmatter.Post("Body", handler=None, name="No", role="a: b", tags=["x, y", "z"])
    text = frontmatter.dumps(written, handler=HANDLER)
    assert text == '---\nname: "No"\nrole: "a: b"\ntags: ["x, y", z]\n---\n\nBody'
    read = frontmatter.loads(text, handler=HANDLER)
    assert read.metadata == {"name": "No", "role": "a: b", "tags": ("x, y", "z")}


def test_front_matter_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(FrontMatterError, match="needs quotes"):
        frontmatter.loads("---\nrole: Head: Platform\n---\n", handler=HANDLER)


def test_a_text_without_front_matter_is_only_content() -> None:
    post = frontmatter.loads("Only text", handler=HANDLER)
    assert (post.metadata, post.content) == ({}, "Only text")
