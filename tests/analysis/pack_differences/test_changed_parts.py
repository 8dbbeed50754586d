"""The parts of packs that differ: each part of a form that decides is compared."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.analysis.pack_differences.changed_parts import logic_of_pack
from sociallan.application.field import Form
from tests.builders import lsh

_CHANGED: dict[str, Any] = {"version": 2, "fields": {"": lsh().form.fields[""]}}
"""Other values of the parts of a form that are no words."""


@pytest.mark.parametrize("part", sorted({*Form._fields} - {"asked_first"}))
def test_each_part_of_a_form_that_decides_is_compared(part: str) -> None:
    form = lsh().form._replace(**{part: _CHANGED.get(part, frozenset({"another word"}))})

    assert logic_of_pack(replace(lsh(), form=form))["form"] != logic_of_pack(lsh())["form"]


def test_what_an_interview_begins_with_decides_nothing() -> None:
    form = lsh().form._replace(asked_first=())

    assert logic_of_pack(replace(lsh(), form=form))["form"] == logic_of_pack(lsh())["form"]
