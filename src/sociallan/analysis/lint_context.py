"""Input of all lint checks: the sound part of the pack, and every name that a faulty rule may use."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Catalogue
from sociallan.application.place import RulePlace
from sociallan.application.places import rule_place
from sociallan.pack.load import Survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import RULES

_NAME = re.compile(r"[A-Za-z][\w#-]*(?:\.[\w#-]+)*")


class Doubt(NamedTuple):
    """What the rules at fault may have used: nothing of it is called unused until they are mended.

    ``names`` are all that stand in their files, with those that were probably meant. ``unguessed`` are
    the codes of faults in a name of which it is not known what was meant: it may be any of its kind.
    ``unread`` is true where one of the files is no text: anything may stand in it.
    """

    names: frozenset[str]
    unguessed: frozenset[str]
    unread: bool

    def uses(self, name: str, *codes: str) -> bool:
        """Return whether a name may be used; a fault of one of the codes may be a misspelling of it."""
        return self.unread or name in self.names or bool(self.unguessed & {*codes})

    def reads(self, path: str) -> bool:
        """Return whether one of the names may be a field, or a part of the application around it."""
        anything = self.unread or "rule.unknown-field" in self.unguessed
        return anything or any(_may_mean(name, path) for name in self.names)


class Ground(NamedTuple):
    """A pack as far as it is sound, the files that it was made from, and the fields of the application."""

    pack: Pack
    documents: Mapping[str, Document]
    fields: Catalogue
    doubt: Doubt

    def place(self, file: str, pointer: str, *, of_key: bool = False) -> RulePlace:
        """Return the place of a value of a file, or of its key."""
        return rule_place(self.documents[file], file, pointer, of_key=of_key)


def ground_of(pack: Pack, survey: Survey, fields: Catalogue) -> Ground:
    """Return what the lints look at in a survey and its pack."""
    return Ground(pack, survey.documents, fields, _doubt(survey.faults, survey.documents))


def _doubt(faults: tuple[Diagnostic[RulePlace], ...], documents: Mapping[str, Document]) -> Doubt:
    files = {fault.place.file for fault in faults if fault.place.file.startswith(RULES)}
    # The bare text, since a file at fault may not be readable as YAML.
    texts = [documents[file].text for file in files]
    texts += [fault.suggestion for fault in faults if fault.suggestion is not None]
    return Doubt(
        frozenset(name for text in texts for name in _NAME.findall(text)),
        frozenset(fault.code for fault in faults if fault.suggestion is None),
        any(fault.code.startswith("file.") for fault in faults if fault.place.file in files),
    )


def _may_mean(name: str, path: str) -> bool:
    # goal.indicators is said of an item: which list it is of cannot be told from the name alone.
    _, _, below = name.partition(".")
    return name == path or path.startswith(f"{name}.") or (below != "" and f".{path}".endswith(f".{below}"))
