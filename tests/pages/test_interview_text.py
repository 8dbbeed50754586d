"""The text of an interview."""

import pytest

from sociallan.application.field import FieldKind
from sociallan.pages.interview_text import InterviewText
from sociallan.rules.rule import Rule
from sociallan.screening.interview.interview import Interviewer
from sociallan.screening.interview.interview_turn import Ask, More
from sociallan.screening.screen import Screener
from tests.builders import TODAY, lsh, shape, view

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


def test_a_doubt_is_told_in_the_words_of_the_questions() -> None:
    interviewer = Interviewer(Screener(lsh(), shape(), today=TODAY), shape())
    goal = {"indicators": [{"name": "Andel trygga"}]}
    turn = interviewer.begin({"format": 1, "social": {"goals": [goal]}})
    while not (isinstance(turn.question, Ask) and turn.question.field.path.endswith("indicators.follow_up")):
        turn = interviewer.answer(turn, "")

    after = interviewer.answer(turn, "vartannat år")
    told = " ".join(" ".join(InterviewText(lsh(), view("sv")).replies(after.replies, "vartannat år", after)).split())

    assert told.startswith("? Någon indikator följs upp mer sällan än en gång om året.")
    assert "till exempel ”Hur ofta indikatorn följs upp”: ”varje år”." in told
    assert told.endswith("Det avgör inget. Vill ni ändra svaret går ni tillbaka med <.")


def test_an_example_has_the_decimal_sign_of_the_language() -> None:
    question = _question("social.goals.indicators.baseline.value", None)
    turn = Interviewer(Screener(lsh(), shape(), today=TODAY), shape()).begin({})._replace(question=question)

    assert "Exempel: 41,5." in " ".join(InterviewText(lsh(), view("sv")).question(turn, "social"))
