"""References mean what they refer to, whatever their capitals and blanks."""

from typing import Any

import pytest

from sociallan.application.form_check.links import Links, referred
from tests.builders import lsh


def linked(ids: list[str], reference: str) -> Any:
    value = {
        "investment": {"items": [{"id": each} for each in ids]},
        "social": {"interventions": [{"linked_to": [reference]}]},
    }
    return Links(lsh().form).spelt(value)["social"]["interventions"][0]["linked_to"][0]


@pytest.mark.parametrize("reference", ["I1", "i1", " I 1 ", "i\u00a01"])
def test_a_reference_is_spelt_as_what_it_refers_to(reference: str) -> None:
    assert linked(["I1", "I2"], reference) == "I1"


def test_capitals_are_alike_in_every_alphabet() -> None:
    assert linked(["Straße 1"], "STRASSE 1") == "Straße 1"


def test_references_of_every_kind_are_spelt_at_once() -> None:
    value: Any = {
        "investment": {"items": [{"id": "I1"}, {"id": "i2"}]},
        "social": {
            "need": {"evidence": [{"id": "U1"}]},
            "goals": [{"indicators": [{"baseline": {"from": "u1"}}]}],
            "interventions": [{"linked_to": ["i 1", "I1"]}, {"linked_to": ["I2"]}],
        },
    }

    social = Links(lsh().form).spelt(value)["social"]

    assert social["goals"] == [{"indicators": [{"baseline": {"from": "U1"}}]}]
    assert social["interventions"] == [{"linked_to": ["I1", "I1"]}, {"linked_to": ["i2"]}]


@pytest.mark.parametrize(
    ("ids", "reference"), [(["I1"], "I9"), (["i1", "I 1"], "I1"), (["I1", "I 1"], "i1"), ([], "I1")]
)
def test_a_reference_to_none_or_to_one_of_several_stays_as_it_is(ids: list[str], reference: str) -> None:
    assert linked(ids, reference) == reference


@pytest.mark.parametrize(
    "value",
    [
        None,
        "investment",
        {"investment": "items", "social": {"interventions": "linked_to"}},
        {
            "investment": {"items": [{"id": 1}, None, "id"]},
            "social": {"interventions": [{"linked_to": [5, None, "1"]}]},
        },
    ],
)
def test_what_is_no_text_refers_to_nothing(value: Any) -> None:
    assert Links(lsh().form).spelt(value) is value


def test_the_fields_that_others_refer_to_are_known() -> None:
    fields = lsh().form.fields

    assert {"investment.items.id", "social.need.evidence.id"} <= referred(fields) <= fields.keys()


def test_an_application_without_differences_is_not_copied() -> None:
    value = {"investment": {"items": [{"id": "I1"}]}, "social": {"interventions": [{"linked_to": ["I1"]}]}}

    assert Links(lsh().form).spelt(value) is value
