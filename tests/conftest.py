"""Shared by all tests: the flag that rewrites golden files, and what is told when all is done."""

import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

from sociallan.application.source import Source
from sociallan.files.interrupts import SIGNALS
from tests import installed, shared_work
from tests.sampling import FEW, sampled

# Before any module of tests is imported, since each takes functions by name.
shared_work.share()

# Where this is set each of hundreds of processes would compile the program anew; mutants alone leave nothing behind.
if not FEW:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=10)
settings.register_profile("random", deadline=None, derandomize=False, max_examples=500, print_blob=True)
settings.load_profile("steady")  # `make test-fast` and `make test-random` ask for the others.

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files instead of comparing")
    parser.addoption("--cases", type=int, help="of a parameter with more values try so many, spread evenly over them")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Leave out values of parameters with many, where a few are asked for, before a test is made of each."""
    most = metafunc.config.getoption("--cases")
    if most is None:
        return
    parametrize = metafunc.parametrize

    def with_few(argnames: Any, argvalues: Iterable[Any], *, ids: Any = None, **options: Any) -> None:
        values = list(argvalues)
        kept = sampled(range(len(values)), most, whole=False, few=False)
        if ids is not None and not callable(ids):
            named = list(ids)
            ids = [named[number] for number in kept]
        parametrize(argnames, [values[number] for number in kept], ids=ids, **options)

    metafunc.parametrize = with_few  # type: ignore[method-assign]


_SHARED = pytest.StashKey[str]()
"""The folder that the processes of a run share."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of a run, or share that of the process which has begun this one."""
    if hasattr(config, "workerinput"):
        folder = config.workerinput["shared"]
        shared_work.share_in(Path(folder))
    else:
        folder = config.stash[_SHARED] = tempfile.mkdtemp(prefix="sociallan-tests-")
    installed.install_in(Path(folder))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Pass to a process of several where to share work."""
    node.workerinput["shared"] = node.config.stash[_SHARED]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what was shared."""
    if _SHARED in config.stash:
        shutil.rmtree(config.stash[_SHARED])


@pytest.fixture(scope="session", autouse=True)
def heard_signals() -> None:
    """Have signals answered as in a terminal, where whatever started the tests has turned some off (``nohup``)."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in set(SIGNALS) - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)


_NEW_OBJECTS = 20_000
"""New objects before the young ones are searched for garbage: many times as many as by default."""


def pytest_collection_finish() -> None:
    """Leave what was collected out of every search for garbage, also in the processes that tests fork off.

    And search seldom: the packs that tests share are millions of objects that stay, and to go through them again and
    again took a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)


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


@pytest.fixture
def screened_whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the files that are screened whole, and not taken from a cache."""
    from sociallan.batch.worker import Worker  # Imported late: work is shared before most modules are imported.

    paths: list[str] = []
    rendered = Worker._rendered

    def noted(self: Worker, source: Source) -> Iterator[Any]:
        paths.append(source.path)
        return rendered(self, source)

    monkeypatch.setattr(Worker, "_rendered", noted)
    return paths


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
