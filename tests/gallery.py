"""Pictures of the site: a gallery for the documentation, and every page for eyes that judge.

    python -m tests.gallery            takes the pictures of docs/gallery.md
    python -m tests.gallery FOLDER     takes every kind of page of every site into FOLDER,
                                       wide and narrow, light and dark, and what opens at
                                       a key, and lays sheets of them; sites may be named

Both build the sites from their vaults first. Chromium writes WebP itself.
"""

import base64
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.benchmarks.generated_vault import write_vault
from tests.browser.sites import build_site_folder, chromium, make_vault_folder
from tests.strategy.test_student import CAREER, NOTES
from vaultnet.cli.main import main as run_vaultnet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GALLERY = Path(__file__).parent.parent / "docs" / "gallery"
AS_OF = date(2026, 11, 23)
DESK, PHONE = 1280, 390
SCREEN = {DESK: 800, PHONE: 844}
SCHEMES = ("light", "dark")
TALLEST = 6000
QUALITY = 72


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the gallery: a page of a site, how it is looked at, and how much of it."""

    name: str
    site: str
    page: str
    width: int = DESK
    scheme: str = "light"
    height: int = 800
    at: str = ""
    press: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done on a page before it is looked at: where the focus goes, a key, what is typed."""

    name: str
    page: str
    at: str
    key: str = ""
    typed: str = ""


DEEDS = (
    Deed("search", "index.html", "body", "/"),
    Deed("search-found", "index.html", "body", "/", "ma"),
    Deed("search-nothing", "index.html", "body", "/", "xqzwvk"),
    Deed("contacts-fault", "contacts.html", ".ask input", typed="teir:key strength>"),
    Deed("contacts-nobody", "contacts.html", ".ask input", typed="name:xqzwvk"),
    Deed("map-focus", "map.html", ".mark:nth-of-type(5)", "Shift"),
)
"""What a script shows, looked at on every site that has a place for it."""

SHOTS = (
    Shot("today", "example", "index.html"),
    Shot("today-dark", "example", "index.html", scheme="dark"),
    Shot("today-phone", "example", "index.html", PHONE, height=844),
    Shot("contact", "example", "contacts/ana-garcia.html"),
    Shot("contact-reasons", "example", "contacts/ana-garcia.html", at="#why"),
    Shot("contact-phone", "example", "contacts/ana-garcia.html", PHONE, "dark", 844),
    Shot("contacts", "example", "contacts.html", height=720),
    Shot("strategy", "example", "strategy.html"),
    Shot("objective", "example", "objectives/lead-a-platform-team.html"),
    Shot("reciprocity", "example", "reciprocity.html"),
    Shot("map", "example", "map.html", height=1000),
    Shot("changes", "example", "changes.html", height=720),
    Shot("review", "example", "review.html"),
    Shot("search", "example", "index.html", height=640, press=("/", "kestrel")),
    Shot("spanish", "ejemplo", "index.html", scheme="dark"),
    Shot("begin", "student", "index.html", height=720),
    Shot("shared", "shared", "contacts.html", height=720),
)


def main(arguments: list[str]) -> None:
    """Take the pictures of the gallery, or those of every page into a folder."""
    with TemporaryDirectory() as temporary, chromium() as browser:
        scratch = Path(temporary)
        if arguments:
            take_everything(browser, scratch, Path(arguments[0]), arguments[1:])
        else:
            take_gallery(browser, scratch)


def take_gallery(browser: "Browser", scratch: Path) -> None:
    """Write the pictures that the documentation shows."""
    GALLERY.mkdir(exist_ok=True)
    sites = {name: _SITES[name](scratch) for name in dict.fromkeys(shot.site for shot in SHOTS)}
    for shot in SHOTS:
        view = opened(browser, sites[shot.site] / shot.page, shot.width, shot.scheme)
        top = _prepared(view, shot)
        picture = photographed(view, shot.height, top)
        (GALLERY / f"{shot.name}.webp").write_bytes(picture)
        view.context.close()
        print(f"{shot.name}.webp {len(picture) // 1000} kB")


def take_everything(browser: "Browser", scratch: Path, folder: Path, names: list[str]) -> None:
    """Write every kind of page of every site, or of those named, and sheets of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or _SITES:
        site = _SITES[name](scratch)
        for width in SCREEN:
            for scheme in SCHEMES:
                stem = f"{name}-{width}-{scheme}"
                _take_pages(browser, site, folder / stem, width, scheme)
                _lay_sheets(browser, folder, stem, width)


def kinds_of_pages(site: Path) -> Iterator[Path]:
    """Yield one page of each kind: all at the top, the shortest and longest of each folder."""
    yield from (page for page in sorted(site.glob("*.html")) if not page.stem[-1].isdigit())
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        pages = sorted(folder.rglob("*.html"), key=lambda page: page.stat().st_size)
        yield from dict.fromkeys((pages[0], pages[-1])) if pages else ()


def opened(browser: "Browser", page: Path, width: int, scheme: Any) -> "Page":
    """Open a page of a site on a screen of a width, in light or dark."""
    context = browser.new_context(
        viewport={"width": width, "height": SCREEN[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    view = context.new_page()
    view.goto(page.as_uri())
    return view


def photographed(view: "Page", height: int, top: int = 0) -> bytes:
    """Return a part of a page as WebP, as Chromium writes it."""
    size = view.viewport_size or {"width": DESK}
    clip = {"x": 0, "y": top, "width": size["width"], "height": height, "scale": 1}
    asked = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    answer = view.context.new_cdp_session(view).send("Page.captureScreenshot", asked)
    return base64.b64decode(answer["data"])


def _prepared(view: "Page", shot: Shot) -> int:
    if shot.press:
        view.keyboard.press(shot.press[0])
        view.keyboard.type(shot.press[1])
        view.wait_for_timeout(800)
    if not shot.at:
        return 0
    return int(
        view.evaluate("at => document.querySelector(at).getBoundingClientRect().top", shot.at)
    )


def _take_pages(browser: "Browser", site: Path, folder: Path, width: int, scheme: str) -> None:
    folder.mkdir(exist_ok=True)
    view = opened(browser, site / "index.html", width, scheme)
    for page in kinds_of_pages(site):
        view.goto(page.as_uri())
        wide, tall = view.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        if wide > width:
            print(f"{page.relative_to(site)} is {wide} wide on {width}")
        name = "-".join(page.relative_to(site).with_suffix("").parts)[:60]
        picture = photographed(view, min(tall, TALLEST))
        (folder / f"{name}.webp").write_bytes(picture)
    for deed in (deed for deed in DEEDS if (site / deed.page).exists()):
        view.goto((site / deed.page).as_uri())
        if _is_done(view, deed):
            (folder / f"~{deed.name}.webp").write_bytes(photographed(view, SCREEN[width]))
    view.context.close()


def _is_done(view: "Page", deed: Deed) -> bool:
    """Do something on a page, and tell whether the page has a place for it."""
    place = view.locator(deed.at).first
    if not place.count():
        return False
    place.focus()
    if deed.key:
        view.keyboard.press(deed.key)
    view.keyboard.type(deed.typed)
    view.wait_for_timeout(1000)  # a mistake is told when typing has paused
    return True


def _lay_sheets(browser: "Browser", folder: Path, stem: str, width: int) -> None:
    """Lay the pictures of a folder side by side, so that all are seen at a glance."""
    pictures = sorted((folder / stem).glob("*.webp"))
    each, across = (8, 4) if width == DESK else (12, 6)
    for number in range(ceil(len(pictures) / each)):
        sheet = folder / f"sheet-{stem}-{number + 1}.html"
        shown = pictures[number * each : (number + 1) * each]
        sheet.write_text(_sheet(shown, folder, across), encoding="utf-8")
        view = browser.new_page(viewport={"width": 1900, "height": 1000})
        view.goto(sheet.as_uri())
        view.screenshot(path=str(sheet.with_suffix(".png")), full_page=True)
        view.close()


def _sheet(pictures: list[Path], folder: Path, across: int) -> str:
    cells = "".join(
        f"<figure><figcaption>{escape(path.stem)}</figcaption>"
        f'<div><img src="{path.relative_to(folder)}"></div></figure>'
        for path in pictures
    )
    style = (
        "body{margin:8px;display:grid;gap:8px;font:13px sans-serif;background:#888;"
        f"grid-template-columns:repeat({across},minmax(0,1fr))}}"
        "figure{margin:0}div{height:900px;overflow:hidden}img{width:100%;display:block}"
    )
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{cells}"


def _named(name: str) -> Callable[[Path], Path]:
    return lambda scratch: build_site_folder(make_vault_folder(name, scratch))


def _shared(scratch: Path) -> Path:
    vault = make_vault_folder("example", scratch / "shared")
    arguments = ["--as-of", AS_OF.isoformat(), "--vault", str(vault)]
    assert run_vaultnet([*arguments, "build", "--audience", "shared"]) == 0
    return vault / "site-shared"


def _student(scratch: Path) -> Path:
    """Build the site of a student after the first hour: six contacts, and the studies."""
    vault = make_vault_folder("student", scratch)
    for note in sorted((NOTES / "en" / "contacts").glob("*.md")):
        (vault / "contacts").mkdir(exist_ok=True)
        (vault / "contacts" / note.name).write_bytes(note.read_bytes())
    me = vault / "me.md"
    text = me.read_text(encoding="utf-8")
    me.write_text(text.replace(*CAREER["en"]), encoding="utf-8")
    return build_site_folder(vault)


def _thousand(scratch: Path) -> Path:
    vault = scratch / "thousand"
    write_vault(vault, 1000)
    return build_site_folder(vault)


_SITES: dict[str, Callable[[Path], Path]] = {
    "example": _named("example"),
    "ejemplo": _named("ejemplo"),
    "empty": _named("empty"),
    "student": _student,
    "long": _named("long"),
    "shared": _shared,
    "thousand": _thousand,
}
"""How the site of a name is made below a folder."""


if __name__ == "__main__":
    main(sys.argv[1:])
