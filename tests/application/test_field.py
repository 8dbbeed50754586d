"""The fields of a form: their kinds, texts, choices and units."""

import pytest

from sociallan.application.field import FieldKind
from tests.builders import shape


@pytest.mark.parametrize(
    ("path", "kind", "items"),
    [
        ("", FieldKind.RECORD, None),
        ("applicant", FieldKind.RECORD, None),
        ("applicant.member.is_member", FieldKind.TRUTH, None),
        ("investment.loan", FieldKind.NUMBER, None),
        ("project.start", FieldKind.DATE, None),
        ("submitted", FieldKind.DATE, None),
        ("project.title", FieldKind.TEXT, None),
        ("social.goals", FieldKind.LIST, FieldKind.RECORD),
        ("social.effects", FieldKind.LIST, FieldKind.TEXT),
        ("agenda_2030", FieldKind.LIST, FieldKind.NUMBER),
        ("social.goals.indicators.target.value", FieldKind.NUMBER, None),
    ],
)
def test_a_field_has_its_kind(path: str, kind: FieldKind, items: FieldKind | None) -> None:
    field = shape().fields[path]

    assert (field.kind, field.items) == (kind, items)


def test_every_field_has_a_title_and_a_description_in_both_languages() -> None:
    bare = [
        path
        for path, field in shape().fields.items()
        if not all(text.get(lang) for text in (field.title, field.description) for lang in ("sv", "en"))
    ]

    assert bare == []


def test_every_word_that_may_stand_in_a_field_has_a_label_in_both_languages() -> None:
    bare = [
        (path, value)
        for path, field in shape().fields.items()
        for value in field.values
        if not all(field.labels.get(value, {}).get(lang) for lang in ("sv", "en"))
    ]

    assert bare == []


def test_the_values_of_a_list_are_those_of_its_items() -> None:
    fields = shape().fields

    assert fields["project.other_areas"].values == fields["project.area"].values == ("housing", "safety", "health")


def test_amounts_are_in_kronor_and_sizes_are_not() -> None:
    kronor = {path for path, field in shape().fields.items() if field.unit == "kr"}

    assert kronor == {
        "investment.items.cost",
        "investment.total_cost",
        "investment.loan",
        "investment.green_loan",
        "investment.grants.amount",
    }


def test_every_child_of_a_record_is_a_field() -> None:
    fields = shape().fields

    assert {f"{path}.{name}" if path else name for path, field in fields.items() for name in field.children} == {
        path for path in fields if path
    }
