"""A live site: what is saved is seen at once, also while an edition is being made."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from vaultnet.serve.live import MOST_OVERTAKEN, LiveSite, OvertakenError
from vaultnet.serve.shelf import Edition, Shelf
from vaultnet.serve.watch import FolderWatch
from vaultnet.vault.settings import Settings

LONG = 20.0


@dataclass
class Scribe:
    """Makes a site that has a page for each file, as slowly as it is told to."""

    root: Path
    shelf: Shelf = field(default_factory=Shelf)
    told: list[Edition] = field(default_factory=list)
    hold: Callable[[Callable[[], None]], None] = lambda _pause: None
    day: int = 1

    def build(self, pause: Callable[[], None]) -> Mapping[str, bytes]:
        files = {path.name: path.read_bytes() for path in self.root.iterdir()}
        self.hold(pause)
        if b"fault" in files.values():
            raise ValueError("a fault")
        return {**files, "day": str(self.day).encode()}

    def ahead(self, paths: Collection[str]) -> Mapping[str, bytes]:
        return {path: (self.root / path).read_bytes() for path in paths}

    def shows(self, name: str, text: bytes) -> bool:
        """Wait until a page has a text; tell whether it came to have it."""
        return eventually(lambda: self.shelf.edition.files.get(name) == text)


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + LONG
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(0.005)
    return held


@pytest.fixture
def scribe(tmp_path: Path) -> Iterator[Scribe]:
    """Return the scribe of a site that is watched and made while the test runs."""
    (tmp_path / "ana").write_text("Ana")
    (tmp_path / "bo").write_text("Bo")
    scribe = Scribe(tmp_path)
    watch = FolderWatch(tmp_path, Settings(), quiet=0.01, patience=0.3)
    stop_watching = watch.start()
    scribe.shelf.put(scribe.build(lambda: None))
    live = LiveSite(scribe.shelf, watch, scribe.build, scribe.ahead, repr, lambda: scribe.day)
    stop = Event()
    running = Thread(target=live.run, args=(stop, scribe.told.append))
    running.start()
    yield scribe
    stop.set()
    running.join(LONG)
    stop_watching()
    assert not running.is_alive()


def test_what_was_saved_is_in_the_next_edition(scribe: Scribe) -> None:
    (scribe.root / "ana").write_text("Ana García")
    assert eventually(lambda: bool(scribe.told))
    assert scribe.told[0].files == {"ana": "Ana García".encode(), "bo": b"Bo", "day": b"1"}


def test_a_save_is_seen_while_an_edition_is_made_and_breaks_it_off(scribe: Scribe) -> None:
    seen: list[bool] = []

    def hold(pause: Callable[[], None]) -> None:
        scribe.hold = lambda _pause: None
        (scribe.root / "bo").write_text("Bo Lind")
        seen.append(scribe.shows("bo", b"Bo Lind"))
        seen.append(eventually(lambda: is_broken_off(pause)))
        pause()

    scribe.hold = hold
    (scribe.root / "ana").write_text("Ana García")
    assert eventually(lambda: bool(scribe.told))
    assert seen == [True, True]
    assert scribe.told[0].files["bo"] == b"Bo Lind"


def test_who_saves_on_and_on_sees_whole_editions_too(scribe: Scribe) -> None:
    begun: list[int] = []

    def hold(pause: Callable[[], None]) -> None:
        begun.append(len(begun))
        (scribe.root / "bo").write_text(f"Bo {len(begun)}")
        if len(begun) <= MOST_OVERTAKEN:
            eventually(lambda: is_broken_off(pause))
        scribe.shows("bo", f"Bo {len(begun)}".encode())
        pause()

    scribe.hold = hold
    (scribe.root / "ana").write_text("Ana García")
    assert eventually(lambda: bool(scribe.told))
    scribe.hold = lambda _pause: None
    assert begun[: MOST_OVERTAKEN + 1] == list(range(MOST_OVERTAKEN + 1))
    assert scribe.told[0].files["ana"] == "Ana García".encode()


def is_broken_off(pause: Callable[[], None]) -> bool:
    try:
        pause()
    except OvertakenError:
        return True
    return False


def test_an_edition_that_is_late_goes_up_beneath_the_page_that_was_saved(scribe: Scribe) -> None:
    release = Event()

    def hold(_pause: Callable[[], None]) -> None:
        scribe.hold = lambda _pause: None
        (scribe.root / "bo").write_text("Bo Lind")
        scribe.shows("bo", b"Bo Lind")
        release.set()

    scribe.hold = hold
    (scribe.root / "ana").write_text("Ana García")
    assert release.wait(LONG)
    while not scribe.told:
        assert scribe.shelf.edition.files["bo"] == b"Bo Lind"
    assert scribe.told[0].files["bo"] == b"Bo Lind"


def test_another_day_makes_another_edition(scribe: Scribe) -> None:
    (scribe.root / "ana").write_text("Ana García")
    assert eventually(lambda: bool(scribe.told))  # so that it is running
    scribe.day = 2
    assert scribe.shows("day", b"2")


def test_a_fault_is_told_and_leaves_the_last_good_site(scribe: Scribe) -> None:
    (scribe.root / "ana").write_bytes(b"fault")
    assert eventually(lambda: bool(scribe.told))
    assert "a fault" in scribe.told[0].fault
    assert scribe.told[0].files["bo"] == b"Bo"


def test_what_fails_while_an_edition_is_told_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "ana").write_text("Ana")
    watch = FolderWatch(tmp_path, Settings(), quiet=0.01, patience=0.1)
    scribe = Scribe(tmp_path)
    live = LiveSite(scribe.shelf, watch, scribe.build, scribe.ahead, repr, lambda: 1)

    def tell(_edition: Edition) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        live.run(Event(), tell)


def test_a_page_ahead_leaves_standing_why_there_is_no_newer_edition() -> None:
    shelf = Shelf()
    shelf.put({"ana": b"1"})
    shelf.keep("the disk is full")
    ahead = shelf.put_ahead({"ana": b"2"}, shelf.begin())
    assert (ahead.files, ahead.fault) == ({"ana": b"2"}, "the disk is full")


def test_pages_ahead_stay_until_an_edition_that_was_begun_after_them() -> None:
    shelf = Shelf()
    shelf.put({"ana": b"1", "bo": b"1"})
    early, saved, late = shelf.begin(), shelf.begin(), shelf.begin()
    assert shelf.put_ahead({"ana": b"2"}, saved).files == {"ana": b"2", "bo": b"1"}
    assert shelf.put({"ana": b"1", "bo": b"2"}, early).files == {"ana": b"2", "bo": b"2"}
    assert shelf.put({"ana": b"3", "bo": b"3"}, late).files == {"ana": b"3", "bo": b"3"}
    assert shelf.put({"ana": b"4", "bo": b"4"}, early).files == {"ana": b"4", "bo": b"4"}
