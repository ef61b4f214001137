"""`vaultnet new`: a note for somebody new, in ten seconds."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaultnet.cli.editor import editor_opener
from vaultnet.cli.invocation import Invocation, pass_invocation
from vaultnet.cli.output import clean
from vaultnet.cli.problem import Problem
from vaultnet.cli.saved import tell_unless_flushed
from vaultnet.diagnostics import Severity
from vaultnet.domain.links import fold
from vaultnet.domain.network import kind_of
from vaultnet.domain.node import Kind
from vaultnet.language import SOURCE_LANGUAGE
from vaultnet.phrase import Phrase
from vaultnet.source import Source
from vaultnet.storage import Change, accept, write_changes
from vaultnet.vault.parse import path_of_new
from vaultnet.vault.slug import find_twin, is_safe_id, slug

if TYPE_CHECKING:
    from vaultnet.vault.parsed import Vault

KINDS = ("contact", "objective", "organisation")
_NAME_KEYS: Mapping[Kind, str] = {Kind.OBJECTIVE: "title"}


@click.command()
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("name")
@click.option("--field", "fields", multiple=True, metavar="KEY=VALUE", help="May be repeated.")
@click.option("--id", "chosen_id", metavar="ID", help="The stem of the file; else from the name.")
@click.option("--edit", is_flag=True, help="Open the note in $VISUAL or $EDITOR.")
@pass_invocation
def command(
    invocation: Invocation,
    kind: str,
    name: str,
    *,
    fields: tuple[str, ...],
    chosen_id: str | None,
    edit: bool,
) -> int:
    """Write a new note for a contact, an objective or an organisation.

    KIND is one of these three words. The path of the note is printed. Whoever has a note
    already is refused; --id makes a second one for somebody of the same name.
    """
    open_note = editor_opener() if edit else None
    workspace = invocation.open(anew=True)
    name = sound_name(name)
    name_key = _NAME_KEYS.get(Kind(kind), "name")
    given = _typed(workspace.vault, Kind(kind), _values(fields))
    if name_key in given:
        message = 'the {key} is given twice: "{name}" and --field'
        raise Problem(message, "leave --field out", key=name_key, name=name)
    values = {name_key: name, **given}
    stem = chosen_id if chosen_id is not None else slug(name)
    _require_new(workspace.vault, Kind(kind), stem, None if chosen_id else name)
    path = path_of_new(Kind(kind), stem, workspace.vault.settings)
    source = Source(path, _note(workspace.vault, Kind(kind), values))
    _require_sound(source, workspace.vault)
    change = Change(path, None, source.encoded())
    written = write_changes(workspace.root, [change], f"new {kind}", accept)
    note = shown_path(workspace.root / path)
    invocation.terminal.data(clean(str(note)))
    words = invocation.words(workspace.vault.settings.language)
    tell_unless_flushed(written, invocation.terminal, words)
    if open_note is not None:
        open_note(note)
    return 0


def shown_path(path: Path) -> Path:
    """Return a path as seen from the current folder, in full where it lies elsewhere."""
    path, here = path.absolute(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def sound_name(name: str) -> str:
    """Return a name with single blanks; raises Problem for one that is empty or unprintable."""
    words = " ".join(name.split())
    if not words or clean(words) != words:
        hint = "write it in letters, without control characters"
        raise Problem('"{name}" is no name', hint, name=name)
    return words


def _values(fields: Sequence[str]) -> Mapping[str, str]:
    """Return the fields by key; raises Problem for what is not KEY=VALUE."""
    values: dict[str, str] = {}
    for field in fields:
        key, equals, value = field.partition("=")
        if not equals or not key.strip():
            hint = 'write --field KEY=VALUE, for example role="CTO"'
            raise Problem('"{field}" is no field', hint, field=field)
        if key.strip() in values:
            message = "the {key} is given twice"
            raise Problem(message, "keep one --field of it", key=key.strip())
        values[key.strip()] = value.strip()
    return values


def _typed(vault: "Vault", kind: Kind, values: Mapping[str, str]) -> dict[str, object]:
    """Return the fields as the table of fields takes them: lists, and links to pages there are."""
    from vaultnet.vault.fields.schema import specs_by_key
    from vaultnet.vault.fields.specs import FieldType

    specs = specs_by_key(kind, tuple(vault.settings.criteria))
    typed: dict[str, object] = {}
    for key, text in values.items():
        spec = specs.get(key)
        if spec is None:
            typed[key] = text
            continue
        parts = [part.strip() for part in text.split(",")] if spec.many else [text]
        if spec.form in {FieldType.LINK, FieldType.LINK_OR_TEXT}:
            parts = [_linked(vault, part) for part in parts]
        typed[spec.key] = parts if spec.many else parts[0]
    return typed


def _linked(vault: "Vault", text: str) -> str:
    """Return a link where the words lead to a page of the vault, else the words."""
    found = vault.network.link_table.resolve(text)
    return text if found is None else f"[[{found}]]"


def _require_new(vault: "Vault", kind: Kind, stem: str, name: str | None) -> None:
    """Raise Problem where the id or the name is taken, with the note that has it."""
    if not is_safe_id(stem):
        raise Problem('"{id}" is no id', "use small letters, digits and hyphens", id=stem)
    hint = 'is it the same one? If not, choose an id of its own with "--id"'
    taken = {fold(Path(path).stem): path for path in vault.files}
    if stem in taken:
        raise Problem("the id {id} is taken by {path}", hint, id=stem, path=taken[stem])
    for node in vault.network.nodes.values():
        if name and kind_of(node) is kind and find_twin(name, (node.name, *node.aliases)):
            path = vault.paths[node.id]
            raise Problem('"{name}" has a note already: {path}', hint, name=name, path=path)


def _note(vault: "Vault", kind: Kind, values: Mapping[str, object]) -> str:
    """Return the text of the note: its front matter and the body of the template."""
    from vaultnet.resources import templates_root
    from vaultnet.vault.front.field_reference import skeleton

    language = vault.settings.language
    notes = templates_root() / "notes"
    folder = notes / language if (notes / language).is_dir() else notes / SOURCE_LANGUAGE
    template = folder / f"{kind.value}.md"
    front_matter = skeleton(kind, language, values).rstrip("\n")
    return f"---\n{front_matter}\n---\n\n{template.read_text(encoding='utf-8')}"


def _require_sound(source: Source, vault: "Vault") -> None:
    """Raise Problem where the note would be found fault with as soon as it is written."""
    from vaultnet.vault.parse import parse_file

    wrong = [
        each
        for each in parse_file(source, vault.settings).diagnostics
        if each.severity is not Severity.INFO
    ]
    if wrong:
        first, *others = (Phrase(each.template, each.values) for each in wrong)
        rest = tuple(part for each in others for part in ("\n", each))
        hint = Phrase(wrong[0].hint, wrong[0].values)
        remedy = "{remedy}" if wrong[0].hint else ""
        raise Problem("{first}{rest}", remedy, first=first, rest=rest, remedy=hint)
