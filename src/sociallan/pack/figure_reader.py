"""Parser of the figure of a chain in pack.yaml: which fields its steps show, and the goals that hang under them."""

from collections.abc import Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Catalogue, FieldKind, lists_around
from sociallan.application.location import PackLocation
from sociallan.pack.chain import Figure, FigureGoals, FigureMeasures, FigureStep, Shown, StandIn, Steps
from sociallan.pack.choice_of_items import condition_on_application
from sociallan.pack.references import References

_Faults = list[Diagnostic[PackLocation]]
_AT = "/chain/figure/steps"


def figure(spec: Mapping[str, Any], document: Document, file: str, fields: Catalogue, faults: _Faults) -> Figure | None:
    """Return the figure of a chain that is valid under the schema of packs; ``None`` if a fault was noted."""
    before = len(faults)
    reader = _FigureReader(document, file, fields, faults)
    steps = tuple(reader.step(name, step) for name, step in spec["steps"].items())
    return Figure(spec["title"], steps) if len(faults) == before else None


def stand_in(
    spec: Mapping[str, Any] | None, at: str, document: Document, file: str, fields: Catalogue, faults: _Faults
) -> StandIn | None:
    """Return the text that stands for what is not stated, and when; ``None`` without, or if a fault was noted."""
    if spec is None:
        return None
    when = condition_on_application(spec["when"], f"{at}/when", fields, document, file, faults)
    return None if when is None else StandIn(when, spec["text"])


def below(path: str, above: str) -> Steps:
    """Return the steps from a list's items, or from a list, to a path within it."""
    return tuple(path.removeprefix(above).removeprefix(".").split(".")) if path != above else ()


class _FigureReader:
    def __init__(self, document: Document, file: str, fields: Catalogue, faults: _Faults) -> None:
        self._document = document
        self._file = file
        self._fields = fields
        self._faults = faults
        self._refers = References(document, file, faults)

    def step(self, name: str, spec: Mapping[str, Any]) -> FigureStep:
        at = f"{_AT}/{name}"
        shown = [Shown(path, tuple(path.split("."))) for path in spec["shows"]]
        for index, each in enumerate(shown):
            self._ensure_value(each.path, f"{at}/shows/{index}")
        instead = stand_in(spec.get("instead"), f"{at}/instead", self._document, self._file, self._fields, self._faults)
        goals = self._goals(spec["goals"], f"{at}/goals") if "goals" in spec else None
        return FigureStep(name, spec["label"], tuple(shown), instead, goals)

    def _goals(self, spec: Mapping[str, Any], at: str) -> FigureGoals | None:
        path = spec["shows"]
        if not self._ensure_value(path, f"{at}/shows"):
            return None
        around = lists_around(path, self._fields)
        if len(around) != 1:
            self._refers.fault("pack.figure-goals", f"{at}/shows", path=path)
            return None
        measures = self._measures(spec["measures"], f"{at}/measures", around[0]) if "measures" in spec else None
        return FigureGoals(spec["label"], tuple(around[0].split(".")), Shown(path, below(path, around[0])), measures)

    def _measures(self, spec: Mapping[str, Any], at: str, goals: str) -> FigureMeasures | None:
        """Return the measures of goals; note a fault for each field that does not stand in one list within a goal."""
        named = {
            "name": spec["name"],
            "unit": spec.get("unit"),
            **{f"{key}/{part}": spec[key].get(part) for key in ("from", "to") for part in ("value", "year")},
        }
        given = {key: path for key, path in named.items() if path is not None}
        wrong = [key for key, path in given.items() if not self._ensure_value(path, f"{at}/{key}")]
        if wrong:
            return None
        around = {key: lists_around(path, self._fields) for key, path in given.items()}
        inner = around["name"]
        apart = [key for key, lists in around.items() if lists != inner or lists[:-1] != (goals,)]
        for key in apart:
            self._refers.fault("pack.figure-measures", f"{at}/{key}", path=given[key], list=goals)
        if apart:
            return None
        shown = {key: Shown(path, below(path, inner[-1])) for key, path in given.items()}
        return FigureMeasures(
            list=below(inner[-1], goals),
            name=shown["name"],
            unit=shown.get("unit"),
            before=shown["from/value"],
            before_year=shown.get("from/year"),
            after=shown["to/value"],
            after_year=shown.get("to/year"),
        )

    def _ensure_value(self, path: str, at: str) -> bool:
        """Return whether there is a field that holds a value or several; note a fault if not."""
        if path not in self._fields or not path:
            self._refers.fault("rule.unknown-field", at, spelling.nearest(path, self._fields), path=path)
            return False
        if FieldKind.RECORD in (self._fields[path].kind, self._fields[path].items):
            self._refers.fault("pack.figure-shows", at, path=path)
            return False
        return True
