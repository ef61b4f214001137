"""The server: answers from the shelf, lets nobody in whom the gate does not, and says no more.

Files come from a map in memory, never from the disk, so that no path can lead out of the site.
"""

from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from urllib.parse import parse_qs, unquote, urlsplit

from vaultnet.serve.gate import Gate, Verdict
from vaultnet.serve.shelf import Edition, Shelf

CHANGES = "/-/changes"
LOOPBACK = "127.0.0.1"
_PULSE = 15.0
_MOST_STREAMS = 48
_TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer carries, so that no other page can embed, read or guess it."""


class SiteServer(ThreadingHTTPServer):
    """Serves a shelf on loopback; raises OSError where the port is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, shelf: Shelf, token: str, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.shelf = shelf
        self.gate = Gate(self.server_address[1], token)
        self.streams = BoundedSemaphore(_MOST_STREAMS)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about a browser that went away in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: SiteServer
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers of a file of the site."""
        self._answer(with_body=False)

    def version_string(self) -> str:
        """Return the name of the server, without versions."""
        return "VaultNet"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Write no log: an address of a page is the name of a person."""

    def _answer(self, *, with_body: bool) -> None:
        gate, (_, _, path, query, _) = self.server.gate, urlsplit(self.path)
        headers = {name.lower(): value for name, value in reversed(self.headers.items())}
        verdict = gate.judge(path, headers)
        if len(self.headers.get_all("host", [])) > 1:
            verdict = Verdict.WRONG_HOST
        if verdict is Verdict.ENTER:
            self._head(HTTPStatus.SEE_OTHER, {"Location": "/", "Set-Cookie": gate.set_cookie})
        elif verdict is not Verdict.LET_IN:
            self._text(HTTPStatus(verdict.value), with_body=with_body)
        elif path == CHANGES and with_body:
            self._stream(_file_of(parse_qs(query).get("page", [""])[0]))
        else:
            self._file(path, with_body=with_body)

    def _file(self, path: str, *, with_body: bool) -> None:
        edition = self.server.shelf.edition
        name = _file_of(path)
        content = edition.files.get(name)
        if content is None:
            self._text(HTTPStatus.NOT_FOUND, with_body=with_body)
            return
        kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        # The page reads this mark: it tells what a browser is looking at.
        timing = {"Server-Timing": f'page;desc="{edition.mark(name)}"'}
        self._head(
            HTTPStatus.OK, {"Content-Type": kind, "Content-Length": str(len(content)), **timing}
        )
        if with_body:
            self.wfile.write(content)

    def _stream(self, name: str) -> None:
        """Tell how a page is marked in each edition that changes it, until the browser goes."""
        if not self.server.streams.acquire(blocking=False):
            self._text(HTTPStatus.SERVICE_UNAVAILABLE, with_body=True)
            return
        try:
            self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
            told, edition = b"", self.server.shelf.edition
            while True:
                event = _event(edition, name)
                self.wfile.write(b": still here\n\n" if event == told else event)
                told, edition = event, self.server.shelf.wait(edition, _PULSE)
        finally:
            self.server.streams.release()

    def _text(self, status: HTTPStatus, *, with_body: bool) -> None:
        """Answer with a status in words: of what was asked for, nothing is repeated."""
        body = f"{status.value} {status.phrase}\n".encode()
        headers = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        self._head(status, headers)
        if with_body:
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _file_of(path: str) -> str:
    """Return the file of the site that a path of an address means."""
    return unquote(path).removeprefix("/") or "index.html"


def _event(edition: Edition, name: str) -> bytes:
    """Return as an event how an edition marks a page, and the fault of the build after it."""
    fault = " ".join(edition.fault.split())
    return f"event: edition\ndata: {edition.mark(name)} {fault}\n\n".encode()
