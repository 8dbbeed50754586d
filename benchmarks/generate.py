"""Generator of applications for benchmarks: varied, Swedish, 5 to 10 KB each, every fifth with a fault.

The complete examples are the patterns. Their figures, years, names and lists are varied, and their
texts are recombined from each other's sentences, so that no two files are alike. The same seed
gives the same files.
"""

import copy
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "ready"
SMALLEST, LARGEST = 5_000, 10_000
"""Limits of the size of a file in bytes."""
FAULTY_EVERY = 5
_WIDTH = 100
_LONG = 80
_IN_SENTENCES = ("description", "finding", "future_state", "change")
_MORE = "Så är det här."
"""What makes a text another than that of the pattern, of which a copy would answer nothing."""
_TRIES = 200
_TREES = ("Ek", "Björk", "Lind", "Al", "Rönn", "Sälg", "Hassel", "Tall", "Gran", "En", "Ask", "Alm", "Lönn", "Asp")
_ENDS = ("hed", "berga", "torp", "by", "vik", "näs", "fors", "mo", "dal", "holm", "lunda", "åsen")

Application = dict[str, Any]


def files(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of applications; every fifth has a fault, of each kind in turn."""
    random_ = random.Random(seed)
    patterns = [(path.stem, parsed(path.read_text(encoding="utf-8"))) for path in sorted(EXAMPLES.glob("*.yaml"))]
    texts = sentences([pattern for _, pattern in patterns])
    for number in range(count):
        stem, pattern = patterns[number % len(patterns)]
        for _ in range(_TRIES):
            application = varied(pattern, texts, random_)
            text = written(application)
            if SMALLEST <= len(text.encode()) <= LARGEST - 100:
                break
        if number % FAULTY_EVERY == FAULTY_EVERY - 1:
            fault = FAULTS[number // FAULTY_EVERY % len(FAULTS)]
            text = fault(application, random_)
        yield f"{number:05}-{stem}.yaml", text


def of_length(lines: int, seed: int = 1) -> str:
    """Return an application without faults that has exactly ``lines`` lines."""
    several = enumerate(files(sys.maxsize, seed))
    sound = (text for number, (_, text) in several if number % FAULTY_EVERY != FAULTY_EVERY - 1)
    return next(text for text in sound if text.count("\n") == lines)


def sentences(patterns: list[Application]) -> list[str]:
    """Return the sentences of all long texts of some applications."""
    texts: list[str] = []
    for pattern in patterns:
        _map(pattern, "", lambda _, value: texts.append(str(value)))
    found = {sentence for text in texts if len(text) > _LONG for sentence in re.split(r"(?<=\.) ", text)}
    return sorted(sentence for sentence in found if 40 < len(sentence) < 160 and sentence.endswith("."))


def varied(pattern: Application, others: list[str], random_: random.Random) -> Application:
    """Return a copy of an application with different names, amounts, years, texts and lengths of lists."""
    listed = copy.deepcopy(pattern)
    later, factor = random_.randrange(0, 2), random_.uniform(0.3, 4)
    _vary_lists(listed["social"], random_)
    application: Application = _map(listed, "", lambda key, value: _vary(key, value, later, factor, others, random_))
    name = random_.choice(_TREES) + random_.choice(_ENDS)
    application["project"]["location"]["place"] = name
    application["project"]["title"] = f"{application['project']['title']} i {name}"
    investment = application["investment"]
    investment["total_cost"] = sum(item["cost"] for item in investment["items"])
    investment["loan"] = investment["total_cost"] // 2
    investment["green_loan"] = 0
    investment["grants"] = []
    return application


def parsed(text: str) -> Application:
    """Return the application that a text of YAML holds, dates as text."""
    application: Application = yaml.load(text, Loader=_Reader)
    return application


def written(application: Application) -> str:
    """Return an application as YAML in a natural layout: long texts folded, short lists and mappings on one line."""
    text = yaml.dump(application, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return re.sub(r"\n(?=[a-z])", "\n\n", text)


_PLAIN_DATES = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Writer(yaml.CSafeDumper):
    """A dumper that writes dates without quotation marks, short lists and mappings on one line, and no references."""

    yaml_implicit_resolvers = _PLAIN_DATES

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: Any = None) -> yaml.SequenceNode:
        return super().represent_sequence(tag, sequence, flow_style or _fits(sequence))

    def represent_mapping(self, tag: str, mapping: Any, flow_style: Any = None) -> yaml.MappingNode:
        return super().represent_mapping(tag, mapping, flow_style or _fits(dict(mapping)))


def _fits(value: Any) -> bool:
    parts = list(value.values()) if isinstance(value, dict) else value
    return not any(isinstance(part, dict | list) for part in parts) and len(str(value)) < _LONG


def _text(writer: yaml.CSafeDumper, text: str) -> yaml.Node:
    style = ">" if len(text) > _LONG else '"' if text.isdecimal() and text.startswith("0") else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


class _Reader(yaml.SafeLoader):
    """A loader that reads dates as text."""

    yaml_implicit_resolvers = _PLAIN_DATES


def _map(value: Any, key: str, change: Callable[[str, Any], Any]) -> Any:
    if isinstance(value, dict):
        return {name: _map(part, name, change) for name, part in value.items()}
    if isinstance(value, list):
        return [_map(part, key, change) for part in value]
    return change(key, value)


def _vary(key: str, value: Any, later: int, factor: float, others: list[str], random_: random.Random) -> Any:
    if key in ("cost", "size") and isinstance(value, int):
        unit = 100_000 if key == "cost" else 10
        return unit * max(5, round(value * factor / unit))
    if key in ("year", "until") and isinstance(value, int):
        return value + later
    if isinstance(value, str) and len(value) > _LONG and value.endswith("."):
        own = re.split(r"(?<=\.) ", value)
        kept = random_.sample(own, random_.randint(1, len(own)))
        return " ".join((*kept, *random_.sample(others, random_.randint(0, 1 if len(own) < 3 else 2)), _MORE))
    return f"{value} {_MORE}" if key in _IN_SENTENCES and isinstance(value, str) else value


def _vary_lists(social: Application, random_: random.Random) -> None:
    goals = social["goals"]
    if random_.random() < 0.5:
        goal = copy.deepcopy(random_.choice(goals))
        goal["id"] = f"M{len(goals) + 1}"
        goals.append(goal)
    for goal in goals:
        if len(goal["indicators"]) > 1 and random_.random() < 0.3:
            goal["indicators"].pop()


def _key_misspelt(application: Application, random_: random.Random) -> str:
    old, new = random_.choice(
        [("goals:", "gaols:"), ("target_group:", "targetgroup:"), ("responsible:", "responsable:")]
    )
    return written(application).replace(old, new, 1)


def _wrong_type(application: Application, random_: random.Random) -> str:
    application["investment"]["loan"] = random_.choice(["25 Mkr", "25 000 000", "tolv miljoner"])
    return written(application)


def _wrong_word(application: Application, _random: random.Random) -> str:
    application["project"]["area"] = "boende"
    return written(application)


def _value_missing(application: Application, random_: random.Random) -> str:
    section, field = random_.choice(
        [("social", "goals"), ("social", "need"), ("long_term", "until"), ("evaluation", "method")]
    )
    del application[section][field]
    return written(application)


def _contradiction(application: Application, _random: random.Random) -> str:
    application["investment"]["loan"] = application["investment"]["total_cost"] + 1_000_000
    return written(application)


def _placeholder(application: Application, _random: random.Random) -> str:
    application["social"]["change"] = "fylls i senare"
    return written(application)


def _broken(application: Application, _random: random.Random) -> str:
    return written(application).replace("investment:", "investment", 1)


FAULTS: tuple[Callable[[Application, random.Random], str], ...] = (
    _key_misspelt,
    _value_missing,
    _wrong_type,
    _contradiction,
    _wrong_word,
    _placeholder,
    _value_missing,
    _broken,
)
"""The kinds of fault: half concern the form, half the rules; one in eight makes the file invalid YAML."""
