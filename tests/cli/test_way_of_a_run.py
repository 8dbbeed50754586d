"""Calls of a run from the command to the first line that screens: few, and down only."""

import sys
from collections import Counter
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from sociallan.screening.screen import Screener
from tests.cli.conftest import Inside
from tests.cli.running import READY

COMMAND = ("sociallan.cli.check", "check")
LOOP = ("sociallan.batch.screening", "screened")
LAYERS = ("cli", "batch", "files")
MOST_MODULES = 6
MOST_ENTERED = {"cli": 10, "batch": 5, "files": 8}
"""The modules of each layer that a run enters before it screens: what it does first, in whatever order."""


class Trace:
    """Every function of the program that is entered between the command and the first screening, with its callers.

    A function is its module and its name; the callers are from the command on, outermost first.
    """

    def __init__(self) -> None:
        self.entered: list[tuple[tuple[str, str], ...]] = []
        self.is_done = False

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or self.is_done or not _module(frame).startswith("sociallan."):
            return
        callers = tuple(_functions(frame))[::-1]
        if COMMAND not in callers:
            return
        self.entered.append(callers[callers.index(COMMAND) :])
        self.is_done = frame.f_code is Screener.screen.__code__


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _functions(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    while frame is not None:
        if _module(frame).startswith("sociallan."):
            yield _module(frame), frame.f_code.co_name
        frame = frame.f_back


def layer(module: str) -> str:
    return module.split(".")[1]


@pytest.fixture
def entered(inside: Inside) -> list[tuple[tuple[str, str], ...]]:
    """The functions that a run of one file in one process enters, up to the screening."""
    trace = Trace()
    before = sys.getprofile()
    sys.setprofile(trace)
    try:
        result = inside("check", READY, "--jobs", "1")
    finally:
        sys.setprofile(before)
    assert (result.returncode, trace.is_done) == (0, True)
    return trace.entered


def test_the_way_from_the_command_to_the_screening_leads_through_six_modules(
    entered: list[tuple[tuple[str, str], ...]],
) -> None:
    way = entered[-1]

    modules = dict.fromkeys(module for module, _ in way if layer(module) in LAYERS)
    assert len(modules) <= MOST_MODULES, list(modules)


def test_nothing_below_the_command_line_calls_back_into_it(entered: list[tuple[tuple[str, str], ...]]) -> None:
    layers = ([layer(module) for module, _ in callers] for callers in entered)

    climbs = {
        callers[-1]
        for callers, passed in zip(entered, layers, strict=True)
        if passed[-1] == "cli" and set(passed) - {"cli"}
    }
    assert climbs == set()


def test_from_the_start_of_the_loop_nothing_of_the_command_line_is_entered(
    entered: list[tuple[tuple[str, str], ...]],
) -> None:
    functions = [callers[-1] for callers in entered]

    modules = dict.fromkeys(module for module, _ in functions[functions.index(LOOP) :] if layer(module) in LAYERS)
    assert "cli" not in map(layer, modules)
    assert len(modules) <= MOST_MODULES, list(modules)


def test_few_modules_are_entered_before_the_first_application_is_screened(
    entered: list[tuple[tuple[str, str], ...]],
) -> None:
    functions = [callers[-1] for callers in entered]
    modules = dict.fromkeys(module for module, name in functions if name != "<module>" and layer(module) in LAYERS)

    counted = Counter(map(layer, modules))
    assert {each: counted[each] for each in LAYERS if counted[each] > MOST_ENTERED[each]} == {}, list(modules)
