"""Notes on names that belong to another code than the one stated beside them."""

from collections.abc import Iterator, Sequence

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, field_of, steps_of
from sociallan.application.location import Location
from sociallan.application.may_name import MayName
from sociallan.application.node_positions import place_of, positions_in
from sociallan.application.walking import value_at
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.names_in_text import NamesInText
from sociallan.rules.outcome import Outcome
from sociallan.rules.rows import Rows

OTHER_NAME = "text.other-name"


class OtherNamesReader:
    """Reader of the fields of one pack whose texts may have a name of a table."""

    def __init__(self, pack: Pack) -> None:
        self._answers = pack.answers
        self._specs = {path: field.may_name for path, field in pack.form.fields.items() if field.may_name is not None}
        self._known: dict[str, tuple[Rows, NamesInText]] = {}

    def notes(
        self, document: Document, bindings: Bindings, outcomes: Sequence[Outcome]
    ) -> Iterator[Diagnostic[Location]]:
        """Yield a note on each name of another code than the one beside it, where no outcome reports the text."""
        for pointer, text in self._answers.found(document.value).names if self._specs else ():
            path = field_of(pointer)
            spec = self._specs.get(path)
            if spec is None:
                continue
            code = value_at(document.value, (*steps_of(pointer)[:-1], spec.code_in))
            names = self._names(path, spec, bindings.tables[spec.table])
            found = names.of_another(text, code) if isinstance(code, str) else None
            if found is not None and not _is_reported(pointer, outcomes):
                place = place_of(document, pointer, positions_in(document))
                about = {"text": text[found.start : found.end], "code": code, "own": found.own}
                yield Diagnostic(OTHER_NAME, place, about, pointer=pointer, severity=Severity.NOTE)

    def _names(self, path: str, spec: MayName, rows: Rows) -> NamesInText:
        """Return the names in the rows in force, made anew where others are."""
        known = self._known.get(path)
        if known is None or known[0] != rows:
            known = self._known[path] = rows, NamesInText(rows, spec)
        return known[1]


def _is_reported(pointer: str, outcomes: Sequence[Outcome]) -> bool:
    """Return whether an open outcome reports the value at a pointer."""
    return any(pointer in reason.pointers for outcome in outcomes for reason in outcome.reasons)
