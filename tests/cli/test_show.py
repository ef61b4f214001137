"""`vaultnet show`: one page before a meeting, for people and for programs."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.answers import answer, answer_json, scores_in

WriteVault = Callable[[Mapping[str, str | bytes]], Path]
Capsys = pytest.CaptureFixture[str]


def test_the_page_stands_in_the_order_of_its_use(capsys: Capsys) -> None:
    text = answer(capsys, "show", "ana")
    titles = [
        "Why",
        "Last talks",
        "You owe",
        "To do",
        "They need",
        "What you can do for them",
        "Introductions worth making",
        "Ready to ask?",
        "They offer",
        "Risks",
    ]
    assert [line for line in text.splitlines() if line in titles] == titles


def test_the_document_holds_the_numbers_and_the_page(capsys: Capsys) -> None:
    document = answer_json(capsys, "show", "ana")
    why = answer_json(capsys, "why", "ana")
    assert why.items() <= document.items()
    assert document["last_contact"] == "2026-11-06"
    assert [item["id"] for item in document["serves"]] == ["lead-a-platform-team"]
    assert document["what_you_can_do"][0]["mine"] is True
    assert any(item["helps_both"] for item in document["introductions"])
    assert [task["late"] for task in document["tasks"]] == [True, False]
    for score in scores_in(document):
        if score["value"] is not None:
            assert abs(sum(part["points"] for part in score["parts"]) - score["value"]) <= 1e-9


def test_what_was_ticked_later_is_open_on_an_earlier_day(
    write_vault: WriteVault, capsys: Capsys
) -> None:
    note = (
        "## Next\n- [x] write [due:: 2026-11-10] [done:: 2026-11-20]\n\n"
        "## Log\n- [x] 2026-11-01 promised: a paper [due:: 2026-11-09] [done:: 2026-11-20]\n"
    )
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": note})
    before = answer(capsys, "--as-of", "2026-11-15", "show", "ana", root=root)
    assert "write (due 2026-11-10, 5 days late)" in before
    assert "a paper (since 2026-11-01, due 2026-11-09, 6 days late)" in before
    after = answer(capsys, "show", "ana", root=root)
    assert "You owe" not in after
    assert "To do" not in after


def test_a_tier_that_differs_from_the_suggested_one_is_told(capsys: Capsys) -> None:
    assert "tier regular (light is suggested)" in answer(capsys, "show", "oluwaseun")


def test_a_page_with_nothing_says_what_to_do(write_vault: WriteVault, capsys: Capsys) -> None:
    root = write_vault({"vaultnet.toml": "", "contacts/ana.md": "# Ana"})
    text = answer(capsys, "show", "ana", root=root)
    assert text.startswith("Ana\nno tier yet · not placed yet\nnever in touch\n")
    assert "As a next step," in text


@pytest.mark.parametrize("columns", ["40", "60", "80", "140"])
def test_lines_fit_the_width(columns: str, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    body = answer(capsys, "show", "ana").split("\n\n", 1)[1]
    assert max(map(len, body.splitlines())) <= int(columns)
