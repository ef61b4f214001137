import pytest

from vaultnet.site.links import external_href, mail_href, phone_href


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "HTTP://a.example/x?y#z", "mailto:ana@a.example", "tel:+34600000000"],
)
def test_an_address_of_an_allowed_scheme_is_a_link(url: str) -> None:
    assert external_href(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.example",
        "/x",
        "//a.example",
        "https:",
        "https:///x",
        "https:javascript:alert(1)",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "smb://a",
        "intent://a",
        "blob:https://a",
        "view-source:https://a",
        "ftp://a.example",
        "https://a.example/with blank",
        "https://a.example/\t",
        "https://a.example\\@b.example",
        "tel:javascript",
    ],
)
def test_everything_else_is_text(url: str) -> None:
    assert external_href(url) is None


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("ana+x@acme.example", "mailto:ana+x@acme.example"),
        ("añá@acme.example", "mailto:a%C3%B1%C3%A1@acme.example"),
        ("ana@acme.example?bcc=eve@evil.example", None),
        ("ana@acme.example,eve@evil.example", None),
        ("no address", None),
    ],
)
def test_an_email_address_adds_nothing_to_its_link(address: str, href: str | None) -> None:
    assert mail_href(address) == href


def test_a_telephone_number_keeps_its_digits() -> None:
    assert phone_href("+34 (600) 000-000") == "tel:+34600000000"
    assert phone_href("ask her") is None
