import pytest

from vaultnet.source import Span
from vaultnet.vault.body.inline_fields import InlineField, find_fields
from vaultnet.vault.body.outline import parse_outline


def fields(text: str) -> list[InlineField]:
    outline = parse_outline(text)
    return find_fields(outline.shown, text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("[due:: 2026-12-01]", "due", "2026-12-01"),
        ("(due:: 2026-12-01)", "due", "2026-12-01"),
        ("[vence::2026-12-01]", "due", "2026-12-01"),
        ("[ Due ::  soon ]", "due", "soon"),
        ("[completion:: 2026-12-01]", "done", "2026-12-01"),
        ("[mitigación:: no (never) prices]", "mitigation", "no (never) prices"),
        ("[mitigation:: ask [[tom]] first]", "mitigation", "ask [[tom]] first"),
        ("(mitigation:: ask [[tom|Tom (old)]])", "mitigation", "ask [[tom|Tom (old)]]"),
        ("[mitigation:: two\n  lines]", "mitigation", "two lines"),
        ("[mitigation:: `a]b`]", "mitigation", "`a]b`"),
        ("[ticket:: 1204]", "ticket", "1204"),
        ("[Mi Clave:: 7]", "mi clave", "7"),
        ("[due:: ]", "due", ""),
        ("📅 2026-12-01", "due", "2026-12-01"),
        ("🗓️ 2026-12-01", "due", "2026-12-01"),
        ("✅2026-12-01", "done", "2026-12-01"),
        ("⏳ 2026-12-01", "scheduled", "2026-12-01"),
    ],
)
def test_a_field(text: str, key: str, value: str) -> None:
    [found] = fields(f"a {text} b")
    assert (found.key, found.value) == (key, value)
    assert f"a {text} b"[slice(*found.span)] == text
    assert " ".join(f"a {text} b"[slice(*found.value_span)].split()) == value


@pytest.mark.parametrize(
    "text",
    [
        "[due: 2026]", "[:: 2026]", "[[due:: 2026]]", "[due:: 2026", "[due:: [a] b]", "`[due:: 1]`",
        "\\[due:: 1]", "(due:: a (b) c)", "📅 soon", "📅 2026-12-011", "%%[due:: 1]%%", "due:: 1",
    ],
)  # fmt: skip
def test_what_is_no_field(text: str) -> None:
    assert fields(text) == []


def test_fields_stand_in_reading_order() -> None:
    found = fields("[a:: 1] 📅 2026-12-01 (b:: 2) ✅ 2026-12-02 [c:: [[x]]]")
    assert [field.key for field in found] == ["a", "due", "b", "done", "c"]
