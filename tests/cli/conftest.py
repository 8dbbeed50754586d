"""Running the program within the tests' own process, where that is quick and shows the same, and packs to run it by."""

import io
import os
import shutil
import sys
from pathlib import Path
from typing import Protocol

import pytest

from sociallan.cli.main import run
from tests.analysis.pack_differences.test_differences import FEW
from tests.builders import ROOT, RULES, rewritten, small_pack, written
from tests.cli.running import UNTOLD, Ended


class Inside(Protocol):
    """Runs a command to its end."""

    def __call__(self, *arguments: str, env: dict[str, str] | None = None, given: bytes = b"") -> Ended: ...


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Inside:
    """Return what runs a command from the top of the checkout, in Swedish unless told otherwise."""
    monkeypatch.chdir(ROOT)
    for name in [name for name in os.environ if any(part in name for part in UNTOLD)]:
        monkeypatch.delenv(name)

    def ended(*arguments: str, env: dict[str, str] | None = None, given: bytes = b"") -> Ended:
        with monkeypatch.context() as during:
            during.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
            for name, value in (env or {}).items():
                during.setenv(name, value)
            code = run(list(arguments))
        output, error = capsysbinary.readouterr()
        return Ended(int(code), output, error)

    return ended


@pytest.fixture
def begun(tmp_path: Path, inside: Inside) -> Path:
    """Return the pack that ``rules init`` begins, of which everything can be tested in no time."""
    inside("rules", "init", str(tmp_path / "our-loan"))
    return tmp_path / "our-loan"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small sound pack, of whose only condition the tests reach one truth of two."""
    return written(small_pack(), tmp_path / "small")


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of lsh with a few of its rules, where it is the files and not the rules that are many."""
    return written(FEW, tmp_path_factory.mktemp("few"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a copy of the pack lsh, to change."""
    return Path(shutil.copytree(RULES, tmp_path / "lsh"))


def changed(pack: Path, file: str, before: str, after: str) -> None:
    """Replace a piece of a file of a pack, which must stand there."""
    rewritten(pack / file, before, after)
