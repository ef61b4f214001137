"""An export of Monica 4, made up: the shape is that of the program, the people are nobody."""

import base64
import json
from typing import Any

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EMAIL, PHONE, LINKEDIN, MASTODON = "type-email", "type-phone", "type-linkedin", "type-mastodon"


def collection(kind: str, *values: object) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def record(uuid: str = "", data: tuple[object, ...] = (), **properties: object) -> dict[str, Any]:
    stamps = {"created_at": "2025-01-02T10:00:00Z", "updated_at": "2025-01-03T10:00:00Z"}
    held = {"data": list(data)} if data else {}
    return {**({"uuid": uuid} if uuid else {}), **stamps, "properties": properties, **held}


def contact_field(kind: str, data: str) -> dict[str, Any]:
    return {"properties": {"data": data, "type": kind}}


def special(date: str, **flags: bool) -> dict[str, Any]:
    return {"uuid": "", "is_age_based": False, "is_year_unknown": False, "date": date, **flags}


def account(*collections: object, **properties: object) -> bytes:
    types = [
        {"uuid": EMAIL, "properties": {"name": "Email", "protocol": "mailto:", "type": "email"}},
        {"uuid": PHONE, "properties": {"name": "Phone", "protocol": "tel:", "type": "phone"}},
        {"uuid": LINKEDIN, "properties": {"name": "LinkedIn"}},
        {"uuid": MASTODON, "properties": {"name": "Mastodon"}},
    ]
    instance = {"contact_field_types": types, "life_event_types": [_JOB]}
    document = {
        "version": "1.0-preview.1",
        "app_version": "4.1.2",
        "export_date": "2026-11-20T10:00:00Z",
        "url": "https://monica.example",
        "account": {
            "uuid": "account",
            "data": list(collections),
            "properties": properties,
            "instance": instance,
        },
    }
    return json.dumps(document, indent=4).encode()


_JOB = {"uuid": "event-job", "properties": {"name": "New job"}}

LEA = record(
    "lea",
    (
        collection(
            "call",
            record(
                called_at="2026-02-03T09:00:00Z", content="about the board", contact_called=True
            ),
        ),
        collection(
            "contact_field",
            contact_field(EMAIL, "lea@werft.example"),
            contact_field(PHONE, "+49 40 000000"),
            contact_field(LINKEDIN, "https://www.linkedin.com/in/lea-example"),
            contact_field(MASTODON, "@lea@social.example"),
        ),
        collection("debt", record(amount=50, currency="EUR", status="inprogress", in_debt=True)),
        collection(
            "gift",
            record(name="a book on tides", status="offered", date="2025-12-20"),
            record(name="a lamp", status="idea"),
        ),
        collection("note", record(body="Met her on the quay.\nShe sails.", is_favorite=False)),
        collection(
            "reminder",
            record(
                title="call her",
                initial_date="2027-01-10",
                frequency_type="year",
                frequency_number=1,
                delible=True,
            ),
            record(title="birthday", initial_date="2027-04-12", delible=False),
        ),
        collection("task", record("task-1", title="send the minutes", completed=False)),
        collection(
            "address",
            record(name="Work", street="Kai 1", city="Hamburg", postal_code="20457", country="DE"),
        ),
        collection("pet", record(name="Smilla", category="Cat")),
        collection(
            "conversation",
            record(
                happened_at="2026-03-01",
                contact_field_type=EMAIL,
                messages=[
                    record(content="secret plan", written_by_me=True),
                    record(content="fine", written_by_me=False),
                ],
            ),
        ),
        collection(
            "life_event", record("job", name="Lead", happened_at="2024-05-01", type="event-job")
        ),
        collection("activity", "lunch"),
        collection("photo", "portrait", "other"),
        collection("document", "cv"),
    ),
    first_name="Lea",
    last_name="Harms",
    nickname="Lee",
    job="Architect",
    company="Werft Nord",
    description="Quick, dry, exact.",
    food_preferences="no fish",
    is_active=True,
    is_dead=False,
    is_partial=False,
    stay_in_touch_frequency=45,
    tags=["harbour", "board"],
    gender="F",
    birthdate=special("1985-04-12T00:00:00.000000Z"),
    first_met_through="jon",
    first_met_date=special("2019-10-04"),
    avatar={"avatar_photo": "portrait"},
)
JON = record(
    "jon",
    (collection("activity", "lunch"),),
    first_name="Jon",
    last_name="Aas",
    is_active=False,
    birthdate=special("1990-07-09", is_year_unknown=True),
)
OLD = record(
    "old",
    first_name="Old",
    last_name="Friend",
    is_dead=True,
    birthdate=special("1950-01-01", is_age_based=True),
    deceased_date=special("2020-02-02"),
)
ME = record("me", first_name="Irene", last_name="Owner")
CHILD = record("child", first_name="Kim", is_partial=True)
NOBODY = record("nobody", description="who was this?")
WHOLE = account(
    collection("user", record("user", me_contact="me")),
    collection("contact", LEA, JON, OLD, ME, CHILD, NOBODY),
    collection(
        "relationship",
        record(type="former_manager", contact_is="jon", of_contact="lea"),
        record(type="child", contact_is="child", of_contact="jon"),
    ),
    collection(
        "photo",
        record(
            "portrait",
            mime_type="image/png",
            dataUrl="data:image/png;base64," + base64.b64encode(PIXEL).decode(),
        ),
    ),
    collection(
        "activity",
        record("lunch", summary="Lunch", description="on the pier", happened_at="2026-05-06"),
        record("empty", summary="Nobody came", happened_at="2026-05-07"),
    ),
    journal_entries=[{"properties": {"type": "entry", "post": "a day"}}],
)
