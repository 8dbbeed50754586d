"""Reader of the public projects in precedents.yaml."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.location import PackLocation
from sociallan.pack.precedent import NO_PRECEDENTS, ComparedField, Precedent, Precedents
from sociallan.pack.references import References
from sociallan.pack.schema_check import PRECEDENTS


def precedents(
    documents: Mapping[str, Document],
    broken: Collection[str],
    fields: Catalogue,
    passages: Collection[str],
    faults: list[Diagnostic[PackLocation]],
) -> Precedents:
    """Parse precedents.yaml, if the pack has it and it is not among the broken files; faults are appended."""
    if PRECEDENTS not in documents or PRECEDENTS in broken:
        return NO_PRECEDENTS
    references, node = References(documents[PRECEDENTS], PRECEDENTS, faults), documents[PRECEDENTS].value
    compare = tuple(ComparedField(spec["field"], spec["weight"]) for spec in node["compare"])
    for index, each in enumerate(compare):
        _check_field(each.field, f"/compare/{index}/field", fields, references)
    if node["at_least"] > len(compare):
        references.fault("precedent.too-many", "/at_least", count=node["at_least"], fields=len(compare))
    projects = tuple(
        _project(name, spec, {each.field for each in compare}, fields, passages, references)
        for name, spec in node["projects"].items()
    )
    return Precedents(node["note"], node["at_least"], compare, projects)


def _check_field(path: str, at: str, fields: Catalogue, references: References) -> None:
    known = fields.get(path)
    if known is None:
        references.fault("rule.unknown-field", at, spelling.nearest(path, fields), path=path)
    elif known.single_type.kind is not FieldKind.TEXT:
        references.fault("precedent.field", at, path=path)


def _project(
    name: str,
    spec: Mapping[str, Any],
    compared: Collection[str],
    fields: Catalogue,
    passages: Collection[str],
    references: References,
) -> Precedent:
    at = pointer_to("projects", name)
    if spec["source"] not in passages:
        near = spelling.nearest(spec["source"], passages)
        references.fault("rule.unknown-passage", f"{at}/source", near, citation=spec["source"])
    for path, index, value in _likes(spec["like"]):
        pointer = at + pointer_to("like", path, index)
        known = fields.get(path)
        if path not in compared:
            references.fault("precedent.not-compared", pointer, spelling.nearest(path, compared), path=path)
        elif known is not None and known.values and value not in known.values:
            references.fault("precedent.choice", pointer, spelling.nearest(value, known.values), value=value, path=path)
    like = {path: tuple(several) for path, several in spec["like"].items()}
    return Precedent(name, spec["title"], spec["place"], spec["year"], spec["amount"], spec["source"], like)


def _likes(like: Mapping[str, list[str]]) -> Iterator[tuple[str, int, str]]:
    for path, several in like.items():
        for index, value in enumerate(several):
            yield path, index, value
