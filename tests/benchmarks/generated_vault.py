"""A vault of any size, the same for the same size and seed, as large networks really look.

Contacts are about 2 kB each: 20 to 40 lines of front matter, up to 30 log lines, links to other
contacts, to organisations and to objectives. Names carry the diacritics of a European network.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

TODAY = date(2026, 11, 23)
GIVEN_NAMES = (
    "Ana Łukasz Zoë Siobhán Jürgen Adaeze Müge Søren Íñigo Chloé Óscar Wei Amélie Noor Björn Tomás "
    "Ioana Þóra Nguyễn Beñat Élodie Renée Kwame Saoirse Jiří Agnieszka Mehmet Lucía Håkon Farah"
)
FAMILY_NAMES = (
    "García Núñez Okafor Kowalczyk Öztürk Müller Ó'Brien Sørensen Dvořák Etxeberria Lefèvre Chen "
    "Peña Haddad Nowak Ibáñez Lindström Moreau Balogh Castaño Nakamura Adeyemi Jónsdóttir Petrović"
)
FUNCTIONS = (
    "hiring manager",
    "platform engineer",
    "site reliability engineer",
    "security engineer",
    "product manager",
    "conference organiser",
    "recruiter",
    "researcher",
    "investor",
    "lawyer",
)
TOPICS = ("hiring", "kubernetes", "speaking", "sre", "funding", "research", "mentoring", "cloud")
CITIES = ("Madrid", "Kraków", "São Paulo", "Dublin", "İzmir", "Malmö", "Bilbao", "Lagos")
TIERS = ("key", "regular", "regular", "light", "light", "light", "none")
ENTRY_KINDS = ("met", "call", "video", "event", "message", "email", "gave", "received", "note")
HELP = (
    "an introduction to teams", "a second reader for reports", "half a day of advice",
    "names of lawyers", "a stage for a first talk", "an audit", "a frank opinion",
    "a guest lecture", "interviews with users", "an hour of mentoring", "a grant proposal",
    "a translation", "a workshop", "a room for meetings", "a review of contracts", "test data",
)  # fmt: skip
FIELDS = (
    "railways", "hospitals", "open source licences", "power grids", "museums", "payments",
    "satellite images", "public procurement", "video games", "insurance", "farming", "shipping",
    "compilers", "accessibility", "court records", "water supply", "batteries", "archives",
    "speech recognition", "tax software", "elections", "textile printing", "bridges", "vaccines",
)  # fmt: skip
REMARKS = (
    "talked about the roadmap of her team and where it lacks people",
    "went through the incident review that he wrote, suggested a second reader",
    "long conversation on budgets after the keynote; will think about a joint proposal",
    "short exchange about the meetup and who could give the closing talk",
    "sent the paper on capacity planning, she answered with two questions",
    "compared notes on hiring in three countries and what it costs",
)


def generate_vault(contacts: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a vault with so many contacts."""
    random = Random(seed)
    organisations = max(4, contacts // 25)
    yield "vaultnet.toml", 'name = "Generated network"\n'
    yield "me.md", _me()
    for number in range(4):
        yield f"objectives/objective-{number}.md", _objective(number)
    for number in range(organisations):
        yield f"organisations/organisation-{number}.md", _organisation(random, number)
    for number in range(contacts):
        yield (
            f"contacts/contact-{number}.md",
            _contact(random, number, contacts, organisations),
        )


def write_vault(folder: Path, contacts: int, seed: int = 1) -> None:
    """Write the files of a generated vault below a folder."""
    for path, text in generate_vault(contacts, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _me() -> str:
    return (
        "---\nname: Irene Vidal\nstage: established\nfunctions: [Engineering, Speaking]\n"
        "budget: 3h/week\n---\n\n## Offers\n- Reviews of talks #speaking\n\n## Needs\n- Mentors\n"
    )


def _objective(number: int) -> str:
    functions = FUNCTIONS[number::4]
    needs = "".join(f"- {count} x {function}\n" for count, function in enumerate(functions, 1))
    return (
        f"---\ntitle: Objective number {number}\nfunction: Engineering\nstatus: active\n"
        f"importance: {number + 2}\nstart: 2026-01-01\nby: 2028-06-30\n"
        f"criteria: [influence x3, access x2, expertise]\n---\nWhy it matters.\n\n## Needs\n{needs}"
    )


def _organisation(random: Random, number: int) -> str:
    return (
        f"---\nname: Organisation {number}\ntype: company\nlocation: {random.choice(CITIES)}\n"
        f"url: https://organisation-{number}.example/\n---\nBuilds things in its own way.\n"
    )


def _contact(random: Random, number: int, contacts: int, organisations: int) -> str:
    """Return the text of one contact; the same state of `random` gives the same text."""
    organisation = random.randrange(organisations)
    step = f"{_career_start(random)}.. {random.choice(FUNCTIONS)}"
    tier = random.choice(TIERS)
    return "\n".join(
        [
            "---",
            *_front_matter(random, number, tier, organisation),
            "---",
            f"Works at [[organisation-{organisation}]]; knows the *whole* field, says what is so.",
            *_judgement(random, tier),
            "",
            "## Career",
            f"- {step} at [[organisation-{organisation}]]",
            "",
            "## Ties",
            f"- [[contact-{_other(random, number, contacts)}]]: colleague [strength:: medium]",
            "",
            *_give_and_take(number),
            "## Log",
            *_pending(number),
            *_log(random, number, contacts),
            "",
        ]
    )


def _front_matter(random: Random, number: int, tier: str, organisation: int) -> list[str]:
    given, family = GIVEN_NAMES.split(), FAMILY_NAMES.split()
    name = f"{random.choice(given)} {random.choice(family)} {random.choice(family)}"
    met = TODAY - timedelta(days=random.randrange(1200, 6000))
    lines = [
        f"name: {name} {number}",
        f"aliases: [Nº {number}]",
        f"tier: {tier}",
        f"role: Head of {random.choice(TOPICS).title()}",
        f'organisation: "[[organisation-{organisation}]]"',
        f"functions: [{', '.join(random.sample(FUNCTIONS, 2))}]",
        "serves:",
        f'  - "[[objective-{random.randrange(4)}]]"',
        f"email: [person-{number}@organisation-{organisation}.example]",
        f'phone: ["+34 600 {number // 1000:03} {number % 1000:03}"]',
        f'url: ["https://www.linkedin.com/in/person-{number}-example"]',
        f"location: {random.choice(CITIES)}",
        "languages: [es, en]",
        f"met: {met.isoformat()}",
        f"met_through: {random.choice(('studies', 'work', 'event', 'online'))}",
        *(f"{name}: {random.randint(1, 5)}" for name in _rated(random)),
        "rated: 2026-09-01",
        f"birthday: --{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        f"cadence: {random.choice(('6w', '3m', '26w'))}",
        "tags:",
        *(f"  - {topic}" for topic in random.sample(TOPICS, 3)),
    ]
    return lines + [f"note_{index}: kept as it is" for index in range(random.randrange(8))]


def _career_start(random: Random) -> str:
    return f"{random.randrange(2000, 2020)}-09"


def _rated(random: Random) -> list[str]:
    return random.sample(["expertise", "influence", "access", "reliability"], random.randint(0, 4))


def _judgement(random: Random, tier: str) -> list[str]:
    if tier != "key":
        return []
    return [
        "",
        "## Assessment",
        "- influence: decides the head-count of three teams [rated:: 2026-09-01]",
        "",
        "## Opportunities",
        "- Could refer me for a role [value:: high] [likelihood:: medium] [by:: 2027-03-31]",
        "",
        "## Risks",
        "- Competes with a client [severity:: medium] [likelihood:: low] [mitigation:: no prices]",
    ]


def _give_and_take(number: int) -> Iterator[str]:
    """Yield what every third contact needs and every fourth offers, by a chance of its own."""
    random = Random(number)
    for heading, every in (("Needs", 3), ("Offers", 4)):
        if number % every == 0:
            yield f"## {heading}"
            yield f"- {_help(random)} #{random.choice(TOPICS)}"
            yield ""


def _help(random: Random) -> str:
    return f"{random.choice(HELP)} about {random.choice(FIELDS)}"


def _pending(number: int) -> Iterator[str]:
    """Yield a promise for every fifth contact and a request for every seventh, some ticked."""
    random = Random(-number - 1)
    for kind, every in (("promised", 5), ("asked", 7)):
        if number % every == 0:
            day = TODAY - timedelta(days=random.randrange(1, 200))
            due = day + timedelta(days=random.randrange(10, 90))
            box, matter = random.choice(" x"), _help(random)
            yield f"- [{box}] {day} {kind}: {matter} [due:: {due}]"


def _log(random: Random, number: int, contacts: int) -> list[str]:
    days = sorted(random.sample(range(1, 1100), random.randint(0, 30)), reverse=True)
    return [_log_line(random, TODAY - timedelta(days=ago), number, contacts) for ago in days]


def _log_line(random: Random, day: date, number: int, contacts: int) -> str:
    kind = random.choice(ENTRY_KINDS)
    other = f" with [[contact-{_other(random, number, contacts)}]]" if random.random() < 0.1 else ""
    weight = " [weight:: 2]" if kind in {"gave", "received"} else ""
    topic = f" #{random.choice(TOPICS)}" if random.random() < 0.4 else ""
    return f"- {day.isoformat()} {kind}: {random.choice(REMARKS)}{other}{weight}{topic}"


def _other(random: Random, number: int, contacts: int) -> int:
    """Return the number of another contact, near ones more often, as in real circles."""
    distance = min(int(random.expovariate(1 / 20)) + 1, max(1, contacts - 1))
    return (number + distance) % contacts


if __name__ == "__main__":
    write_vault(Path(sys.argv[1]), int(sys.argv[2]))
