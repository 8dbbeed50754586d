"""Results in the cache: they come back as they were, or not at all."""

from pathlib import Path

import pytest

from sociallan import __version__
from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import CRASHED, NOT_FOUND, Source
from sociallan.batch.cache_key import RunKey, file_key
from sociallan.batch.cached_results import CachedResults, decoded, encoded
from sociallan.batch.rendered import Rendered, Results
from sociallan.files import cache
from sociallan.screening.counted import Counted, counted
from sociallan.screening.settings import WaiverState
from sociallan.screening.settled import settled
from tests.builders import example, examples, lsh, screen, screener, source

RUN = RunKey(b"run")
SOURCE = source("applicant: {name: Exempelkommun}\n")
PARTS = ("", "line\nline\r\n\0", "åäö…𝄞", "\udc80 \ud800", '["in JSON"]\n')


def application(given: Source, *states: WaiverState) -> Rendered:
    return Rendered(counted(screen(given), states), PARTS, settled=settled(screen(given), lsh()))


@pytest.fixture
def results() -> Results:
    """Return the results of a file of two applications, and of one that is passed over."""
    passed_over = PassedOver("a\udc80.yaml", SkipReason.NO_APPLICATION)
    return application(SOURCE, *WaiverState), passed_over, application(source("- list\n", "å\n.yaml"))


@pytest.fixture
def kept(tmp_path: Path) -> CachedResults:
    """Return an empty cache."""
    cache.prepare(tmp_path / "cache", "2025-06-01")
    return CachedResults(tmp_path / "cache", RUN, None)


def test_what_is_counted_of_every_example_comes_back_as_it_was() -> None:
    screenings = (screener().screen(example(name), traced=False) for name in examples())
    several: Results = tuple(Rendered(counted(each), PARTS) for each in screenings)

    data = encoded(several)

    assert data is not None
    assert decoded(data) == several


def test_parts_come_back_whatever_signs_they_have(results: Results) -> None:
    data = encoded(results)

    assert data is not None
    assert decoded(data) == results
    assert encoded(()) == b""
    assert decoded(b"") == ()


def test_data_of_another_form_are_no_results(results: Results) -> None:
    data = encoded(results) or b""
    ends = {len(data[:end]) for end in range(len(data)) if decoded(data[:end]) is not None}

    assert ends <= {0, *range(len(data))}
    assert decoded(b"x\n" + data) is None
    assert decoded(b'["a.yaml","no reason"]\n') is None
    assert decoded(b"[]\n") is None
    assert decoded(data.replace(b'"invalid"', b'"other"')) is None


def test_a_number_that_cannot_be_written_is_not_kept(results: Results) -> None:
    first = results[0]
    assert isinstance(first, Rendered)
    huge = first.counted._replace(summary=first.counted.summary._replace(amount=10**5000))

    assert encoded((first._replace(counted=Counted(*huge)),)) is None


def test_results_are_known_once_they_are_kept(kept: CachedResults, results: Results) -> None:
    other = SOURCE._replace(path="other.yaml")
    kept.add(SOURCE, results)
    assert kept.known([SOURCE]) == {}

    kept.keep()

    assert kept.known([SOURCE, other]) == {SOURCE.path: results}
    assert kept.known([]) == {}


def test_a_file_whose_results_are_of_another_form_is_not_known(kept: CachedResults, tmp_path: Path) -> None:
    other = cache.Cache(tmp_path / "cache", __version__)
    other.put([cache.Entry(file_key(RUN.whole, SOURCE), b"[]\n", None)])

    assert kept.known([SOURCE]) == {}


@pytest.mark.parametrize(("day", "count"), [("2025-06-01", 0), ("2025-06-02", 1), (None, 1)])
def test_results_of_an_earlier_day_are_removed_and_those_of_any_day_stay(
    day: str | None, count: int, kept: CachedResults, results: Results, tmp_path: Path
) -> None:
    dated = CachedResults(tmp_path / "cache", RUN, day)
    dated.add(SOURCE, results)
    dated.keep()

    cache.prepare(tmp_path / "cache", "2025-06-02")

    assert len(kept.known([SOURCE])) == count


@pytest.mark.parametrize("problem", [CRASHED, NOT_FOUND])
def test_a_file_that_could_not_be_read_or_screened_is_never_kept(
    problem: str, kept: CachedResults, results: Results, tmp_path: Path
) -> None:
    lost = Source("a.yaml", b"", problem)
    kept.add(lost, results)
    kept.keep()

    assert kept.known([lost]) == {}
    assert kept.known([lost._replace(problem=None)]) == {}
    written = cache.contents(tmp_path / "cache")
    assert written is not None
    assert written.entries == {}


def test_memory_that_does_not_suffice_is_no_fault_of_the_file(
    kept: CachedResults, results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as during:
        during.setattr("sociallan.batch.cached_results.encoded", fails)
        kept.add(SOURCE, results)
    kept.add(SOURCE, results)
    kept.keep()

    with monkeypatch.context() as during:
        during.setattr("sociallan.batch.cached_results.decoded", fails)
        assert kept.known([SOURCE]) == {}
    assert kept.known([SOURCE]) == {SOURCE.path: results}
