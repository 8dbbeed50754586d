"""Running the program within the tests' own process, where that is quick and shows the same."""

import io
import os
import sys
from typing import Protocol

import pytest

from sociallan.cli.main import run
from tests.builders import ROOT
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
