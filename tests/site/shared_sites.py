"""Sites for others in memory, for tests."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from tests.vaults import make_vault
from vaultnet.resources import example_vault
from vaultnet.site.plan import plan_site
from vaultnet.vault.audience import redact_vault
from vaultnet.workspace import Workspace

PARTS = {
    "contacts": "name, role, organisation, functions, serves, tier, expertise, influence, access, "
    "reliability, rated, url, photo, location, Assessment, Opportunities, Risks, Log, Offers, "
    "Needs, Career, Ties, Next",
    "objectives": "title, function, status, importance, start, by, criteria, Needs, Milestones, "
    "Opportunities, Risks",
    "organisations": "name, type, location, url, parent",
    "journal": "name, Log",
    "me.md": "name, stage, functions, Offers, Needs, Career",
    "notes": "name",
}


def shared_site(files: Mapping[str, str | bytes]) -> Mapping[str, bytes]:
    """Return every file of the site for others of a vault, given the text of each file."""
    pictures = {path: content for path, content in files.items() if isinstance(content, bytes)}
    return shared_site_of(make_vault(files), pictures)


def shared_site_of(workspace: Workspace, pictures: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return every file of the site for others of a vault that was opened."""
    shared = redact_vault(workspace.vault)
    seen = replace(workspace, vault=shared.vault, checked=())

    def read(path: str) -> bytes | None:
        return pictures.get(shared.pictures.get(path, ""))

    return {file.path: file.content for file in plan_site(shared.vault, seen.strategy, (), read)}


@cache
def generous(every: int = 1) -> Mapping[str, bytes]:
    """Return the site for others of the example, if nearly all of every so many pages is shared."""
    files = {
        path.relative_to(example_vault()).as_posix(): path.read_bytes()
        for path in sorted(example_vault().rglob("*"))
        if path.is_file() and not {"site", ".vaultnet"} & set(path.parts)
    }
    notes = [path for path in files if path.endswith(".md")]
    for number, path in enumerate(notes):
        head = path.partition("/")[0]
        if head in PARTS and number % every == 0:
            files[path] = _sharing(files[path].decode(), PARTS[head]).encode()
    return shared_site(files)


def _sharing(text: str, parts: str) -> str:
    text = re.sub(r"^shared:.*\n", "", text, flags=re.MULTILINE)
    mark = f"shared: [{parts}]\n"
    return (
        text.replace("---\n", f"---\n{mark}", 1)
        if text[:4] == "---\n"
        else f"---\n{mark}---\n{text}"
    )
