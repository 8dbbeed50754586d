"""The text of an interview."""

import pytest

from sociallan.application.field import FieldKind
from sociallan.pages.interview_text import InterviewText
from sociallan.rules.rule import Rule
from sociallan.screening.interview.interview_turn import Ask, More
from tests.builders import lsh, view

_ASKED = [
    (path, rule)
    for path in filter(None, lsh().form.fields)
    for rule in (None, *(rule for rule in lsh().rules if path in rule.fields()))
]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_help_is_a_few_lines_with_the_reason_a_source_and_where_there_is_more(lang: str) -> None:
    text = InterviewText(lsh(), view(lang))
    for path, rule in _ASKED:
        lines = text.help(_question(path, rule))

        assert len(lines) <= 20, path
        assert lines[-1].endswith(f"sociallan explain {path}")
        assert (rule is None) or any(rule.cites[0] in line for line in lines), path


def test_help_on_another_item_tells_what_the_list_is_for_and_what_each_item_has() -> None:
    help_text = " ".join(" ".join(InterviewText(lsh(), view("sv")).help(_question("social.goals", None))).split())

    assert help_text.startswith("Målen för den sociala förändringen.")
    assert "Varje post har: beteckning på målet, effekt som målet hör till," in help_text


def _question(path: str, rule: Rule | None) -> Ask | More:
    field = lsh().form.fields[path]
    is_list = field.kind is FieldKind.LIST and bool(field.children)
    return More("/at/1", field, rule, required=True) if is_list else Ask("/at", field, rule, required=True)
