"""`vaultnet.toml`: every setting has a default, and a slip of the pen publishes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultnet.diagnostics import Severity
from vaultnet.domain.contact import Tier
from vaultnet.domain.dates import Cadence
from vaultnet.domain.node import Kind
from vaultnet.domain.score_constants import SCORE_CONSTANTS
from vaultnet.source import Source
from vaultnet.vault.settings import Settings, parse_settings
from vaultnet.vault.settings_table import (
    ANY_KEY,
    SETTINGS_TABLE,
    settings_reference,
)


def read(text: str) -> tuple[Settings, list[str]]:
    """Return the settings of a text, and each complaint with what it points at."""
    source = Source("vaultnet.toml", text)
    settings, diagnostics = parse_settings(source)
    told = [f"{each.rule.code} {source.slice(each.place.span)}" for each in diagnostics]
    return settings, told


@pytest.mark.parametrize("text", ["", "\n# nothing\n", "[site]\n[check]\n[criteria]\n"])
def test_an_empty_file_is_all_defaults(text: str) -> None:
    assert read(text) == (Settings(), [])
    assert parse_settings(None) == (Settings(), ())


def test_every_setting_is_read() -> None:
    settings, told = read(
        'language = "es"\nname = "Mi red"\nexclude = ["archive/**"]\n'
        '[folders]\ncontacts = ["people", "."]\njournal = "daily"\n'
        '[categories]\nPeople = "contact"\n"Mis Empresas" = "organisation"\n'
        '[criteria]\ncraft = 2\n[cadence]\nkey = "10d"\nnone = "1y"\n'
        '[share]\nfields = ["title", "name", "Ofrece"]\n[score]\nhalf_life = 90\n'
        '[site]\nfolder = "out/web"\n'
        '[check]\nVN204 = "off"\npartial-date = "info"\nstale_after = "6m"\n'
        "[limits]\nmax_note_size = 2000\nmax_front_matter_size = 300\n"
    )
    assert told == []
    assert (settings.language, settings.name, settings.exclude) == ("es", "Mi red", ("archive/**",))
    assert settings.folders[Kind.CONTACT] == ("people", ".")
    assert settings.folders[Kind.OBJECTIVE] == ("objectives",)
    assert settings.categories == {"people": Kind.CONTACT, "mis empresas": Kind.ORGANISATION}
    assert settings.criteria == {"craft": 2.0}
    assert settings.cadence[Tier.KEY] == Cadence(10, "d")
    assert settings.cadence[Tier.LIGHT] == Cadence(26, "w")
    assert (settings.share_fields, settings.score) == (("name", "offers"), {"half_life": 90.0})
    assert settings.site_folder == "out/web"
    assert settings.severities == {"VN204": None, "VN205": Severity.INFO}
    assert settings.stale_after == Cadence(6, "m")
    assert (settings.max_note_size, settings.max_front_matter_size) == (2000, 300)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('langage = "en"', "VN902 langage"),
        ("[score]\nhalf_lif = 3", "VN902 half_lif"),
        ("[nowhere]\nx = 1", "VN902 nowhere"),
        ("score.half_lif = 3", "VN902 score.half_lif"),
        ('language = "fr"', 'VN903 "fr"'),
        ("name = 3", "VN903 3"),
        ("exclude = [1]", "VN903 [1]"),
        ('[folders]\ncontacts = "../x"', 'VN903 "../x"'),
        ('[folders]\ncontacts = ["/x"]', 'VN903 ["/x"]'),
        ("[folders]\njournal = []", "VN903 []"),
        ('[site]\nfolder = "."', 'VN903 "."'),
        ('[site]\nfolder = "C:/web"', 'VN903 "C:/web"'),
        ('[site]\nfolder = "a\\\\b"', 'VN903 "a\\\\b"'),
        ('[categories]\nx = "person"', 'VN903 "person"'),
        ("[criteria]\ncraft = -1", "VN903 -1"),
        ("[criteria]\ncraft = true", "VN903 true"),
        ("[criteria]\ntier = 1", "VN903 tier"),
        ('[criteria]\n"two words" = 1', 'VN903 "two words"'),
        ("[score]\nhalf_life = nan", "VN903 nan"),
        ('[cadence]\nkey = "4 weeks"', 'VN903 "4 weeks"'),
        ('[check]\nVN204 = "loud"', 'VN903 "loud"'),
        ('[check]\ninvalid-dat = "off"', "VN904 invalid-dat"),
        ("[limits]\nmax_note_size = 0", "VN903 0"),
        ("criteria = 3", "VN903 3"),
        ('[share]\nfields = ["name", "rol"]', "VN223 rol"),
    ],
)
def test_what_cannot_be_read_keeps_its_default_and_is_told(text: str, told: str) -> None:
    settings, found = read(text)
    assert found == [told]
    if "share" not in text:
        assert settings == Settings()


@pytest.mark.parametrize(
    "text",
    [
        'share = ["name", "log"]',
        '[share]\nfields = "name"',
        "[share]\nfields = [1]",
        "[shaer]\nfields = []",
        "[share]\nfield = []",
        "[share]\nfields = [",
        "language = en",
        "[share]\nfields = ['private', 'affinity']",
    ],
)
def test_what_may_be_shared_is_never_guessed(text: str) -> None:
    settings, told = read(text)
    assert settings.share_fields == ()
    assert told


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("language", "key = value", 1),
        ("a = 1\nname = My network", "cannot be read", 2),
        ('a = 1\nname = "x', "never closed", 2),
        ("a = 1\na = 2", "given twice", 2),
        ("[x]\n[y]\n[x]", "given twice", 3),
        ("x = " + "[" * 5000, "not valid TOML", 1),
        ("a = 1\n\x01", "not valid TOML", 2),
    ],
)
def test_what_is_not_toml_is_told_in_our_words(text: str, words: str, line: int) -> None:
    source = Source("vaultnet.toml", text)
    _, [told] = parse_settings(source)
    assert told.rule.code == "VN901"
    assert words in told.message or words in told.remedy
    assert source.position(told.place.span.start).line == line


@given(st.text())
def test_any_text_gives_settings(text: str) -> None:
    for written in (text, f'name = "{text}"', f"[check]\n{text} = 'off'", f"[{text}]"):
        settings, diagnostics = parse_settings(Source("vaultnet.toml", written))
        assert settings.criteria
        for told in diagnostics:
            assert told.message
            assert told.place.span.end <= len(written)


def test_the_reference_has_a_row_for_each_setting() -> None:
    text = settings_reference()
    for spec in SETTINGS_TABLE:
        assert spec.summary in text
        assert spec.key == ANY_KEY or f"| `{spec.key}` |" in text
    assert all(f"`[{spec.table}]`" in text for spec in SETTINGS_TABLE if spec.table)


def test_every_constant_of_the_scores_is_a_setting() -> None:
    lines = "\n".join(f"{key} = {item.default}" for key, item in SCORE_CONSTANTS.items())
    settings, told = read(f"[score]\n{lines}\n")
    assert told == []
    assert settings.score == {key: item.default for key, item in SCORE_CONSTANTS.items()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("half_life = 0", "number, 0.001 or more"),
        ("strength_scale = -6", "number, 0.001 or more"),
        ("fit_share = 1.5", "number from 0 to 1"),
        ("likelihood_high = 80", "number from 0 to 1"),
        ("ease_weak = 0", "number from 0.001 to 1"),
        ("audit_rate = 0", "number from 0.001 to 1"),
        ("soon = inf", "number, 0 or more"),
        ("due = nan", "number, 0 or more"),
        ('cool = "15"', "number, 0 or more"),
    ],
)
def test_a_constant_that_would_break_a_formula_is_refused_at_its_place(
    line: str, expected: str
) -> None:
    source = Source("vaultnet.toml", f"[score]\nmatch_top = 3\n{line}\n")
    settings, (told,) = parse_settings(source)
    name, _, value = line.partition(" = ")
    assert settings.score == {"match_top": 3.0}
    assert told.message == f'"{name}" cannot be {value}'
    assert told.hint.format(**told.values) == f"write {expected}"
    assert source.slice(told.place.span) == value


@pytest.mark.parametrize(
    ("lines", "told_at"),
    [
        ("fit_share = 0.6\n", ["0.6"]),
        ("fit_share = 0.6\nopportunity_share = 0.7\n", ["0.6", "0.7"]),
        ("fit_share = 0.6\nopportunity_share = 0.4\n", []),
        ("fit_share = 0.1\n", []),
    ],
)
def test_fit_and_opportunity_count_for_no_more_than_all_there_is(
    lines: str, told_at: list[str]
) -> None:
    settings, told = read(f"[score]\n{lines}")
    assert told == [f"VN903 {value}" for value in told_at]
    assert bool(settings.score) is not bool(told_at)
