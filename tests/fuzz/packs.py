"""Changed packs: each command that reads one ends with an answer or with the pack's faults, the same each time."""

import codecs
import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from sociallan.cli.main import run
from sociallan.formats import RENDERERS
from tests.builders import EXAMPLES, RULES
from tests.fuzz.changes import changed_text, changed_value, load
from tests.hostile.strict import unsafe

_FILES = tuple(sorted(RULES.rglob("*.yaml")))
_TEXTS = tuple(path.read_text("utf-8") for path in _FILES)
_RULE_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**20, 1.5, "", "x", [], {}, [[]], {"a": {}}, "{missing}", "{0}", "goal.x", "social..goals"),
    *(
        "social.goals[]",
        "derived.free_text",
        {"param": "nope"},
        {"field": "goal"},
        {"all": []},
        {"any": []},
        {"not": {}},
    ),
    {
        "each": "social.goals",
        "as": "goal",
        "must": {"each": "goal.indicators", "as": "goal", "must": {"field": "goal.x"}},
    },
)
_FORMATS = tuple(name for name, form in RENDERERS.items() if not form.binary)
_OPTIONS = ("--no-config", "--lang", "en")


class Answer(NamedTuple):
    """Result of a command."""

    code: int
    output: bytes
    errors: bytes


@cache
def _donors() -> tuple[Any, ...]:
    """Return the values of which pieces are put into others."""
    return (*map(load, _TEXTS), *({"x": value} for value in _RULE_VALUES))


def make(folder: Path, chance: Random) -> None:
    """Write a copy of the pack ``lsh`` with one or two files changed."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(RULES, folder)
    files = sorted(folder.rglob("*.yaml"))
    heads = [file for file in files if file.parent == folder]
    for _ in range(chance.randint(1, 2)):
        file = chance.choice(heads if chance.random() < 0.25 else files)
        text = file.read_text("utf-8")
        value = load(text)
        if value is None or chance.random() < 0.25:
            file.write_text(changed_text(text, _TEXTS, chance), "utf-8")
        else:
            changed = changed_value(value, _donors(), chance)
            file.write_text(yaml.safe_dump(changed, allow_unicode=True, sort_keys=False), "utf-8")


def wrong(folder: Path, chance: Random) -> Iterator[str]:
    """Yield what is wrong with what commands answer about a pack."""
    applications = (str(EXAMPLES / "ready"), str(EXAMPLES / "not_met"))
    rules = ("--rules", str(folder))
    commands: list[tuple[str, ...]] = [
        ("check", *_OPTIONS, *rules, "--full", "--explain", "--format", chance.choice(_FORMATS), *applications),
        ("rules", "list", *rules),
    ]
    if chance.random() < 0.4:
        commands.append(("rules", "check", "--lang", "en", str(folder)))
    if chance.random() < 0.3:
        commands.append(("rules", "test", "--lang", "en", str(folder)))
    for command in commands:
        name = " ".join(part for part in command[:2] if part.isalpha())
        answer = _answer(command)
        if answer.code not in (0, 1, 2):
            yield f"{name}: exit code {answer.code}: {re.sub('[0-9]+', 'N', answer.errors.decode()[:200])}"
        own = "github" in command
        # A report in CSV begins with the mark by which Excel knows UTF-8.
        shown = (answer.output.removeprefix(codecs.BOM_UTF8) + b"\n" + answer.errors).decode()
        for fault in unsafe(shown, own_commands=own):
            yield f"{name}: {fault}"
        if chance.random() < 0.1 and _answer(command) != answer:
            yield f"{name}: answers otherwise the second time"


def _answer(command: tuple[str, ...]) -> Answer:
    with _captured() as (output, errors):
        code = run(list(command))
        output.flush()
        errors.flush()
        return Answer(code, output.buffer.getvalue(), errors.buffer.getvalue())  # type: ignore[attr-defined]


@contextmanager
def _captured() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    before = sys.stdout, sys.stderr
    streams = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdout, sys.stderr = streams
    try:
        yield streams
    finally:
        sys.stdout, sys.stderr = before
