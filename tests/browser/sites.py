"""Sites on disk for tests in a browser, and the browser itself."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.long_names import write_long_names
from tests.site.networks import AS_OF
from vaultnet.cli.main import main
from vaultnet.resources import example_vault

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
AXE = "axe_playwright_python"

in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium on this machine"),
]
"""The marks of a module whose tests need Chromium; without one they are skipped, visibly."""


@contextmanager
def chromium(*arguments: str) -> "Iterator[Browser]":
    """Run a Chromium with further arguments on its command line."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser: Browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *arguments]
        )
        yield browser
        browser.close()


def make_vault_folder(name: str, folder: Path) -> Path:
    """Make the vault of a name in a folder, and return its own folder."""
    vault = folder / name
    _VAULTS[name](vault)
    return vault


def build_site_folder(vault: Path) -> Path:
    """Build the site of a vault as a user does, and return its folder."""
    _run("--vault", str(vault), "build")
    return vault / "site"


def make_site_folder(name: str, folder: Path) -> Path:
    """Make the vault of a name and its site, and return the folder of the site."""
    return build_site_folder(make_vault_folder(name, folder))


def pages_of(site: Path, of_each_folder: int | None = None) -> list[Path]:
    """Return the pages of a site: all those at the top, and so many of each folder below."""
    below = sorted(path for path in site.iterdir() if path.is_dir())
    inner = [page for folder in below for page in sorted(folder.rglob("*.html"))[:of_each_folder]]
    return sorted(site.glob("*.html")) + inner


def axe_script() -> str:
    """Return the text of axe-core, which finds faults of accessibility in a page."""
    pytest.importorskip(AXE, reason=f"{AXE} is not installed")
    return files(AXE).joinpath("axe.min.js").read_text(encoding="utf-8")


def _run(*arguments: str) -> None:
    assert main(["--as-of", AS_OF.isoformat(), *arguments]) == 0, arguments


def _copy_example(vault: Path) -> None:
    shutil.copytree(example_vault(), vault, ignore=shutil.ignore_patterns("site"))


def _copy_example_in_spanish(vault: Path) -> None:
    _copy_example(vault)
    settings = vault / "vaultnet.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'language = "en"' in text
    settings.write_text(text.replace('language = "en"', 'language = "es"'), encoding="utf-8")


def _start(profile: str, language: str) -> Callable[[Path], None]:
    def write(vault: Path) -> None:
        _run("init", str(vault), "--profile", profile, "--language", language, "--name", "Zoë Roe")

    return write


def _make_empty(vault: Path) -> None:
    vault.mkdir()
    (vault / "vaultnet.toml").write_text("")


_VAULTS: dict[str, Callable[[Path], None]] = {
    "example": _copy_example,
    "ejemplo": _copy_example_in_spanish,
    "empty": _make_empty,
    "student": _start("student", "en"),
    "estudiante": _start("student", "es"),
    "long": write_long_names,
}
