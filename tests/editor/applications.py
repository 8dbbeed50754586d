"""Diagnostics and help of yaml-language-server on applications, compared with ``sociallan check`` and the form."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sociallan.application.field import DEFAULT_LANGUAGE, Field, FieldKind, Form
from sociallan.report import field_texts
from tests.builders import EXAMPLES, lsh, words
from tests.editor.language_server import Server
from tests.editor.mutants import UNSEEN, mutants

_MUTANTS, _SOME_MUTANTS = 200, 40
"""In the first language of the schema, and in any other."""
_LINE = "# yaml-language-server: $schema="
_NO_SCHEMA = ("duplicate-key", "missing-colon", "tab-indentation", "code-with-five-digits")
"""Examples that are wrong as YAML, which is the server's own to say, and one that to it is a number of four digits."""
_VALUES = {
    "stated": {"yes_no": "true", "date": "2024", "year": "2024", "authority_code": '"0180"', "version": "1"}
    | dict.fromkeys(("name", "sentence", "text"), "a")
    | {"organisation_number": "559999-9991"},
    "in other ways": {"yes_no": "Ja", "date": "2024-02", "year": "2022–2023", "authority_code": "0180"}
    | dict.fromkeys(("amount", "number", "whole_number"), "cirka 5"),
    "empty": {},
    "without an answer": {},
    "wrong": dict.fromkeys(("name", "sentence", "text", "choice"), "5"),
}
_OTHERWISE = {
    "stated": "5",
    "in other ways": "tbd",
    "empty": "",
    "without an answer": "saknas",
    "wrong": "bortåt hundra",
}
"""Values written in the fields of a type, by how they are filled in, and in those of any other."""


class _Place(NamedTuple):
    """Position of something in a text that has texts in the form."""

    offset: int
    field: Field
    is_item: bool = False


class Asked:
    """The questions put to the server on applications, in one language of the schema."""

    def __init__(self, server: Server, language: str, folder: Path) -> None:
        self._server = server
        self._words = words(language)
        self._form: Form = lsh().form
        self._folder = folder / f"applications-{language}"
        self._folder.mkdir()
        schema = _run("schema", "application", "--lang", language)
        (self._folder / "application.schema.json").write_text(schema, encoding="utf-8")
        self._schema: Mapping[str, Any] = json.loads(schema)
        self._mutants = _MUTANTS if language == DEFAULT_LANGUAGE else _SOME_MUTANTS
        self._opened = 0
        self.counts: Counter[str] = Counter()

    def disappointments(self) -> Iterator[str]:
        """Yield what the server says otherwise than it should."""
        yield from self._diagnostics()
        for filled in _VALUES:
            yield from self._hovers(filled)
        yield from self._messages()
        yield from self._completions(self._form.fields[""], "")

    def _diagnostics(self) -> Iterator[str]:
        examples = [path for path in sorted(EXAMPLES.glob("*/*.yaml")) if path.stem not in _NO_SCHEMA]
        texts = {path.stem: _without_line(path.read_text(encoding="utf-8")) for path in examples}
        changes = {f"mutant-{number:03}": mutant for number, mutant in enumerate(mutants(self._mutants))}
        texts |= {name: mutant.text for name, mutant in changes.items()}
        for name, text in texts.items():
            (self._folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        report = json.loads(_run("check", str(self._folder), "--format", "json", ends=(0, 1, 2)))
        of_form = {
            Path(each["path"]).stem: {finding["code"] for finding in each["findings"] if finding["severity"] == "error"}
            - UNSEEN
            for each in report["applications"]
        }
        if of_form.keys() != texts.keys():
            yield f"checked were {sorted(of_form)} instead of {sorted(texts)}"
        opened = [self._named(texts[name]) for name in of_form]
        for (name, codes), told in zip(of_form.items(), self._server.says_of_each(opened), strict=True):
            kind = "mutants" if name in changes else "examples"
            self.counts[f"{kind} that are {'wrong' if codes else 'right'}"] += 1
            if bool(told) != bool(codes):
                change = changes[name].change if name in changes else ""
                yield f"{name} {change}: check finds {sorted(codes)}, the server says {told}"
        # By the line that they have themselves, from the folder that they are in.
        opened = [(path, path.read_text(encoding="utf-8")) for path in examples]
        for path, told in zip(examples, self._server.says_of_each(opened), strict=True):
            if bool(told) != bool(of_form.get(path.stem)):
                yield f"{path.name} in its folder: the server says {told}"

    def _hovers(self, filled: str) -> Iterator[str]:
        text, places = self._whole(filled)
        path, text = self._open(text)
        lead = text.index("\n") + 1
        for place in places:
            told = self._server.explains_at(path, text, lead + place.offset)
            self.counts["hovers"] += 1
            if not told.startswith(self._about(place)):
                yield f"{place.field.path} {filled}: hover is {told!r}"
            meanings = (f"* `{code}`: {_markdown(self._meaning(code, place.field))}\n" for code in place.field.values)
            if filled == "stated" and (place.is_item or place.field.item_type is None):
                yield from (
                    f"{place.field.path}: hover lacks {meaning!r}" for meaning in meanings if meaning not in told
                )

    def _meaning(self, code: str, field: Field) -> str:
        return self._words.pick(field.labels[code])

    def _about(self, place: _Place) -> str:
        field = place.field
        title = self._words.pick(field.item_title if place.is_item else field.title)
        about = field_texts.about_item if place.is_item else field_texts.about
        return f"#### {_markdown(title)}\n\n{_markdown(about(field, self._words))}\n"

    def _messages(self) -> Iterator[str]:
        """Yield what is told of wrong values in other words than ours."""
        text, _ = self._whole("wrong")
        told, ours = sorted(self._says(text)), sorted(_first_messages(self._schema))
        self.counts["messages"] += len(ours)
        for message in {*told, *ours}:
            if told.count(message) != ours.count(message):
                yield f"told {told.count(message)} times instead of {ours.count(message)}: {message}"

    def _completions(self, record: Field, above: str) -> Iterator[str]:
        """Yield what is offered otherwise than it should be in a record, whose first key would end the text above."""
        lead = above if above.endswith("- ") or not above else f"{above}\n{_indent(above)}"
        yield from self._offered(lead, dict.fromkeys(record.children, ""), record)
        for name in record.children:
            field = self._form.fields[f"{record.path}.{name}" if record.path else name]
            here = f"{lead}{name}:"
            is_list = field.kind is FieldKind.LIST
            if field.children:
                yield from self._completions(field, f"{here}\n{_indent(here)}- " if is_list else here)
                continue
            choices = {code: self._meaning(code, field) for code in field.values}
            if field.single_type.kind is FieldKind.TRUTH:
                choices = {"true": "", "false": ""}
            elif field.single_type.name == "version":
                choices = {str(self._form.version): ""}
            for end in (" [", f"\n{_indent(here)}- ") if is_list else (" ",):
                yield from self._offered(here + end, choices, field)

    def _offered(self, text: str, expected: Mapping[str, str], field: Field) -> Iterator[str]:
        path, text = self._open(text)
        offered = {item["label"]: item.get("documentation", "") for item in self._server.offered(path, text)}
        self.counts["completions of choices" if field.values else "other completions"] += 1
        is_same = offered == expected if field.values else offered.keys() == expected.keys()
        if not is_same:
            yield f"{field.path or 'the application'}: offered is {offered} instead of {expected}"

    def _whole(self, filled: str) -> tuple[str, Sequence[_Place]]:
        """Return an application with every field, one item in each list, and where the form tells of something."""
        lines: list[str] = []
        places: list[_Place] = []

        def put(record: Field, first: str, indent: str) -> None:
            for number, name in enumerate(record.children):
                field = self._form.fields[f"{record.path}.{name}" if record.path else name]
                lead = first if number == 0 else indent
                places.append(_Place(sum(len(line) + 1 for line in lines) + len(lead) + 1, field))
                value = self._value(field, filled)
                is_list = field.kind is FieldKind.LIST
                if field.children:
                    lines.append(f"{lead}{name}:")
                    put(field, f"{indent}  - " if is_list else f"{indent}  ", indent + ("    " if is_list else "  "))
                elif is_list:
                    lines.append(f"{lead}{name}:")
                    if value:
                        at = sum(len(line) + 1 for line in lines) + len(indent) + 5
                        places.append(_Place(at, field, is_item=True))
                    lines.append(f"{indent}  - {value}")
                else:
                    lines.append(f"{lead}{name}: {value}")

        put(self._form.fields[""], "", "")
        return "\n".join(lines) + "\n", places

    def _value(self, field: Field, filled: str) -> str:
        if field.values and filled in ("stated", "in other ways"):
            return field.values[0] if filled == "stated" else f'"{self._meaning(field.values[0], field)}"'
        return _VALUES[filled].get(field.single_type.name, _OTHERWISE[filled])

    def _says(self, text: str) -> list[str]:
        path, text = self._named(text)
        return self._server.says(path, text)

    def _open(self, text: str) -> tuple[Path, str]:
        path, text = self._named(text)
        self._server.says(path, text)
        return path, text

    def _named(self, text: str) -> tuple[Path, str]:
        """Return a text with the line that leads to its schema, and a name for it, which no file need have."""
        self._opened += 1
        path = self._folder / f"opened-{self._opened}.yaml"
        return path, f"{_LINE}application.schema.json\n{text}"


def _run(*arguments: str, ends: Sequence[int] = (0,)) -> str:
    command = [sys.executable, "-m", "sociallan", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    if done.returncode not in ends:
        raise RuntimeError(done.stderr)
    return done.stdout


def _first_messages(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is told of each single value: the message of its first alternative."""
    for part in schema["properties"].values():
        value = part.get("items", part)
        if "properties" in value:
            yield from _first_messages(value)
        else:
            yield value.get("then", value)["anyOf"][0]["errorMessage"]


def _without_line(text: str) -> str:
    """Return an example without the line that leads to its schema."""
    assert text.startswith(_LINE)
    return text.partition("\n")[2]


def _indent(text: str) -> str:
    """Return the indentation below the last line of a text."""
    line = text.rpartition("\n")[2]
    return " " * (len(line) - len(line.lstrip(" -")) + 2)


def _markdown(text: str) -> str:
    """Escape a text as the server does."""
    return re.sub(r"[\\`*_{}\[\]#+!]", r"\\\g<0>", text)
