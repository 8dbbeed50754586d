"""A little of what ``make fuzz`` does for minutes."""

from itertools import islice
from pathlib import Path
from random import Random

from tests.fuzz import applications, packs

_SEED = 20_261_127


def test_changed_applications_are_screened_alike_by_all_and_their_reports_are_sound() -> None:
    checker, chance = applications.Checker(), Random(_SEED)
    found = {
        fault: source.data
        for source in islice(applications.cases(_SEED), 60)
        for fault in checker.wrong(source, chance)
    }
    assert found == {}


def test_changed_packs_get_an_answer(tmp_path: Path) -> None:
    chance = Random(_SEED)
    for _ in range(3):
        packs.make(tmp_path / "pack", chance)
        assert list(packs.wrong(tmp_path / "pack", chance)) == []
