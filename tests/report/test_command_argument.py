"""Arguments of printed commands, as shells read them."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.report.command_argument import argument


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), min_size=1, max_size=12))
def test_a_shell_reads_the_name_back(name: str) -> None:
    read = shlex.split(argument(name))

    assert read == [f"./{name}" if name.startswith("-") else name] or "\\" in name


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ansokan.yaml", "ansokan.yaml"),
        ("Ansökan.yaml", "Ansökan.yaml"),
        ("Min ansökan 2026.yaml", '"Min ansökan 2026.yaml"'),
        ("C:\\Mina dokument\\a.yaml", '"C:\\Mina dokument\\a.yaml"'),
        ("a$b.yaml", "'a$b.yaml'"),
        ("-a.yaml", "./-a.yaml"),
    ],
)
def test_quotation_marks_are_those_of_every_shell_where_they_do(name: str, typed: str) -> None:
    assert argument(name) == typed
