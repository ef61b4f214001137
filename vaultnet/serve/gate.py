"""Who is answered: this machine, by its own name, from its own pages, with the token of this run.

A request is let in where all of these hold:

* `Host` is loopback and our port, so that a name which was made to point here (DNS rebinding)
  is not answered.
* `Sec-Fetch-Site` says that no other site asked, so that a page of the web cannot read ours, nor
  find out that it is there.
* The cookie holds the token, which only the address printed at the start hands out, so that
  another user of this machine cannot read it either.
"""

import hmac
from collections.abc import Mapping
from enum import Enum

from vaultnet.late import dataclass

ENTRANCE = "/-/enter/"
_OWN_REQUESTS = frozenset({"same-origin", "none"})
_NAMES = ("127.0.0.1", "localhost")


class Verdict(Enum):
    """What to do with a request; the value is the status that is answered."""

    LET_IN = 200
    ENTER = 303
    STRANGER = 403
    WRONG_HOST = 421


@dataclass(frozen=True, slots=True)
class Gate:
    """The port and the token of one run."""

    port: int
    token: str

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; browsers do not tell ports apart, so it names ours."""
        return f"vaultnet-{self.port}"

    @property
    def address(self) -> str:
        """Return the address that lets a browser in."""
        return f"http://{_NAMES[0]}:{self.port}{ENTRANCE}{self.token}"

    @property
    def set_cookie(self) -> str:
        """Return the header that hands the token to a browser, for this run of the browser."""
        return f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"

    def judge(self, path: str, headers: Mapping[str, str]) -> Verdict:
        """Decide about a request by its path and its headers, whose names are lower case."""
        if headers.get("host", "") not in {f"{name}:{self.port}" for name in _NAMES}:
            return Verdict.WRONG_HOST
        if headers.get("sec-fetch-site", "none") not in _OWN_REQUESTS:
            return Verdict.STRANGER
        if path.startswith(ENTRANCE):
            entering = path.removeprefix(ENTRANCE)
            return Verdict.ENTER if self._is_token(entering) else Verdict.STRANGER
        shown = _cookies(headers.get("cookie", "")).get(self.cookie, "")
        return Verdict.LET_IN if self._is_token(shown) else Verdict.STRANGER

    def _is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode("utf-8", "replace"), self.token.encode())


def _cookies(header: str) -> Mapping[str, str]:
    """Return the cookies of a request; of two with one name the first, as it was set here."""
    found: dict[str, str] = {}
    for item in header.split(";"):
        name, _, value = item.strip().partition("=")
        found.setdefault(name, value)
    return found
