"""Positions of the keys in a TOML file, which tomllib does not report."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_TOKEN = re.compile(
    r'''
      """ (?: [^"\\] | \\. | "{1,2}(?!") )* "{3,5}
    | \'{3} (?: [^\'] | \'{1,2}(?!\') )* \'{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | \' [^\'\n]* \'
    | \# [^\n]*
    | [][{}\n]
    ''',
    re.DOTALL | re.VERBOSE,
)
"""The tokens that determine where a statement ends: strings, comments, brackets and line ends."""

Steps = tuple[str | int, ...]


class TomlPosition(NamedTuple):
    """A line and a column, 1-based."""

    line: int
    column: int


def toml_positions(text: str) -> Mapping[Steps, TomlPosition]:
    """Return the position of each key and table of a valid TOML text, by its steps.

    A TOML text is a sequence of statements, each of which starts on a new line and can be parsed on its own.
    """
    found: dict[Steps, TomlPosition] = {}
    tables: Counter[Steps] = Counter()
    table: Steps = ()
    line = 1
    for statement in _statements(text):
        position = TomlPosition(line, len(statement) - len(statement.lstrip()) + 1)
        keys = list(_key_steps(tomllib.loads(statement)))
        if statement.lstrip().startswith("["):
            table = keys[-1]
            if statement.lstrip().startswith("[["):
                tables[table] += 1
                table = (*table, tables[table] - 1)
            found[table] = position
        else:
            found.update({(*table, *steps): position for steps in keys})
        line += statement.count("\n")
    return found


def _statements(text: str) -> Iterator[str]:
    """Yield the statements of a text with their line ends, in linear time."""
    start = depth = 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign == "\n" and not depth:
            yield text[start : match.end()]
            start = match.end()
        depth += (sign in "[{") - (sign in "]}")
    yield text[start:]


def _key_steps(statement: Mapping[str, Any]) -> Iterator[Steps]:
    """Yield the steps to each key of a statement, the outer before the inner."""
    for key, value in statement.items():
        yield (key,)
        inner = value[0] if isinstance(value, list) and value == [{}] else value
        if isinstance(inner, dict):
            yield from ((key, *steps) for steps in _key_steps(inner))


def nearest_toml_position(found: Mapping[Steps, TomlPosition], steps: Steps) -> TomlPosition:
    """Return the position of a key or, if unknown, of the nearest table or key around it."""
    while steps and steps not in found:
        steps = steps[:-1]
    return found.get(steps, TomlPosition(1, 1))
