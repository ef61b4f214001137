"""Where the files that travel with the program are: templates, catalogues, the example vault."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_root() -> Path:
    """Return the folder that holds `site`, `notes`, `starter` and `locale`.

    Raises FileNotFoundError where the installation is incomplete.
    """
    return _find("templates")


def catalogues_root() -> Path:
    """Return the folder with one folder a language, in which its catalogue is."""
    return templates_root() / "locale"


def example_vault() -> Path:
    """Return the folder of the example vault; raises FileNotFoundError where there is none."""
    return _find("example-vault")


def rule_pages() -> Path:
    """Return the folder with one page a rule; raises FileNotFoundError where there is none.

    In a checkout they are among the tests, because each page is one.
    """
    return _find("rules", "tests/rules")


def _find(name: str, checkout: str = "") -> Path:
    """Return the copy in the package, or else that of the checkout."""
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / (checkout or name)):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation of vaultnet lacks its folder {name}")
