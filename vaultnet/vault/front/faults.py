"""What is said about front matter while it is read: every fault in words, with its place."""

from collections.abc import Mapping
from dataclasses import replace

from vaultnet.diagnostics import Diagnostic, Edit, Fix, Place, Related, Rule
from vaultnet.source import Span
from vaultnet.vault.front.quoting import quoted
from vaultnet.vault.front.yaml_faults import explain_fault
from vaultnet.vault.rules import reading as rules

_SEPARATORS = "\u2028\u2029\x85"


class FrontFaults:
    """The faults of one file's front matter, in the order in which they are met."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._told: list[Diagnostic] = []

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what has been said so far."""
        return tuple(self._told)

    def count(self) -> int:
        """Return how much has been said so far, for `forget_since`."""
        return len(self._told)

    def forget_since(self, count: int) -> None:
        """Take back what was said after there were so many faults."""
        del self._told[count:]

    def give_up(self) -> None:
        """Keep what makes a block unreadable: no advice on links, and no repairs.

        Of a text that cannot be read, no repair is known to be safe.
        """
        kept = (told for told in self._told if told.rule is not rules.UNQUOTED_LINK)
        self._told = [replace(told, fix=None) for told in kept]

    def too_large(self, size: int, limit: int) -> None:
        """Say that the block has more bytes than are read."""
        self._tell(
            rules.FRONT_MATTER_TOO_LARGE,
            Span(0, 3),
            "the front matter has {size} bytes, more than the {limit} that are read",
            {"size": size, "limit": limit},
            hint="move long texts to the body, or raise max_front_matter_size under [limits]",
        )

    def unclosed(self) -> None:
        """Say that the block never ends."""
        self._tell(
            rules.UNCLOSED_FRONT_MATTER,
            Span(0, 3),
            "the front matter that begins here is never closed",
            hint='write a line "---" after the last field',
        )

    def not_yaml(self, block: str, at: int, offset: int) -> None:
        """Say what is wrong near the place `at` of a block that begins at `offset`.

        An unseen character that was noted before is the likelier cause, and enough.
        """
        if self._met_unseen():
            return
        fault = explain_fault(block, at)
        span = fault.span.shifted(offset)
        self._tell(rules.INVALID_YAML, span, fault.template, fault.values, hint=fault.hint)

    def no_mapping(self, span: Span) -> None:
        """Say that the block is one text or one list instead of keys and values."""
        if self._met_unseen():
            return
        template = 'the front matter is not made of lines "key: value"'
        self._tell(rules.INVALID_YAML, span, template, hint='write each field as "key: value"')

    def odd_key(self, span: Span) -> None:
        """Say that a key is a list or has keys of its own."""
        self._tell(rules.INVALID_YAML, span, "a key must be one text", hint="quote the key")

    def missing_key(self, span: Span) -> None:
        """Say that nothing stands before a colon."""
        self._tell(rules.INVALID_YAML, span, "a key is missing before the colon")

    def too_deep(self, span: Span, limit: int) -> None:
        """Say that lists or keys are nested deeper than is read."""
        template = "lists or keys are nested more than {limit} deep here"
        self._tell(
            rules.DEEP_NESTING, span, template, {"limit": limit}, hint="keep the fields flat"
        )

    def several_documents(self, span: Span) -> None:
        """Say that another YAML document begins."""
        template = "a second YAML document begins in the front matter"
        hint = 'leave only the "---" lines that open and close the front matter'
        self._tell(rules.SEVERAL_DOCUMENTS, span, template, hint=hint)

    def alias(self, span: Span, name: str) -> None:
        """Say that an anchor or an alias is refused."""
        template = 'the anchor or alias "{name}" is not read'
        hint = "write the value itself, in quotes if it begins with & or *"
        self._tell(rules.YAML_ALIAS, span, template, {"name": name}, hint=hint)

    def tag(self, span: Span, name: str) -> None:
        """Say that a YAML tag is refused."""
        template = 'the YAML tag "{name}" is not read'
        hint = "write the value without it, in quotes if it begins with !"
        self._tell(rules.YAML_TAG, span, template, {"name": name}, hint=hint)

    def merge_key(self, span: Span) -> None:
        """Say that the merge key is refused."""
        template = 'the merge key "<<" is not read'
        self._tell(rules.MERGE_KEY, span, template, hint="write the fields themselves")

    def duplicate(self, key: str, span: Span, first: Span) -> None:
        """Say that a key is given again; the first one counts."""
        related = Related(Place(self._path, first), "first given here, and this one counts")
        self._told.append(
            Diagnostic(
                rules.DUPLICATE_KEY,
                Place(self._path, span),
                '"{key}" is given twice',
                {"key": key},
                "leave one of them, or make one list of both",
                (related,),
            )
        )

    def bare_link(self, text: str, span: Span) -> None:
        """Say that a link has no quotes; it was understood, so quoting it is safe."""
        edit = Edit(Place(self._path, span), quoted(text))
        self._tell(
            rules.UNQUOTED_LINK,
            span,
            'the link "{text}" has no quotes, and other programs read it as lists',
            {"text": text, "quoted": quoted(text)},
            hint="write it as {quoted}",
            fix=Fix("put the link in quotes", (edit,)),
        )

    def unseen(self, character: str, span: Span) -> None:
        """Say that a character is one that nobody sees, or that only YAML takes for a line end.

        A line separator is read as a blank, so writing a blank is safe.
        """
        values = {"code": f"U+{ord(character):04X}"}
        place = Place(self._path, span)
        if character in _SEPARATORS:
            fix = Fix("put a blank in its place", (Edit(place, " "),))
            template = "the line separator {code} stands in the front matter"
            hint = "put a blank or a line end in its place"
            self._tell(rules.LINE_SEPARATOR, span, template, values, hint=hint, fix=fix)
            return
        fix = Fix("take the character out", (Edit(place, ""),), safe=False)
        template = "the invisible character {code} stands in the front matter"
        self._tell(rules.CONTROL_CHARACTER, span, template, values, hint="take it out", fix=fix)

    def escaped_unseen(self, character: str, span: Span) -> None:
        """Say that a value makes an invisible character with an escape."""
        values = {"code": f"U+{ord(character):04X}"}
        template = "the value holds the invisible character {code}, written as an escape"
        self._tell(rules.CONTROL_CHARACTER, span, template, values, hint="take it out")

    def _met_unseen(self) -> bool:
        unseen = {rules.LINE_SEPARATOR, rules.CONTROL_CHARACTER}
        return any(told.rule in unseen for told in self._told)

    def _tell(
        self,
        rule: Rule,
        span: Span,
        template: str,
        values: Mapping[str, object] | None = None,
        *,
        hint: str = "",
        fix: Fix | None = None,
    ) -> None:
        place = Place(self._path, span)
        self._told.append(Diagnostic(rule, place, template, values or {}, hint, fix=fix))
