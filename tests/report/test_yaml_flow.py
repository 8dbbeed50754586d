"""Values as YAML on one line: read back, they are the same."""

from functools import partial
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.read import read
from sociallan.report.yaml_flow import flow
from tests.builders import source

keys = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
# The reader gives texts in Unicode's form NFC.
texts = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=40).map(partial(normalize, "NFC"))
telling = st.sampled_from(
    ["true", "No", "null", "~", "2020", "2020-06", "2020-06-15", "12:30", "0114", "- x", "a: b", "a #b", "x,y", "[", "",
     "'", '"', "Ändring: lön", "A, b och c.", " x", "x ", "1_000", "0x1f", ".inf", "y", "å"]
)  # fmt: skip
numbers = st.integers(-(10**12), 10**12)
plain = st.one_of(texts, telling, numbers, st.booleans(), st.none())
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4))


@pytest.mark.slow
@given(values)
def test_a_value_is_read_back_as_it_was(value: Any) -> None:
    document = read(source(f"{{there: {flow(value)}}}"))

    assert document.findings == ()
    assert document.value == {"there": value}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"applicant.kind": "region", "size": 10}, "{applicant.kind: region, size: 10}"),
        ([{"id": "I1"}, None, True], "[{id: I1}, null, true]"),
        ("Hyran höjs", "Hyran höjs"),
        ("2020-06", "2020-06"),
        ("2020", '"2020"'),
        ("Lön, och arvode", '"Lön, och arvode"'),
        ((), "[]"),
        ({}, "{}"),
    ],
)
def test_a_value_is_written_as_a_person_would(value: Any, written: str) -> None:
    assert flow(value) == written
