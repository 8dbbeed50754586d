"""Applications by chance, and the values that an application gives the variables of the solver."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import z3

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.values import SymbolicText
from sociallan.analysis.exact.witness import finder
from sociallan.application.field import Field, FieldKind
from sociallan.application.walking import strings
from sociallan.rules.evaluation.derived import Facts

NUMBERS = (0, 1, 2, 3, 9, 10, 11, 100, 2020, 2027, 80_049, 100_000)
DATES = ("2019", "2020", "2020-02", "2020-02-29", "2023-07", "2023-07-31", "2027-12-31", "2030", "2030-01-01")
TEXTS = ("x", "Alla invånare får löner", "En text om torget i Norrbacka som är lagom lång för en regel", "I1", "I2")
ORG_NUMBERS = ("212000-0142", "556000-4615", "232100-0016", "802002-8711")


def application(fields: Mapping[str, Field], longest: int, chance: Random, path: str = "") -> dict[str, Any]:
    """Return an application by chance: a fourth of everything is missing, and lists have at most ``longest`` items."""
    found: dict[str, Any] = {}
    for name in fields[path].children:
        field = fields[fields[path].path_of(name)]
        if chance.random() < (0.1 if field.kind is FieldKind.RECORD else 0.25):
            continue
        if field.kind is FieldKind.LIST:
            kind = field.items or FieldKind.TEXT
            some = [_value(fields, field, kind, longest, chance) for _ in range(chance.randint(0, longest))]
            found[name] = list(dict.fromkeys(some)) if field.unique else [
                None if chance.random() < 0.1 else item for item in some
            ]  # fmt: skip
        else:
            found[name] = _value(fields, field, field.kind, longest, chance)
    return found


def _value(fields: Mapping[str, Field], field: Field, kind: FieldKind, longest: int, chance: Random) -> Any:
    match kind:
        case FieldKind.RECORD:
            return application(fields, longest, chance, field.path)
        case FieldKind.NUMBER:
            low, high = field.minimum, field.maximum
            return chance.choice([n for n in NUMBERS if (low is None or n >= low) and (high is None or n <= high)])
        case FieldKind.TRUTH:
            return chance.random() < 0.5
        case FieldKind.DATE:
            return chance.choice(DATES)
        case _ if field.values:
            return chance.choice(field.values)
        case _:
            return chance.choice(ORG_NUMBERS if field.single_type.name == "organisation_number" else TEXTS)


def model_of(symbols: Symbols, given: Mapping[str, Any], day: str) -> Any:
    """Return the model in which the variables have the values of an application on a day."""
    model = z3.Model()
    for variable, value in _assigned(symbols, given, day):
        if not isinstance(variable, bool | int):
            model.update_value(variable, _constant(value))
    return model


def _constant(value: Any) -> Any:
    if isinstance(value, bool):
        return z3.BoolVal(value)
    return z3.IntVal(value) if isinstance(value, int) else z3.RealVal(value)


def _assigned(symbols: Symbols, given: Mapping[str, Any], day: str) -> Iterator[tuple[Any, Any]]:
    yield from zip(symbols.today[:3], map(int, day.split("-")), strict=True)
    texts = tuple(text for _, text in strings(given))
    for words, variable in symbols.anywhere.items():
        yield variable, bool(Facts(dict(given), texts, day).mentions(finder(words)))
    found: dict[str, Any] = {"": given}
    for path, place in symbols.places.items():
        if path.endswith("]"):
            base, _, index = path.rpartition("[")
            items = found[base] if isinstance(found[base], list) else []
            number = int(index[:-1])
            yield place.exists, number < len(items)
            value = items[number] if number < len(items) else None
        else:
            around, _, name = path.rpartition(".")
            value = found[around].get(name) if isinstance(found[around], dict) else None
        found[path] = value
        yield place.present, value is not None
        if value is not None:
            yield from _parts(symbols, place.kind, place.value, value)


def _parts(symbols: Symbols, kind: FieldKind, variables: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    match kind:
        case FieldKind.NUMBER:
            yield variables.top, z3.RatVal(*value.as_integer_ratio()) if isinstance(value, float) else value
        case FieldKind.TRUTH:
            yield variables, value
        case FieldKind.DATE:
            parts = [int(part) for part in str(value).split("-")]
            yield from zip(variables[:3], (*parts, 1, 1), strict=False)
            yield from zip(variables[3:], (len(parts) > 1, len(parts) > 2), strict=True)
        case FieldKind.TEXT:
            assert isinstance(variables, SymbolicText)
            yield variables.code, symbols.code(value)
            yield variables.chars, len(value.strip())
            for words, hit in variables.hits.items():
                yield hit, finder(words).first(value) is not None
            for table, result in variables.begins.items():
                start = max((start for start, _ in table if value.startswith(start)), key=len)
                yield result, symbols.code(dict(table)[start])
