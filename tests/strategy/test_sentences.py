"""What the strategy says can be translated: each template is a message, and its values fill it."""

import ast
import re
from pathlib import Path
from random import Random

import pytest

from tests.catalogues import extracted
from tests.strategy.networks import contact, entry, line, strategy
from tests.strategy.sentences import sentences_in, templates_of, themes_of
from tests.strategy.test_firewall import professional
from tests.strategy.test_summary import EXAMPLE, of_vault
from vaultnet.domain.entry import EntryKind
from vaultnet.strategy import (
    budget,
    concentration,
    coverage,
    fruitfulness,
    paths,
    portfolio,
    reasons,
    reciprocity,
    review,
    strength,
    tiers,
)
from vaultnet.strategy.reasons import Sentence, as_written, counted, criterion_word
from vaultnet.workspace import read_vault

MESSAGES = frozenset(
    form
    for message in extracted()
    for form in ((message.id,) if isinstance(message.id, str) else message.id)
)


def test_all_that_the_example_vault_makes_the_strategy_say_is_a_message() -> None:
    said = templates_of(of_vault(read_vault(EXAMPLE)))
    assert len(said) > 60
    assert sorted(said - MESSAGES) == []


@pytest.mark.parametrize("seed", range(12))
def test_all_that_generated_networks_make_the_strategy_say_is_a_message(seed: int) -> None:
    assert sorted(templates_of(strategy(*professional(Random(seed)))) - MESSAGES) == []


TABLES = (
    budget._TIER_SENTENCES,
    concentration._WORDS,
    coverage._SENTENCES,
    {"opportunities": fruitfulness._OPPORTUNITIES, "risks": fruitfulness._RISKS},
    paths._TIE_SENTENCES,
    portfolio._LEVEL_SENTENCES,
    reasons._CRITERIA,
    {"given": reciprocity._GIVEN, "received": reciprocity._RECEIVED},
    review._OUTCOMES,
    strength.KIND_SENTENCES,
    tiers._SENTENCES,
)


@pytest.mark.parametrize("table", TABLES)
def test_every_template_of_a_table_is_a_message(table: dict[object, object]) -> None:
    flat = [
        text
        for item in table.values()
        for text in ((item,) if isinstance(item, str) else item)  # type: ignore[attr-defined]
    ]
    assert [text for text in flat if text not in MESSAGES] == []


def test_every_kind_of_contact_has_its_sentence() -> None:
    assert set(strength.KIND_SENTENCES) == {kind for kind in EntryKind if kind.is_contact}


@pytest.mark.parametrize("seed", range(4))
def test_every_sentence_can_be_told_and_reads_like_one(seed: int) -> None:
    """Plain text in lower case, without a full stop, without holes and without "(s)"."""
    held = strategy(*professional(Random(seed)))
    for sentence in sentences_in(tuple(themes_of(held).values())):
        text = sentence.text
        assert text
        assert not re.search(r"[{}]|\(s\)|\bNone\b|\.$| 1 (days|times|people|contacts)\b", text), (
            text
        )
        template = sentence.template
        assert template[0] in '{"' or template[0].islower(), template


def test_a_count_chooses_its_template() -> None:
    one, many = "one call", "{count} calls, {more}"
    assert counted(1, one, many, more="x").text == "one call"
    assert counted(2, one, many, more="x").text == "2 calls, x"
    assert counted(0, one, many, more="x").text == "0 calls, x"


def test_criteria_are_translated_unless_they_are_the_owners_own() -> None:
    words = Sentence("{all}", {"all": (criterion_word("access"), criterion_word("humour"))})
    spanish = {"access": "acceso"}
    told = words.told(lambda text, values: spanish.get(text, text).format(**values))
    assert told == "acceso, humour"
    assert as_written("{braces} stay").text == "{braces} stay"


def test_text_of_the_vault_never_becomes_a_template() -> None:
    """Braces in notes are text: in names of criteria, topics, functions and lines."""
    hostile = "{0.__class__} {x"
    held = strategy(
        contact("ana", ratings={hostile: 3}, needs=(line(f"a {hostile} #sre"),),
                functions=(hostile,), log=(entry("gave", 3, text=hostile),)),
        contact("tom", offers=(line(f"a {hostile} #sre"),)),
    )  # fmt: skip
    for sentence in sentences_in(tuple(themes_of(held).values())):
        assert hostile not in sentence.template
        assert sentence.text


MODULES = sorted(Path(reasons.__file__).parent.glob("*.py"))
FIELD = re.compile(r"\{[a-z_]+(:[^{}]*)?\}")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_text_with_fields_in_the_code_is_a_message(path: Path) -> None:
    """Whatever a module may come to say, in a branch that no network above takes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in ast.walk(node)}  # fmt: skip
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in inside
        and FIELD.search(node.value)
    }
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    bare = {node.value.value for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}  # fmt: skip
    assert sorted(texts - docstrings - bare - MESSAGES - {reasons.VERBATIM}) == []
