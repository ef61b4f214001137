"""From bytes to a vault: nothing raises, nothing is lost, and every refusal has a place."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vaults import VaultText, described, make_vault, open_text
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import FailedRead, Failure, FoundFile, VaultFiles
from vaultnet.vault.load import load_vault
from vaultnet.vault.settings import CLOSED_SETTINGS, Settings
from vaultnet.vault.settings_file import load_settings

ANA = "---\nname: Ana\n---\n"


def test_found_is_loaded_and_rejected_and_ignored() -> None:
    workspace = make_vault(
        {
            "contacts/ana.md": ANA,
            "contacts/broken.md": b"\xff\xfe",
            "contacts/nul.md": "a\0b",
            "templates/person.md": ANA,
            ".git/a.md": ANA,
            "files/photo.png": b"\x89PNG",
        }
    )
    tally = workspace.vault.tally
    assert (tally.found, tally.loaded, tally.rejected, tally.ignored) == (4, 1, 2, 1)
    assert workspace.vault.attachments == {"files/photo.png"}
    assert dict(workspace.vault.ignored) == {"templates/person.md": "a template"}


def test_a_byte_that_is_no_text_has_its_place() -> None:
    workspace = make_vault({"contacts/ana.md": b"\xef\xbb\xbfname\n\xc3\xa1 caf\xe9\n"})
    assert described(workspace) == [
        "contacts/ana.md:2:6: error[VN101] byte 0xe9 is not UTF-8",
    ]


def test_one_bad_file_hides_no_other() -> None:
    workspace = make_vault({"contacts/a.md": b"\xff", "contacts/b.md": ANA, "contacts/c.md": "\0"})
    assert [node.id for node in workspace.vault.network.contacts] == ["b"]
    assert [found.rule.code for found in workspace.diagnostics] == ["VN101", "VN102"]


def test_what_the_system_refused_is_said_without_a_path_of_this_machine() -> None:
    files = VaultFiles(
        failed=(
            FailedRead("a.md", Failure.UNREADABLE, "permission denied"),
            FailedRead("b\\xe9.md", Failure.FOREIGN_NAME),
            FailedRead("c.md", Failure.TOO_LARGE),
        ),
        failed_folders=(FailedRead("closed", Failure.UNREADABLE, "permission denied"),),
        skipped_links=("old",),
    )
    vault = load_vault(files, Settings(max_note_size=10))
    assert [(found.place.path, found.message) for found in vault.diagnostics] == [
        ("closed", "the folder cannot be read: permission denied"),
        ("old", "a symbolic link is not followed"),
        ("a.md", "cannot be read: permission denied"),
        ("b\\xe9.md", "the name of the file is not UTF-8"),
        ("c.md", "more than 10 bytes, the most that a note may have"),
    ]
    assert (vault.tally.found, vault.tally.rejected) == (3, 3)


def test_settings_that_are_no_text_leave_the_defaults_and_share_nothing() -> None:
    for found in (
        FoundFile("vaultnet.toml", b'name = "\xff"'),
        FailedRead("vaultnet.toml", Failure.UNREADABLE, "permission denied"),
    ):
        settings_read, source, diagnostics = load_settings(found)
        assert (settings_read, source) == (CLOSED_SETTINGS, None)
        assert [diagnostic.rule.name for diagnostic in diagnostics] == ["unreadable-settings"]
    assert load_settings(None) == (Settings(), None, ())


def test_settings_weigh_and_silence_rules() -> None:
    files = {"contacts/ana.md": "---\nname: Ana\ntier: key\n---\n"}
    loud = make_vault(files)
    assert "VN413" in {found.rule.code for found in loud.diagnostics}
    quiet = make_vault(
        {**files, "vaultnet.toml": '[check]\nVN413 = "off"\nkey-contact-without-risk = "error"\n'}
    )
    weighed = {found.rule.code: found.severity.value for found in quiet.diagnostics}
    assert "VN413" not in weighed
    assert weighed["VN415"] == "error"


LINES = """---
name: Ana
kind: me
tier: key
private: true
serves: ["[[a]]", "[[b]]"]
introduced_by: "[[b]]"
parent: "[[c]]"
met: 2027
rated: 2020-01-01
expertise: 4
shared: [log, role, private]
by: 2020-01-01
## Log
## Ties
## Risks
## Assessment
## Opportunities
## Career
## Needs
## Private
- 2026-03-04 met: with [[b]]
- [ ] 2027-01-01 promised: x [due:: 2020-01-01]
- [[a]]: friend [from:: 2020] [until:: 2019]
- expertise: lovely
- 2019..2018 x at [[c]]: y
- x [[a]] [by:: 2020-01-01]
- 3 x y
![[x.png]] [[a#b]] [[#c]]
%% Ana
""".splitlines(keepends=True)
contents = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(["---\n", *LINES]), max_size=14).map(
        lambda lines: "".join(lines).encode()
    ),
)
paths = st.sampled_from(
    [
        "contacts/a.md", "contacts/A.md", "contacts/b.md", "contacts/x/a.md", "objectives/a.md",
        "objectives/o.md", "organisations/c.md", "journal/2026-01-01.md", "me.md", "notes/a.md",
        "templates/t.md", "contacts/a.sync-conflict-20260101-000000-AAAAAAA.md", "vaultnet.toml",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(paths, contents, max_size=6), st.randoms())
def test_any_bytes_anywhere_give_a_vault_that_adds_up(
    files: dict[str, bytes], random: Random
) -> None:
    workspace = open_text(VaultText(files, {}))
    vault = workspace.vault
    notes = [path for path in files if path.endswith(".md")]
    assert vault.tally.found == len(notes)
    assert vault.tally.loaded == len(vault.network.nodes)
    rejected = {path for path, file in vault.files.items() if file.node is None}
    assert vault.tally.rejected == len(rejected)
    assert rejected <= {found.place.path for found in vault.diagnostics}
    assert list(workspace.diagnostics) == sorted(workspace.diagnostics, key=lambda it: it.sort_key)
    assert check_vault(vault, workspace.as_of) == workspace.diagnostics
    for found in workspace.diagnostics:
        assert found.message
        assert found.remedy is not None
    shuffled = list(files.items())
    random.shuffle(shuffled)
    assert open_text(VaultText(dict(shuffled), {})) == workspace
