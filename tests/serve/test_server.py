"""The server on a real socket: what it answers, what it never does, and how it tells of changes."""

import http.client
import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from vaultnet.serve.server import CHANGES, HEADERS, SiteServer
from vaultnet.serve.shelf import Shelf

TOKEN = "a-token"
FILES = {
    "index.html": b"<p>today</p>",
    "contacts/ana.html": b"<p>Ana</p>",
    "contacts/jos\u00e9.html": "<p>José</p>".encode(),
    "assets/site.css": b"p{}",
    "files/a.png": b"PNG",
    "files/odd.bin": b"\0",
}


@pytest.fixture
def server() -> Iterator[SiteServer]:
    shelf = Shelf()
    shelf.put(FILES)
    running = SiteServer(shelf, TOKEN)
    Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def ask(
    server: SiteServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.gate.port, timeout=5)
    sent = {"Cookie": f"{server.gate.cookie}={TOKEN}", **headers}
    connection.putrequest(method, path, skip_host="Host" in sent, skip_accept_encoding=True)
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = (answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/index.html?x=1", "index.html", "text/html; charset=utf-8"),
        ("/contacts/ana.html", "contacts/ana.html", "text/html; charset=utf-8"),
        ("/contacts/jos%C3%A9.html", "contacts/josé.html", "text/html; charset=utf-8"),
        ("/assets/site.css", "assets/site.css", "text/css; charset=utf-8"),
        ("/files/a.png", "files/a.png", "image/png"),
        ("/files/odd.bin", "files/odd.bin", "application/octet-stream"),
    ],
)
def test_files_of_the_site_are_answered(
    server: SiteServer, path: str, name: str, kind: str
) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["content-type"], body) == (200, kind, FILES[name])
    assert all(headers[header.lower()] == value for header, value in HEADERS.items())
    assert headers["server-timing"] == f'page;desc="{server.shelf.edition.mark(name)}"'


@pytest.mark.parametrize(
    "path",
    [
        "/../vaultnet.toml",
        "/..%2fvaultnet.toml",
        "/%2e%2e/vaultnet.toml",
        "/contacts/../../../../etc/passwd",
        "/contacts/..%5c..%5cme.md",
        "//etc/passwd",
        "/./index.html",
        "/index.html/",
        "/index.html%00",
        "/index.html%00.png",
        "/INDEX.HTML",
        "/contacts/",
        "/contacts/%252e%252e/index.html",
        "/me.md",
        "/contacts/ana.md",
        "/.vaultnet/undo",
        "/%ff%fe",
        "/" + "a" * 20_000,
        "/-/",
        "/-/enter",
    ],
)
def test_nothing_else_is_there(server: SiteServer, path: str) -> None:
    status, headers, body = ask(server, path)
    assert status in {400, 404}
    assert path.strip("/").encode() not in body or path == "/-/"
    assert headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"]
)
def test_only_reading_is_possible(server: SiteServer, method: str) -> None:
    assert ask(server, "/", method)[0] == 501


def test_a_head_has_no_body(server: SiteServer) -> None:
    status, headers, body = ask(server, "/", "HEAD")
    assert (status, headers["content-length"], body) == (200, "12", b"")


def test_who_is_not_let_in_learns_nothing(server: SiteServer) -> None:
    for headers in (
        {"Cookie": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
    ):
        present = ask(server, "/contacts/ana.html", **headers)
        absent = ask(server, "/contacts/nobody.html", **headers)
        assert present[0] == absent[0] in {403, 421}
        assert present[2] == absent[2]
        assert "server-timing" not in present[1]


def test_two_hosts_are_none(server: SiteServer) -> None:
    own = f"127.0.0.1:{server.gate.port}"
    request = (
        f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n"
        f"Cookie: {server.gate.cookie}={TOKEN}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.gate.port), 5) as stream:
        stream.sendall(request.encode())
        assert b" 421 " in stream.makefile("rb").readline()


def test_the_printed_address_gives_the_cookie_and_leads_to_the_site(server: SiteServer) -> None:
    path = server.gate.address.partition(str(server.gate.port))[2]
    status, headers, _ = ask(server, path, Cookie="")
    assert (status, headers["location"]) == (303, "/")
    assert headers["set-cookie"] == server.gate.set_cookie


def test_it_listens_on_loopback_alone(server: SiteServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


class Listener:
    """A page of a browser that listens for changes of its own."""

    def __init__(self, server: SiteServer, page: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.gate.port, timeout=5)
        headers = {"Cookie": f"{server.gate.cookie}={TOKEN}"}
        self.connection.request("GET", f"{CHANGES}?page={page}", headers=headers)
        self.answer = self.connection.getresponse()

    def hear(self) -> str:
        """Return what the next event says, or the comment that stands in its place."""
        lines = iter(self.answer.readline, b"\n")
        return b"".join(lines).decode().removeprefix("event: edition\ndata: ").rstrip("\n")


def test_a_page_hears_of_its_own_changes_as_they_come(server: SiteServer) -> None:
    page = Listener(server, "/")
    assert page.answer.getheader("content-type") == "text/event-stream; charset=utf-8"
    first = ask(server, "/")[1]["server-timing"].split('"')[1]
    assert page.hear() == f"{first} "
    server.shelf.put({**FILES, "contacts/ana.html": b"<p>Ana, elsewhere</p>"})
    assert page.hear() == ": still here"
    server.shelf.put({**FILES, "index.html": b"<p>new</p>"})
    second = ask(server, "/")[1]["server-timing"].split('"')[1]
    assert page.hear() == f"{second} "
    assert second != first
    server.shelf.keep("the disk\nis full")
    assert page.hear() == f"{second} the disk is full"
    assert ask(server, "/")[2] == b"<p>new</p>"
    page.connection.close()


def test_a_page_of_any_name_hears_of_its_changes(server: SiteServer) -> None:
    page = Listener(server, "%2Fcontacts%2Fjos%25C3%25A9.html")
    mark = ask(server, "/contacts/jos%C3%A9.html")[1]["server-timing"].split('"')[1]
    assert page.hear() == f"{mark} "
    server.shelf.put({"index.html": b""})
    assert page.hear() == " "
    page.connection.close()


def test_a_page_that_loads_data_changes_with_them(server: SiteServer) -> None:
    table = b'<script src="assets/table.js"></script>'
    marks = {
        server.shelf.put({"contacts.html": table, "assets/contacts-data.js": data}).mark(
            "contacts.html"
        )
        for data in (b"1", b"2", b"2")
    }
    assert len(marks) == 2


def test_streams_are_bounded(server: SiteServer) -> None:
    while server.streams.acquire(blocking=False):
        pass
    assert ask(server, CHANGES)[0] == 503


def test_a_browser_that_says_nothing_holds_nobody_up(server: SiteServer) -> None:
    silent = [socket.create_connection(("127.0.0.1", server.gate.port), 5) for _ in range(20)]
    assert ask(server, "/")[0] == 200
    for stream in silent:
        stream.close()


def test_a_head_of_the_stream_holds_no_place_in_it(server: SiteServer) -> None:
    status, _, body = ask(server, CHANGES, "HEAD")
    assert (status, body) == (404, b"")
