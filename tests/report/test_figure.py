"""The figure of an application's chain: what stands in its boxes, its goals, and where there are gaps."""

from sociallan.report.figure import FigureText, figure
from tests.builders import example, loaded, lsh, screen, small_pack, source, view


def figure_of(text: str) -> FigureText:
    own = screen(source(text)).own_words
    assert own is not None
    drawn = figure(own, lsh(), view())
    assert drawn is not None
    return drawn


def test_boxes_have_the_labels_of_the_pack_and_the_words_of_the_application() -> None:
    own = screen(example("ready/safety-ekersberga-centrum-for-alla.yaml")).own_words
    assert own is not None
    drawn = figure(own, lsh(), view())
    assert drawn is not None

    labels = ["Behov", "Målgrupp", "Investering och insatser", "Förändring", "Framtida läge"]
    assert [box.label for box in drawn.boxes] == labels
    assert not any(box.is_gap for box in drawn.boxes)
    assert all(label in drawn.description for label in labels)
    (goals,) = (box.goals for box in drawn.boxes if box.goals is not None)
    assert goals.goals
    assert all("→" in measure.change for goal in goals.goals for measure in goal.measures)


def test_an_empty_application_is_all_gaps() -> None:
    drawn = figure_of("project: {title: Torget}\n")

    assert all(box.is_gap for box in drawn.boxes)
    assert [box.goals.goals for box in drawn.boxes if box.goals is not None] == [()]
    assert "Mål: saknas." in drawn.description


def test_what_a_measure_lacks_is_a_gap_in_its_goal() -> None:
    drawn = figure_of(
        "social: {goals: [{description: Trygga kvällar, indicators: ["
        "{name: Trygga, unit: procent, baseline: {value: 41, year: 2019}, target: {value: 75, year: 2026}},"
        "{name: Besök, target: {value: 8}}]}, {description: Fler besök}]}\n"
    )

    (goals,) = (box.goals.goals for box in drawn.boxes if box.goals is not None)
    assert [measure.change for measure in goals[0].measures] == ["41 (2019) → 75 procent (2026)", "saknas → 8"]
    assert [measure.is_gap for measure in goals[0].measures] == [False, True]
    assert [(measure.name, measure.change) for measure in goals[1].measures] == [("Målets indikatorer", "saknas")]
    assert [goal.is_gap for goal in goals] == [True, True]
    assert "Trygga från 41 (2019) till 75 procent (2026)" in drawn.description


def test_a_text_stands_for_interventions_where_the_investment_is_one() -> None:
    drawn = figure_of("investment: {link: is_intervention, items: [{description: Tvätthus}]}\n")

    (effort,) = (box for box in drawn.boxes if len(box.parts) > 1)
    assert [part.texts for part in effort.parts] == [("Tvätthus",), ("Investeringen är själv insatsen",)]
    assert not effort.is_gap


def test_long_texts_end_after_a_word_and_long_lists_are_counted() -> None:
    items = ", ".join(f"{{name: Insats {number}}}" for number in range(6))
    goals = ", ".join(f"{{description: Mål {number}}}" for number in range(9))
    drawn = figure_of(
        f"social: {{change: '{'trygghet ' * 40}', interventions: [{items}], goals: [{goals}]}}\n"
        "investment: {items: [{description: " + "x" * 300 + "}]}\n"
    )

    texts = [part for box in drawn.boxes for part in box.parts]
    assert all(text.endswith("trygghet…") for part in texts for text in part.texts if text.startswith("trygghet"))
    assert all(len(text) <= 170 for part in texts for text in part.texts)
    assert [part.more for part in texts if part.more] == ["och 2 till"]
    assert [box.goals.more for box in drawn.boxes if box.goals is not None] == ["och 3 till"]


def test_a_pack_without_a_figure_has_none() -> None:
    own = screen(source("project: {title: Torget}\n")).own_words
    assert own is not None

    assert figure(own, loaded(small_pack()), view()) is None
