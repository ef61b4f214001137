"""Pairs of whole vaults that differ only in what nobody shared.

What is shared is drawn from one stream of random numbers and is the same in both; whatever else a
vault may hold is drawn from another: fields, sections, prose, comments, whole files of every sort.
"""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Files = Mapping[str, bytes]
CRITERIA = ("expertise", "influence", "reach", "trust")
NAMES = ("Ana Ruiz", "Tom Becker", "Ana Ruiz", "李 静", "Zoë O'Neill", "acme", "Bo", "Con", "Ana")
STEMS = ("ana", "tom", "ana-ruiz", "x1", "zoe", "bo", "li", "con")
PNG = b"\x89PNG\r\n\x1a\n"

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "contact": (
        *("aliases", "tier", "status", "role", "organisation", "functions", "serves", "email"),
        *("phone", "url", "address", "location", "timezone", "languages", "pronouns", "birthday"),
        *("met", "met_through", "introduced_by", *CRITERIA, "rated", "cadence", "photo", "uid"),
        *("source", "tags"),
    ),
    "objective": ("aliases", "function", "status", "importance", "start", "by", "criteria", "tags"),
    "organisation": ("aliases", "type", "parent", "url", "location", "tags"),
    "journal": ("aliases", "date", "tags"),
    "me": ("aliases", "stage", "functions", "budget", "tags"),
    "note": ("aliases", "tags"),
}
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "contact": (
        *("assessment", "opportunities", "risks", "offers", "needs", "career", "ties", "log"),
        "next",
    ),
    "objective": ("needs", "milestones", "opportunities", "risks"),
    "organisation": (),
    "journal": ("log",),
    "me": ("offers", "needs", "career"),
    "note": ("offers",),
}
_FOLDERS = {
    "contact": "contacts",
    "objective": "objectives",
    "organisation": "organisations",
    "journal": "journal",
    "note": "notes",
}
_NEVER = ("affinity", "height", "private_note", "nickname", "Rolle")


@dataclass
class _Writer:
    """Writes one of the two vaults: `open_` draws what is shared, `hidden` all that is not."""

    open_: random.Random
    hidden: random.Random
    by_settings: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)

    def words(self, rng: random.Random) -> str:
        pool = (
            "platform",
            "hiring",
            "coffee",
            "talk",
            "lead",
            "*grant*",
            "#hiring",
            "50%",
            "paper",
        )
        return " ".join(rng.choice(pool) for _ in range(rng.randint(1, 5)))

    def link(self, rng: random.Random) -> str:
        """Return a link to a page that is shared, is private, or is not there at all."""
        target = rng.choice(
            (*STEMS, *NAMES, "secret-1", "secret-2", "me", "lead", "nobody", "contacts/ana", "Nick")
        )
        label = rng.choice(("", "", "|her", "|a friend"))
        forms = (f"[[{target}{label}]]", f"[[{target}#Log]]", f"[her](../contacts/{target}.md)")
        return rng.choice((forms[0], *forms))

    def picture(self, rng: random.Random) -> str:
        return rng.choice(("files/p.png", "files/q.png", "p.png", "files/none.png"))

    def line_text(self, rng: random.Random) -> str:
        parts = [self.words(rng)]
        if rng.random() < 0.5:
            parts.append(self.link(rng))
        if rng.random() < 0.1:
            parts.append(f"![[{self.picture(rng)}]]")
        if rng.random() < 0.1:
            parts.append(f"![x]({self.picture(rng)})")
        parts.append(self.words(rng))
        return " ".join(parts)

    def value(self, rng: random.Random, key: str) -> str:
        """Return the text of a field; some are faulty, and none makes the file unreadable."""
        text = self.words(rng).replace("#", "").replace("*", "").replace("%", "")
        link = rng.choice((*STEMS, "secret-1", "nobody"))
        day = f"20{rng.randint(10, 26)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        values: Mapping[str, Sequence[str]] = {
            "aliases": (f"[{rng.choice(('Nick', 'Nan', *STEMS))}]",),
            "tier": ("key", "regular", "light", "none", "keyy"),
            "status": ("active", "dormant", "closed", "idea", "achieved", "dropped"),
            "organisation": (f'"[[{link}]]"', "Acme", text),
            "serves": (f'["[[{link}]]", "[[lead]]"]', '["[[lead]]"]'),
            "introduced_by": (f'"[[{link}]]"', text),
            "parent": (f'"[[{link}]]"', text),
            "functions": (f"[hiring manager, {text}]", "[mentor]"),
            "email": (f'["w: {rng.randint(1, 99)}@acme.example"]', "not-a-mail"),
            "phone": ('["+34 600 000 000"]',),
            "url": ('["https://acme.example/x"]', "smb:x"),
            "tags": ("[hiring, cloud]", f"[t{rng.randint(1, 9)}]"),
            "birthday": ("1985-04-12", "--02-29", "1990-02-30"),
            "met": ("2019-10", day),
            "met_through": ("studies", "work"),
            "rated": (day,),
            "start": (day,),
            "by": (day,),
            "date": (day,),
            "cadence": ("6w", "never", "soon"),
            "photo": (self.picture(rng),),
            "importance": ("1", "3", "5"),
            "criteria": ("[expertise x3, trust]",),
            "type": ("company", "university"),
            "stage": ("studies", "senior"),
            "budget": ("3h/week",),
            "affinity": ("-2", "2"),
            "languages": ("[Spanish, English]",),
        }
        if key in CRITERIA:
            return rng.choice(("1", "4", "5", "9"))
        return rng.choice(values.get(key, (text,)))

    def section_line(self, rng: random.Random, section: str) -> str:
        text = self.line_text(rng)
        day = f"20{rng.randint(23, 26)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        kind = rng.choice(("met", "gave", "received", "promised", "asked", "note", "email", ""))
        box = rng.choice(("[ ] ", "[x] ")) if kind in {"promised", "asked"} else ""
        level = rng.choice(("low", "medium", "high"))
        forms = {
            "assessment": f"- {rng.choice(CRITERIA)}: {text}",
            "opportunities": f"- {text} [value:: {level}] [likelihood:: low] [odd:: {text[:9]}]",
            "risks": f"- {text} [severity:: {level}] [likelihood:: low] [mitigation:: {text}]",
            "career": f"- 20{rng.randint(10, 19)} – 2021 lead at {self.link(rng)}: {text}",
            "ties": f"- {self.link(rng)}: {text} [strength:: strong]",
            "log": f"- {box}{day} {kind}: {text} [weight:: {rng.randint(1, 5)}]",
            "next": f"- [ ] {text} [due:: {day}]",
            "milestones": f"- [x] {text} [due:: {day}]",
            "needs": f"- {rng.randint(1, 3)} x hiring manager {text}",
        }
        line = forms.get(section, f"- {text}")
        return line + (f"\n  more {self.line_text(rng)}" if rng.random() < 0.2 else "")

    def commented(self, line: str) -> str:
        """Return a line with a comment in it, or as it is: a comment leaves no trace."""
        secret = f"{self.words(self.hidden)} {self.link(self.hidden)}".replace("%", "")
        chance = self.hidden.random()
        head, blank, rest = line.partition("\n")
        if chance < 0.1:
            return f"{head} %%{secret}%%{blank}{rest}"
        if chance < 0.2:
            return f"%%{secret}%%\n{line}" if line.startswith("- ") else line
        return f"{head} <!-- {secret}\n{secret} -->{blank}{rest}" if chance < 0.25 else line

    def hidden_part(self) -> list[str]:
        """Return a stretch of the body that nobody shared, or nothing."""
        rng = self.hidden
        heading = rng.choice(("## Private", "## Privado", "## Thoughts", "## Gossip"))
        lines = [self.line_text(rng) for _ in range(rng.randint(0, 3))]
        lines += rng.choice(([], ["```", "## Log", "```"], ["", "- 2026-01-01 met: x"]))
        lines += rng.choice(([], ["", "| a | b |", "|---|---|", "| [[ana\\|x]] | `c` |"]))
        if heading.startswith("## Priv"):
            lines += rng.choice(([], ["", "### Log", "- 2026-01-01 gave: y"]))
        return [heading, "", *lines, ""] if rng.random() < 0.4 else []

    def body(self, kind: str, parts: Sequence[str]) -> list[str]:
        """Return the body of a page: shared sections, and others between them."""
        known = [*_SECTIONS[kind]]
        self.open_.shuffle(known)
        found: list[str] = []
        if self.hidden.random() < 0.3:
            found += [self.line_text(self.hidden), ""]
        for section in known:
            found += self.hidden_part()
            if section in parts:
                found += self._shared_section(section)
            elif self.hidden.random() < 0.5:
                found += [f"## {section.capitalize()}", ""]
                found += [self.section_line(self.hidden, section) for _ in range(2)]
                found += [""]
        return found + self.hidden_part()

    def _shared_section(self, section: str) -> list[str]:
        lines = [self.section_line(self.open_, section) for _ in range(self.open_.randint(0, 3))]
        prose = [self.line_text(self.open_)] if self.open_.random() < 0.3 else []
        written = [self.commented(line) for line in lines]
        return [f"## {section.capitalize()}", "", *written, "", *map(self.commented, prose), ""]

    def page(self, kind: str, path: str, name: str) -> None:
        """Write a page of which some parts are shared; which, and what they say, is not hidden."""
        parts = [part for part in (*_FIELDS[kind], *_SECTIONS[kind]) if self.open_.random() < 0.5]
        is_silent = "name" in self.by_settings and self.open_.random() < 0.2
        if is_silent:
            parts = [part for part in self.by_settings if part in _FIELDS[kind]]
        fields = [f"{key}: {self.value(self.open_, key)}" for key in _FIELDS[kind] if key in parts]
        title = "title" if kind == "objective" else "name"
        by_heading = self.open_.random() < 0.2
        fields += [] if by_heading else [f"{title}: {name}"]
        fields += [] if is_silent else [f"shared: [{', '.join((title, *parts))}]"]
        self.open_.shuffle(fields)
        told = {*parts, "date"} if kind == "journal" and "log" in parts else parts
        for key in (*_FIELDS[kind], *_NEVER):
            if key not in told and self.hidden.random() < 0.4:
                place = self.hidden.randint(0, len(fields))
                fields.insert(place, f"{key}: {self.value(self.hidden, key)}")
        if kind in {"journal", "note"}:
            fields.append(f"kind: {kind}")
        body = [self.commented(f"# {name}"), ""] if by_heading else []
        text = "\n".join(("---", *fields, "---", *body, *self.body(kind, parts))) + "\n"
        self.files[path] = text.encode()

    def hidden_files(self) -> None:
        """Write files that nobody shared: private, unreadable, ignored, foreign ones."""
        rng = self.hidden
        for number in range(rng.randint(0, 6)):
            kind = rng.choice(tuple(_FOLDERS))
            stem = rng.choice((*STEMS, f"secret-{number}", "lead", "2026-01-05"))
            folder = rng.choice((_FOLDERS[kind], f"{_FOLDERS[kind]}/sub", f"{_FOLDERS[kind]}/aaa"))
            self.files.setdefault(f"{folder}/sub{number}/{stem}.md", self._hidden_page(kind))
        for path, content in self._odd_files().items():
            if rng.random() < 0.5:
                self.files.setdefault(path, content)

    def _hidden_page(self, kind: str) -> bytes:
        rng = self.hidden
        fields = [f"{key}: {self.value(rng, key)}" for key in _FIELDS[kind] if rng.random() < 0.6]
        name = f"name: {rng.choice((*NAMES, 'Nick', 'Secret Person'))}"
        mark = rng.choice(("private: true", "private: maybe", "shared: []", "shared: [tags]"))
        lines = [
            line
            for section in _SECTIONS[kind]
            for line in (f"## {section.capitalize()}", self.section_line(rng, section))
        ]
        return "\n".join(("---", name, mark, *fields, "---", *lines, "")).encode()

    def _odd_files(self) -> Mapping[str, bytes]:
        rng = self.hidden
        return {
            "contacts/broken.md": b"---\nname: [Ana\n---\n",
            "contacts/sub/ana.md": b"\xff\xfe not text",
            "contacts/null.md": b"---\nname: Nul\n---\n\0",
            "contacts/merge.md": b"<<<<<<< a\n=======\n>>>>>>> b\n",
            "contacts/ana (conflicted copy 2026-01-01).md": b"Ana",
            "contacts/.hidden.md": b"Ana",
            "other/p.png": PNG + self.words(rng).encode(),
            "files/none.jpg": b"no picture",
            "files/secret.pdf": self.words(rng).encode(),
            "README.md": self.line_text(rng).encode(),
            "plan.md": f"kind: me {self.line_text(rng)}".encode(),
        }


def make_pair(seed: int) -> tuple[Files, Files]:
    """Return two vaults that share the same and hide something different."""
    return _make_vault(seed, 1), _make_vault(seed, 2)


def _make_vault(seed: int, side: int) -> Files:
    open_ = random.Random(seed)
    writer = _Writer(open_, random.Random(f"{seed}/{side}"))
    writer.by_settings = open_.choice((("name", "role", "tags"), (), ("role",)))
    writer.files["vaultnet.toml"] = _settings(open_, writer.by_settings).encode()
    writer.files["files/p.png"] = PNG + b"p"
    writer.files["files/q.png"] = PNG + b"q"
    if open_.random() < 0.7:
        writer.page("me", "me.md", "Irene Vidal")
    writer.page("objective", "objectives/lead.md", "Lead a team")
    for kind, folder in _FOLDERS.items():
        for stem in open_.sample(STEMS, open_.randint(0, 4)):
            path = f"{folder}/{stem}.md"
            if open_.random() < 0.2:
                path = f"{folder}/deep/{stem}.md"
            writer.page(kind, path, open_.choice(NAMES))
    writer.hidden_files()
    return writer.files


def _settings(rng: random.Random, shared: Sequence[str]) -> str:
    criteria = "".join(f"{name} = {rng.randint(1, 3)}\n" for name in CRITERIA)
    language = rng.choice(("en", "es"))
    return (
        f'language = "{language}"\n[share]\nfields = {json.dumps(shared)}\n[criteria]\n{criteria}'
    )
