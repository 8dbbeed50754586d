"""A little of what ``make fuzz`` does for minutes."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import applications, packs
from tests.sampling import explore_sampled, lint_sampled, run_sampled, sampled

_SEED = 20_261_127


@pytest.mark.law
def test_changed_applications_are_screened_alike_by_all_and_their_reports_are_sound() -> None:
    checker, chance = applications.Checker(), Random(_SEED)
    found = {
        fault: source.data
        for source in islice(applications.cases(_SEED), len(sampled(range(60), 6)))
        for fault in checker.wrong(source, chance)
    }
    assert found == {}


@pytest.mark.law
def test_changed_packs_get_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    explore_sampled(monkeypatch, 4)
    lint_sampled(monkeypatch, 20)
    run_sampled(monkeypatch, 6)
    chance = Random(_SEED)
    for _ in sampled(range(3), 1):
        packs.make(tmp_path / "pack", chance)
        assert list(packs.wrong(tmp_path / "pack", chance)) == []
