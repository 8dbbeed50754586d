"""Input of all lints: the valid part of the pack, and every name that an invalid rule may use."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.analysis.rule_tests import RuleTester, RuleTestInput
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, Translations, is_within
from sociallan.application.lines import lines_of
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import RULES, SPECIMENS, TABLES, VALUES
from sociallan.rules.rule import Rule

_NAME = re.compile(r"[A-Za-z][\w#-]*(?:\.[\w#-]+)*")
_MISSHAPEN = frozenset(("pack.type", "pack.no-list", "pack.no-quotes", "pack.pattern", "pack.empty"))
"""Codes of faults of a value that is not of the form of a name or of a condition."""
_NAMING_KEYS = frozenset(("cites", "when", "require", "judge", "names", "specimen"))
"""Keys of a rule under which it names other parts of the pack."""


class PossiblyUsed(NamedTuple):
    """Names that invalid rules may use; exempt from the unused lints.

    ``names`` holds every name in the rules' files and every suggested correction. ``unclear_codes`` are the codes of
    faults without a suggestion: the name at fault may mean any name of its kind. ``unreadable`` is true if one of
    the files cannot be read or has something else in the place of a name, or values.yaml has faults, so that any name
    may be used.
    """

    names: frozenset[str]
    unclear_codes: frozenset[str]
    unreadable: bool

    def uses(self, name: str, *codes: str) -> bool:
        """Return whether a name may be used; ``codes`` are those of faults that may be misspellings of it."""
        return self.unreadable or name in self.names or bool(self.unclear_codes & {*codes})

    def reads(self, path: str) -> bool:
        """Return whether one of the names may be a field or a parent of it."""
        anything = self.unreadable or "rule.unknown-field" in self.unclear_codes
        return anything or any(_may_mean(name, path) for name in self.names)


class PackText(NamedTuple):
    """A text of a file of the pack, in each language, and the pointer to it."""

    file: str
    pointer: str
    text: Translations


class LintContext(NamedTuple):
    """The valid part of a pack, its files, the application's fields, and the names that invalid rules may use.

    ``today`` (``YYYY-MM-DD``) is the day of the check; ``inputs`` are those of tests, made when they are asked for.
    """

    pack: Pack
    documents: Mapping[str, Document]
    fields: Catalogue
    possibly_used: PossiblyUsed
    today: str
    tester: RuleTester
    inputs: dict[tuple[str, int], RuleTestInput]

    def input_of(self, rule: Rule, index: int) -> RuleTestInput:
        """Return the input of a test of a rule; several lints look at it."""
        key = rule.at.file, index
        if key not in self.inputs:
            self.inputs[key] = self.tester.input_of(rule, rule.tests[index])
        return self.inputs[key]

    def place(self, file: str, pointer: str, *, of_key: bool = False) -> PackLocation:
        """Return the location of a value in a file or, with ``of_key``, of its key."""
        return pack_location(self.documents[file], file, pointer, of_key=of_key)

    def place_in_text(self, file: str, pointer: str, piece: str) -> PackLocation:
        """Return the location of the first line of a piece of the text at a pointer, or of the text if it has none."""
        document = self.documents[file]
        mark, _ = document.mark(pointer)
        if mark is None:
            return self.place(file, pointer)
        lines = lines_of(document.text)
        # A piece that is broken over lines begins with its first word.
        for wanted in (piece, piece.partition(" ")[0]):
            for number in range(mark.start.line, min(mark.end.line + 1, len(lines))):
                column = lines[number].find(wanted, mark.start.column if number == mark.start.line else 0)
                if column >= 0:
                    return PackLocation(file, number + 1, column + 1)
        return self.place(file, pointer)

    def texts(self) -> Iterator[PackText]:
        """Yield every text of the pack's files that is written in each language, but for those of specimens."""
        languages = self.pack.title.keys()
        for file, document in self.documents.items():
            if not file.startswith(SPECIMENS):
                yield from _texts_below(document.value, "", file, languages)


def lint_context(pack: Pack, draft: PackDraft, fields: Catalogue, today: str) -> LintContext:
    """Return the lint context of a draft and its pack on a day (``YYYY-MM-DD``)."""
    possibly_used = _possibly_used(draft.faults, draft.documents, {rule.at.file for rule in pack.rules})
    return LintContext(pack, draft.documents, fields, possibly_used, today, RuleTester(pack), {})


def _texts_below(value: Any, pointer: str, file: str, languages: Collection[str]) -> Iterator[PackText]:
    if isinstance(value, dict):
        if value.keys() >= set(languages) and all(isinstance(text, str) for text in value.values()):
            yield PackText(file, pointer, value)
            return
        for key, part in value.items():
            yield from _texts_below(part, pointer + pointer_to(key), file, languages)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _texts_below(part, f"{pointer}/{index}", file, languages)


def _possibly_used(
    faults: tuple[Diagnostic[PackLocation], ...], documents: Mapping[str, Document], valid: Collection[str]
) -> PossiblyUsed:
    of_rules = [fault for fault in faults if fault.place.file.startswith(RULES)]
    # Use the plain text, since a file with faults may not be valid YAML. A rule may be invalid without a fault of its
    # own: what it reads has one.
    texts = [document.text for file, document in documents.items() if file.startswith(RULES) and file not in valid]
    texts += [fault.suggestion for fault in faults if fault.suggestion is not None]
    unclear = {fault.code for fault in faults if fault.suggestion is None}
    if any(fault.place.file.startswith(TABLES) for fault in faults):
        unclear.add("rule.unknown-passage")  # A row at fault may rest on any passage.
    return PossiblyUsed(
        frozenset(name for text in texts for name in _NAME.findall(text)),
        frozenset(unclear),
        any(map(_hides_names, of_rules)) or any(fault.place.file == VALUES for fault in faults),
    )


def _hides_names(fault: Diagnostic[PackLocation]) -> bool:
    """Return whether a fault of a rule leaves open what the rule was meant to name, though its text is known."""
    if fault.code.startswith(("file.", "yaml.")):
        return True
    key = str(fault.parameters.get("path", "")).partition(".")[0]
    return fault.code in _MISSHAPEN and key in _NAMING_KEYS


def _may_mean(name: str, path: str) -> bool:
    # A name such as goal.indicators starts at an item, and does not determine the list that the item belongs to.
    _, _, below = name.partition(".")
    return is_within(path, name) or (below != "" and f".{path}".endswith(f".{below}"))
