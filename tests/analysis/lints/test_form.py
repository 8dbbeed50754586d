"""Lint of the form: each field has a label of its own, and an example that it takes."""

import pytest

from sociallan.analysis.lints.lint import lint
from sociallan.application.form_check.shape import Shape
from tests.analysis.sound_pack import sound_pack
from tests.builders import TODAY, draft_of, line_of

CHANGES = [
    pytest.param("example: 40000000", "example: mycket", "schema.amount", id="an amount in words"),
    pytest.param('example: "2024-03"', "example: i mars", "schema.date", id="a date in words"),
    pytest.param("example: 2023", "example: 20233", "schema.too-large", id="a year in a list"),
    pytest.param(
        "{sv: Lånebelopp (kr), en: Loan", "{sv: total kostnad (kr), en: Loan", "check.label-taken", id="a label"
    ),
]


@pytest.mark.parametrize(("old", "new", "code"), CHANGES)
def test_what_a_field_does_not_take_or_has_in_common_is_found_where_it_stands(old: str, new: str, code: str) -> None:
    files = sound_pack()
    line = line_of(files["form.yaml"], old)
    files["form.yaml"] = files["form.yaml"].replace(old, new, 1)
    surveyed = draft_of(files)
    assert surveyed.form is not None

    told = lint(surveyed, Shape(surveyed.form), TODAY)

    assert [(fault.code, fault.place.line) for fault in told if fault.place.file == "form.yaml"] == [(code, line)]
