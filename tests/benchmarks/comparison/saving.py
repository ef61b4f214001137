"""A save, until its page is new over HTTP: VaultNet's server and Hugo's, by the clock."""

import http.client
import re
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.benchmarks.comparison.arena import Arena, edit_note
from tests.benchmarks.comparison.stopwatch import OURS, Measured, RunError, say_left_out

HUGO_SERVER = "Hugo's server, the same"
_PATIENCE = 600.0
_BETWEEN_SAVES = 1.5
_ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)/-/enter/(\S+)")
_HUGO_PORT = 13_131


@dataclass(frozen=True, slots=True)
class _Server:
    """A server that runs: its port, the folder of its notes, and what lets a request in."""

    port: int
    contacts: Path
    headers: Mapping[str, str]
    page: str

    def text(self, number: int) -> bytes:
        """Return the page of a contact; empty where it cannot be had at this moment."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", self.page.format(number), headers=dict(self.headers))
            return connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()

    def seconds_of_save(self, run: int) -> float:
        """Edit a note, and return how long its page takes to show it."""
        start = time.perf_counter()
        # The notes of the other server are copies of ours: no sentence may be there before.
        said = f"Saved, and served, at {time.time_ns()}."
        edit_note(self.contacts / f"contact-{run}.md", said)
        wanted = said.encode()
        while wanted not in self.text(run):
            if time.perf_counter() - start > _PATIENCE:
                raise RunError("a save did not reach its page")
            time.sleep(0.002)
        return time.perf_counter() - start


def time_saves(arena: Arena, references: Sequence[object], runs: int) -> Mapping[str, Measured]:
    """Return what saves take with VaultNet and, where it is among the references, with Hugo.

    One server after the other, so that neither takes the processors from the other.
    """
    arena.keep_notes()
    ours = _vaultnet(arena, runs)
    if not references:
        return {OURS: ours}
    try:
        return {OURS: ours, HUGO_SERVER: _hugo(arena, runs)}
    except (OSError, RunError) as failure:
        say_left_out(HUGO_SERVER, failure)
        return {OURS: ours, HUGO_SERVER: Measured(())}


def _vaultnet(arena: Arena, runs: int) -> Measured:
    words = (str(arena.programs["vaultnet"]), "--vault", str(arena.vault), "serve", "--port", "0")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            found = _ADDRESS.search(_first_line(process.stdout))
            if found is None:
                raise RunError("vaultnet serve did not say where it is")
            port, token = int(found[1]), found[2].decode()
            cookie = {"Host": f"127.0.0.1:{port}", "Cookie": f"vaultnet-{port}={token}"}
            contacts = arena.vault / "contacts"
            return _saves(_Server(port, contacts, cookie, "/contacts/contact-{}.html"), runs)
        finally:
            process.terminate()


def _hugo(arena: Arena, runs: int) -> Measured:
    folder = arena.hugo_folder()
    words = (str(arena.programs["hugo"]), "server", "--port", str(_HUGO_PORT), "--noBuildLock")
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            server = _Server(
                _HUGO_PORT, folder / "content" / "contacts", {}, "/contacts/contact-{}/"
            )
            start = time.perf_counter()
            while not server.text(0) and time.perf_counter() - start < _PATIENCE:
                time.sleep(0.05)
            return _saves(server, runs)
        finally:
            process.terminate()


def _saves(server: _Server, runs: int) -> Measured:
    seconds = []
    for run in range(1, runs + 2):
        time.sleep(_BETWEEN_SAVES)
        seconds.append(server.seconds_of_save(run))
    return Measured(tuple(seconds[1:]))


def _first_line(stream: IO[bytes] | None) -> bytes:
    assert stream is not None
    ready, _, _ = select.select([stream], [], [], _PATIENCE)
    return stream.readline() if ready else b""
