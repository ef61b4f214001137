"""Pages stay light: under 100 kB each, but for what is loaded when it is asked for, and the map."""

from tests.site.sites import example
from vaultnet.site.plan import plan_site
from vaultnet.site.publish import attachment_reader

LIMIT = 100_000
FREE = ("assets/search/", "map.html", "files/")
"""What is searched, the map, and the vault's own pictures."""


def weights() -> dict[str, int]:
    opened = example()
    files = plan_site(
        opened.vault, opened.strategy, opened.diagnostics, attachment_reader(opened.root)
    )
    return {file.path: len(file.content) for file in files}


def test_no_page_style_or_script_is_heavy() -> None:
    heavy = {path: size for path, size in weights().items() if size >= LIMIT}
    assert {path for path in heavy if not path.startswith(FREE)} == set()
