"""Shared by all tests: the flag that rewrites golden files, and what is told when all is done."""

import hashlib
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

import pytest
from hypothesis import settings

from sociallan.analysis.reachability import Explorer
from sociallan.analysis.suspicions import suspicions
from sociallan.analysis.trial import Reachability
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.files.interrupts import SIGNALS
from sociallan.pack.load import PackDraft, survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.rules.rule import Rule
from tests.builders import pack_schemas

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("random", deadline=None, derandomize=False, max_examples=500, print_blob=True)
settings.load_profile("steady")  # `make test-random` asks for the other.

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")


@pytest.fixture(scope="session", autouse=True)
def heard_signals() -> None:
    """Have signals answered as in a terminal, where whatever started the tests has turned some off (``nohup``)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in set(SIGNALS) - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)


_read = lru_cache(maxsize=256)(read)


@lru_cache(maxsize=32)
def _survey_of(files: tuple[Source, ...]) -> PackDraft:
    return survey(files, pack_schemas())


@pytest.fixture(scope="session", autouse=True)
def packs_read_once() -> Iterator[None]:
    """Read the same bytes of a pack, and of a file of a pack, once in a process: nothing changes what comes of them.

    Most tests run the program by the same pack, and those of small packs change one file of several.
    """

    def known(files: Iterable[Source], _schemas: PackSchemas) -> PackDraft:
        return _survey_of(tuple(files))

    with (
        mock.patch("sociallan.pack.load.read", _read),
        mock.patch("sociallan.pack.load.survey", known),
        mock.patch("sociallan.cli.loading.survey", known),
    ):
        yield


_reachability = Explorer.reachability
_around: dict[int, tuple[Pack, str]] = {}
_reached: dict[tuple[str, str], Reachability] = {}
_suspected: dict[tuple[str, str], tuple[Diagnostic[PackLocation], ...]] = {}


def _around_rules(pack: Pack) -> str:
    """Return a digest of all of a pack that decides what a rule can give, but for the rule."""
    if id(pack) not in _around:
        if len(_around) == 32:
            _around.clear()
        # Texts that may be copied from the pack's own are left out: the values of a domain are none of them.
        words = pack.answers.prose.words._replace(own_texts=(), labels=())
        parts = pack.form, pack.values, pack.params, pack.lists, pack.tables, pack.gaps, pack.valid_from, words
        # With the pack itself, so that no other gets its number.
        _around[id(pack)] = pack, hashlib.sha256(repr((*parts, pack.dated_by)).encode()).hexdigest()
    return _around[id(pack)][1]


def _known_reachability(explorer: Explorer, rule: Rule) -> Reachability:
    """Return the reachability of a rule; what decides it is the rule, without its tests, and what stands around it."""
    key = repr(replace(rule, tests=())), _around_rules(explorer.pack)
    if key not in _reached:
        _reached[key] = _reachability(explorer, rule)
    return _reached[key]


def _known_suspicions(
    rule: Rule, reachability: Reachability, explorer: Explorer, *exact: Any
) -> tuple[Diagnostic[PackLocation], ...]:
    """Return the suspicions about a rule, as they were found before where only other rules have changed."""
    if exact:
        return suspicions(rule, reachability, explorer, *exact)
    key = repr(rule), _around_rules(explorer.pack)
    if key not in _suspected:
        _suspected[key] = suspicions(rule, reachability, explorer)
    return _suspected[key]


@pytest.fixture(scope="session", autouse=True)
def rules_explored_once() -> Iterator[None]:
    """Explore the boundary domain of the same rule once in a process: most tests of packs change one rule of many."""
    with (
        mock.patch.object(Explorer, "reachability", _known_reachability),
        mock.patch("sociallan.analysis.pack_check.suspicions", _known_suspicions),
    ):
        yield


class Golden(Protocol):
    """Compares a text with a golden file, or rewrites the file."""

    def __call__(self, name: str, text: str) -> None: ...


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is not written yet: run pytest --update-golden and read it"
        assert path.read_text(encoding="utf-8") == text

    return compare


Tell = Callable[[str], None]
"""Has a sentence printed after the tests, whether they pass or not."""

_TOLD = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    return request.config.stash.setdefault(_TOLD, []).append


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what a process of several has to tell to the one that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["told"] = session.config.stash.get(_TOLD, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a process had to tell; one that died tells nothing."""
    node.config.stash.setdefault(_TOLD, []).extend(getattr(node, "workeroutput", {}).get("told", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for sentence in config.stash.get(_TOLD, []):
        terminalreporter.write_line(sentence)
