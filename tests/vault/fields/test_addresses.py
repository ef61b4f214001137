"""Ways to reach somebody: what is accepted, and above all what is not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.material import material
from vaultnet.domain.contact import Labelled
from vaultnet.vault.fields.addresses import (
    URL_SCHEMES,
    parse_address,
    parse_email,
    parse_phone,
    parse_url,
)
from vaultnet.vault.fields.values import Problem

Reader = Callable[[str], Labelled | Problem]


@pytest.mark.parametrize(
    ("reader", "text", "value", "label"),
    [
        (parse_email, "ana@acme.example", "ana@acme.example", ""),
        (parse_email, "work: ana@acme.example", "ana@acme.example", "work"),
        (parse_email, "asociación: ana+x@acme.example", "ana+x@acme.example", "asociación"),
        (parse_email, "josé@españa.example", "josé@españa.example", ""),
        (parse_phone, "+34 600 000 000", "+34 600 000 000", ""),
        (parse_phone, "mobile: (91) 555-0100", "(91) 555-0100", "mobile"),
        (parse_phone, "0301234567 ext 12", "0301234567 ext 12", ""),
        (parse_url, "https://acme.example", "https://acme.example", ""),
        (parse_url, "LinkedIn: https://x.example/ana", "https://x.example/ana", "LinkedIn"),
        (parse_url, "http://acme.example:8080/a?b=c#d", "http://acme.example:8080/a?b=c#d", ""),
        (parse_url, "mailto:ana@acme.example", "mailto:ana@acme.example", ""),
        (parse_url, "tel:+34600000000", "tel:+34600000000", ""),
        (parse_address, "home: Calle Mayor 1, Madrid", "Calle Mayor 1, Madrid", "home"),
        (parse_address, "Calle Mayor 1: 2º A", "Calle Mayor 1: 2º A", ""),
    ],
)
def test_a_value_may_have_a_label(reader: Reader, text: str, value: str, label: str) -> None:
    assert reader(text) == Labelled(value, label)


@pytest.mark.parametrize(
    "text", ["ana", "ana@", "@acme.example", "ana@acme", "a b@acme.example", "ana@acme..example"]
)
def test_what_no_mail_can_reach_is_no_address(text: str) -> None:
    assert isinstance(parse_email(text), Problem)


@pytest.mark.parametrize("text", ["12", "ask her", "+34 600 or 601", "1" * 16, "٠١٢٣٤٥٦", "+"])
def test_what_cannot_be_dialled_is_no_number(text: str) -> None:
    assert isinstance(parse_phone(text), Problem)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "smb://acme.example/x",
        "intent://x",
        "view-source:https://acme.example",
        "vbscript:x",
        "https:acme.example",
        "https:///x",
        "https://",
        "https://a b.example",
        'https://a.example/"onclick="x',
        "https://a.example/\u0007",
        "//acme.example",
        "/etc/passwd",
        "mailto://ana@acme.example",
        "",
    ],
)
def test_what_may_not_be_followed_is_refused(text: str) -> None:
    found = parse_url(text)
    assert isinstance(found, Problem)
    assert found.replacement is None


def test_a_host_alone_is_mended_only_by_hand() -> None:
    found = parse_url("www.acme.example/ana")
    assert isinstance(found, Problem)
    assert (found.replacement, found.safe) == ("https://www.acme.example/ana", False)


@given(st.text())
def test_an_accepted_address_has_an_allowed_scheme(text: str) -> None:
    for written in (text, f"https:{text}", f"x: {text}", f"javascript:{text}"):
        found = parse_url(written)
        if isinstance(found, Labelled):
            assert found.value.split(":")[0].lower() in URL_SCHEMES
            assert not set(found.value) & set(' "<>\\\t\r\n')


def test_no_injection_of_the_public_list_is_a_web_address() -> None:
    lines = (material("xss") / "payloads.txt").read_text(encoding="utf-8").splitlines()
    accepted = [found for line in lines if isinstance(found := parse_url(line.strip()), Labelled)]
    assert len(lines) > 2000
    for found in accepted:
        assert found.value.split(":")[0].lower() in URL_SCHEMES
        assert not set(found.value) & set(' "<>\\`')
