import pytest

from vaultnet.site.images import MAX_IMAGE_SIZE, ImageShelf

PNG = b"\x89PNG\r\n\x1a\n"
FILES = {
    "files/face.png": PNG + b"1",
    "other/face.png": PNG + b"2",
    "files/Único.JPG": b"\xff\xd8\xff",
    "files/drawing.svg": b"<svg onload='alert(1)'/>",
    "files/lie.png": b"<svg onload='alert(1)'/>",
    "files/huge.png": PNG + b"0" * MAX_IMAGE_SIZE,
    "files/gone.gif": b"",
}


def shelf() -> ImageShelf:
    return ImageShelf(frozenset(FILES), FILES.get)


def test_pictures_are_found_by_path_and_by_a_name_that_only_one_has() -> None:
    images = shelf()
    one, other = images.find("files/face.png"), images.find("other/face.png")
    assert one is not None
    assert other is not None
    assert one != other
    assert images.find("face.png") is None
    assert str(images.find("único.jpg")).startswith("files/unico-")
    assert {content for _, content in images.copies()} == {
        FILES["files/face.png"],
        FILES["other/face.png"],
        FILES["files/Único.JPG"],
    }


@pytest.mark.parametrize("name", ["drawing.svg", "lie.png", "huge.png", "gone.gif", "no.png"])
def test_what_is_no_picture_is_not_copied(name: str) -> None:
    images = shelf()
    assert images.find(f"files/{name}") is None
    assert list(images.copies()) == []
