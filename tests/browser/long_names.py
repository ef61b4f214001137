"""A vault of names and titles of 80 letters in many scripts: does every page hold them?"""

from collections.abc import Iterator
from pathlib import Path


def write_long_names(vault: Path) -> None:
    """Write the vault into a folder that does not exist yet."""
    for folder in ("contacts", "objectives", "organisations"):
        (vault / folder).mkdir(parents=True)
    (vault / "vaultnet.toml").write_text(f'name = "{LONG[0]}"\n', encoding="utf-8")
    (vault / "me.md").write_text(f"---\nname: {LONG[1]}\nbudget: 2h/week\n---\n", encoding="utf-8")
    for number, name in enumerate(LONG):
        for path, text in _notes(number, name):
            (vault / path).write_text(text, encoding="utf-8")


LONG = (
    "Maximiliana Wilhelmina Countess of Hohenlohe and Waldenburg and also Schillingsf",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "עבד אלרחמן בן יצחק אבן עזרא הספרדי מטולדו אשר בארץ ספרד ובכל מלכויות הצפון והדרום",
    "محمد عبد الرحمن بن عبد العزيز بن سليمان الأندلسي القرطبي المعروف بابن الخطيب وغير",
    "株式会社国際戦略的人脈構築推進機構東京本部企画開発第一課長兼海外事業統括責任者佐藤太郎左衛門之助様及御一同株式会社国際戦略的人脈構築推進機構東京本部企画開発第一課長",
    "José María de los Ángeles Fernández-Villaverde y Ruiz de la Prada-Goicoechea Arí",
)


def _notes(number: int, name: str) -> Iterator[tuple[str, str]]:
    other = (number + 1) % len(LONG)
    said = {"name": name, "number": number, "day": number + 1, "other": other}
    for path, text in _NOTES.items():
        yield path.format(**said), text.format(**said)


_NOTES = {
    "organisations/organisation-{number}.md": "---\nname: {name}\nlocation: {name}\n---\n",
    "objectives/objective-{number}.md": """---
title: {name}
function: {name}
status: active
importance: 3
by: 2027-06-30
---
## Needs
- 2 x {name}
- 1 x recruiter

## Milestones
- [ ] {name} [due:: 2026-12-01]
""",
    "contacts/contact-{number}.md": """---
name: {name}
tier: key
role: {name}
organisation: "[[organisation-{number}]]"
functions: ["{name}"]
serves: ["[[objective-{number}]]", "[[objective-{other}]]"]
location: {name}
expertise: 4
influence: 3
access: 2
reliability: 5
rated: 2026-03-01
tags: [a-topic-with-a-name-that-takes-as-much-room-as-the-longest-names-of-all-contacts]
---
{name} {name}

## Offers
- {name} #hiring

## Needs
- {name} #hiring

## Opportunities
- {name} [[objective-{number}]] [value:: high] [likelihood:: medium]

## Risks
- {name} [severity:: high] [likelihood:: low]

## Log
- 2026-11-0{day} met: {name}
- [ ] 2026-10-0{day} promised: {name} [due:: 2026-11-15]
- 2026-08-0{day} gave: {name}

## Ties
- [[contact-{other}]] strong: {name}
""",
}
