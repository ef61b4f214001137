"""What Monica says of a person: names, fields, addresses, dates, and what is only prose here."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping

from vaultnet.domain.node import Value
from vaultnet.exchange.draft import PersonKey, Picture
from vaultnet.exchange.monica.document import (
    MonicaDocument,
    Record,
    collections_of,
    day_of,
    is_true,
    mapping,
    properties,
    text_of,
)
from vaultnet.language import Translator
from vaultnet.late import pattern

_DATA_URL = pattern(r"data:image/(jpeg|png|gif|webp);base64,", re.IGNORECASE)
_ENDINGS = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp"}
_PLAIN_KEY = pattern(r"[^a-z0-9]+")
_NUMBER = pattern(r"\+?[\d\s()./-]{5,}")
_KNOWN = {"email": "email", "phone": "phone", "linkedin": "url", "website": "url"}
_KEPT = (("gender", "gender"), ("job", "role"), ("company", "organisation"))


def full_name(record: Record) -> str:
    """Return the name of a person: what they are called, where nothing else is known."""
    said = properties(record)
    parts = (text_of(said, key) for key in ("first_name", "middle_name", "last_name"))
    return " ".join(filter(None, parts)) or text_of(said, "nickname")


def person_of(record: Record) -> PersonKey:
    """Return what tells who a person is."""
    return PersonKey(uid=text_of(record, "uuid"), name=full_name(record))


def values_of(record: Record, document: MonicaDocument) -> Mapping[str, Value]:
    """Return the fields of a contact that a record fills."""
    said, name = properties(record), full_name(record)
    values: dict[str, Value] = {"uid": text_of(record, "uuid")}
    for key, field in _KEPT:
        values[field] = text_of(said, key)
    nickname = text_of(said, "nickname")
    values["aliases"] = (nickname,) if nickname not in {"", name} else ()
    tags = said.get("tags")
    values["tags"] = _texts(tags)
    days = text_of(said, "stay_in_touch_frequency")
    values["cadence"] = f"{days}d" if days.isdecimal() and 0 < int(days) < 10_000 else ""
    values["status"] = _status(said)
    values |= _dates(said)
    values |= _ways_to_reach(record, document)
    values |= _addresses(record)
    return {key: value for key, value in values.items() if value}


def prose_of(record: Record, words: Translator) -> Iterator[str]:
    """Yield what is a paragraph on the page of a contact: nothing of it has a field."""
    said, held = properties(record), collections_of(record)
    yield text_of(said, "description")
    if food := text_of(said, "food_preferences"):
        yield words.text("Food: {text}", text=food)
    for pet in held.get("pet", ()):
        parts = (text_of(properties(pet), key) for key in ("name", "category"))
        yield words.text("Pet: {text}", text=", ".join(filter(None, parts)))
    yield from (_debt(item, words) for item in held.get("debt", ()))
    yield from (_gift(item, words) for item in held.get("gift", ()) if is_idea(item))
    yield from (_task(item, words) for item in held.get("task", ()))
    yield from (_reminder(item, words) for item in held.get("reminder", ()))


def is_idea(gift: Record) -> bool:
    """Tell whether a gift was not made yet, or nobody knows when."""
    said = properties(gift)
    return text_of(said, "status") not in {"offered", "received"} or not day_of(said, "date")


def picture_of(photo: Record, most: int) -> Picture | None:
    """Return a photograph that is in the document; None where it is none, or too large."""
    text = text_of(properties(photo), "dataUrl")
    match = _DATA_URL.match(text)
    if match is None or len(text) > most * 4 // 3 + 100:
        return None
    try:
        data = base64.b64decode(text[match.end() :], validate=True)
    except (binascii.Error, ValueError):
        return None
    return Picture(data, _ENDINGS[match[1].lower()])


def _texts(value: object) -> tuple[str, ...]:
    held = value if isinstance(value, list) else []
    return tuple(item.strip() for item in held if isinstance(item, str) and item.strip())


def _status(said: Record) -> str:
    """Return that nobody is to be written to any more, or that somebody was put aside."""
    if is_true(said, "is_dead"):
        return "closed"
    return "dormant" if said.get("is_active") is False else ""


def _dates(said: Record) -> dict[str, Value]:
    found: dict[str, Value] = {}
    born = mapping(said.get("birthdate"))
    if day := day_of(born, "date"):
        if is_true(born, "is_age_based"):
            found["birth-year"] = day[:4]
        else:
            found["birthday"] = f"-{day[4:]}" if is_true(born, "is_year_unknown") else day
    met = mapping(said.get("first_met_date"))
    if day := day_of(met, "date"):
        unknown = is_true(met, "is_year_unknown")
        found["met-on" if unknown else "met"] = day[5:] if unknown else day
    found["deceased"] = day_of(mapping(said.get("deceased_date")), "date")
    return found


def _ways_to_reach(record: Record, document: MonicaDocument) -> dict[str, Value]:
    """Return addresses of all kinds, each under the field that it belongs to."""
    found: dict[str, list[str]] = {}
    for item in collections_of(record).get("contact_field", ()):
        said = properties(item)
        kind = properties(document.field_types.get(text_of(said, "type"), {}))
        data = text_of(said, "data")
        if data:
            field, value = _placed(text_of(kind, "type"), text_of(kind, "name"), data)
            found.setdefault(field, []).append(value)
    return {field: tuple(values) for field, values in found.items()}


def _placed(kind: str, name: str, data: str) -> tuple[str, str]:
    """Return the field of a way to reach somebody, and its value with what it is called."""
    folded = name.casefold()
    field = _KNOWN.get(kind.casefold()) or _KNOWN.get(folded)
    if field is not None and (field != "url" or "://" in data):
        return field, data
    if "://" in data:
        return "url", f"{folded}: {data}" if folded else data
    if folded in {"whatsapp", "telegram", "signal"} and _NUMBER.fullmatch(data):
        return "phone", f"{folded}: {data}"
    return _PLAIN_KEY.sub("-", folded).strip("-") or "other", data


def _addresses(record: Record) -> dict[str, Value]:
    found, towns = [], []
    for item in collections_of(record).get("address", ()):
        said = properties(item)
        town = " ".join(filter(None, (text_of(said, "postal_code"), text_of(said, "city"))))
        parts = (text_of(said, "street"), town, text_of(said, "province"), text_of(said, "country"))
        if text := ", ".join(filter(None, parts)):
            label = text_of(said, "name").casefold().replace(":", " ")
            found.append(f"{label}: {text}" if label else text)
        towns.append(text_of(said, "city"))
    return {"address": tuple(found), "location": next(filter(None, towns), "")}


def _debt(debt: Record, words: Translator) -> str:
    said = properties(debt)
    amount = " ".join(filter(None, (text_of(said, "amount"), text_of(said, "currency"))))
    text = ", ".join(filter(None, (amount, text_of(said, "status"))))
    if is_true(said, "in_debt"):
        return words.text("Owed to them: {text}", text=text)
    return words.text("Owed by them: {text}", text=text)


def _gift(gift: Record, words: Translator) -> str:
    status = text_of(properties(gift), "status")
    if status in {"", "idea"}:
        return words.text("Idea for a gift: {text}", text=gift_text(gift))
    if status == "received":
        return words.text("Gift from them, without a day: {text}", text=gift_text(gift))
    return words.text("Gift to them, without a day: {text}", text=gift_text(gift))


def gift_text(gift: Record) -> str:
    """Return a gift in one line: what, what was said of it, where it is, what it costs."""
    said = properties(gift)
    keys = ("name", "comment", "url", "amount")
    return "; ".join(filter(None, (text_of(said, key) for key in keys)))


def _task(task: Record, words: Translator) -> str:
    said = properties(task)
    text = ": ".join(filter(None, (text_of(said, "title"), text_of(said, "description"))))
    if is_true(said, "completed"):
        day = day_of(said, "completed_at") or "?"
        return words.text("Done on {day}: {text}", day=day, text=text)
    return words.text("To do: {text}", text=text)


def _reminder(reminder: Record, words: Translator) -> str:
    """Return a reminder; nothing for those that Monica makes itself, of birthdays."""
    said = properties(reminder)
    if said.get("delible") is False or is_true(said, "inactive"):
        return ""
    text = ": ".join(filter(None, (text_of(said, "title"), text_of(said, "description"))))
    day = day_of(said, "initial_date") or "?"
    often, number = text_of(said, "frequency_type"), text_of(said, "frequency_number") or "1"
    if often in {"", "one_time"}:
        return words.text("Reminder for {day}: {text}", day=day, text=text)
    rhythm = _rhythm(often, number, words)
    return words.text(
        "Reminder for {day}, then {rhythm}: {text}", day=day, rhythm=rhythm, text=text
    )


def _rhythm(unit: str, number: str, words: Translator) -> str:
    """Return how often a reminder comes back; a unit that nobody knows stays as it is."""
    count = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    told = {
        "week": words.plural("every {n} week", "every {n} weeks", count),
        "month": words.plural("every {n} month", "every {n} months", count),
        "year": words.plural("every {n} year", "every {n} years", count),
    }
    return told[unit] if count and unit in told else f"{number} {unit}"
