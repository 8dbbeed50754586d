"""Part of the hostile corpus, in this process; ``make hostile`` runs the whole of it with the command."""

from functools import cache

import pytest

from sociallan.application.source import Source
from sociallan.formats import RENDERERS, render
from sociallan.screening.report import ReportHeader, Verdict
from sociallan.screening.totals import whole_report
from tests.builders import TODAY, lsh, screener, view
from tests.hostile.corpus import HostileFile, corpus
from tests.hostile.strict import faults
from tests.sampling import sampled

_EVERY = 23
"""One file in so many is tried here: some thirty, of every kind."""


@cache
def _all() -> tuple[HostileFile, ...]:
    return tuple(corpus())


def test_the_corpus_has_enough_files_and_none_twice_by_name() -> None:
    assert len(_all()) >= 525
    assert len({file.name for file in _all()}) == len(_all())


@pytest.mark.law
def test_the_corpus_is_the_same_each_time() -> None:
    again = tuple(corpus())

    assert [file.name for file in again] == [file.name for file in _all()]
    for one, other in sampled([*zip(again, _all(), strict=True)], 60):
        assert one.data == other.data, one.name


_TEXTUAL = [form for form, renderer in RENDERERS.items() if not renderer.binary]


@pytest.mark.law
@pytest.mark.parametrize(
    ("number", "file"), [pytest.param(*each, id=each[1].name) for each in enumerate(_all()[::_EVERY])]
)
def test_a_hostile_file_gets_a_verdict_and_reports_that_strict_readers_take(number: int, file: HostileFile) -> None:
    """Each format takes its turn: some ten of the files are written in it."""
    screening = screener().screen(Source(file.name, file.data))
    assert screening.verdict is not Verdict.READY
    report = whole_report(ReportHeader("0", lsh(), TODAY), (screening,))
    first = number % len(_TEXTUAL)
    for form in sampled([*_TEXTUAL[first:], *_TEXTUAL[:first]], 3):
        assert list(faults(form, render(form, report, view("sv")).encode())) == []
