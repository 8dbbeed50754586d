"""An interview: what is asked, in which order, and what answers lead to. Nothing here reads or writes a file."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import field_path, steps_of
from sociallan.application.form_check.shape import Shape
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import with_value
from sociallan.files import packs
from sociallan.pack.load import load
from sociallan.pages.template import template
from sociallan.report.view import View
from sociallan.screening.interview.interview import Interviewer
from sociallan.screening.interview.interview_turn import (
    Accepted,
    Ask,
    Confirm,
    Contradicted,
    Doubted,
    Empty,
    More,
    NoYesOrNo,
    OptionalOnly,
    Refused,
    Removed,
    Turn,
)
from sociallan.screening.report import Verdict
from sociallan.screening.screen import Screener
from tests.builders import (
    EXAMPLES,
    ROOT,
    TODAY,
    form,
    in_own_words,
    loaded,
    lsh,
    pack_schemas,
    rule_requiring,
    shape,
    small_pack,
    words,
)
from tests.screening.interview.interviewing import interview

READY = EXAMPLES / "ready" / "investment-outside-the-area.yaml"
EMPTY: Mapping[str, Any] = {"format": 1}


@cache
def interviewer() -> Interviewer:
    return Interviewer(Screener(lsh(), shape(), today=TODAY), shape())


@cache
def wanted() -> Mapping[str, Any]:
    value: Mapping[str, Any] = in_own_words(read(Source("a.yaml", READY.read_bytes())).value)
    return value


@cache
def whole() -> tuple[tuple[Turn, str], ...]:
    return tuple(interview(interviewer(), wanted(), EMPTY))


def asked(turns: tuple[tuple[Turn, str], ...]) -> list[str]:
    return [turn.question.pointer for turn, _ in turns if turn.question is not None]


def at(pointer: str, begin: Mapping[str, Any] | None = None) -> Turn:
    """Return the turn that asks for a field, in an interview in which all before it is passed over."""
    turn = interviewer().begin(EMPTY if begin is None else begin)
    while turn.question is not None and turn.question.pointer != pointer:
        turn = interviewer().answer(turn, "")
    assert turn.question is not None, pointer
    return turn


@pytest.mark.slow
def test_an_interview_on_the_answers_of_a_ready_application_makes_one_that_is_ready() -> None:
    last, _ = whole()[-1]

    assert last.question is None
    assert last.screening.verdict is Verdict.READY


@pytest.mark.slow
def test_another_pack_on_another_form_is_asked_in_its_own_order() -> None:
    folder = ROOT / "rules" / "icma_sbp"
    pack = load(packs.pack_files(folder), pack_schemas())
    other = Interviewer(Screener(pack, Shape(pack.form), today=TODAY), Shape(pack.form))
    specimen = read(Source("a.yaml", (folder / "specimens" / "school.yaml").read_bytes())).value

    turns = tuple(interview(other, specimen, {}))

    required = [turn.question for turn, _ in turns if turn.question is not None and not turn.state.optional]
    parts = list(dict.fromkeys(map(other.part, required)))
    assert parts == sorted(parts, key=pack.form.fields[""].children.index)
    assert turns[-1][0].screening.verdict is Verdict.READY


@pytest.mark.slow
def test_the_parts_come_in_the_order_of_the_form_the_required_ones_first() -> None:
    required = [turn for turn, _ in whole() if turn.question is not None and not turn.state.optional]
    parts = list(dict.fromkeys(interviewer().part(turn.question) for turn in required if turn.question is not None))
    order = [*form().asked_first, *(name for name in form().fields[""].children)]

    assert [part for part in parts if part in form().asked_first][:3] == [
        "social.need",
        "social.target_group",
        "social.effects",
    ]
    assert parts == sorted(parts, key=order.index)
    assert any(OptionalOnly() in turn.replies for turn, _ in whole())


@pytest.mark.slow
def test_a_reference_waits_for_what_it_refers_to_and_the_label_is_given() -> None:
    pointers = asked(whole())
    last, _ = whole()[-1]

    assert pointers.index("/investment/items/0/cost") < pointers.index("/social/interventions/0/linked_to")
    assert not any(pointer.endswith("/id") for pointer in pointers)
    assert [item["id"] for item in last.state.value["investment"]["items"]][:2] == ["I1", "I2"]


@pytest.mark.slow
@pytest.mark.parametrize(("area", "other"), [("health", "housing"), ("housing", "health")])
def test_only_what_applies_is_asked(area: str, other: str) -> None:
    turn, pointers = interviewer().begin({"project": {"area": area}}), []
    while turn.question is not None:
        pointers.append(turn.question.pointer)
        turn = interviewer().answer(turn, "")

    assert any(pointer.startswith(f"/{area}/") for pointer in pointers)
    assert not any(pointer.startswith(f"/{other}/") for pointer in pointers)
    assert not any(field_path(steps_of(p)) in ("format", "applicant.contacts.email") for p in pointers)


@pytest.mark.slow
def test_no_question_is_asked_twice_without_a_reason() -> None:
    pointers = asked(
        tuple(pair for pair in whole() if not any(isinstance(each, Refused | Empty) for each in pair[0].replies))
    )

    assert len(pointers) - len(set(pointers)) <= 2


@pytest.mark.slow
def test_what_was_answered_is_not_asked_again_when_the_interview_is_taken_up() -> None:
    count = 70
    turn, _ = whole()[count]
    before = {pointer for (earlier, line), pointer in zip(whole()[:count], asked(whole()), strict=False) if line}

    again = tuple(interview(interviewer(), wanted(), turn.state.value, only_required=True))

    answered = {p for p in before if not p.rpartition("/")[2].isdecimal()}
    assert answered.isdisjoint(asked(again))
    assert again[-1][0].screening.verdict is Verdict.READY


def test_the_empty_items_of_the_template_count_for_nothing() -> None:
    text = template("a.yaml", lsh(), View(words(), form().fields, lsh().tables))

    assert interviewer().begin(read(Source("", text.encode())).value).question == interviewer().begin(EMPTY).question


def test_an_answer_is_written_with_the_label_of_its_item() -> None:
    turn = interviewer().answer(at("/investment/items/0/description"), "Fem nya tvätthus på gårdarna")

    assert turn.writes == (
        ("/investment/items/0/id", "I1"),
        ("/investment/items/0/description", "Fem nya tvätthus på gårdarna"),
    )


def test_a_contradiction_is_told_at_once_and_the_question_asked_again() -> None:
    turn = at("/investment/loan", {"investment": {"total_cost": 1_000_000}})

    after = interviewer().answer(turn, "2 mkr")
    changed = interviewer().answer(after, "1 mkr")

    assert [each.outcome.rule.id for each in after.replies if isinstance(each, Contradicted)] == [
        "financing-loan-within-cost"
    ]
    assert isinstance(after.question, Ask)
    assert (after.question.pointer, after.question.current) == ("/investment/loan", 2_000_000)
    assert [type(each) for each in changed.replies] == [Accepted]
    assert interviewer().answer(after, "").state.value["investment"]["loan"] == 2_000_000


@pytest.mark.parametrize("goals", [[3, 12], [3]])
def test_a_contradicted_list_is_asked_for_anew_though_its_name_ends_with_a_number(goals: list[int]) -> None:
    each = "{each: agenda_2030, as: goal, must: {field: goal, at_most: 10}}"
    limits = f"{{all: [{each}, {{field: agenda_2030, min_items: 2}}]}}"
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(limits)}))
    of_small_pack = Interviewer(Screener(pack, Shape(pack.form), today=TODAY), Shape(pack.form))

    turn = of_small_pack.begin({"format": 1, "agenda_2030": goals})

    assert turn.question is not None
    assert turn.question.pointer == "/agenda_2030"


@pytest.mark.parametrize(
    ("pointer", "line", "doubt"),
    [
        ("/evaluation/method", "Enkät", "text.short"),
        ("/social/target_group/description", "Det finns ingen avgränsad målgrupp i projektet.", "text.denial"),
        ("/evaluation/reports_to", "anna.svensson@exempelkommun.example", "privacy-email"),
        ("/project/status", "planerat", "financing-status-fits-dates"),
    ],
)
def test_a_doubt_about_an_answer_is_told_at_once_and_nothing_asked_again(pointer: str, line: str, doubt: str) -> None:
    turn = at(pointer, {"project": {"start": "2020-03"}, "social": {"change": "Trygg."}})

    after = interviewer().answer(turn, line)

    told = [each.doubt for each in after.replies if isinstance(each, Doubted)]
    assert [each.code if isinstance(each, Diagnostic) else each.rule.id for each in told][:1] == [doubt]
    assert after.question is not None
    assert after.question.pointer != pointer


def test_a_short_answer_is_told_without_those_before_it() -> None:
    after = interviewer().answer(at("/evaluation/method", {"social": {"change": "Trygg."}}), "Enkät")

    (told,) = (each.doubt for each in after.replies if isinstance(each, Doubted))
    assert isinstance(told, Diagnostic)
    assert told.parameters["answers"] == (("/evaluation/method", "Enkät"),)


def test_no_doubt_is_told_of_what_only_waits_for_later_answers() -> None:
    assert [each for turn, _ in whole() for each in turn.replies if isinstance(each, Doubted)] == []


def test_what_is_contradicted_is_asked_for_before_what_may_be_left_out() -> None:
    begin = with_value(wanted(), ("investment", "loan"), 10**9)
    turn = interviewer().begin(begin)

    let_stand = interviewer().answer(turn, "")
    mended = interviewer().answer(let_stand, "1 miljard")

    assert [each.outcome.rule.id for each in turn.replies if isinstance(each, Contradicted)] == [
        "financing-loan-within-cost"
    ]
    assert [each.question and each.question.pointer for each in (turn, let_stand)] == [
        "/investment/loan",
        "/investment/total_cost",
    ]
    assert "financing-loan-within-cost" not in [
        each.outcome.rule.id for each in mended.replies if isinstance(each, Contradicted)
    ]


@pytest.mark.parametrize(
    ("pointer", "line", "kind"),
    [
        ("/investment/loan", "massor", Refused),
        ("/investment/loan", "0", Empty),
        ("/social/change", "se bilaga 3", Empty),
        ("/investment/items/1", "kanske", NoYesOrNo),
    ],
)
def test_a_wrong_answer_changes_nothing_and_is_told(pointer: str, line: str, kind: type) -> None:
    turn = at(pointer, {"investment": {"items": [{"cost": 7}]}})

    after = interviewer().answer(turn, line)

    assert [type(each) for each in after.replies] == [kind]
    assert after._replace(replies=()) == turn._replace(replies=(), writes=())


def test_a_date_that_never_comes_is_asked_for_once() -> None:
    turn = at("/social/interventions/0/end", {"social": {"interventions": [{"name": "Ungdomsgård"}]}})

    after = interviewer().answer(turn, "tills vidare")

    assert after.writes[-1] == ("/social/interventions/0/permanent", True)
    assert after.question is not None
    assert after.question.pointer not in ("/social/interventions/0/end", "/social/interventions/0/permanent")


def test_a_guess_is_asked_about_and_another_answer_may_be_given_instead() -> None:
    turn = interviewer().answer(at("/social/effects"), "trygget")

    assert isinstance(turn.question, Confirm)
    assert interviewer().answer(turn, "ja").state.value["social"]["effects"] == ["increase_safety"]
    assert interviewer().answer(turn, "").state.value["social"]["effects"] == ["increase_safety"]
    assert interviewer().answer(turn, "1").state.value["social"]["effects"] == ["reduce_exclusion"]
    assert interviewer().answer(turn, "nej").question == turn.question.asked
    assert interviewer().back(turn).question == turn.question.asked


def test_the_way_back_leads_to_the_question_before_with_its_answer() -> None:
    first = interviewer().begin(EMPTY)
    second = interviewer().answer(first, "Hyresgästerna är otrygga i tvättstugorna på kvällen.")

    back = interviewer().back(second)

    assert first.question is not None
    assert back.question is not None
    assert (back.question.pointer, getattr(back.question, "current", "")) == (
        first.question.pointer,
        "Hyresgästerna är otrygga i tvättstugorna på kvällen.",
    )
    assert interviewer().answer(back, "").question == second.question
    assert interviewer().back(first)._replace(replies=()) == first._replace(replies=())


def test_what_is_passed_over_is_asked_the_next_time() -> None:
    first = interviewer().begin(EMPTY)
    passed = interviewer().answer(first, "")

    assert passed.question != first.question
    assert interviewer().begin(passed.state.value).question == first.question


def test_what_was_passed_over_and_is_required_by_a_later_answer_is_asked_again() -> None:
    turn = interviewer().answer(interviewer().answer(at("/investment/items/0/type"), ""), "Fem tvätthus på gårdarna")
    while turn.question is not None and turn.question.pointer != "/project/area":
        turn = interviewer().answer(turn, "")

    after = interviewer().answer(turn, "boende och boendemiljöer")

    assert after.question is not None
    assert after.question.pointer == "/investment/items/0/type"


def test_an_item_of_which_nothing_was_said_is_no_item() -> None:
    turn = at("/social/goals/0/description")
    while turn.question is not None and turn.question.pointer.startswith("/social/goals/0"):
        turn = interviewer().answer(turn, "")

    assert not turn.state.value.get("social", {}).get("goals")


@pytest.mark.slow
def test_that_there_is_none_is_an_answer_where_a_list_may_be_empty() -> None:
    turn = at("/investment/grants/0")

    assert isinstance(turn.question, More)
    assert interviewer().answer(turn, "nej").writes == (("/investment/grants", []),)
    assert interviewer().answer(turn, "").writes == ()


def test_a_value_that_cannot_be_read_is_asked_for_anew() -> None:
    turn = at("/investment/loan", {"investment": {"total_cost": 9, "loan": "massor"}})

    assert isinstance(turn.question, Ask)
    assert turn.question.current == "massor"
    assert turn.question.fault is not None
    assert at("/investment/loan").question == turn.question._replace(current=None, fault=None)


@pytest.mark.slow
def test_what_is_required_and_passed_over_is_counted_until_it_is_answered() -> None:
    turn = interviewer().begin(EMPTY)
    while turn.question is not None:
        assert turn.skipped + turn.left > 0
        turn = interviewer().answer(turn, "")

    assert (turn.left, turn.skipped) == (0, interviewer().begin(turn.state.value).left)

    answered = interviewer().answer(interviewer().answer(interviewer().begin(EMPTY), ""), "")
    assert answered.skipped > interviewer().back(answered).skipped
    assert whole()[-1][0].skipped == 0


def test_a_contradiction_is_left_until_it_is_let_stand_and_skipped_then() -> None:
    value = with_value(wanted(), ["investment", "loan"], 90_000_000)
    turn = interviewer().begin(value)

    assert turn.question is not None
    assert (turn.left, turn.skipped) == (1, 0)
    while turn.question is not None:
        turn = interviewer().answer(turn, "")
    assert (turn.left, turn.skipped) == (0, 1)


def test_an_answer_that_is_the_same_as_another_one_is_shown_before_it_is_taken() -> None:
    begin = {**EMPTY, "social": {"need": {"evidence": [{"source": "Enkäten"}]}, "goals": [{"indicators": [{}]}]}}
    asked_for = at("/social/goals/0/indicators/0/source", begin)

    turn = interviewer().answer(asked_for, "samma")

    assert isinstance(turn.question, Confirm)
    assert turn.question.entry.value == "Enkäten"
    assert interviewer().answer(turn, "").writes[-1] == ("/social/goals/0/indicators/0/source", "Enkäten")


def test_an_answer_that_is_the_same_as_none_is_no_answer() -> None:
    turn = interviewer().answer(at("/applicant/member/name"), "samma")

    assert [type(reply) for reply in turn.replies] == [Empty]
    assert not turn.writes


def test_a_wrong_answer_is_told_of_the_item_that_was_asked_about() -> None:
    turn = at("/social/interventions/1/start", {"social": {"interventions": [{"name": "Värdar"}, {"name": "Tunneln"}]}})

    (reply,) = interviewer().answer(turn, "hösten 2027").replies

    assert isinstance(reply, Refused)
    assert reply.fault.pointer == "/social/interventions/1/start"


def test_an_answer_that_stands_can_be_taken_away() -> None:
    begin = with_value(wanted(), ("social", "goals", "0", "indicators", "0", "catalogue"), "trygghet")
    turn = at("/social/goals/0/indicators/0/catalogue", begin)

    after = interviewer().answer(turn, "-")

    assert after.replies[0] == Removed()
    assert after.writes == (("/social/goals/0/indicators/0/catalogue", None),)
    assert "catalogue" not in after.state.value["social"]["goals"][0]["indicators"][0]
    assert not any(isinstance(each, Contradicted) for each in after.replies)
    assert after.question is None or after.question.pointer != turn.question.pointer  # type: ignore[union-attr]


def test_where_nothing_stands_there_is_nothing_to_take_away() -> None:
    turn = at("/social/change")

    assert [type(each) for each in interviewer().answer(turn, "-").replies] == [Empty]


def test_an_item_may_be_named_by_its_words() -> None:
    items = [{"id": "I1", "description": "Gångtunneln breddas"}, {"id": "I2", "description": "Torget byggs om"}]
    begin = {"investment": {"items": items}, "social": {"interventions": [{"name": "Värdar på torget"}]}}

    turn = interviewer().answer(at("/social/interventions/0/linked_to", begin), "torget")

    assert isinstance(turn.question, Confirm)
    assert turn.question.entry.value == ["I2"]


def test_another_wrong_answer_in_the_place_of_a_wrong_one_is_told_too() -> None:
    pointer = "/social/goals/0/indicators/0/catalogue"
    turn = interviewer().answer(
        at(pointer, {"social": {"goals": [{"indicators": [{"name": "Trygga"}]}]}}), "41 procent"
    )

    after = interviewer().answer(turn, "trygghet")
    kept = interviewer().answer(after, "trygghet")

    for each in (turn, after):
        assert any(isinstance(reply, Contradicted) for reply in each.replies)
        assert each.question is not None
        assert each.question.pointer == pointer
    assert not any(isinstance(reply, Contradicted) for reply in kept.replies)
