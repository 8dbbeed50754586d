"""Totals over many applications are the same however they were divided."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.rules.rule import Basis
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import BasisCount
from sociallan.screening.report import ApplicationRow, Repeat, Screening, Totals, Verdict
from sociallan.screening.settings import Waiver, WaiverState, WaiverUse
from sociallan.screening.since import Since, SinceCounts
from sociallan.screening.totals import MOST_ROWS, TopN, TotalsBuilder, whole_report
from tests.builders import DAY, example, examples, report, screen


@cache
def screenings() -> list[Screening]:
    return [screen(example(name)) for name in examples()]


def tally_of(several: list[Screening]) -> Totals:
    totals_builder = TotalsBuilder()
    for screening in several:
        totals_builder.add(screening)
    return totals_builder.totals()


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_tallies_of_parts_join_to_the_tally_of_the_whole(size: int) -> None:
    several = screenings()
    totals_builder = TotalsBuilder()

    for first in range(0, len(several), size):
        totals_builder.join(tally_of(several[first : first + size]))

    assert totals_builder.totals() == tally_of(several)


@pytest.mark.slow
def test_every_application_is_counted_once_by_verdict_area_and_loan() -> None:
    several = screenings()

    totals = tally_of(several)

    assert totals.applications == len(several) == sum(totals.verdicts.values()) == sum(totals.classes.values())
    assert totals.amount == sum(screening.summary.amount or 0 for screening in several)
    assert set(totals.verdicts) == set(Verdict)


def test_the_loan_for_a_project_is_counted_once_however_many_apply_for_it() -> None:
    one = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml"))

    assert tally_of([one, one]).amount == tally_of([one]).amount == one.summary.amount != 0


def test_what_is_to_be_mended_is_what_the_list_of_actions_names() -> None:
    """A thing that an application has to mend in two places is one thing."""
    misspelt = screen("applicant: {nmae: 1, nmea: 2}\n")

    totals = whole_report(report().head, (misspelt, screen(example("not_met/loan-larger-than-cost.yaml")))).totals

    assert [finding.code for finding in misspelt.findings] == ["schema.unknown-key"] * 2
    assert totals.to_mend["schema.unknown-key"] == 1
    assert totals.to_mend["financing-loan-within-cost"] == 2


@pytest.mark.slow
def test_the_worst_come_first_and_equals_in_the_order_given() -> None:
    totals = tally_of(screenings())

    order = [(-list(Verdict).index(row.verdict), -row.to_mend) for row in totals.worst]

    assert order == sorted(order)
    assert totals.worst[0].verdict is Verdict.INVALID


def test_the_verdict_weighs_more_than_what_there_is_to_mend() -> None:
    summary = screen("{}").summary
    rows = [
        ApplicationRow("", verdict, summary, to_mend)
        for verdict, to_mend in (
            (Verdict.INVALID, 0),
            (Verdict.NOT_MET, 99),
            (Verdict.INCOMPLETE, 2),
            (Verdict.INCOMPLETE, 1),
            (Verdict.READY, 0),
        )
    ]

    assert all(worse.rank > better.rank for worse, better in pairwise(rows))


@pytest.mark.slow
def test_no_more_rows_are_kept_than_anyone_reads() -> None:
    ready = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml"))
    late = screen("- inte en ansökan\n")

    totals = tally_of([*[ready] * (2 * MOST_ROWS + 5), late])

    assert len(totals.worst) == MOST_ROWS == 1_000
    assert totals.worst[0] == ApplicationRow("application.yaml", Verdict.INVALID, late.summary, 1)


def test_outcomes_are_counted_by_rule() -> None:
    one = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml"))

    totals = whole_report(report().head, (one, one)).totals

    assert totals.outcomes[one.outcomes[0].rule.id, one.outcomes[0].kind] == 2
    assert sum(totals.outcomes.values()) == 2 * len(one.outcomes)
    assert {kind for _, kind in totals.outcomes} <= set(OutcomeKind)


def test_nothing_is_counted_before_it_is_there_and_only_verdicts_and_bases_are_named_with_none() -> None:
    nothing = TotalsBuilder().totals()
    one = tally_of([screen(example("not_met/loan-larger-than-cost.yaml"))])

    assert {name: value for name, value in nothing._asdict().items() if value} == {
        "verdicts": dict.fromkeys(Verdict, 0),
        "bases": dict.fromkeys(Basis, BasisCount(0, 0)),
    }
    assert all(all(counts.values()) for counts in (one.classes, one.to_mend, one.outcomes))
    assert one.classes.keys() == {row.summary.classification for row in one.worst}


def test_what_became_of_earlier_findings_is_added_up_and_of_none_where_none_are_compared() -> None:
    alone = screen("{}")
    compared = replace(alone, since=Since(is_known=False, mended=(), new=(), left=()))

    assert tally_of([alone]).since is None
    assert tally_of([compared, alone, compared]).since == SinceCounts(unknown=2)


def test_what_stands_beside_the_counts_is_kept_and_joined() -> None:
    waiver = Waiver("G5-effect-plan", "**", "Kreditchef", "Beslutat", "2099-12-31", 1)
    one = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml"))
    passed_over = [PassedOver(f"{name}.yaml", SkipReason.NO_APPLICATION) for name in "cab"]
    totals_builder = TotalsBuilder((waiver,), DAY)

    totals_builder.add(replace(one, path="1.yaml"), (WaiverState.IN_USE,))
    totals_builder.add(replace(one, path="2.yaml", since=Since(is_known=False, mended=(), new=(), left=())))
    totals_builder.pass_over(passed_over)
    joined = TotalsBuilder((waiver,), DAY)
    joined.join(totals_builder.totals())

    assert joined.totals() == totals_builder.totals()
    assert joined.totals().waivers == (WaiverUse(waiver, WaiverState.IN_USE),)
    assert joined.totals().passed_over == tuple(sorted(passed_over))
    assert joined.totals().repeats == (Repeat("1.yaml", "2.yaml"),)
    assert joined.totals().since == SinceCounts(unknown=1)


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), st.integers(1, 5))
def test_what_is_kept_is_what_sorting_all_of_it_gives(ranks: list[tuple[int, int]], most: int) -> None:
    worst = TopN[str](most)
    numbered = [(each, str(number)) for number, each in enumerate(ranks)]

    for each, text in numbered:
        worst.add(each, text)

    in_order = sorted(numbered, key=lambda pair: (-pair[0][0], -pair[0][1], int(pair[1])))
    assert worst.items() == [text for _, text in in_order[:most]]


def test_items_are_sorted_out_whenever_there_are_more_than_twice_as_many_as_are_kept() -> None:
    """At each item it would take long, and at none of them memory without end."""
    worst = TopN[int](3)
    waiting = []

    for number in range(8):
        worst.add((0, 0), number)
        waiting.append(len(worst._kept))

    assert waiting == [1, 2, 3, 4, 5, 6, 3, 4]


def test_a_report_keeps_screenings_that_can_be_read_once_and_counts_them_in_their_order() -> None:
    one = screen(example(examples("ready")[0]))
    several = tuple(replace(one, path=name) for name in ("b.yaml", "c.yaml", "a.yaml"))

    whole = whole_report(report().head, iter(several))

    assert whole.screenings == several
    assert whole.totals == tally_of(list(several))
    assert [row.path for row in whole.totals.worst] == ["b.yaml", "c.yaml", "a.yaml"]
    assert whole.totals.repeats == (Repeat("b.yaml", "c.yaml"), Repeat("b.yaml", "a.yaml"))
