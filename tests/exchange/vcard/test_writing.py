"""vCards of a vault: what other programs accept, and the same again after the way back."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.imports import Home
from tests.faults.effort import EXAMPLES
from tests.vaults import AS_OF, make_vault
from vaultnet.exchange.draft import SourceFile
from vaultnet.exchange.export_values import Export, ExportOptions, Selection
from vaultnet.exchange.options import ReadOptions
from vaultnet.exchange.planning.plan_values import Outcome
from vaultnet.exchange.planning.recognition import NEW
from vaultnet.exchange.vcard.card_losses import DECLARED_LOSSES
from vaultnet.exchange.vcard.reading import read_vcards
from vaultnet.exchange.vcard.writing import FILE_NAME, derived_uid, write_vcards
from vaultnet.language import translator
from vaultnet.vault.front.quoting import front_matter_text
from vaultnet.workspace import Workspace, open_vault

WORDS = translator("en")
EXAMPLE = Path(__file__).parents[3] / "example-vault"
VERSIONS = ("4.0", "3.0")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
ANA = """---
name: Ana García López
aliases: [Ana, "Anita, la de Acme"]
tier: key
role: "Head of Platform; Payments"
organisation: "[[acme]]"
email: ["work: ana@acme.example", "book club: ana@home.example"]
phone: ["mobile: +34 600 000 000", "work fax: +34 910 000 000"]
url: ["https://ana.example/?a=1,2;b"]
address: "home: Calle Mayor 1, 28013 Madrid"
location: Madrid
timezone: Europe/Madrid
languages: [es, Klingon]
pronouns: she/her
birthday: --12-04
uid: 7c0b6f0e
tags: [a, b/c]
affinity: 2
badge_number: "0123"
x-gender: F
x-abdate: "wedding: 2010-05-01"
x-family-name: López
---
Hired me at [[acme]]. %% she must never read this %%
See [the list](https://x.example/l) and [[tom|Tom]].

## Ties
- [[tom]]: former manager, now at [[acme]] [strength:: strong]
- [[Somebody Else]]: mentor

## Log
- 2026-03-04 met: coffee
"""
VAULT = {
    "contacts/ana.md": ANA,
    "contacts/tom.md": "---\nname: Tom Okafor\norganisation: Globex\nbirthday: 1980-02-29\n---\n",
    "organisations/acme.md": "---\nname: Acme S.A.\n---\n",
}


def export(workspace: Workspace, version: str = "4.0", **more: bool) -> Export:
    contacts = workspace.vault.network.contacts
    selection = Selection(
        workspace.vault, contacts, workspace.strategy, read_attachment=lambda _path: PNG
    )
    options = ExportOptions(
        words=WORDS, card_version=version, with_photos=more.get("photos", False)
    )
    return write_vcards(selection, replace(options, as_folder=more.get("folder", False)))


def there_and_back(workspace: Workspace, version: str) -> tuple[bytes, bytes]:
    """Return an export, and the export of the vault that it makes when it is brought in."""
    first = export(workspace, version).files[FILE_NAME]
    files = [SourceFile(FILE_NAME, first)]
    reading = read_vcards(files, ReadOptions(as_of=AS_OF))
    assert not reading.complaints, reading.complaints
    home = Home(answers={draft.key: NEW for draft in reading.drafts})
    plan = home.apply(reading)
    assert plan.tally.counts[Outcome.CREATED] == len(workspace.vault.network.contacts)
    return first, export(home.workspace, version).files[FILE_NAME]


def test_a_card_says_what_a_vault_knows() -> None:
    card = export(make_vault(VAULT)).files[FILE_NAME].decode()
    assert card.replace("\r\n ", "").split("\r\n")[:38] == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//VaultNet//VaultNet//EN",
        "UID:7c0b6f0e",
        "REV:20261123T000000Z",
        "FN:Ana García López",
        "N:López;Ana García;;;",
        "NICKNAME:Ana,Anita\\, la de Acme",
        "ORG:Acme S.A.",
        "TITLE:Head of Platform\\; Payments",
        "BDAY:--1204",
        "PRONOUNS:she/her",
        "LANG:es",
        "X-LANG:Klingon",
        "EMAIL;TYPE=work:ana@acme.example",
        "item1.EMAIL:ana@home.example",
        "item1.X-ABLabel:book club",
        "TEL;TYPE=cell:+34 600 000 000",
        "TEL;TYPE=work,fax:+34 910 000 000",
        "URL:https://ana.example/?a=1\\,2\\;b",
        "ADR;TYPE=home:;;Calle Mayor 1\\, 28013 Madrid;;;;",
        "ADR:;;;Madrid;;;",
        "TZ:Europe/Madrid",
        "CATEGORIES:a,b/c",
        f"item2.RELATED:{derived_uid('tom')}",
        "item2.X-ABLabel:former manager\\, now at Acme S.A.",
        "item3.RELATED;VALUE=text:Somebody Else",
        "item3.X-ABLabel:mentor",
        "NOTE:Hired me at Acme S.A..\\nSee the list (https://x.example/l) and Tom.",
        "X-VAULTNET-BADGE_NUMBER:0123",
        "GENDER:F",
        "item4.X-ABDATE:20100501",
        "item4.X-ABLabel:wedding",
        "END:VCARD",
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//VaultNet//VaultNet//EN",
        f"UID:{derived_uid('tom')}",
    ]


def test_the_older_version_says_a_day_of_any_year_as_phones_do() -> None:
    card = export(make_vault(VAULT), "3.0").files[FILE_NAME].decode()
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-04\r\n" in card
    assert "X-ABRELATEDNAMES:Tom Okafor\r\n" in card
    assert "RELATED:urn" not in card


def test_no_line_is_longer_than_75_octets_and_none_cuts_a_character() -> None:
    vault = make_vault({"contacts/a.md": f"---\nname: Ana\nrole: {'ñ' * 300}\n---\n"})
    lines = export(vault).files[FILE_NAME].split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_what_is_lost_is_told_with_its_line_and_nothing_private_leaves() -> None:
    made = export(make_vault(VAULT))
    told = {(loss.what, loss.origin.line) for loss in made.losses}
    assert {("tier", 4), ("affinity", 18), ("log", 32), ("ties", 28)} <= told
    text = b"".join(made.files.values()).decode()
    assert "never read this" not in text
    assert "coffee" not in text


def test_every_declared_loss_is_a_field() -> None:
    contact = make_vault(VAULT).vault.network.contacts[0]
    assert all(hasattr(contact, key) for key in DECLARED_LOSSES)


def test_a_folder_holds_a_file_for_each_under_a_safe_name() -> None:
    vault = make_vault(
        {
            "contacts/a.md": "---\nname: A\nuid: ../../evil\n---\n",
            "contacts/b.md": "---\nname: B\nuid: ABC\n---\n",
            "contacts/c.md": "---\nname: C\nuid: abc\n---\n",
            "contacts/d.md": "---\nname: D\nuid: ABC\n---\n",
        }
    )
    files = export(vault, folder=True).files
    assert len(files) == 4
    assert "ABC.vcf" in files
    assert all("/" not in name and not name.startswith(".") for name in files)
    uids = [line for card in files.values() for line in card.split(b"\r\n") if b"UID:" in line]
    assert len(set(uids)) == 4


@pytest.mark.parametrize("version", VERSIONS)
def test_the_example_vault_comes_back_as_it_went(version: str) -> None:
    first, second = there_and_back(open_vault(EXAMPLE, AS_OF), version)
    assert first == second
    assert first.count(b"BEGIN:VCARD") > 30


def test_a_card_sets_nothing_under_a_name_of_ours() -> None:
    lines = ("TIER:key", "PRIVATE:false", "EXPERTISE:5", "GITHUB:ana")
    told = "\n".join(f"X-VAULTNET-{line}" for line in lines)
    card = f"BEGIN:VCARD\nVERSION:4.0\nFN:A\n{told}\nEND:VCARD\n".encode()
    (draft,) = read_vcards([SourceFile("a.vcf", card)], ReadOptions(as_of=AS_OF)).drafts
    assert draft.values == {
        "x-vaultnet-tier": "key",
        "x-vaultnet-private": "false",
        "x-vaultnet-expertise": "5",
        "github": "ana",
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_a_photograph_comes_back(version: str) -> None:
    vault = make_vault({"contacts/a.md": '---\nname: A\nphoto: "files/a.png"\n---\n'})
    workspace = replace(vault, vault=replace(vault.vault, attachments=frozenset({"files/a.png"})))
    data = export(workspace, version, photos=True).files[FILE_NAME]
    (draft,) = read_vcards([SourceFile("a.vcf", data)], ReadOptions(as_of=AS_OF)).drafts
    assert draft.picture is not None
    assert draft.picture.data == PNG


_SEEN = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"])
_TEXT = st.text(_SEEN, min_size=1, max_size=30)
_HOSTILE = st.sampled_from(
    ["END:VCARD", "a\\nb", "private: false", "[[acme]]", "%% x %%", "---", "a,b;c:d", '"', "=1+1"]
)
_WORD = st.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True)
_ANY = st.one_of(_TEXT, _HOSTILE)
_CONTACT = st.fixed_dictionaries(
    {"name": _WORD.map("Ana {}".format)},
    optional={
        "role": _ANY,
        "organisation": _ANY,
        "location": _ANY,
        "pronouns": _ANY,
        "aliases": st.lists(_ANY, max_size=3),
        "email": st.lists(_WORD.map("work: {}@x.example".format), max_size=3, unique=True),
        "phone": st.lists(st.sampled_from(["+34 600 1", "pager: 5551"]), max_size=2, unique=True),
        "birthday": st.sampled_from(["--02-29", "1985-04-12"]),
        "tags": st.lists(_WORD, max_size=3, unique=True),
        "favourite": _ANY,
        "x-phonetic-last-name": _ANY,
        "x-gender": _ANY,
    },
)


@given(st.lists(_CONTACT, min_size=1, max_size=3, unique_by=lambda each: each["name"]), _ANY)
@settings(max_examples=EXAMPLES // 2, deadline=None)
@pytest.mark.parametrize("version", VERSIONS)
def test_any_contact_comes_back_as_it_went(
    version: str, contacts: list[dict[str, object]], body: str
) -> None:
    files = {
        f"contacts/c{number}.md": f"---\n{front_matter_text(values)}\n---\n{body}\n"
        for number, values in enumerate(contacts)
    }
    workspace = make_vault(files)
    assert len(workspace.vault.network.contacts) == len(contacts)
    first, second = there_and_back(workspace, version)
    assert first.decode() == second.decode()


@pytest.fixture(scope="session")
def khard(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return khard: the one on the path, or one that is installed for the purpose if asked for."""
    found = os.environ.get("VAULTNET_KHARD") or shutil.which("khard")
    if found:
        return found
    if not os.environ.get("VAULTNET_INSTALL"):
        pytest.skip("no khard; name one with VAULTNET_KHARD, or set VAULTNET_INSTALL to get it")
    home = tmp_path_factory.mktemp("khard")
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    subprocess.run([home / "bin/pip", "install", "-q", "khard"], check=True)
    return str(home / "bin" / "khard")


@pytest.mark.parametrize("version", VERSIONS)
def test_khard_lists_a_folder_of_cards(khard: str, tmp_path: Path, version: str) -> None:
    workspace = open_vault(EXAMPLE, AS_OF)
    made = export(workspace, version, folder=True, photos=True)
    people = tmp_path / "people"
    people.mkdir()
    for name, data in made.files.items():
        (people / name).write_bytes(data)
    settings_file = tmp_path / "khard.conf"
    settings_file.write_text(f"[addressbooks]\n[[people]]\npath = {people}\n")
    told = subprocess.run(
        [khard, "-c", settings_file, "list", "--parsable"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ).stdout
    names = {line.split("\t")[1] for line in told.splitlines()}
    assert names == {contact.name for contact in workspace.vault.network.contacts}
