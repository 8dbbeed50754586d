"""Values that answer nothing: an empty list and some zeros are as good as absent, by every pack's form."""

from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sociallan.application.document import Gap, pointer_to
from sociallan.application.field import FieldKind, first_place
from sociallan.application.form_check.shape import Shape
from sociallan.application.form_check.unanswered import Unanswered, gap_of
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import with_value, without_value
from sociallan.pack.pack import Pack
from sociallan.pages.application_schema import application_schema
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, icma_sbp, lsh, words
from tests.sampling import sampled

PACKS = {"lsh": lsh, "icma_sbp": icma_sbp}


def fields() -> Iterator[tuple[str, str, Any]]:
    """Yield each field of a pack in which a value answers nothing, with that value."""
    for name, pack in PACKS.items():
        for path, field in pack().form.fields.items():
            if path and field.kind in (FieldKind.LIST, FieldKind.NUMBER):
                nothing: Any = [] if field.kind is FieldKind.LIST else 0
                if gap_of(field, nothing) is not None:
                    yield name, path, nothing


def document_of(pack: Pack, value: Any) -> Any:
    source = Source("application.json", as_json(value).encode())
    return Shape(pack.form).check(read(source, gaps=pack.gaps))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "path", "nothing"), list(fields()))
def test_what_answers_nothing_gets_what_its_absence_gets(name: str, path: str, nothing: Any) -> None:
    pack = PACKS[name]()
    screener = Screener(pack, Shape(pack.form), today=TODAY)
    place = first_place(path, pack.form.fields).split(".")

    for specimen in pack.specimens.values():
        stated = with_value(specimen, place, nothing)
        absent = without_value(stated, place)
        kinds = [
            [(rule.id, kind) for rule, kind in screener.assess(Source("a.json", as_json(value).encode())).decided]
            for value in (stated, absent)
        ]
        assert kinds[0] == kinds[1]


@pytest.mark.parametrize(("name", "path", "nothing"), list(fields()))
def test_what_answers_nothing_is_missing_with_its_reason(name: str, path: str, nothing: Any) -> None:
    pack = PACKS[name]()
    place = first_place(path, pack.form.fields).split(".")
    document = document_of(pack, with_value({}, place, nothing))

    assert document.gap(pointer_to(*place)) is (Gap.EMPTY if nothing == [] else Gap.ZERO)
    assert document.findings == ()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"investment": {"loan": 0}}, [(("investment", "loan"), Gap.ZERO)]),
        ({"investment": {"loan": 5}}, []),
        ({"investment": {"loan": 0.0}}, [(("investment", "loan"), Gap.ZERO)]),
        ({"investment": {"loan": None}}, []),
        ({"social": {"goals": [{"indicators": []}, None, "x", {"indicators": []}]}},
         [(("social", "goals", 0, "indicators"), Gap.EMPTY), (("social", "goals", 3, "indicators"), Gap.EMPTY)]),
        ({"social": {"goals": []}}, [(("social", "goals"), Gap.EMPTY)]),
        ({"social": {"goals": [{"indicators": []}, {"indicators": [{"target": {"value": 0}}]}]}},
         [(("social", "goals", 0, "indicators"), Gap.EMPTY)]),
        # Where something else stands than the form says, nothing is found in it.
        ({"investment": "x", "social": 5}, []),
        ({"investment": {"loan": ""}, "social": {"goals": {}, "effects": ""}}, []),
        ([{"investment": {"loan": 0}}], []),
        ("x", []),
    ],
)  # fmt: skip
def test_what_answers_nothing_is_found_where_it_stands_in_any_application(value: Any, found: Any) -> None:
    assert sorted(Unanswered(lsh().form).found(value)) == found


@pytest.mark.parametrize(("path", "value"), [("investment.grants", []), ("investment.green_loan", 0)])
def test_what_the_form_takes_for_an_answer_is_one(path: str, value: Any) -> None:
    document = document_of(lsh(), with_value({}, path.split("."), value))

    assert (document.unanswered, document.value["investment"]) == ({}, {path.partition(".")[2]: value})


def numbers() -> Iterator[tuple[str, str]]:
    """Yield the path of each number of a pack whose form has words that tell of a number without giving one."""
    for name, pack in PACKS.items():
        for path, field in pack().form.fields.items() if pack().form.in_words else ():
            if field.kind is FieldKind.NUMBER and field.type.name != "version":
                yield name, path


def as_step(name: str) -> str | int:
    return int(name) if name.isdecimal() else name


@cache
def editors(name: str) -> Draft202012Validator:
    return Draft202012Validator(application_schema(PACKS[name](), words("sv")))


@pytest.mark.law
@pytest.mark.parametrize(("name", "path"), list(numbers()))
def test_words_in_the_place_of_a_number_are_missing_with_their_reason_and_no_fault(name: str, path: str) -> None:
    pack = PACKS[name]()
    place = first_place(path, pack.form.fields).split(".")

    for word in sampled(sorted(pack.form.in_words), 4):
        for written in (word, f" {word.capitalize()} "):
            value = with_value({}, place, written)
            document = document_of(pack, value)
            assert (document.gap(pointer_to(*place)), document.findings) == (Gap.IN_WORDS, ())
            assert document.unanswered_texts == {pointer_to(*place): written}
            assert deque(map(as_step, place)) not in [error.absolute_path for error in editors(name).iter_errors(value)]


@pytest.mark.parametrize("path", ["social.need.evidence.level", "agenda_2030", "format"])
def test_words_in_the_place_of_a_number_are_a_fault_elsewhere(path: str) -> None:
    place = first_place(path, lsh().form.fields).split(".")
    document = document_of(lsh(), with_value({}, place, "många"))

    assert [finding.pointer for finding in document.findings] == [pointer_to(*place)]
    assert document.unanswered == {}


def test_words_in_the_place_of_a_number_are_told_beside_what_else_answers_nothing() -> None:
    value = {"investment": {"loan": "många", "total_cost": 0}, "social": {"effects": []}}
    document = document_of(lsh(), value)

    assert document.unanswered == {
        "/investment/loan": Gap.IN_WORDS,
        "/investment/total_cost": Gap.ZERO,
        "/social/effects": Gap.EMPTY,
    }
    assert document.value == {"investment": {"loan": None, "total_cost": None}, "social": {"effects": None}}
