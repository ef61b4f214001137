"""Whatever bytes a note holds, there is a page or a diagnostic, and never an exception."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.faults.effort import EXAMPLES, THOROUGH
from tests.faults.notes import SETTINGS, assert_read, mutate, real_notes
from tests.site.pages import parse
from tests.vaults import strategy_of
from vaultnet.site.plan import plan_site
from vaultnet.vault.checks import check_vault
from vaultnet.vault.files import FoundFile, VaultFiles
from vaultnet.vault.load import load_vault

AS_OF = date(2026, 11, 23)
PATHS = ("contacts/a.md", "objectives/a.md", "organisations/a.md", "journal/2026-01-02.md",
         "journal/a.md", "me.md", "a.md")  # fmt: skip
HEADS = (b"", b"\xef\xbb\xbf", b"---\n", b"---\n---\n", b"# a\n", b"## Log\n- ", b"## Career\n- ",
         b"## Ties\n- [[b]]", b"## Opportunities\n- ", b"## Needs\n- 3 x ", b"---\nname: ",
         b"## Log\n- 2026-01-02 met: [", b"## Assessment\n- influence:")  # fmt: skip
TAILS = (b"", b"\n---\n", b"\n", b"]]\n", b"\n```\n", b"\n%%")
STEP = 1 if THOROUGH else 61
SHARES = 10


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    path=st.sampled_from(PATHS),
    head=st.sampled_from(HEADS),
    middle=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    tail=st.sampled_from(TAILS),
)
def test_any_bytes(path: str, head: bytes, middle: bytes, tail: bytes) -> None:
    assert_read(path, head + middle + tail)


@settings(max_examples=EXAMPLES, deadline=None)
@given(index=st.integers(0, 1_000_000), random=st.randoms(use_true_random=False))
def test_a_real_note_that_was_damaged(index: int, random: Random) -> None:
    note = real_notes()[index % len(real_notes())]
    assert_read(note.path, mutate(note.data, random))


@pytest.mark.parametrize("share", range(SHARES))
def test_every_prefix_of_real_notes(share: int) -> None:
    notes, read = real_notes()[share::SHARES], 0
    for note in notes:
        for end in range(len(note.data) % STEP, len(note.data) + 1, STEP):
            assert_read(note.path, note.data[:end])
            read += 1
    assert read >= len(notes) * 5
    assert len(real_notes()) >= 50


@pytest.mark.parametrize("seed", range(max(1, EXAMPLES // 100)))
def test_a_vault_of_damaged_notes_is_checked_and_shown(seed: int) -> None:
    random = Random(seed)
    notes = tuple(FoundFile(note.path, mutate(note.data, random)) for note in real_notes())
    vault = load_vault(VaultFiles(notes=notes), SETTINGS)
    assert vault.tally.found == len(notes)
    diagnostics = check_vault(vault, AS_OF)
    assert diagnostics
    for file in plan_site(vault, strategy_of(vault, AS_OF), diagnostics):
        if file.path.endswith(".html"):
            assert parse(file.content).faults() == [], (seed, file.path)
