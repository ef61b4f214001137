"""What strangers wrote does not run, wherever it stands in a page."""

import json
from collections.abc import Iterator

import pytest

from tests.material import material
from tests.site.networks import AS_OF, complaint, contact, make_vault
from tests.site.pages import parse
from tests.vaults import strategy_of
from vaultnet.domain.contact import Contact, Labelled
from vaultnet.domain.entry import Entry
from vaultnet.domain.node import NodeId, Note, Passage, Reference
from vaultnet.site.plan import plan_site
from vaultnet.source import Span

BATCH = 300


def hostile_contact(number: int, text: str) -> Contact:
    """Return a contact that holds a text in every place of a page."""
    topics = (text,) if number % 5 == 1 else ()
    line = Entry(text=text, day=AS_OF, topics=topics, fields={text: text}, detail=text)
    linked = f"[[{text}]] [a]({text}) [a](<{text}>) ![a]({text}) [[x|{text}]]"
    return contact(
        f"c{number}",
        text,
        aliases=(text,),
        tags=(text,) if number % 5 == 0 else (),
        role=text,
        organisation=Reference(text),
        functions=(text,),
        email=(Labelled(text, text),),
        phone=(Labelled(text),),
        url=(Labelled(text), Labelled(f"https://{text}")),
        photo=Reference(text),
        passages=(Passage(text, text, 2), Passage(linked), Passage(f"# {text}\n- {text}")),
        extra={text: text},
        private_text=text,
        log=(line,),
    )


def payloads() -> list[str]:
    text = (material("xss") / "payloads.txt").read_text(encoding="utf-8", errors="replace")
    naughty: list[str] = json.loads(
        (material("naughty-strings") / "blns.json").read_text(encoding="utf-8")
    )
    return [line for line in text.splitlines() if line.strip()] + naughty


def built(texts: list[str]) -> Iterator[tuple[str, bytes]]:
    contacts = [hostile_contact(number, text) for number, text in enumerate(texts)]
    sources = {f"contacts/c{number}.md": text for number, text in enumerate(texts)}
    vault = make_vault(contacts, texts=sources)
    diagnostics = [complaint(path, Span(0, 9), "odd") for path in sources]
    for file in plan_site(vault, strategy_of(vault), diagnostics):
        if file.path.endswith(".html"):
            yield file.path, file.content


def test_nothing_that_strangers_wrote_can_run() -> None:
    texts, pages = payloads(), 0
    for start in range(0, len(texts), BATCH):
        for path, content in built(texts[start : start + BATCH]):
            pages += 1
            assert parse(content).faults() == [], path
    assert pages > len(texts) > 2500


OWN = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "intent://x",
    "view-source:x",
    "blob:x",
    "smb://x",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "https:javascript",
    "{{ 7*7 }}{% raw %}",
    "' autofocus onfocus=alert(1) x='",
    "</pre></script><svg/onload=alert(1)>",
    "\x1b]52;c;x\x07\u202e\ufeff\x00",
]


@pytest.mark.parametrize("text", OWN)
def test_well_known_tricks_stay_text(text: str) -> None:
    for path, content in built([text]):
        assert parse(content).faults() == [], path


def test_every_page_says_what_it_may_load() -> None:
    vault = make_vault([Note(id=NodeId("n"), name="n"), hostile_contact(1, "x")])
    for file in plan_site(vault, strategy_of(vault), []):
        if file.path.endswith(".html"):
            metas = [attrs for tag, attrs in parse(file.content).elements if tag == "meta"]
            policy = next(m["content"] for m in metas if "http-equiv" in m)
            assert policy.startswith("default-src 'none'; style-src 'self'"), file.path
            assert "unsafe" not in policy
