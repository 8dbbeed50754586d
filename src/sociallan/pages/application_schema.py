"""The JSON Schema of an application as it is written, for editors, with the form's texts in one language.

It differs from the canonical schema (`application.form_schema`) in two ways: a value may be written in all the ways
that `application.canonical` reads, and it is put as yaml-language-server understands it best:

- Every field is written out. Where fields share a part, the server shows the title of another field.
- An empty value is allowed through ``not`` or ``if``, into which completion does not look: ``null`` is not offered.
- A type stands in a list. The server puts its own sentence in the place of ours where a lone type fails.
- Each value has its alternatives in ``anyOf``, the stated value first: of those that fail alike, the first is shown.
  No two alternatives match the same value, and only the first has a title: where the server counts as many alike as
  there are alternatives, it shows the texts of all.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sociallan.application.field import Field, FieldKind, Form, Unit
from sociallan.application.form_check.canonical import LARGEST, answers_of_open_end
from sociallan.application.form_check.form_schema import form_schema
from sociallan.pack.pack import Pack
from sociallan.pages import written_patterns
from sociallan.report import field_texts
from sociallan.report.words import Words

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NULL = {"not": {"not": {"type": "null"}}}
_UNANSWERED = {"$ref": "#/$defs/unanswered"}
_FEW = 50
"""The values of a list in which each may stand once, up to which each is named in the schema."""
_Schema = Mapping[str, Any]


def application_schema(pack: Pack, words: Words) -> _Schema:
    """Return the schema of a pack's applications; every field has its own title, description and messages."""
    identity = {"$schema": _DIALECT, "$id": f"urn:sociallan:schema:application:{pack.id}:{pack.form.version}"}
    unanswered = {"type": ["string"], "pattern": written_patterns.unanswered(pack.gaps)}
    application = _Writer(pack.form, words).application(form_schema(pack.form))
    return {**identity, "$defs": {"unanswered": unanswered}, **application}


class _Writer:
    def __init__(self, form: Form, words: Words) -> None:
        self._form = form
        self._words = words

    def application(self, canonical: _Schema) -> _Schema:
        field = self._form.fields[""]
        texts = self._texts(field)
        record = {"type": ["object"], "errorMessage": self._fault("schema.record", texts["title"], field.children)}
        return {**texts, **self._record(canonical, field), "then": record}

    def _field(self, canonical: _Schema, field: Field) -> _Schema:
        texts = self._texts(field)
        if "items" in canonical:
            return {**texts, **self._list(canonical, field, texts["title"])}
        if "properties" in canonical:
            return {**texts, **self._record(canonical, field, texts["title"])}
        stated, *otherwise = self._written(canonical, field, texts["title"])
        return {**texts, "anyOf": [stated, _NULL, *otherwise]}

    def _texts(self, field: Field) -> Mapping[str, str]:
        return {"title": self._words.pick(field.title), "description": field_texts.about(field, self._words)}

    def _record(self, canonical: _Schema, field: Field, title: str = "") -> _Schema:
        parts = canonical["properties"].items()
        fault = self._fault("schema.record", title, field.children)
        return {
            "properties": {name: self._field(part, self._form.fields[field.path_of(name)]) for name, part in parts},
            "additionalProperties": False,
            "errorMessage": self._words.say("editor.unknown_key", allowed=", ".join(field.children)),
            **_only("object", fault),
        }

    def _list(self, canonical: _Schema, field: Field, title: str) -> _Schema:
        item = {"title": self._words.pick(field.item_title), "description": field_texts.about_item(field, self._words)}
        schema: dict[str, Any] = {"maxItems": canonical["maxItems"]}
        schema |= _only("array", self._fault("schema.list", title))
        if "properties" in canonical["items"]:
            return {**schema, "items": {**item, **self._record(canonical["items"], field, item["title"])}}
        written = self._written(canonical["items"], field, item["title"])
        # Among items, alternatives beside the texts would make completion offer an item for each.
        schema["items"] = {**item, "if": {"not": {"type": "null"}}, "then": {"anyOf": written}}
        if field.values:
            # Says nothing of a list: completion looks for the items of a list here too.
            schema["additionalProperties"] = self._choices(field)
        if field.unique:
            schema |= self._unique(field, title)
        return schema

    def _unique(self, field: Field, title: str) -> _Schema:
        """Allow each value once: a choice however it is written, and any number of gaps where the values are few."""
        values: list[_Schema] = [
            {"type": ["string"], "pattern": written_patterns.one_of(field.spellings(code))} for code in field.values
        ]
        if field.single_type.name == "whole_number" and field.minimum is not None and field.maximum is not None:
            values = [{"const": number} for number in range(field.minimum, field.maximum + 1)[: _FEW + 1]]
        if not 0 < len(values) <= _FEW:
            return {"uniqueItems": True}
        once = {"minContains": 0, "maxContains": 1, "errorMessage": self._fault("schema.repeated", title)}
        return {"allOf": [{"contains": value, **once} for value in values]}

    def _written(self, canonical: _Schema, field: Field, title: str) -> list[_Schema]:
        """Return the schemas of a value that is stated: the canonical one, and the other ways of writing it."""
        stated = {"title": title, **self._stated(canonical, field, title)}
        if field.single_type.kind is FieldKind.TEXT and not field.values and "pattern" not in canonical:
            return [stated]  # Any text will do, that of no answer too.
        return [stated, _UNANSWERED, *({"type": ["string"], "pattern": each} for each in self._patterns(field))]

    def _stated(self, canonical: _Schema, field: Field, title: str) -> _Schema:
        if field.values:
            message = self._fault("schema.enum", title, field_texts.choices(field, self._words))
            return {**self._choices(field), "errorMessage": message}
        stated: dict[str, Any] = {key: value for key, value in canonical.items() if key != "format"}
        stated["type"] = [name for name in canonical["type"] if name != "null"]
        code = "schema.text"
        match field.single_type.name:
            case "version":
                stated["enum"] = [self._form.version]
                code = "schema.const"
            case "date":
                stated["pattern"] = written_patterns.PARTIAL_DATE
                code = "schema.date"
            case "authority_code":
                # Without quotation marks the code is a number to the server, which does not see the leading zero.
                stated |= {"type": ["string", "integer"], "minimum": 0, "maximum": 9999}
                code = "schema.code"
            case "organisation_number":
                # Without quotation marks and hyphen it is a number to the server.
                stated |= {"type": ["string", "integer"], "minimum": 10**9, "maximum": 10**10 - 1}
                code = "schema.org-number-form"
            case "yes_no":
                code = "schema.yes-no"
            case _ if field.single_type.kind is FieldKind.NUMBER:
                stated["minimum"], stated["maximum"] = _limits(field)
                code = _number_fault(field)
        message = self._fault(code, title)
        messages = {"errorMessage": message}
        return stated | (messages | {"patternErrorMessage": message} if "pattern" in stated else messages)

    def _choices(self, field: Field) -> _Schema:
        meanings = [self._words.pick(field.labels[code]) for code in field.values]
        return {"enum": [*field.values], "enumDescriptions": meanings}

    def _patterns(self, field: Field) -> Iterator[str]:
        """Yield patterns of the notations permitted in place of a canonical value."""
        single = field.single_type
        if field.values:
            spellings = (spelling for code in field.values for spelling in field.spellings(code))
            yield written_patterns.one_of(spellings, but=field.values)
        elif field.open_end is not None:
            yield written_patterns.one_of(self._form.open_end)
        elif single.kind is FieldKind.TRUTH:
            is_of_end = field.path in answers_of_open_end(self._form.fields)
            yield written_patterns.one_of(
                self._form.yes | self._form.no | (self._form.open_end if is_of_end else frozenset())
            )
        elif single.kind is FieldKind.NUMBER and single.name != "version":
            is_whole, is_year = single.schema["type"] == "integer", single.is_year
            if single.name == "amount":
                yield written_patterns.amount(*_limits(field))
            else:
                yield written_patterns.number(*_limits(field), whole=is_whole, in_groups=not is_year)
            yield written_patterns.estimate(self._form, *_limits(field), whole=is_whole)
            if is_year:
                yield written_patterns.period(*_limits(field))
            if self._form.in_words:
                yield written_patterns.one_of(self._form.in_words)
        elif single.name == "organisation_number":
            yield written_patterns.organisation_number(but=single.schema["pattern"])

    def _fault(self, code: str, title: str, allowed: tuple[str, ...] | list[str] = ()) -> str:
        """Return the message and the cure of a finding, as in a report."""
        # Of a date, a report shows what was written, which a schema does not know.
        parts = ("cure",) if code == "schema.date" else ("says", "cure")
        text = " ".join(self._words.coded("findings", code, part) or "" for part in parts)
        return text.format(field=title, allowed=", ".join(allowed))


def _only(kind: str, fault: str) -> _Schema:
    """Allow values of a kind and, instead of one, no answer."""
    alternatives = [{"type": [kind], "errorMessage": fault}, _NULL, _UNANSWERED]
    return {"if": {"not": {"type": kind}}, "then": {"anyOf": alternatives}}


def _limits(field: Field) -> tuple[int, int]:
    minimum = -LARGEST if field.minimum is None else field.minimum
    return minimum, LARGEST if field.maximum is None else field.maximum


def _number_fault(field: Field) -> str:
    if field.unit is Unit.KR:
        return "schema.amount"
    return "schema.whole-number" if field.single_type.schema["type"] == "integer" else "schema.number"
