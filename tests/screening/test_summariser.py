"""Key facts of an application for the head of a report, whatever form the application has."""

from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.screening.summariser import Summariser, reader_of
from tests.builders import lsh


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (FieldKind.TRUTH, True, True), (FieldKind.TRUTH, False, False), (FieldKind.TRUTH, "ja", None),
        (FieldKind.TRUTH, 1, None), (FieldKind.TRUTH, None, None),
        (FieldKind.NUMBER, 5, 5), (FieldKind.NUMBER, 0.5, 0.5), (FieldKind.NUMBER, "5", None),
        (FieldKind.NUMBER, True, None), (FieldKind.NUMBER, None, None),
        (FieldKind.DATE, "2026-03", "2026-03"), (FieldKind.DATE, 2026, "2026"), (FieldKind.DATE, None, None),
        (FieldKind.DATE, "a@b.se", "*@*.**"),
        (FieldKind.TEXT, "Heby", "Heby"), (FieldKind.TEXT, "a@b.se", "*@*.**"), (FieldKind.TEXT, 5, None),
        (FieldKind.TEXT, None, None),
    ],
)  # fmt: skip
def test_a_value_is_read_where_it_is_of_the_kind_of_its_field_and_masked(
    kind: FieldKind, value: Any, read: Any
) -> None:
    found = reader_of(kind)(value)

    assert (found, type(found)) == (read, type(read))


FACTS: dict[str, Any] = {
    "submitted": "2026-03-01",
    "applicant": {"name": "Heby kommun"},
    "project": {"title": "Torget", "area": "safety", "location": {"place": "Heby"}},
    "investment": {"loan": 5},
}


def test_a_summary_has_the_facts_that_the_pack_names_each_in_its_role() -> None:
    summary = Summariser(lsh()).summary(FACTS)

    assert (summary.applicant, summary.title, summary.classification) == ("Heby kommun", "Torget", "safety")
    assert (summary.amount, summary.submitted) == (5, "2026-03-01")
    assert summary.stated.keys() == {each.name for each in lsh().summary}


@pytest.mark.parametrize("value", [None, [], "x", {}, {"applicant": "x", "project": [1]}])
def test_of_an_application_of_another_form_nothing_is_told(value: Any) -> None:
    summary = Summariser(lsh()).summary(value)

    assert {summary.applicant, summary.title, summary.classification, summary.amount, summary.submitted} == {None}
    assert set(summary.stated.values()) == {None}
