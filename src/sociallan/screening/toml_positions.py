"""The places of the keys in a TOML file, which tomllib does not report."""

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
"""What tells where a statement ends: texts and comments as wholes, brackets, and the ends of lines."""

Steps = tuple[str | int, ...]


class TomlPosition(NamedTuple):
    """A line and a column, 1-based."""

    line: int
    column: int


def toml_positions(text: str) -> Mapping[Steps, TomlPosition]:
    """Return where each key and each table of a sound TOML text begins, by the way there.

    TOML is a row of statements. Each begins on a line of its own, and can be read by itself.
    """
    found: dict[Steps, TomlPosition] = {}
    tables: Counter[Steps] = Counter()
    table: Steps = ()
    begins = 1
    for gathered in _statements(text):
        said = tomllib.loads(gathered)
        spot = TomlPosition(begins, len(gathered) - len(gathered.lstrip()) + 1)
        ways = list(_ways(said))
        if gathered.lstrip().startswith("["):
            table = ways[-1]
            if gathered.lstrip().startswith("[["):
                tables[table] += 1
                table = (*table, tables[table] - 1)
            found[table] = spot
        else:
            found.update({(*table, *way): spot for way in ways})
        begins += gathered.count("\n")
    return found


def _statements(text: str) -> Iterator[str]:
    """Return the statements of a text with their line ends; each sign is looked at once, however long they are."""
    begins = depth = 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign == "\n" and not depth:
            yield text[begins : match.end()]
            begins = match.end()
        depth += (sign in "[{") - (sign in "]}")
    yield text[begins:]


def _ways(said: Mapping[str, Any]) -> Iterator[Steps]:
    """Yield the way to each key of a statement, the outer before the inner."""
    for key, value in said.items():
        yield (key,)
        inner = value[0] if isinstance(value, list) and value == [{}] else value
        if isinstance(inner, dict):
            yield from ((key, *way) for way in _ways(inner))


def nearest_toml_position(found: Mapping[Steps, TomlPosition], steps: Steps) -> TomlPosition:
    """Return where something begins; where that is not known, where the nearest thing around it does."""
    while steps and steps not in found:
        steps = steps[:-1]
    return found.get(steps, TomlPosition(1, 1))
