"""Fields in the lines of a report: by their position in the first line, and back."""

import re

import pytest

from sociallan.formats.line_fields import LineFields
from sociallan.report.values import field_name
from sociallan.screening.stored.lean_lines import name_of, pointer_of, said_of_each
from tests.builders import view
from tests.formats.samples import LANGS


def pointers(fields: LineFields) -> list[str]:
    """Return a pointer of each field, with a different number for each item."""
    numbers = iter(range(1_000))
    return [re.sub(r"\{\}", lambda _: str(next(numbers)), field["pointer"]) for field in fields.values]


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_and_item_of_the_form_is_referred_to_and_found_again(lang: str) -> None:
    fields, shown = LineFields(view(lang)), view(lang)

    assert {field["pointer"].replace("/{}", "")[1:].replace("/", ".") for field in fields.values} == {*shown.fields}
    for pointer in pointers(fields):
        reference = fields.reference(pointer)
        assert not isinstance(reference, str)
        assert pointer_of(reference, fields.values) == pointer
        assert name_of(reference, fields.values) == field_name(pointer, shown.fields, shown.words)


@pytest.mark.parametrize(
    "pointer",
    ["/gaols", "/social/goals/00", "/social/goals/x", "/social/0/goals", "/a~1b", "/" + "9" * 5_000, "/0", "/"],
)
def test_what_the_form_does_not_have_keeps_its_pointer(pointer: str) -> None:
    assert LineFields(view()).reference(pointer) == pointer


def test_a_text_that_names_its_field_once_has_a_slot_there() -> None:
    fields = LineFields(view())
    name = field_name("/social/goals/1/description", view().fields, view().words)

    said = fields.said(f"Fyll i {name}!", "/social/goals/1/description")

    assert said == "Fyll i {}!"
    assert said_of_each(said, [fields.reference("/social/goals/1/description")], fields.values) == [f"Fyll i {name}!"]
    assert fields.said(f"{name} är lika med {name}", "/social/goals/1/description") is None
    assert fields.said(f"{name} är {{}}", "/social/goals/1/description") is None
    assert fields.said("Fyll i något", "/social/goals/1/description") is None
    assert fields.said("Fyll i ”gaols”", "/gaols") is None
