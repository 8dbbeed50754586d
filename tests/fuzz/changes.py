"""Random changes of values, texts and bytes, all drawn from one source of chance."""

import copy
import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import yaml

from tests.hostile.tricks import KEYS, TRICKS

_SCALARS = (
    *(
        "~",
        "null",
        "",
        "-",
        "okänt",
        "tbd",
        "true",
        "no",
        "1e400",
        "-0",
        ".inf",
        ".nan",
        "0x1F",
        "0o17",
        "1_000",
        "012",
    ),
    *("99999999999999999999999", "2024-02-30", "2024-13", "0000-00-00", "9999-12-31", "2024-W05", "25 Mkr", "ja"),
    *("2,5 miljoner", "19811218-9876", "a@b.se", "070-123 45 67", "ÅÄÖ", "A\u030a", "Ⅷ", "١٢٣", "²", "𝟗", "🇸🇪"),
    *("e\u0301" * 5, "a" * 600, "b " * 300, "|", ">", "&a", "*a", "!!python/object:os.system", "<<", "? ", "- - -"),
    *("{", "[", "}", "]", '"', "'", "#", "%", "@", "`", "...", "---", "%YAML 1.1"),
)
WORDS = (*_SCALARS, *TRICKS, *KEYS)
"""Words that are put into values, keys and lines."""

_NUMBERS = (None, True, False, 0, -1, 1, 2**63, -(2**63), 10**15, 10**14, 1.5, -0.0, 1e14, 3.0)
_LINE_TAILS = (" |", " >", " &x", " *x", " #", ":", " !t", " {", " [", ' "')
_LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\x85", "\u2028")
_SIGNS = (0, 7, 9, 27, 0x85, 0xA0, 0x2028, 0xFEFF, 0xFFFE, 0x1F600)

Steps = tuple[Any, ...]


class Plain(yaml.CSafeLoader):
    """Reads dates as text."""


Plain.add_constructor("tag:yaml.org,2002:timestamp", lambda _loader, node: node.value)


def load(text: str) -> Any:
    """Return the value of a text, ``None`` where it is no YAML."""
    try:
        return yaml.load(text, Plain)
    except (yaml.YAMLError, ValueError):
        return None


def steps_to(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Yield the way to every value within a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield (*steps, step)
        yield from steps_to(part, (*steps, step))


def at(value: Any, steps: Steps) -> Any:
    """Return the value that steps lead to."""
    for step in steps:
        value = value[step]
    return value


def changed_value(value: Any, donors: Sequence[Any], chance: Random) -> Any:
    """Return a copy of a value with one to five changes; ``donors`` are values that parts are taken from."""
    value = copy.deepcopy(value)
    for _ in range(chance.randint(1, 5)):
        ways = list(steps_to(value))
        if not ways:
            break
        *parents, last = chance.choice(ways)
        _change(at(value, tuple(parents)), last, donors, chance)
    return value


def _change(holder: Any, last: Any, donors: Sequence[Any], chance: Random) -> None:
    held = holder[last]
    match chance.randrange(6):
        case 0:
            holder[last] = any_value(chance)
        case 1:
            del holder[last]
        case 2 if isinstance(holder, dict):
            holder[chance.choice(WORDS)] = holder.pop(last)
        case 2:
            holder.append(copy.deepcopy(held))
        case 3:
            donor = chance.choice(donors)
            ways = list(steps_to(donor))
            if ways:
                holder[last] = copy.deepcopy(at(donor, chance.choice(ways)))
        case 4 if isinstance(held, int | float):
            holder[last] = held * chance.choice((-1, 0, 10, 0.5, 10**9))
        case _ if isinstance(held, str):
            start, end = chance.randint(0, len(held)), chance.randint(0, len(held))
            holder[last] = held[:start] + chance.choice(WORDS) + held[end:]
        case _:
            holder[last] = any_value(chance)


def any_value(chance: Random) -> Any:
    """Return a value of any kind."""
    match chance.randrange(8):
        case 0 | 1:
            return chance.choice(_NUMBERS)
        case 2:
            return [any_value(chance) for _ in range(chance.randrange(4))]
        case 3:
            return {chance.choice(WORDS): any_value(chance) for _ in range(chance.randrange(4))}
        case _:
            return chance.choice(WORDS)


def written(value: Any, chance: Random) -> str:
    """Write a value as JSON or YAML, in one of several layouts."""
    match chance.randrange(4):
        case 0:
            return json.dumps(value, ensure_ascii=chance.random() < 0.5, default=str)
        case 1:
            return json.dumps(value, ensure_ascii=False, indent=2, default=str)
        case 2:
            return yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        case _:
            width = chance.choice((40, 10**6))
            return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=width)


def changed_text(text: str, donors: Sequence[str], chance: Random) -> str:
    """Return a text with one to five of its lines changed, and perhaps with other line ends."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(lines))
        line = lines[place]
        column = chance.randint(0, len(line))
        match chance.randrange(10):
            case 0 if len(lines) > 1:
                del lines[place]
            case 0 | 1:
                lines.insert(place, line)
            case 2:
                lines.insert(place, chance.choice(chance.choice(donors).split("\n")))
            case 3:
                lines[place] = " " * chance.randint(1, 4) + line
            case 4:
                lines[place] = line[chance.randrange(3) :]
            case 5:
                lines[place] = line[:column] + chance.choice(WORDS) + line[column:]
            case 6:
                lines[place] = line.partition(":")[0] + ": " + chance.choice(WORDS)
            case 7:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], line
            case 8:
                sign = chr(chance.choice((*_SIGNS, chance.randrange(32, 0x3000))))
                lines[place] = line[: max(0, column - 1)] + sign + line[column:]
            case _:
                lines[place] = line.rstrip() + chance.choice(_LINE_TAILS)
    return chance.choice(_LINE_ENDS).join(lines)


def changed_bytes(data: bytes, chance: Random) -> bytes:
    """Return bytes of which some have been changed, taken away, added or repeated."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(changed))
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes((chance.randrange(256),))
            case 1:
                del changed[place : place + chance.randint(1, 30)]
            case 2:
                changed[place:place] = chance.randbytes(chance.randint(1, 4))
            case _:
                start = chance.randint(0, len(changed))
                changed[place:place] = changed[start : start + 200]
    return bytes(changed)
