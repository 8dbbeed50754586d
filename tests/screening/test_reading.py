"""Findings on an application's texts: gaps and doubts in every answer and format, whatever else a rule asks."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from sociallan.application.diagnostic import Severity
from sociallan.application.document import Gap, steps_of
from sociallan.application.location import Span
from sociallan.application.walking import with_value
from sociallan.formats import RENDERERS, render
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Reading, Screening, Verdict
from sociallan.screening.screen import Screener
from tests.builders import (
    TODAY,
    as_json,
    examples,
    in_own_words,
    loaded,
    lsh,
    outcome,
    report,
    rule_requiring,
    screen,
    screener,
    shape,
    small_pack,
    source,
    view,
    words,
)
from tests.mutants import value_of
from tests.provoked import FIGURES
from tests.sampling import sampled

GAPS = {
    "tbd": Gap.PLACEHOLDER, "TBD.": Gap.PLACEHOLDER, "[fyll i]": Gap.PLACEHOLDER, "Text här": Gap.PLACEHOLDER,
    "Ja": Gap.PLACEHOLDER, "#REF!": Gap.PLACEHOLDER, "Beskriv målgruppen": Gap.PLACEHOLDER,
    "Se bilaga 3": Gap.REFERS, "Enligt bifogad projektplan": Gap.REFERS, "Samma som ovan": Gap.REFERS,
    "Behovet beskrivs i bilaga 2.": Gap.REFERS,
    "Se bilaga 3, tjänsteskrivelse från samhällsbyggnadsförvaltningen.": Gap.REFERS,
    "Kompletteras under våren": Gap.DEFERS, "Vi återkommer när utredningen är klar.": Gap.DEFERS,
    "Under framtagande": Gap.DEFERS, "Inväntar beslut": Gap.DEFERS, "Inte bestämt än": Gap.DEFERS,
    "Ingen": Gap.DECLARED_UNKNOWN, "Vi vet inte ännu": Gap.DECLARED_UNKNOWN,
    "Ej tillämpligt i vårt fall": Gap.DECLARED_UNKNOWN,
    "A": Gap.NOISE, "asdf jklö asdf": Gap.NOISE, "Lorem ipsum dolor sit amet, consectetur": Gap.NOISE,
    "Hus och hem, hus och hem, hus och hem, hus och hem": Gap.NOISE,
    "Hur många är de, och var bor de?": Gap.ASKS,
    "Beskrivning av behovet": Gap.COPIED,
    "De 390 personer som hyr de 164 lägenheterna i Lärkgärdet.": Gap.COPIED,
}  # fmt: skip
"""Texts that say nothing, each with its reason."""

ANSWERS = (
    "Fler bor kvar.",
    "Trygghet",
    "Kvarboende",
    "Inga barn ska behöva flytta.",
    "Kommer fler till hallen har vi lyckats.",
)


@cache
def specimen() -> Any:
    return lsh().specimens["safety"]


PROSE = tuple(pointer for pointer, _ in lsh().answers.of(specimen()))


def with_texts(texts: Mapping[str, str]) -> Screening:
    value = specimen()
    for pointer, text in texts.items():
        value = with_value(value, steps_of(pointer), text)
    return screener().screen(source(as_json(value), "application.json"))


def missing(screening: Screening) -> set[str]:
    """Return the pointers of all texts that the report says are missing."""
    by_rules = {
        pointer
        for each in screening.outcomes
        if each.kind is OutcomeKind.MISSING
        for reason in each.reasons
        for pointer in reason.pointers
    }
    return by_rules | {each.pointer for each in screening.findings if each.code == "text.unanswered"}


def test_words_in_the_place_of_a_number_are_told_as_missing_whether_a_rule_asks_for_it_or_not() -> None:
    asked, not_asked = "/social/goals/0/indicators/0/target/value", "/social/need/evidence/0/value"
    screening = with_texts({asked: "ökar", not_asked: "många", PROSE[0]: "Se bilaga 3"})

    assert {asked, not_asked, PROSE[0]} <= missing(screening)
    (told,) = [each for each in screening.findings if each.pointer == not_asked]
    assert told.parameters == {"gap": "in_words", "text": "många"}


@cache
def required() -> tuple[str, ...]:
    """Return the answers in sentences without which the specimen is not ready."""
    return tuple(filter(is_required, PROSE))


def is_required(pointer: str) -> bool:
    value = with_value(specimen(), steps_of(pointer), None)
    return screener().assess(source(as_json(value), "application.json")).verdict is not Verdict.READY


@pytest.mark.slow
def test_the_specimen_is_ready_and_several_of_its_answers_are_required() -> None:
    assert with_texts({}).verdict is Verdict.READY
    assert len(required()) > 5


@pytest.mark.law
def test_a_text_that_says_nothing_is_never_ready_where_a_requirement_asks_and_is_told_everywhere_else() -> None:
    cases = [(gap, pointer) for gap in GAPS for pointer in PROSE]

    for gap, pointer in sampled(cases, 24):
        screening = with_texts({pointer: gap})

        assert pointer in missing(screening), (gap, pointer)
        assert (screening.verdict is Verdict.READY) is (pointer not in required()), (gap, pointer)


@pytest.mark.law
def test_a_text_that_says_nothing_is_told_with_its_reason_in_every_format() -> None:
    cases = [(gap, pointer) for pointer in PROSE if pointer not in required() for gap in GAPS]

    for gap, pointer in sampled(cases, 6):
        screening = with_texts({pointer: gap})

        reasons = words().say(f"trace.gap.{GAPS[gap]}"), words().say(f"gap.{GAPS[gap]}", field="").strip()
        for name, rendered in rendered_in_every_format(screening):
            assert any(reason in rendered for reason in reasons), (gap, pointer, name)
        assert words().counted("unanswered", 1) in render("csv", report(screening), view()).casefold()


@pytest.mark.parametrize("gap", GAPS)
def test_a_text_that_says_nothing_everywhere_is_told_everywhere(gap: str) -> None:
    screening = with_texts(dict.fromkeys(PROSE, gap))

    assert screening.verdict is Verdict.INCOMPLETE
    assert missing(screening).issuperset(PROSE)
    assert screening.reading is not None
    assert screening.reading.unanswered == screening.reading.texts == len(PROSE)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("okänt # än så länge", "okänt"),
        ("'vet ej'", "vet ej"),
        ("vet\n    ej", "vet ej"),
        ('"fyll\n    i"', "fyll i"),
        ('"\n    tbd"', "tbd"),
        ("|\n    tbd\n", "tbd"),
        (">-  # kommer\n    vet\n    ej\n", "vet ej"),
    ],
)
def test_a_text_that_is_none_is_told_as_it_says_however_many_lines_it_stands_on(written: str, told: str) -> None:
    screening = screener().screen(source(f"long_term:\n  description: {written}\n"))

    notes = [each for each in screening.findings if each.code == "text.unanswered"]
    assert [(note.parameters["text"], note.severity) for note in notes] == [(told, Severity.NOTE)]


@pytest.mark.parametrize(("asked", "test"), [("social.change", "min_chars: 3"), ("social.goals", "stated: true")])
def test_a_text_that_says_nothing_is_told_unless_a_rule_tells_that_it_is_missing(asked: str, test: str) -> None:
    files = small_pack(**{"rules__applicant-named": rule_requiring(f"{{field: {asked}, {test}}}")})
    files["pack.yaml"] += "prose: {referring: [se bilaga]}\n"
    given = source("social: {change: Se bilaga 3, future_state: Se bilaga 4}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    told = [each.pointer for each in screening.findings if each.code == "text.unanswered"]
    assert told == ["/social/change", "/social/future_state"][asked == "social.change" :]


@pytest.mark.parametrize(("text", "gap"), GAPS.items())
def test_each_gap_has_its_own_reason(text: str, gap: Gap) -> None:
    (reason,) = outcome(with_texts({"/social/future_state": text}), "social-effect-future-state").reasons

    assert reason.gaps == (gap,)


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_no_gap_however_short(text: str) -> None:
    screening = with_texts(dict.fromkeys(PROSE, text))

    assert not missing(screening).intersection(PROSE)


DOUBTS = {
    "Det finns inga särskilda sociala behov i området i dag.": "inga särskilda sociala behov",
    "Vi kommer inte att utvärdera satsningen när den är klar.": "inte att utvärdera",
    "The tenants want to stay and they are proud of the area that is their home.": "The tenants",
    "Bättre miljö.": "Bättre miljö.",
    "Se bilaga 3": "Se bilaga 3",
}  # fmt: skip


@pytest.mark.parametrize(("text", "quoted"), DOUBTS.items())
def test_a_doubt_is_told_with_its_words_in_every_format(text: str, quoted: str) -> None:
    screening = with_texts({"/long_term/description": text})

    assert screening.verdict is Verdict.READY
    for name, rendered in rendered_in_every_format(screening):
        assert quoted.split()[-1].rstrip(".") in rendered, name


def test_a_very_short_text_is_told_in_every_format_though_the_rule_has_a_question() -> None:
    screening = with_texts({"/social/need/description": "Otrygghet."})

    assert screening.verdict is Verdict.READY
    for name, rendered in rendered_in_every_format(screening):
        assert "Otrygghet" in rendered, name
        assert words().counted("characters", 20) in rendered, name


BINARY = {"xlsx"}
"""Formats that are no text: a workbook has the items of a report in a sheet of its own."""


def rendered_in_every_format(screening: Screening) -> Iterator[tuple[str, str]]:
    for name in set(RENDERERS) - BINARY:
        yield name, render(name, report(screening), view())


def test_one_text_in_several_fields_is_told_once() -> None:
    text = "Unga i stadsdelen saknar en trygg plats att mötas på."
    screening = with_texts(dict.fromkeys(("/social/change", "/social/future_state", "/long_term/description"), text))

    (note,) = [each for each in screening.findings if each.code == "text.same"]
    assert note.parameters["pointers"] == ("/social/change", "/social/future_state", "/long_term/description")
    assert note.pointer == "/social/change"


@pytest.mark.parametrize(("stated", "is_told"), [("Alla är trygga på torget.", False), (None, True)])
def test_the_name_of_a_field_within_a_text_is_told_if_that_field_is_not_filled_in(
    stated: str | None, is_told: bool
) -> None:
    value = with_value(specimen(), ["social", "change"], "Fler bor kvar future_state: alla är trygga")
    value = with_value(value, ["social", "future_state"], stated)

    found = screener().screen(source(as_json(value), "application.json"))

    told = [(each.pointer, each.parameters["key"]) for each in found.findings if each.code == "text.holds-field"]
    assert told == ([("/social/change", "future_state")] if is_told else [])


@pytest.mark.parametrize(("stated", "is_told"), [("kind: municipality", False), ("", True)])
def test_an_answer_that_a_name_has_taken_in_is_told_where_it_is_missing(stated: str, *, is_told: bool) -> None:
    text = f"applicant:\n  name: Ekhem AB\n   kind:municipality\n  {stated}\n"

    found = [each.pointer for each in screen(text).findings if each.code == "text.holds-field"]

    assert found == (["/applicant/name"] if is_told else [])


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ("unga i stadsdelen saknar en trygg plats att mötas på!", ["/social/change"]),
        ("– Unga i  stadsdelen saknar en trygg plats att mötas på.", ["/social/change"]),
        ("Unga i stadsdelen har en trygg plats att mötas på.", []),
    ],
)
def test_texts_are_compared_by_their_words_and_the_first_is_shown(again: str, told: list[str]) -> None:
    text = "Unga i stadsdelen saknar en trygg plats att mötas på."

    screening = with_texts({"/social/change": text, "/social/future_state": again})

    notes = [each for each in screening.findings if each.code == "text.same"]
    assert [each.pointer for each in notes] == told
    assert all(each.parameters["text"] == text for each in notes)


def test_a_short_text_may_stand_in_several_fields() -> None:
    screening = with_texts(dict.fromkeys(("/social/change", "/social/future_state"), "Fler bor kvar."))

    assert "text.same" not in {each.code for each in screening.findings}


def test_a_number_of_people_that_is_far_from_the_size_beside_it_is_told() -> None:
    screening = with_texts({"/social/target_group/description": "De 12 personer som bor i Björkhaga utan arbete."})

    (note,) = [each for each in screening.findings if each.code == "text.numbers"]
    assert (note.pointer, note.parameters["text"]) == ("/social/target_group/description", "12 personer")


def test_a_text_that_says_nothing_is_told_though_it_keeps_a_rule_from_being_decided() -> None:
    """Reports do not list the fields of such a rule, so that nothing else tells of it."""
    rule = rule_requiring("{field: social.change, min_chars: 3}")
    rule += "when: {field: social.target_group.description, min_chars: 3}\n"
    files = small_pack(**{"rules__applicant-named": rule})
    files["pack.yaml"] += "prose: {referring: [se bilaga]}\n"
    given = source("social: {change: Fler bor kvar, target_group: {description: Se bilaga 3}}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    assert outcome(screening, "applicant-named").undetermined
    assert missing(screening) >= {"/social/target_group/description"}
    assert "text.unanswered" in {each.code for each in screening.findings}


@pytest.mark.parametrize(("field", "codes"), [("change", []), ("future_state", ["text.denial"])])
def test_a_doubt_that_a_rule_tells_is_not_told_again(field: str, codes: list[str]) -> None:
    files = small_pack(**{"rules__applicant-named": rule_requiring("{field: social.change, no_doubt: denial}")})
    files["pack.yaml"] += "prose: {denying: [inget behov]}\n"
    given = source(f"social: {{{field}: Det finns inget behov av mer}}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    assert [each.code for each in screening.findings if each.code.startswith("text.")] == codes
    assert screening.reading == Reading(texts=1, unanswered=0, short=None, doubtful=1)


def test_a_text_that_only_a_rule_doubts_is_counted_with_those_that_raise_a_question() -> None:
    asked = "{each: social.interventions, as: one, must: {field: one.name, no_doubt: same_text}}"
    files = small_pack(**{"rules__applicant-named": rule_requiring(asked)})
    named = "{name: Unga i stadsdelen får en trygg plats att mötas på}"
    given = source(f"social: {{interventions: [{named}, {named}]}}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    assert [each.code for each in screening.findings] == []
    assert screening.reading == Reading(texts=2, unanswered=0, short=None, doubtful=2)


@pytest.mark.parametrize(("own", "codes"), [("", []), (", own_language: [och]", ["text.other-language"])])
def test_another_language_is_found_only_where_words_of_ones_own_are_known(own: str, codes: list[str]) -> None:
    files = small_pack()
    files["pack.yaml"] += f"prose: {{other_language: [the, and, they]{own}}}\n"
    given = source("social: {change: The park and they}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    assert [each.code for each in screening.findings if each.code.startswith("text.")] == codes


def test_a_short_text_that_a_rule_tells_is_not_told_again_and_raises_no_doubt() -> None:
    files = small_pack(**{"rules__applicant-named": rule_requiring("{field: social.change, min_chars: 30}")})
    files["pack.yaml"] += "prose: {short: limit}\n"
    given = source("social: {change: Fler bor, future_state: Fler bor}\n")

    screening = Screener(loaded(files), shape(), today=TODAY).screen(given)

    assert [(each.code, each.pointer) for each in screening.findings] == [("text.short", "/social/future_state")]
    assert screening.reading == Reading(texts=2, unanswered=0, short=2, doubtful=0)


@pytest.mark.parametrize("stated", ["null", "'   '  # fyll i"])
def test_what_holds_no_text_is_no_text(stated: str) -> None:
    screening = screener().screen(source(f"social:\n  change: {stated}\n"))

    assert screening.reading == Reading(texts=0, unanswered=0, short=0, doubtful=0)


def test_the_place_of_a_doubt_is_that_of_its_words_which_are_shown() -> None:
    files = small_pack()
    files["pack.yaml"] += "prose: {denying: [inget behov]}\n"
    given = source("social:\n  change: |\n    Vi bor här.\n    Det finns inget behov av mer\n")

    (note,) = Screener(loaded(files), shape(), today=TODAY).screen(given).findings

    assert note.place.span == Span(4, 15, 4, 26)
    assert note.place.excerpt == "    Det finns inget behov av mer"


def test_what_waits_to_be_filled_in_is_a_doubt_with_its_words_and_place() -> None:
    given = source("social:\n  change: |\n    Fler bor kvar.\n    Hyran höjs med XX kronor.\n")

    screening = screener().screen(given)

    (note,) = [each for each in screening.findings if each.code == "text.unfinished"]
    assert (note.pointer, note.parameters["text"]) == ("/social/change", "XX")
    assert note.place.span == Span(4, 20, 4, 22)
    assert screening.reading == Reading(texts=1, unanswered=0, short=0, doubtful=1)


def test_the_name_of_a_field_is_told_at_its_own_place_in_a_text_of_several_lines() -> None:
    given = source("social:\n  change: |\n    Fler bor kvar.\n    Och future_state: alla är trygga\n")

    found = Screener(loaded(small_pack()), shape(), today=TODAY).screen(given).findings

    assert [note.place.span for note in found if note.code == "text.holds-field"] == [Span(4, 9, 4, 21)]


def test_very_short_texts_are_told_together_at_the_first() -> None:
    (note,) = with_texts({"/social/need/evidence/0/finding": "Tryggare för en ung", "/social/change": "Ökat."}).findings

    answers = ("/social/need/evidence/0/finding", "Tryggare för en ung"), ("/social/change", "Ökat.")
    assert (note.code, note.pointer, note.parameters["answers"]) == ("text.short", answers[0][0], answers)


def test_blanks_around_a_text_make_it_no_longer_than_it_is() -> None:
    (note,) = with_texts({"/social/need/evidence/0/finding": "  Tryggare för en ung  "}).findings

    assert note.code == "text.short"


def test_a_text_of_as_many_characters_as_are_asked_is_not_very_short() -> None:
    assert with_texts({"/social/need/evidence/0/finding": "Tryggare för de unga"}).findings == ()


def test_a_copied_example_is_told_at_its_first_text() -> None:
    value = in_own_words(value_of(examples("ready")[0]))
    value = with_value(value, ["applicant", "name"], "Annan kommun")

    notes = screener().screen(source(as_json(value), "application.json")).findings

    (note,) = [note for note in notes if note.code == "text.of-example"]
    assert note.pointer == "/project/summary"
    assert note.parameters == {"example": value_of(examples("ready")[0])["project"]["title"], "texts": 26, "of": 37}


def test_the_numbers_of_the_texts_are_told() -> None:
    screening = with_texts({"/long_term/description": "Se bilaga", "/social/need/evidence/0/finding": "Otrygghet."})

    assert screening.reading == Reading(texts=len(PROSE), unanswered=1, short=1, doubtful=0)


def test_a_file_that_cannot_be_read_has_no_numbers() -> None:
    assert screener().screen(source("- 1\n")).reading is None


INDICATOR = {"unit": "procent", "baseline": {"value": 71, "year": 2020}, "target": {"value": 90, "year": 2029}}


def figures(text: str, *indicators: Any, **beside: Any) -> list[tuple[Any, Any]]:
    """Return the figures that are told of the text of a goal, each with the fields that it is none of."""
    goal = {"description": text, "indicators": [*indicators]}
    found = screen(as_json({"submitted": "2024-11-04", "social": {"goals": [goal]}, **beside})).findings
    return [(each.parameters["text"], each.parameters["answers"]) for each in found if each.code == "text.figure"]


@pytest.mark.slow
def test_a_goal_whose_text_names_another_value_than_its_indicators_is_told_with_both() -> None:
    at = "/social/goals/0/indicators/0"

    assert figures("Av hyresgästerna bor 80 procent kvar.", INDICATOR) == [
        ("80 procent", ((f"{at}/baseline/value", 71), (f"{at}/target/value", 90)))
    ]
    assert figures("Av hyresgästerna bor 90 procent kvar.", INDICATOR) == []
    assert figures("Av hyresgästerna bor 80 procent kvar.", INDICATOR, {"unit": "procent"}) == []
    assert figures("Av hyresgästerna bor 80 procent kvar.", {**INDICATOR, "unit": None}) == []


@pytest.mark.slow
def test_a_goal_whose_text_names_another_year_than_its_targets_is_told_unless_the_year_is_that_of_something_else() -> (
    None
):
    text, until = "Hyresgästerna bor kvar år 2035.", {"long_term": {"until": "2035-06"}}

    assert figures(text, INDICATOR) == [("2035", (("/social/goals/0/indicators/0/target/year", "2029"),))]
    assert figures(text, INDICATOR, **until) == []
    assert figures(text, {"unit": "procent"}) == []


def test_an_amount_of_the_loan_that_is_not_the_one_stated_is_told_in_any_text() -> None:
    text = "Hela lånet på 45 miljoner kronor går till gården."
    loan = {"investment": {"loan": 54_000_000, "green_loan": 18_000_000}}

    assert figures(text, **loan) == [("lånet på 45 miljoner kronor", (("/investment/loan", 54_000_000),))]
    assert figures(text.replace("45", "72"), **loan) == []
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi söker ett lån om 45 miljoner kronor.", ["lån om 45 miljoner kronor"]),
        ("Ett grönt lån på 45 miljoner kronor betalar parken.", ["grönt lån på 45 miljoner kronor"]),
        ("Det gröna lånet om 18 mkr betalar parken.", []),
        ("Ett tidigare grönt lån på 45 miljoner kronor betalade parken.", []),
    ],
)
def test_the_amounts_of_both_loans_are_told_where_the_text_has_another(text: str, told: list[str]) -> None:
    loan = {"investment": {"loan": 54_000_000, "green_loan": 18_000_000}}

    assert [found for found, _ in figures(text, **loan)] == told


def test_a_goal_may_name_a_year_of_something_else() -> None:
    assert figures("Hyresgästerna bor kvar. Översiktsplan 2035 lyfter området.", INDICATOR) == []
    assert figures("Av hyresgästerna bor nästan 75 procent kvar.", INDICATOR) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hyresgästerna, särskilt de 95 unga", False),
        ("Hyresgästerna, särskilt de 950 unga", True),
        ("Hyresgästerna och de 95 unga", True),
    ],
)
def test_a_number_of_some_of_the_group_may_be_smaller_than_the_size_beside_it(text: str, told: bool) -> None:
    screening = screen(as_json({"social": {"target_group": {"description": text, "size": 300}}}))

    assert ("text.numbers" in {each.code for each in screening.findings}) is told


def test_evidence_whose_text_names_another_figure_than_its_value_is_told() -> None:
    screening = screen(FIGURES.format(183))

    (note,) = [each for each in screening.findings if each.code == "text.figure"]
    assert (note.pointer, note.parameters["text"]) == ("/social/need/evidence/0/finding", "138 personer")
    assert note.parameters["answers"] == (("/social/need/evidence/0/value", 183),)
    assert "text.figure" not in {each.code for each in screen(FIGURES.format(138)).findings}
