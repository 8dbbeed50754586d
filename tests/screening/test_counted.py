"""Findings of an application that totals count."""

from sociallan.screening.counted import things_to_mend
from tests.builders import screen, source


def test_what_only_waits_for_a_value_to_get_its_form_is_no_second_thing_to_mend() -> None:
    screening = screen(source("investment: {loan: tolv, total_cost: 5}\n"))
    told = things_to_mend(screening)

    waiting = [outcome.rule.id for outcome in screening.outcomes if outcome.only_invalid_values]
    assert "schema.amount" in told
    assert "financing-loan-within-cost" in waiting
    assert not set(waiting) & set(told)
