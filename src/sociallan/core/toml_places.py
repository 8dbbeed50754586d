"""Where the keys of a TOML file stand, which tomllib does not tell."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Steps = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*'|\#[^\n]*|[\[\]{}\n]""", re.DOTALL
)
"""What a statement can end after, and what such a thing means nothing in: texts and comments."""
_BRACKETS = {"[": 1, "{": 1, "]": -1, "}": -1}


class Spot(NamedTuple):
    """A line and a column, 1-based."""

    line: int
    column: int


def spots(text: str) -> Mapping[Steps, Spot]:
    """Give where each key and each table of a sound TOML text begins, by the way there.

    TOML is a row of statements, each of which begins on a line of its own and can be read by itself.
    """
    found: dict[Steps, Spot] = {}
    tables: Counter[Steps] = Counter()
    table: Steps = ()
    line = 1
    for statement in _statements(text):
        inner = statement.lstrip()
        spot = Spot(line, len(statement) - len(inner) + 1)
        line += statement.count("\n")
        ways = list(_ways(tomllib.loads(statement)))
        if inner.startswith("["):
            table = ways[-1]
            if inner.startswith("[["):
                tables[table] += 1
                table = (*table, tables[table] - 1)
            found[table] = spot
        else:
            found.update({(*table, *way): spot for way in ways})
    return found


def _statements(text: str) -> Iterator[str]:
    """Give the statements: each ends with a line that leaves neither a bracket nor a text open."""
    begin = depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in _BRACKETS:
            depth += _BRACKETS[token[0]]
        elif token[0] == "\n" and not depth:
            yield text[begin : token.end()]
            begin = token.end()
    yield text[begin:]


def _ways(said: Mapping[str, Any]) -> Iterator[Steps]:
    """Give the way to each key of a statement, the outer before the inner."""
    for key, value in said.items():
        yield (key,)
        inner = value[0] if isinstance(value, list) and value == [{}] else value
        if isinstance(inner, dict):
            yield from ((key, *way) for way in _ways(inner))


def nearest_spot(found: Mapping[Steps, Spot], steps: Steps) -> Spot:
    """Give where something begins; where that is not known, where the nearest thing around it does."""
    while steps and steps not in found:
        steps = steps[:-1]
    return found.get(steps, Spot(1, 1))
