"""Input of all lint checks: the sound part of the pack, and every name that a faulty rule may use."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Catalogue
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import RULES, VALUES

_NAME = re.compile(r"[A-Za-z][\w#-]*(?:\.[\w#-]+)*")


class PossiblyUsed(NamedTuple):
    """What the rules at fault may have used: nothing of it is called unused until they are mended.

    ``names`` are all that stand in their files, with those that were probably meant. ``unclear_codes`` are
    the codes of faults in a name of which it is not known what was meant: it may be any of its kind.
    ``unreadable`` is true where one of the files is no text, or what is computed is at fault: anything may be meant.
    """

    names: frozenset[str]
    unclear_codes: frozenset[str]
    unreadable: bool

    def uses(self, name: str, *codes: str) -> bool:
        """Return whether a name may be used; a fault of one of the codes may be a misspelling of it."""
        return self.unreadable or name in self.names or bool(self.unclear_codes & {*codes})

    def reads(self, path: str) -> bool:
        """Return whether one of the names may be a field, or a part of the application around it."""
        anything = self.unreadable or "rule.unknown-field" in self.unclear_codes
        return anything or any(_may_mean(name, path) for name in self.names)


class LintContext(NamedTuple):
    """A pack as far as it is sound, the files that it was made from, and the fields of the application."""

    pack: Pack
    documents: Mapping[str, Document]
    fields: Catalogue
    doubt: PossiblyUsed

    def place(self, file: str, pointer: str, *, of_key: bool = False) -> PackLocation:
        """Return the place of a value of a file, or of its key."""
        return pack_location(self.documents[file], file, pointer, of_key=of_key)


def lint_context(pack: Pack, survey: PackDraft, fields: Catalogue) -> LintContext:
    """Return what the lints look at in a survey and its pack."""
    return LintContext(pack, survey.documents, fields, _possibly_used(survey.faults, survey.documents))


def _possibly_used(faults: tuple[Diagnostic[PackLocation], ...], documents: Mapping[str, Document]) -> PossiblyUsed:
    files = {fault.place.file for fault in faults if fault.place.file.startswith(RULES)}
    # The bare text, since a file at fault may not be readable as YAML.
    texts = [documents[file].text for file in files]
    texts += [fault.suggestion for fault in faults if fault.suggestion is not None]
    return PossiblyUsed(
        frozenset(name for text in texts for name in _NAME.findall(text)),
        frozenset(fault.code for fault in faults if fault.suggestion is None),
        any(fault.code.startswith("file.") for fault in faults if fault.place.file in files)
        or any(fault.place.file == VALUES for fault in faults),
    )


def _may_mean(name: str, path: str) -> bool:
    # goal.indicators is said of an item: which list it is of cannot be told from the name alone.
    _, _, below = name.partition(".")
    return name == path or path.startswith(f"{name}.") or (below != "" and f".{path}".endswith(f".{below}"))
