"""A proxy that answers nothing and remembers what a browser asked it for.

What a browser tells of its own requests is no proof that there was none: preconnections, name
look-ups and requests of its own are not told. With every connection sent here, what was not
asked for here did not leave.
"""

import re
import socketserver
import threading
from types import TracebackType
from typing import Self

BROWSERS_OWN = re.compile(
    r"\S+ (?:https?://)?(?:update|optimizationguide-pa|content-autofill|safebrowsing)"
    r"\.googleapis\.com[:/]|\S+ (?:https?://)?(?:accounts|clients2|android\.clients|www)"
    r"\.google\.com[:/]"
)
"""What a Chromium asks its makers when it starts, whatever it shows."""


class Sink:
    """A running proxy on this machine; `asked` are the first lines of requests, in their order.

    What the browser asks its own makers is left out.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Remembers(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                line = self.rfile.readline(2000).decode("latin-1").strip()
                asked.extend([] if BROWSERS_OWN.match(line) else [line])
                self.wfile.write(b"HTTP/1.1 502 Nothing leaves\r\nContent-Length: 0\r\n\r\n")

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Remembers)

    @property
    def arguments(self) -> tuple[str, str]:
        """Return what a Chromium must be started with to send everything here."""
        port = self._server.server_address[1]
        # Without <-loopback> requests to this machine would go around the proxy.
        return f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
