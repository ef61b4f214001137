"""Commands that write notes, as somebody may type them in any order in the vault below.

A command that writes and can be undone belongs here: `test_capture.py` runs a mixture of them,
takes all of it back, and holds the vault against what it was.
"""

from collections.abc import Mapping

VAULT: Mapping[str, str | bytes] = {
    "vaultnet.toml": "",
    "me.md": "---\nname: Irene\nbudget: 3h/week\n---\n",
    "contacts/ana.md": (
        b"\xef\xbb\xbf---\r\nname: Ana Garc\xc3\xada # kept\r\ntags: [a,  'b']\r\ntier: key\r\n"
        b"---\r\n"
        b"## Log\r\n- [ ] 2026-10-01 promised: a paper [due:: 2026-11-01]\r\n"
        b"- 2026-10-02 met: tea\r\n\r\n## Next\r\n- [ ] call [[tom]]\r\n\r\n## Private\r\nsecret"
    ),
    "contacts/tom.md": (
        "---\nname: Tom Okafor\nfunctions:\n- hiring manager # since May\n- sre\n"
        "emial: t@x.example\n---\n"
        "Prose on [[ana]].\n"
    ),
    "contacts/eva.md": "# Eva Brandt\n\n## Registro\n- 2026-11-01 reunión: café\n",
    "contacts/eve.md": "---\nname: Eve Brandt\nemail: eve@x.example\n---\n\n## Log\n",
    "objectives/lead.md": (
        "---\ntitle: Lead a team\n---\n## Milestones\n- [ ] speak [due:: 2027-01-01]\n"
    ),
    "journal/2026-11-20.md": "# Lunch\n\n- [ ] asked [[ana]], [[tom]]: the deck\n",
}

OPERATIONS: tuple[tuple[str, ...], ...] = (
    ("log", "ana", "met", "coffee"),
    ("log", "eva", "llamada", "larga\n\n- y más", "--date", "ayer"),
    ("log", "tom", "--gave", "an hour", "--weight", "3"),
    ("log", "ana", "tom", "lunch", "--asked"),
    ("log", "ana", "eva", "event", "the fair", "--date", "2026-11-20"),
    ("log", "tom", "promised", "a draft", "--due", "friday", "--with", "ana"),
    ("set", "ana", "tags+=c", "role=CTO"),
    ("set", "ana", "tags-=a"),
    ("set", "ana", "role="),
    ("set", "tom", "functions+=CTO", "introduced_by=ana"),
    ("set", "tom", "functions-=sre"),
    ("set", "eva", "tier=regular", "rated=today"),
    ("set", "me", "budget=5h/week"),
    ("done", "ana", "paper"),
    ("done", "ana", "call"),
    ("done", "tom", "deck"),
    ("done", "lead", "speak"),
    ("new", "contact", "Bea Roth"),
    ("new", "organisation", "Acme"),
    ("check", "--fix"),
    ("rename", "eva", "Eva Brandt Soler"),
    ("rename", "tom", "Thomas Okafor"),
    ("merge", "eva", "eve"),
    ("undo",),
    ("undo", "1"),
    ("undo", "7"),
)
