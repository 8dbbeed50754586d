"""The one number of a text: what is named, and what may be another number."""

import json
from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.application.notation.numbers_in_text import one_number
from tests.application.reading import only_finding
from tests.builders import as_json, checked, form


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("22 mkr;", "22000000"),
        ("= 22 mkr.", "22000000"),
        ("[22 mkr]", "22000000"),
    ],
)
def test_signs_around_an_amount_that_say_nothing_are_left_out(text: str, suggestion: str) -> None:
    finding = only_finding(checked(as_json({"investment": {"loan": text}})))

    assert (finding.code, finding.suggestion) == ("schema.amount", suggestion)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("minst 22 mkr", "22000000"),
        ("22 mkr inkl. moms", "22000000"),
        ("25 000 000 kr, exkl. moms", "25000000"),
        ("ca 22,5 miljoner kr i år", "22500000"),
        ("> 2 mkr", "2000000"),
        ("minst 1 000", "1000"),
        ("minst 2 000", "2000"),
        ("minst 1 tkr", "1000"),
        ("minst 500 kr", "500"),
    ],
)
def test_the_one_amount_of_a_text_is_named(text: str, suggestion: str) -> None:
    finding = only_finding(checked(as_json({"investment": {"loan": text}})))

    assert (finding.code, finding.suggestion) == ("schema.number-in-text", suggestion)


@pytest.mark.parametrize(
    "text",
    [
        "minst 65",
        "22 nya mkr",
        "22 hundra",
        "halva 22 mkr",
        "22 mkr per år",
        "2-3 mkr",
        "minst 999",
        "HÄLFTEN av 22 mkr",
        "22 mkr PER år",
    ],
)
def test_no_amount_is_named_where_another_may_be_meant(text: str) -> None:
    finding = only_finding(checked(as_json({"investment": {"loan": text}})))

    assert (finding.code, finding.suggestion) == ("schema.amount", None)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("320 ungdomar", "320"),
        ("minst 65", "65"),
        ("65 eller fler", "65"),
        ("65+", "65"),
        ("≥ 65", "65"),
        ("ett 20-tal", "20"),
        ("320 (unga)", "320"),
        ("omkring 4 000 elever och lärare", "4000"),
    ],
)
def test_the_one_number_of_a_text_is_named(text: str, suggestion: str) -> None:
    finding = only_finding(checked(as_json({"social": {"target_group": {"size": text}}})))

    assert (finding.code, finding.suggestion) == ("schema.number-in-text", suggestion)


@pytest.mark.parametrize(
    "text", ["hälften av 300", "5 per lägenhet", "20 av 30", "20-30 barn", "4.000 barn", "3 dussin"]
)
def test_no_number_is_named_where_another_may_be_meant(text: str) -> None:
    finding = only_finding(checked(as_json({"social": {"target_group": {"size": text}}})))

    assert (finding.code, finding.suggestion) == ("schema.number", None)


@pytest.mark.parametrize(("length", "number"), [(79, 320), (80, 320), (81, None)])
def test_a_number_is_sought_in_a_text_that_is_not_long(length: int, number: int | None) -> None:
    assert one_number("320 ".ljust(length, "a"), {"320": 320}.get, is_amount=False) == number


def test_the_unit_of_a_number_is_of_two_words_at_most() -> None:
    tried: list[str] = []

    assert one_number("minst 5 per cent av alla", tried.append, is_amount=False) is None
    assert tried == ["5 per cent", "5 per", "5"]


def test_a_long_text_takes_no_time() -> None:
    for text in ("a " * 400 + "5", "5" + " a" * 400, "1 " * 40):
        assert checked(as_json({"social": {"target_group": {"size": text}}})).findings


@pytest.mark.parametrize("text", ["12,5", "1 200,75", "2 900,0", "~12", "≈ 1 200", "12 st", "1,5 mkr", "minst 65"])
def test_a_number_that_is_named_is_one_that_the_field_takes(text: str) -> None:
    fields = form().fields.values()
    numbers = [
        each for each in fields if each.kind is FieldKind.NUMBER and not each.type.is_year and each.path != "format"
    ]
    assert len(numbers) > 5

    for each in numbers:
        *above, name = each.path.split(".")

        def held(value: Any, above: list[str] = above, name: str = name) -> Any:
            value = {name: value}
            for step, path in reversed([(step, ".".join(above[: n + 1])) for n, step in enumerate(above)]):
                value = {step: [value] if form().fields[path].kind is FieldKind.LIST else value}
            return value

        for finding in checked(as_json(held(text))).findings:
            if finding.suggestion is not None:
                left = checked(as_json(held(json.loads(finding.suggestion)))).findings
                assert not [one.code for one in left if one.pointer == finding.pointer], (each.path, finding.suggestion)
