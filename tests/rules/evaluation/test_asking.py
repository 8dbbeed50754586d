"""Questions that are asked of an application, with what they quote."""

from typing import Any

import pytest

from sociallan.application.form_check.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.asking import AskedQuestion
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, example, examples, loaded, screener, small_pack, source, values_text
from tests.pack.test_questions import FILE, POINT, QUESTION
from tests.sampling import sampled

TWO = [{"name": "Lotsar", "end": "2030"}, {"name": "Vandringar", "end": "2026-04"}, {"name": "Kurser", "end": "2026"}]


def asked(value: Any, pack: Pack | None = None) -> tuple[AskedQuestion, ...]:
    """Return the questions that are asked of an application by the small pack with a question."""
    used = pack or loaded({**small_pack(), FILE: QUESTION})
    return Screener(used, Shape(used.form), today=TODAY).screen(source(as_json(value))).questions


def quoted(question: AskedQuestion) -> dict[str, Any]:
    return {name: quote.value for name, quote in question.quotes.items()}


def test_the_first_item_that_fits_is_quoted_with_its_place() -> None:
    (question,) = asked({"project": {"end": "2028"}, "social": {"interventions": TWO}})

    assert quoted(question) == {"effort.name": "Vandringar", "effort.end": "2026-04", "project.end": "2028"}
    assert question.evidence == ("/social/interventions/1/name", "/social/interventions/1/end", "/project/end")


def test_a_question_is_not_asked_where_its_condition_does_not_hold() -> None:
    assert asked({"project": {"end": "2025"}, "social": {"interventions": TWO}}) == ()


def question_of(when: str, quote: str) -> Pack:
    """Return the small pack with a question that has another condition and quotes one value."""
    start, end = QUESTION.index("when:"), QUESTION.index("why:")
    asks = f"when: {when}\nquestion: {{sv: 'Varför {{{quote}}}?', en: 'Why {{{quote}}}?'}}\n"
    return loaded({**small_pack(), "values.yaml": values_text(), FILE: QUESTION[:start] + asks + QUESTION[end:]})


ENDED = "some: social.interventions, as: effort, must: {field: effort.end, equals: 2026}"
TITLED = "{field: project.title, stated: true}"


@pytest.mark.parametrize(
    ("part", "is_asked"),
    [
        ("none: social.interventions, as: one, must: {field: one.end, equals: 2027}", True),
        ("none: social.interventions, as: one, must: {field: one.end, equals: 2026}", False),
        ("each: social.interventions, as: one, count_at_least: 3", True),
        ("each: social.interventions, as: one, count_at_least: 4", False),
    ],
)
def test_a_part_that_names_no_item_only_has_to_be_true(part: str, is_asked: bool) -> None:
    pack = question_of(f"{{all: [{TITLED}, {{{part}}}]}}", "project.title")

    assert bool(asked({"project": {"title": "Torget"}, "social": {"interventions": TWO}}, pack)) is is_asked


@pytest.mark.parametrize(
    "when",
    [
        f"{{all: [{TITLED}, {{all: [{{{ENDED}}}, {TITLED}]}}]}}",
        f"{{all: [{{{ENDED}, count_at_least: 1}}, {TITLED}]}}",
        "{each: social.interventions, as: effort, count_at_least: 1, must: {field: effort.end, stated: true}}",
    ],
)
def test_an_item_is_quoted_from_wherever_it_is_sure_to_be_found(when: str) -> None:
    given = {"project": {"title": "Torget"}, "social": {"interventions": TWO[2:]}}

    (question,) = asked(given, question_of(when, "effort.end"))

    assert question.evidence == ("/social/interventions/0/end",)


def test_the_first_of_the_linked_items_that_fits_is_quoted_with_its_place() -> None:
    linked = "{some: social.interventions, as: effort, must: {all: [%s, {field: effort.end, stated: true}]}}"
    when = linked % "{field: effort.name, equals: {field: project.title}}"
    efforts = [{"end": "2025"}, {"name": "Parken", "end": "2025"}, {"name": "Torget"}]
    efforts += [{"name": "Torget", "end": "2026"}, {"name": "Torget", "end": "2027"}]

    (question,) = asked(
        {"project": {"title": "Torget"}, "social": {"interventions": efforts}}, question_of(when, "effort.end")
    )

    assert quoted(question) == {"effort.end": "2026"}
    assert question.evidence == ("/social/interventions/3/end",)
    assert (
        asked({"project": {"title": "Bron"}, "social": {"interventions": efforts}}, question_of(when, "effort.end"))
        == ()
    )


def test_behind_a_quoted_value_that_is_computed_stand_the_fields_that_it_comes_from() -> None:
    pack = question_of("{field: derived.loan_share, at_least: 50}", "derived.loan_share")

    (question,) = asked({"investment": {"loan": 8, "total_cost": 10}}, pack)

    assert quoted(question) == {"derived.loan_share": 80}
    assert question.evidence == ("/investment/loan", "/investment/total_cost")


@pytest.mark.parametrize(
    ("bound", "interventions", "is_asked"),
    [
        ("count_at_least: 2", TWO[:2], False),
        ("count_at_least: 2", TWO, True),
        ("count_at_most: 1", TWO[:2], True),
        ("count_at_most: 1", TWO, False),
    ],
)
def test_one_item_that_fits_is_not_enough_where_a_number_of_items_is_wanted(
    bound: str, interventions: list[Any], is_asked: bool
) -> None:
    pack = loaded({**small_pack(), FILE: QUESTION.replace("  as: effort\n", f"  as: effort\n  {bound}\n")})

    found = asked({"project": {"end": "2028"}, "social": {"interventions": interventions}}, pack)

    assert bool(found) is is_asked


def test_a_question_is_not_asked_where_what_it_quotes_is_missing() -> None:
    unnamed = [{"end": "2026"}]

    assert asked({"project": {"end": "2028"}, "social": {"interventions": unnamed}}) == ()
    assert asked({"social": {"interventions": TWO}}) == ()
    assert asked({}) == ()


def test_of_each_point_of_a_strong_answer_it_is_told_whether_the_item_that_was_found_has_it() -> None:
    names = f"names: [{POINT}, {POINT.replace('end', 'start')}]\ntests:\n"
    pack = loaded({**small_pack(), FILE: QUESTION.replace("tests:\n", names)})

    (question,) = asked({"project": {"end": "2028"}, "social": {"interventions": TWO}}, pack)

    assert question.found == (True, False)


def test_what_identifies_a_person_is_masked_where_it_is_quoted() -> None:
    interventions = [{"name": "Ring 08-123 45 67", "end": "2026"}]

    (question,) = asked({"project": {"end": "2028"}, "social": {"interventions": interventions}})

    assert "123 45 67" not in quoted(question)["effort.name"]


def test_the_heaviest_question_comes_first_and_equal_ones_as_in_the_pack() -> None:
    lighter = QUESTION.replace("Q-late", "Q-a").replace("weight: 70", "weight: 20")
    equal = QUESTION.replace("Q-late", "Q-z")
    pack = loaded({**small_pack(), "rules/Q-a.yaml": lighter, "rules/Q-z.yaml": equal, FILE: QUESTION})

    questions = asked({"project": {"end": "2028"}, "social": {"interventions": TWO}}, pack)

    assert [question.rule.id for question in questions] == ["Q-late", "Q-z", "Q-a"]


def test_a_question_has_no_outcome() -> None:
    pack = loaded({**small_pack(), FILE: QUESTION})
    value = {"project": {"end": "2028"}, "social": {"interventions": TWO}}

    screening = Screener(pack, Shape(pack.form), today=TODAY).screen(source(as_json(value)))

    assert [outcome.rule.id for outcome in screening.outcomes] == ["applicant-named"]


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 12))
def test_a_question_is_asked_exactly_where_its_condition_is_true(name: str) -> None:
    """The search for what is quoted and the two evaluators agree."""
    given = example(name)
    document = screener().screen(given, traced=True)
    decided = {rule.id: kind for rule, kind in screener().assess(given).decided if rule.level is Level.QUESTION}

    asked = {question.rule.id for question in document.questions}

    assert asked == {id_ for id_, kind in decided.items() if kind is OutcomeKind.JUDGEMENT}
