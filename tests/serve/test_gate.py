"""Who is let in, and who is not."""

import pytest

from vaultnet.serve.gate import ENTRANCE, Gate, Verdict

GATE = Gate(8765, "token-of-this-run")
OWN = {"host": "127.0.0.1:8765", "cookie": "vaultnet-8765=token-of-this-run"}

WRONG_HOSTS = [
    "",
    "127.0.0.1",
    "localhost",
    "127.0.0.1:80",
    "localhost:8766",
    "127.0.0.1:8765.",
    "[::1]:8765",
    "127.0.0.2:8765",
    "0.0.0.0:8765",
    "0:8765",
    "127.1:8765",
    "2130706433:8765",
    "0x7f.1:8765",
    "evil.example",
    "evil.example:8765",
    "127.0.0.1.evil.example:8765",
    "localhost.evil.example:8765",
    "localhost.:8765",
    "LOCALHOST.example:8765",
    "127.0.0.1:8765@evil.example",
    "a@127.0.0.1:8765",
    "127.0.0.1:8765/",
    "127.0.0.1:8765#",
    "http://127.0.0.1:8765",
    " 127.0.0.1:8765",
    "127.0.0.1:8765\t",
    "127.0.0.1:08765",
    "127.0.0.1:+8765",
    "127.0.0.1:8765,evil.example",
    "localhost:8765:8765",
    "ⅼocalhost:8765",
    "xn--localhost:8765",
    "127.0.0.1%00:8765",
    "*",
    "null",
    "::1",
    "[::]:8765",
    "[::ffff:127.0.0.1]:8765",
    "vaultnet.example:8765",
    "127。0。0。1:8765",
    "",
]


def test_our_own_pages_are_answered() -> None:
    assert GATE.judge("/", OWN) is Verdict.LET_IN
    assert GATE.judge("/", {**OWN, "host": "localhost:8765"}) is Verdict.LET_IN
    assert GATE.judge("/", {**OWN, "sec-fetch-site": "same-origin"}) is Verdict.LET_IN


@pytest.mark.parametrize("host", WRONG_HOSTS)
def test_another_host_is_not_ours(host: str) -> None:
    assert GATE.judge("/", {**OWN, "host": host}) is Verdict.WRONG_HOST


def test_there_are_forty_hosts() -> None:
    assert len(set(WRONG_HOSTS)) >= 40


@pytest.mark.parametrize(
    "site", ["cross-site", "same-site", "", "Same-Origin", "same-origin, none"]
)
def test_another_site_is_a_stranger(site: str) -> None:
    assert GATE.judge("/", {**OWN, "sec-fetch-site": site}) is Verdict.STRANGER
    entrance = ENTRANCE + GATE.token
    assert GATE.judge(entrance, {**OWN, "sec-fetch-site": site}) is Verdict.STRANGER


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "vaultnet-8765=",
        "vaultnet-8765=wrong",
        "vaultnet-8766=token-of-this-run",
        "vaultnet-8765=wrong; vaultnet-8765=token-of-this-run",
        "xvaultnet-8765=token-of-this-run",
        "vaultnet-8765=token-of-this-run-and-more",
        "vaultnet-8765=tøken",
    ],
)
def test_without_the_token_nobody_is_let_in(cookie: str) -> None:
    assert GATE.judge("/", {**OWN, "cookie": cookie}) is Verdict.STRANGER


def test_the_printed_address_lets_in_and_a_guess_does_not() -> None:
    entrance = GATE.address.removeprefix("http://127.0.0.1:8765")
    without_cookie = {"host": "127.0.0.1:8765", "sec-fetch-site": "none"}
    assert GATE.judge(entrance, without_cookie) is Verdict.ENTER
    for guess in (ENTRANCE, entrance + "x", entrance[:-1], entrance.upper()):
        assert GATE.judge(guess, without_cookie) is Verdict.STRANGER


def test_the_cookie_is_kept_from_scripts_and_other_sites() -> None:
    assert GATE.set_cookie == ("vaultnet-8765=token-of-this-run; Path=/; HttpOnly; SameSite=Strict")
