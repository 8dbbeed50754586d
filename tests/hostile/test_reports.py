"""Part of the hostile reports, in this process: each is refused for a reason, or read."""

from functools import cache

import pytest

from sociallan.files import resources
from sociallan.formats import render
from sociallan.screening.stored.replayed import Flaw
from sociallan.screening.stored.stored_findings import stored_findings
from tests.builders import example, in_pieces, report, screen, view, words
from tests.hostile.corpus import HostileFile
from tests.hostile.reports import reports
from tests.sampling import sampled

_EVERY = 13


@cache
def _all() -> tuple[HostileFile, ...]:
    ready = screen(example("ready/investment-outside-the-area.yaml"))
    return tuple(reports(render("ndjson", report(ready), view())))


def test_no_two_reports_have_the_same_name() -> None:
    assert len(_all()) > 100
    assert len({file.name for file in _all()}) == len(_all())


@pytest.mark.law
@pytest.mark.parametrize("number", sampled(range(_EVERY), 5))
def test_a_hostile_report_is_refused_for_a_reason_or_read(number: int) -> None:
    for file in _all()[number :: _EVERY * 2]:
        codes = frozenset(words().codes("findings"))
        found = stored_findings(in_pieces(file.data, 1 << 16), resources.schema("report"), codes=codes)

        assert not isinstance(found, Flaw) or words().say(f"replay.flaw.{found.code}", file="", **found.parameters)
