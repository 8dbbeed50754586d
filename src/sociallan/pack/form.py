"""The application form of a pack, read from form.yaml and checked."""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application import spelling
from sociallan.application.document import pointer_to
from sociallan.application.field import FIELD_TYPES, Field, FieldKind, FieldType, Form, Translations, Unit
from sociallan.application.may_name import MayName
from sociallan.application.notation.value_words import folded
from sociallan.pack.references import References
from sociallan.pack.repeating_texts import last_name, told_as, with_texts_around
from sociallan.pack.table import Table

_BELONGS: Mapping[str, frozenset[str]] = {
    "record": frozenset(("fields",)),
    "list": frozenset(("items", "unique", "may_be_empty")),
    "choice": frozenset(("choices",)),
    **{
        name: frozenset(
            ("minimum", "maximum", "may_be_zero", *(("unit", "told_in", "unit_in") if known.unit is None else ()))
        )
        for name, known in FIELD_TYPES.items()
        if known.kind is FieldKind.NUMBER and known.name != "version"
    },
    "amount": frozenset(("minimum", "maximum", "may_be_zero", "told_as")),
    "year": frozenset(("minimum", "maximum", "may_be_zero", "told_in")),
    "name": frozenset(("refers_to", "may_name", "may_have_period")),
    "date": frozenset(("open_end",)),
}
"""The keys that only a field of some types has."""
_NEEDS = {"record": "fields", "list": "items", "choice": "choices"}
_EVERY = frozenset(("label", "help", "type", "example", "contact"))
_ALSO = "also"
_Steps = tuple[str | int, ...]
_Choice = Mapping[str, Any]
"""The labels of a choice by language, and a list of other words for it under ``also``."""


def form_of(value: Mapping[str, Any], refers: References) -> Form | None:
    """Return the form of a file that is valid against its schema; ``None`` if a fault was noted."""
    reader = _FormReader(value.get("choices", {}), refers)
    read = {field.path: field for field in reader.read(value)}
    fields = {path: with_texts_around(field, read) for path, field in read.items()}
    reader.check_references(fields)
    asked_first = tuple(value.get("asked_first", ()))
    reader.check_asked_first(asked_first, fields)
    if reader.has_faults:
        return None
    words = {key: frozenset(map(folded, value.get(key, ()))) for key in _WORDS}
    return Form(value["version"], fields, **words, asked_first=asked_first)


_WORDS = ("yes", "no", "about", "open_end", "up_to", "in_words")


class _FormReader:
    def __init__(self, shared: Mapping[str, Mapping[str, _Choice]], refers: References) -> None:
        self._shared = shared
        self._refers = refers
        self.has_faults = False

    def read(self, value: Mapping[str, Any]) -> Iterator[Field]:
        for name, choices in self._shared.items():
            self._check_words(choices, ("choices", name))
        yield Field("", FIELD_TYPES["record"], value["title"], value["help"], children=tuple(value["fields"]))
        yield from self._fields(value["fields"], "", ("fields",))

    def check_references(self, fields: Mapping[str, Field]) -> None:
        """Note each key that names another field where there is none of the type that it needs."""
        for field in fields.values():
            for key, path, kind in (
                ("refers_to", field.refers_to, FieldKind.TEXT),
                ("open_end", _beside(field.path, field.open_end), FieldKind.TRUTH),
                ("told_in", field.told_in, FieldKind.TEXT),
                ("unit_in", field.unit_in, FieldKind.TEXT),
                *(
                    (f"told_as/with/{at}", path, FieldKind.NUMBER)
                    for at, path in enumerate(field.told_as.with_ if field.told_as else ())
                ),
                ("may_name/code_in", _beside(field.path, field.may_name and field.may_name.code_in), FieldKind.TEXT),
            ):
                if path is not None and (path not in fields or fields[path].kind is not kind):
                    near = spelling.nearest(path, [known for known in fields if fields[known].kind is kind])
                    of_item = ("items",) if key == "refers_to" and field.kind is FieldKind.LIST else ()
                    pointer = form_pointer(field.path, fields) + pointer_to(*of_item, *key.split("/"))
                    self._fault_at("form.unknown-field", pointer, near, key=last_name(key), path=path)

    def check_asked_first(self, paths: tuple[str, ...], fields: Mapping[str, Field]) -> None:
        """Note each part that the interview is to begin with and that the form does not have."""
        for index, path in enumerate(paths):
            if path not in fields:
                near = spelling.nearest(path, fields)
                self._fault("form.unknown-field", ("asked_first", index), near, key="asked_first", path=path)

    def _fields(self, specs: Mapping[str, Any], parent: str, steps: _Steps) -> Iterator[Field]:
        for name, spec in specs.items():
            yield from self._field(spec, f"{parent}.{name}" if parent else name, (*steps, name))

    def _field(self, spec: Mapping[str, Any], path: str, steps: _Steps) -> Iterator[Field]:
        item, of_item = spec.get("items"), (*steps, "items")
        single, of_single = (spec, steps) if item is None else (item, of_item)
        own_type = self._type(spec, steps)
        labels, also = self._choices(single, of_single)
        yield Field(
            path=path,
            type=own_type,
            title=spec["label"],
            description=spec["help"],
            item_type=None if item is None else self._type(item, of_item),
            item_title={} if item is None else item["label"],
            item_description={} if item is None else item["help"],
            values=tuple(labels),
            labels=labels,
            also=also,
            children=tuple(single.get("fields", ())),
            example=_by_language(spec["example"], spec["label"]) if "example" in spec else None,
            minimum=single.get("minimum", self._bound(single, "minimum")),
            maximum=single.get("maximum", self._bound(single, "maximum")),
            unique=spec.get("unique", False),
            may_be_empty=spec.get("may_be_empty", False),
            may_be_zero=spec.get("may_be_zero", True),
            refers_to=single.get("refers_to"),
            open_end=spec.get("open_end"),
            told_in=_beside(path, spec.get("told_in")),
            unit_in=_beside(path, spec.get("unit_in")),
            told_as=told_as(spec["told_as"]) if "told_as" in spec else None,
            may_name=_may_name(spec["may_name"]) if "may_name" in spec else None,
            may_have_period=spec.get("may_have_period", False),
            contact=spec.get("contact", False),
            unit=Unit(single.get("unit", FIELD_TYPES[single.get("type", "record")].unit or Unit.NONE)),
        )
        if "fields" in single:
            yield from self._fields(single["fields"], path, (*of_single, "fields"))

    def _type(self, spec: Mapping[str, Any], steps: _Steps) -> FieldType:
        """Return the type of a field, and note keys that do not belong to it and those that it needs."""
        name = spec.get("type", "record")
        belongs = _BELONGS.get(name, frozenset())
        for key in spec.keys() - _EVERY - belongs:
            self._fault("form.key-of-other-type", (*steps, key), key=key, type=name)
        if (needed := _NEEDS.get(name)) is not None and needed not in spec:
            self._fault("form.key-needed", steps, key=needed, because=f"type: {name}")
        if "told_in" in spec and "unit_in" in belongs - spec.keys():
            self._fault("form.key-needed", steps, key="unit_in", because="told_in")
        if name == "list" and spec.get("items", {}).get("type") == "list":
            self._fault("form.list-in-list", (*steps, "items"))
        if spec.get("minimum", 0) > spec.get("maximum", spec.get("minimum", 0)):
            self._fault("form.limits-crossed", (*steps, "minimum"))
        return FIELD_TYPES[name]

    def _bound(self, spec: Mapping[str, Any], key: str) -> int | None:
        bound: int | None = FIELD_TYPES[spec.get("type", "record")].schema.get(key)
        return bound

    def _choices(
        self, spec: Mapping[str, Any], steps: _Steps
    ) -> tuple[Mapping[str, Translations], Mapping[str, tuple[str, ...]]]:
        """Return the labels of the choices of a field, and the other words for them."""
        choices = spec.get("choices", {})
        if isinstance(choices, dict):
            self._check_words(choices, (*steps, "choices"))
        elif choices not in self._shared:
            near = spelling.nearest(choices, list(self._shared))
            self._fault("form.unknown-choices", (*steps, "choices"), near, choices=choices)
        known: Mapping[str, _Choice] = choices if isinstance(choices, dict) else self._shared.get(choices, {})
        labels = {code: {key: word for key, word in texts.items() if key != _ALSO} for code, texts in known.items()}
        return labels, {code: tuple(texts[_ALSO]) for code, texts in known.items() if _ALSO in texts}

    def _check_words(self, choices: Mapping[str, _Choice], steps: _Steps) -> None:
        """Note words that stand for two choices, which would be ambiguous in an application."""
        meant: dict[str, str] = {folded(code): code for code in choices}
        for code, texts in choices.items():
            for step, word in _words(texts):
                other = meant.setdefault(folded(word), code)
                if other != code:
                    self._fault("form.label-taken", (*steps, code, *step), label=word, other=other)

    def _fault(self, code: str, steps: _Steps, suggestion: str | None = None, **parameters: Any) -> None:
        self._fault_at(code, pointer_to(*steps), suggestion, **parameters)

    def _fault_at(self, code: str, pointer: str, suggestion: str | None = None, **parameters: Any) -> None:
        self.has_faults = True
        self._refers.fault(code, pointer, suggestion, **parameters)


def _beside(path: str, name: str | None) -> str | None:
    """Return the path of a field of a name in the record of the field at a path."""
    return None if name is None else ".".join((*path.split(".")[:-1], name))


def _may_name(spec: Mapping[str, Any]) -> MayName:
    lists = {key: tuple(spec.get(key, ())) for key in ("before", "after", "unless")}
    return MayName(spec["table"], spec["name"], spec["code"], spec["code_in"], spec.get("where", {}), **lists)


def check_tables(fields: Mapping[str, Field], tables: Mapping[str, Table | None], refers: References) -> None:
    """Note each table, and each column of one, that a field names and that there is not."""
    for path, spec in ((path, field.may_name) for path, field in fields.items()):
        if spec is None:
            continue
        pointer = form_pointer(path, fields) + pointer_to("may_name")
        if spec.table not in tables:
            near = spelling.nearest_name(spec.table, tables)
            refers.fault("rule.unknown-table", pointer + pointer_to("table"), near, table=spec.table)
            continue
        table = tables[spec.table]
        if table is None:
            continue
        for key, column in (
            ("name", spec.name),
            ("code", spec.code),
            *((f"where/{name}", name) for name in spec.where),
        ):
            if column not in table.columns:
                near, allowed = spelling.nearest(column, table.columns), ", ".join(table.columns)
                at = pointer + pointer_to(*key.split("/"))
                refers.fault("rule.unknown-column", at, near, column=column, table=table.id, allowed=allowed)


def _by_language(example: Any, label: Translations) -> Mapping[str, Any]:
    return example if isinstance(example, dict) else dict.fromkeys(label, example)


def _words(texts: _Choice) -> Iterator[tuple[_Steps, str]]:
    """Yield the words for a choice, with the steps to each: its labels first."""
    yield from (((key,), word) for key, word in texts.items() if key != _ALSO)
    yield from (((_ALSO, number), word) for number, word in enumerate(texts.get(_ALSO, ())))


def form_pointer(path: str, fields: Mapping[str, Field]) -> str:
    """Return the pointer in form.yaml to the field at a dotted path."""
    pointer, walk = "", ""
    for step in path.split("."):
        pointer += "/items" if walk and fields[walk].kind is FieldKind.LIST else ""
        pointer += pointer_to("fields", step)
        walk = f"{walk}.{step}" if walk else step
    return pointer
