"""An archive of LinkedIn with 500 connections, made up and always the same.

The people, their employers and their addresses are fictional. It has what a real one has: a
preamble, members who hide, invitations, messages, and the owner's own positions. Print it with
`python -m tests.linkedin_archive FILE`.
"""

import csv
import io
import random
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

OWNER = "Noor Haddad"
_FIRST = (
    *("Adaeze", "Bruno", "Carmen", "Dmitri", "Elif", "Farah", "Gonçalo", "Hanna", "Iker", "Jana"),
    *("Kofi", "Lucía", "Mateo", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Samir", "Tove"),
    *("Uma", "Viktor", "Wen", "Ximena", "Yara", "Zoltán"),
)
_LAST = (
    *("Abara", "Bianchi", "Castro", "Dahl", "Eriksen", "Ferrer", "Galván", "Horvat", "Ibáñez"),
    *("Jansen", "Kowalska", "Lindgren", "Moreau", "Nakamura", "Okoye", "Petrov", "Quiroga"),
    *("Rossi", "Schulz", "Tanaka", "Urrutia", "Vasquez", "Weber", "Yilmaz", "Zeman"),
)
_COMPANIES = (
    *("Brightwater Analytics", "Cordillera Bank", "Fjordline Systems", "Halden Robotics"),
    *("Meridian Health", "Northgate Foods", "Ostrava Steel", "Pinewood Insurance"),
    *("Quayside Logistics", "Sable & Finch", "Tidewater Energy", "Umbra Games"),
)
_ROLES = (
    *("Data Engineer", "Software Engineer", "Product Manager", "Recruiter", "Account Executive"),
    *("Data Analyst", "Engineering Manager", "Head of Data", "Consultant", "Designer"),
    *("Data Platform Engineer", "Lawyer", "Talent Partner", "Founder", "Student"),
)
_LAST_DAY = date(2026, 11, 20)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SITE = "https://www.linkedin.com/in/"


def linkedin_archive(connections: int = 500) -> bytes:
    """Return the bytes of a ZIP with so many connections, some of whom hide."""
    chance = random.Random(500)
    people = list(_people(chance, connections))
    members = {
        "Connections.csv": _connections(chance, people),
        "Invitations.csv": _invitations(chance, people),
        "messages.csv": _messages(chance, people),
        "Positions.csv": _table(
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            [
                ("Brightwater Analytics", "Data Engineer", "", "Lisbon", "Mar 2023", ""),
                ("Sable & Finch", "Data Analyst", "", "Lisbon", "Sep 2020", "Feb 2023"),
            ],
        ),
        "Profile.csv": _table(
            ("First Name", "Last Name", "Headline"), [(*OWNER.split(), "Data engineer")]
        ),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 9, 0, 0)), text)
    return held.getvalue()


def _people(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Yield first and last names; no two are the same."""
    names = [(first, last) for first in _FIRST for last in _LAST]
    chance.shuffle(names)
    yield from names[:count]


def _slug(name: tuple[str, str]) -> str:
    plain = str.maketrans("çíéóáñ", "cieoan")
    return f"{_SITE}{'-'.join(name).lower().translate(plain)}-example"


def _day(chance: random.Random) -> date:
    return _LAST_DAY - timedelta(days=int(chance.triangular(0, 3000, 400)))


def _connections(chance: random.Random, people: Sequence[tuple[str, str]]) -> str:
    rows = []
    for first, last in people:
        day = _day(chance)
        connected = f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}"
        if chance.random() < 0.01:
            rows.append(("", "", "", "", "", "", connected))
            continue
        email = f"{first}.{last}@mail.example".lower() if chance.random() < 0.04 else ""
        company, role = chance.choice(_COMPANIES), chance.choice(_ROLES)
        rows.append((first, last, _slug((first, last)), email, company, role, connected))
    head = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position")
    note = '"Members who do not show their address to their connections are listed without it."'
    return f"Notes:\n{note}\n\n" + _table((*head, "Connected On"), rows)


def _invitations(chance: random.Random, people: Sequence[tuple[str, str]]) -> str:
    head = ("From", "To", "Sent At", "Message", "Direction")
    rows = []
    for name in chance.sample(people, len(people) // 25):
        day, mine = _day(chance), chance.random() < 0.5
        sent = f"{day.month}/{day.day}/{day:%y}, 2:37 PM"
        pair = (OWNER, " ".join(name)) if mine else (" ".join(name), OWNER)
        links = (f"{_SITE}noor-haddad-example", _slug(name))
        direction = "OUTGOING" if mine else "INCOMING"
        rows.append((*pair, sent, "", direction, *(links if mine else links[::-1])))
    return _table((*head, "inviterProfileUrl", "inviteeProfileUrl"), rows)


def _messages(chance: random.Random, people: Sequence[tuple[str, str]]) -> str:
    head = ("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO")
    more = ("RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER")
    rows = []
    mine = (OWNER, f"{_SITE}noor-haddad-example")
    for number, name in enumerate(chance.sample(people, len(people) // 10)):
        theirs, day = (" ".join(name), _slug(name)), _day(chance)
        for turn in range(chance.randint(1, 4)):
            sender, receiver = (mine, theirs) if turn % 2 else (theirs, mine)
            sent = f"{day.isoformat()} {turn + 8:02}:15:00 UTC"
            said = ("", "Shall we talk on Thursday?", "INBOX")
            rows.append((f"2-{number}", "", *sender, *receiver, sent, *said))
    return _table((*head, *more), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(linkedin_archive())
