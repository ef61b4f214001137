"""Which files a link may show."""

import pytest

from vaultnet.vault.checks.attachments import Attachments, is_attachment_target

FILES = Attachments(["files/portrait of Ana.png", "contacts/card.jpg"])


@pytest.mark.parametrize(
    ("target", "page", "held"),
    [
        ("files/portrait of Ana.png", "contacts/ana.md", True),
        ("portrait of ana.png", "contacts/ana.md", True),
        ("portrait%20of%20Ana.png", "contacts/ana.md", True),
        ("/files/portrait of Ana.png", "contacts/ana.md", True),
        ("../files/portrait of Ana.png", "contacts/ana.md", True),
        ("./card.jpg", "contacts/ana.md", True),
        ("card.jpg#page=2", "me.md", True),
        ("../../files/portrait of Ana.png", "contacts/ana.md", True),
        ("other/card.jpg", "contacts/ana.md", False),
        ("portrait.png", "contacts/ana.md", False),
    ],
)
def test_files_are_found_by_path_and_by_name(target: str, page: str, held: bool) -> None:  # noqa: FBT001
    assert FILES.holds(target, page) is held


@pytest.mark.parametrize(
    ("target", "is_file"),
    [
        ("a.png", True),
        ("a.b/c.jpeg#x", True),
        ("ana.md", False),
        ("Dr. Ana", False),
        ("ana", False),
        (".png", False),
        ("v1.2", False),
    ],
)
def test_a_file_is_told_by_its_suffix(target: str, is_file: bool) -> None:  # noqa: FBT001
    assert is_attachment_target(target) is is_file
