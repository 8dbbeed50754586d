"""The application's own words for readers: all that is stated, under the headings of the form."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.report import values
from sociallan.report.own_words import OwnAnswer, OwnList, OwnPart, OwnRecord, answer_at, own_words
from tests.builders import example, examples, own_words_of, screener, shape, view, words


def answers(parts: Iterable[OwnPart]) -> Iterator[OwnAnswer]:
    for part in parts:
        match part:
            case OwnAnswer():
                yield part
            case OwnRecord():
                yield from answers(part.parts)
            case OwnList():
                for item in part.items:
                    yield from answers(item)


def stated(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each value of a record with the path of its field."""
    fields = shape().fields
    for name, part in value.items():
        field = fields.get(f"{path}.{name}" if path else name)
        if field is None or field.type.name == "version" or part is None:
            continue
        if not field.children:
            yield from ((field.path, each) for each in (part if isinstance(part, list) else [part]))
        elif field.kind is FieldKind.LIST:
            for item in part:
                yield from stated(item, field.path)
        else:
            yield from stated(part, field.path)


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met"))
def test_all_that_an_application_states_is_told_in_the_order_of_the_form(name: str) -> None:
    own = screener().screen(example(name), traced=False).own_words
    assert own is not None

    told = list(answers(own_words(own, view())))

    labels = {path: words().pick(field.title) for path, field in shape().fields.items()}
    by_label: dict[str, str] = {}
    for each in told:
        by_label[each.label] = by_label.get(each.label, "") + each.text
    for path, value in stated(own.values):
        if isinstance(value, str) and not shape().fields[path].values:
            assert values.visible(value) in by_label[labels[path]]
        assert by_label[labels[path]]
    paths = [next(path for path, label in labels.items() if label == each.label) for each in told]
    top = list(dict.fromkeys(path.partition(".")[0] for path in paths))
    assert top == [child for child in shape().fields[""].children if child in top]


def test_choices_amounts_years_and_dates_read_as_in_the_report() -> None:
    own = own_words_of(
        "project: {area: housing, start: 2026}\ninvestment: {loan: 25000000}\n"
        "social: {effects: [increase_safety, equality], need: {evidence: [{year: 2024}]}}\nagenda_2030: [5, 11]\n"
    )

    texts = [answer.text for answer in answers(own_words(own, view()))]

    assert texts == [
        "Boende och boendemiljöer",
        "2026",
        "25\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 kr",
        "2024",
        "Ökad trygghet, Ökad jämlikhet eller jämställdhet",
        "5, 11",
    ]


def test_a_text_that_counts_as_no_answer_is_shown_as_such() -> None:
    (answer,) = answers(own_words(own_words_of("social: {change: 'Se bilaga 3'}\n"), view()))

    assert (answer.text, answer.counts) == ("Se bilaga 3", False)


def test_values_of_the_wrong_form_and_unknown_keys_are_left_out() -> None:
    own = own_words_of(
        "investment: {loan: en hel del}\nproject: [1]\nnyckel: text\nsocial: {goals: x, effects: [1, {}]}\n"
    )

    assert own_words(own, view()) == ()


def test_a_pointer_leads_to_an_answer_with_its_place_in_the_list() -> None:
    own = own_words_of("social: {goals: [{description: Trygga kvällar}, {description: }]}\n")

    found = answer_at("/social/goals/0/description", own, view())

    assert found == OwnAnswer("”Beskrivning av målet” (Mål nr 1)", "Trygga kvällar")
    for pointer in ("/social/goals/1/description", "/social/goals/7/description", "/social/goals", "/x", ""):
        assert answer_at(pointer, own, view()) is None
