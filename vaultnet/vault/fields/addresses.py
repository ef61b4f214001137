"""How a text becomes a way to reach somebody: mail, telephone, web and postal addresses.

Only what a reader may follow without harm is accepted; see `URL_SCHEMES`.
"""

import re
from typing import Final

from vaultnet.domain.contact import Labelled
from vaultnet.late import pattern
from vaultnet.vault.fields.values import Problem
from vaultnet.vault.rules import reading as rules

URL_SCHEMES: Final = ("https", "http", "mailto", "tel")
"""The schemes that a link may have."""

LABEL: Final = pattern(r"([^\W\d_][\w \-/]{0,23}):[ \t]+(\S.*)", re.DOTALL)
"""A label and the value after it: `work: ana@acme.example`."""

_LOCAL_PART = pattern(r"[^\s@,;:<>()\[\]\"\\]{1,64}")
_DOMAIN = pattern(r"[^\s@,;:<>()\[\]\"\\/]{1,253}")
_PHONE = pattern(r"\+?[\d ()./\-\u00a0\u2010-\u2013]{3,40}", re.ASCII)
_EXTENSION = pattern(r"(?:ext\.?|extension|x|#) ?\d{1,8}", re.IGNORECASE | re.ASCII)
_SCHEME = pattern(r"[a-zA-Z][a-zA-Z0-9+.\-]*")
_UNSAFE_IN_URL = pattern('[\\s\x00-\x1f\x7f-\x9f<>"\\\\`{}|^]')


def parse_email(text: str) -> Labelled | Problem:
    """Read a mail address, with its label or without."""
    labelled = _split_label(text)
    local, at, domain = labelled.value.rpartition("@")
    if at and _LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(domain) and _dotted(domain):
        return labelled
    hint = 'write one address such as ana@acme.example, or "work: ana@acme.example"'
    template = '"{value}" is no mail address'
    return Problem(rules.INVALID_EMAIL, template, {"value": labelled.value}, hint)


def parse_phone(text: str) -> Labelled | Problem:
    """Read a telephone number as it is written, with its label or without."""
    labelled = _split_label(text)
    number, _, extension = labelled.value.partition(" ext")
    if extension and not _EXTENSION.fullmatch("ext" + extension):
        number = ""
    digits = sum(character.isdigit() for character in number)
    if _PHONE.fullmatch(number) and 3 <= digits <= 15:
        return labelled
    hint = 'write the number with its country, such as "+34 600 000 000"'
    template = '"{value}" is no telephone number'
    return Problem(rules.INVALID_PHONE, template, {"value": labelled.value}, hint)


def parse_url(text: str) -> Labelled | Problem:
    """Read a web address, with its label or without; its scheme is one of `URL_SCHEMES`."""
    labelled = _split_label(text)
    value = labelled.value
    scheme, colon, rest = value.partition(":")
    if not colon or not _SCHEME.fullmatch(scheme) or (rest[:1].isdigit() and "." in scheme):
        return _no_scheme(value)
    if scheme.lower() not in URL_SCHEMES:
        known = ", ".join(URL_SCHEMES)
        template = 'the scheme "{scheme}" is not allowed in a web address'
        values = {"scheme": scheme, "known": known}
        return Problem(rules.INVALID_URL, template, values, "use one of {known}")
    host = rest.removeprefix("//").split("/", 1)[0]
    slashes = scheme.lower() in {"https", "http"}
    if _UNSAFE_IN_URL.search(value) or not host or slashes != rest.startswith("//"):
        hint = "copy the address from the browser"
        template = '"{value}" is no complete web address'
        return Problem(rules.INVALID_URL, template, {"value": value}, hint)
    return labelled


def parse_address(text: str) -> Labelled | Problem:
    """Read a postal address as it is written, with its label or without.

    `Calle Mayor 1: 2º A` has no label: a label of an address has no number in it.
    """
    labelled = _split_label(text)
    return Labelled(text) if any(map(str.isdigit, labelled.label)) else labelled


def _split_label(text: str) -> Labelled:
    match = LABEL.fullmatch(text)
    return Labelled(match[2].strip(), match[1].strip()) if match else Labelled(text)


def _dotted(domain: str) -> bool:
    """Tell whether a domain has two parts at least, and none of them empty."""
    parts = domain.split(".")
    return len(parts) > 1 and all(parts)


def _no_scheme(value: str) -> Problem:
    template = '"{value}" is no complete web address'
    meant = f"https://{value}"
    whole = "." in value and not _UNSAFE_IN_URL.search(value) and not value.startswith("/")
    hint = "begin it with https://"
    replacement = meant if whole else None
    return Problem(rules.INVALID_URL, template, {"value": value}, hint, replacement, safe=False)
