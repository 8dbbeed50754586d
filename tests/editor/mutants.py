"""Examples changed by one key or value each, in ways that are right and in ways that are wrong.

They are written as JSON, which is YAML, but for the value that is changed. Left out is what no schema can tell from
something else, as YAML has read it already: numbers with a leading zero where no code is asked for.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from sociallan.application.field import Field, FieldKind, Form
from sociallan.application.read import read
from tests.builders import EXAMPLES, lsh, source

SEED = 11
UNSEEN = frozenset(("schema.org-number-digits",))
"""The findings of form that no schema can make."""

_Steps = tuple[str | int, ...]
_RAW = "~raw~"
_UNKNOWN = ("okänt", "Inte mätt än", "ej känt.", "VET EJ", '"  "', '"???"', '"..."', "tbd", "n.a.", "TODO...", "saknas")
_WRONG_KIND = ("5", "1.5", "true", "[]", "[1, 2]", "{}", "{a: 1}", "null", "~", '"5"', "x", "[null, null]", "saknar")
_OF_TYPE = {
    "yes_no": ("ja", "NEJ", "Yes", "no", "true", "False", '"true"', "1", "j", '" ja "', "ja då", "jo"),
    "year": (
        *("2022–2023", "2023–2022", "2022-2022", "1850-1900", "1850 - 1901", "2199/2201", "2199 — 2200", "20222023"),
        *("cirka 2023", "ca 1800", "2022-2023-2024", "1899", "2200", "2201", '"2024"', "2024-05", "2024.0", "2024.5"),
    ),
    "date": (
        *("2024", "2024-3", "2024-03", "2024-13", "2024-02-30", "2024-02-29", "2023-02-29", "1900-02-29"),
        *("2000-02-29", "2024-04-31", "20240301", "1 mars 2024", "1899", "2201", "0000-01", '"2024"'),
        "2024-03-01T10:00",
    ),
    "authority_code": ("0180", '"0180"', "1280", "12345", '"180"', "-180", "1280.5", "o180", "0180 Stockholm"),
    "organisation_number": (
        "559999-9991",
        "5599999991",
        '"5599999991"',
        "559999 9991",
        "559999-999",
        "55999999910",
        "559999-9990",
        "16559999-9991",
    ),
}
_NUMBERS = (
    *("cirka 600", "Ca 16", "ungefär 12.5", "cirka  9", "omkring 600.0", "cirka 2 000", "cirka", "cirka -5", "about 7"),
    *("cirka 99999999999999", "cirka 1000000000001", "cirka 1000000000000", "cirka 17.5", "cirka 18", "600 st"),
    *(
        "cirka 0600",
        "cirka600",
        "25 Mkr",
        "1,5 mkr",
        "2,500 mkr",
        "1 200 000 kr",
        "4 000",
        "1,25",
        "1,250",
        '"600"',
        "-1",
        "10000000000000",
        "1.5",
        "600.0",
        "1e3",
        "1_000",
        "0x1F",
        "0",
    ),
    *("1000000000000", "1000000000001", "999999999999999", "mer än 5", "-0.5", "2022–2023"),
)


class Mutant(NamedTuple):
    """An example after a change; ``change`` says which."""

    change: str
    text: str


def mutants(count: int, seed: int = SEED) -> list[Mutant]:
    """Return some mutants, always the same for a seed."""
    chance, form = Random(seed), lsh().form
    values = [read(source(path.read_bytes())).value for path in sorted(EXAMPLES.glob("[!i]*/*.yaml"))]
    values += [read(source(path.read_bytes())).value for path in sorted(EXAMPLES.glob("incomplete/*.yaml"))]
    return [_mutant(chance.choice(values), form, chance) for _ in range(count)]


def _mutant(value: Any, form: Form, chance: Random) -> Mutant:
    changed = copy.deepcopy(value)
    # Each field as often as any other, however often it stands in the example.
    by_field: dict[str, list[_Steps]] = {}
    for steps in _places(value):
        by_field.setdefault(".".join(step for step in steps if isinstance(step, str)), []).append(steps)
    path = chance.choice([*by_field])
    steps = chance.choice(by_field[path])
    holder, last = changed, steps[-1]
    for step in steps[:-1]:
        holder = holder[step]
    place = "/".join(map(str, steps))
    if isinstance(last, str) and chance.random() < 0.2:
        name = chance.choice(
            ["", last + "s", last.replace("e", "ee", 1), last.upper(), last[1:], "id", "namn", "title"]
        )
        held = holder.pop(last)
        if name:
            holder[name] = held
        return Mutant(f"{place} renamed {name!r}", _written(changed))
    old = holder[last]
    raw = chance.choice(_raws(form.fields[path], isinstance(last, int), old, chance))
    holder[last] = _RAW
    return Mutant(f"{place}: {raw[:60]}", _written(changed).replace(json.dumps(_RAW), raw))


def _places(value: Any, steps: _Steps = ()) -> Iterator[_Steps]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield (*steps, step)
        yield from _places(part, (*steps, step))


def _raws(field: Field, is_item: bool, old: Any, chance: Random) -> Sequence[str]:
    """Return ways to write a value, right and wrong, from one of the stocks that suit the field."""
    stocks: list[Sequence[str]] = [_UNKNOWN, _WRONG_KIND]
    if field.kind is FieldKind.LIST and not is_item:
        items = old if isinstance(old, list) else []
        many = [*(items * 1001)[:1001]]
        stocks.append([json.dumps(many), json.dumps([*items, None]), json.dumps([None, None]), json.dumps(items * 2)])
        stocks.append([json.dumps(items[0])] if items else ["x"])
    elif field.values:
        code = chance.choice(field.values)
        labels = list(field.spellings(code)[1:])
        right = [code, *map(json.dumps, labels), json.dumps(labels[0].upper()), json.dumps(f" {labels[-1]} ")]
        wrong = [
            code.upper(),
            code[1:],
            code + "s",
            json.dumps(labels[0][1:]),
            json.dumps(" ".join(labels)),
            "annat val",
        ]
        stocks += [right, right, wrong, wrong]
    elif field.single_type.kind is FieldKind.NUMBER:
        stocks += [_OF_TYPE.get(field.single_type.name, _NUMBERS)] * 4
    elif field.single_type.name in _OF_TYPE:
        stocks += [_OF_TYPE[field.single_type.name]] * 4
    elif field.max_chars is not None:
        stocks.append([json.dumps("a" * (field.max_chars + more)) for more in (0, 1)])
    return chance.choice(stocks)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
