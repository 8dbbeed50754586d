"""The right value of a number that is written in another way: its field takes it, or none is named."""

from typing import Any

import pytest

from sociallan.application.diagnostic import UNCERTAIN
from sociallan.application.field import FieldKind
from sociallan.application.form_check.canonical import LARGEST
from sociallan.application.form_check.shape import Shape
from sociallan.application.read import read
from tests.application.reading import only_finding
from tests.builders import as_json, checked, form, shape, source

NUMBERS = sorted(
    path for path, field in form().fields.items() if field.single_type.kind is FieldKind.NUMBER and path != "format"
)
SIZE, VALUE, LOAN = "social.target_group.size", "social.goals.indicators.baseline.value", "investment.loan"
CHOICES = sorted(path for path, field in form().fields.items() if field.values and field.kind is FieldKind.TEXT)
NOTATIONS = (
    "600 elever i skolan",
    "41,5 procent av eleverna",
    "41,0 procent av eleverna",
    "12,5",
    "12,0",
    "-5 mkr",
    "-5 grader",
    "minst 0",
    "minst 12",
    "minst 22 mkr",
    "22,5 mkr inkl. moms",
    "21,4",
    "38.500 tkr",
    "5 000 000 mkr",
    "år 2025",
    "3000 eller senare",
    f"minst {LARGEST}",
    f"minst {LARGEST + 1}",
)


def holding(path: str, value: Any) -> str:
    """Write an application that states a value of one field alone."""
    steps = path.split(".")
    for count in range(len(steps), 0, -1):
        value = [value] if form().fields[".".join(steps[:count])].kind is FieldKind.LIST else value
        value = {steps[count - 1]: value}
    return as_json(value)


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_that_is_suggested_is_taken_by_its_field(path: str) -> None:
    for text in (*NOTATIONS, 12.5, 18.4, -0.7, 2199.9, 2200.6, 1e14 + 0.5):
        for suggestion in filter(None, (finding.suggestion for finding in checked(holding(path, text)).findings)):
            again = checked(holding(path, "#").replace('"#"', suggestion))
            assert (text, suggestion, again.findings) == (text, suggestion, ())


@pytest.mark.parametrize("path", NUMBERS)
def test_signs_around_a_number_that_say_nothing_change_nothing(path: str) -> None:
    for text in NOTATIONS:
        plain, marked = (checked(holding(path, each)).findings for each in (text, f"= {text};"))
        # A notation that is read as it stands has no fault without the signs.
        if any(each.suggestion for each in plain):
            assert [(each.code, each.suggestion) for each in plain] == [(each.code, each.suggestion) for each in marked]


@pytest.mark.parametrize(
    ("path", "text", "code", "suggestion"),
    [
        (VALUE, "41,5 procent av eleverna", "schema.number-in-text", "41.5"),
        (SIZE, "41,5 procent av eleverna", "schema.number", None),
        (SIZE, "41,0 procent av eleverna", "schema.number-in-text", "41"),
        ("agenda_2030", "minst 17", "schema.number-in-text", "17"),
        ("agenda_2030", "minst 18", "schema.number", None),
        ("agenda_2030", "minst 1", "schema.number-in-text", "1"),
        ("agenda_2030", "minst 0", "schema.number", None),
        ("agenda_2030", 17.6, "schema.whole-number", None),
        (LOAN, "-5 mkr", "schema.amount", None),
        (LOAN, -25_000.4, "schema.whole-number", None),
        (VALUE, "0 %", "schema.number", "0"),
        (VALUE, "minst 0", "schema.number-in-text", "0"),
        (VALUE, f"minst {LARGEST}", "schema.number-in-text", str(LARGEST)),
        (VALUE, f"minst {LARGEST + 1}", "schema.number", None),
        (VALUE, f"-{LARGEST} %", "schema.number", f"-{LARGEST}"),
        (VALUE, f"-{LARGEST + 1} %", "schema.number", None),
    ],
)
def test_a_number_is_named_up_to_the_limits_of_its_field(
    path: str, text: Any, code: str, suggestion: str | None
) -> None:
    finding = only_finding(checked(holding(path, text)))

    assert (finding.code, finding.suggestion) == (code, suggestion)


@pytest.mark.parametrize(("number", "text"), [(64.8, "64,8"), (0.5, "0,5")])
def test_what_a_small_amount_may_mean_is_the_same_of_a_number_and_of_a_text(number: float, text: str) -> None:
    of_number, of_text = (only_finding(checked(holding(LOAN, each))) for each in (number, text))

    assert (of_number.code, of_number.parameters["meant"]) == (of_text.code, of_text.parameters["meant"])
    assert (of_number.code, of_number.parameters["found"], of_text.parameters["found"]) == (
        "schema.amount-open",
        str(number),
        text,
    )


@pytest.mark.parametrize("path", CHOICES)
def test_the_same_choice_named_twice_is_that_choice_and_of_several_one_is_asked_for(path: str) -> None:
    one, other, *_ = sorted(form().fields[path].values, key=len)

    same, several = (
        only_finding(checked(holding(path, text))) for text in (f"{one}, {one}", f"{other}, {one}, {other}")
    )

    assert (same.code, same.suggestion) == ("schema.enum", one)
    assert (several.code, several.suggestion) == ("schema.one-choice", None)
    assert several.parameters["allowed"] == (other, one)


@pytest.mark.parametrize("text", ["tolv", True, "-5 mkr"])
def test_of_an_amount_that_cannot_be_read_nothing_but_its_field_is_told(text: Any) -> None:
    finding = only_finding(checked(holding(LOAN, text)))

    assert (finding.suggestion, finding.parameters) == (None, {"path": LOAN})


@pytest.mark.parametrize(("written", "year"), [(29, "2029"), (-29, "2029"), (98, "1998")])
def test_the_year_that_two_digits_may_mean_is_for_people_to_decide(written: int, year: str) -> None:
    finding = only_finding(checked(holding("social.goals.indicators.target.year", written)))

    assert (finding.code, finding.suggestion) == ("schema.too-small", year)
    assert (finding.parameters["limit"], finding.parameters[UNCERTAIN]) == ("1900", True)


@pytest.mark.parametrize(
    ("written", "suggestion"), [("våren 2025", "2025"), ("år 2025", "2025"), ("29", None), (29, "2029")]
)
def test_a_year_in_a_list_is_told_as_a_year_alone_is(written: Any, suggestion: str | None) -> None:
    year = form().fields["social.need.evidence.year"]
    years = form().fields["agenda_2030"]._replace(item_type=year.type, minimum=year.minimum, maximum=year.maximum)
    of_years = Shape(form()._replace(fields={**form().fields, "agenda_2030": years}))

    in_list, alone = (
        only_finding(of.check(read(source(as_json(value)))))
        for of, value in (
            (of_years, {"agenda_2030": [written]}),
            (shape(), {"social": {"need": {"evidence": [{"year": written}]}}}),
        )
    )

    assert in_list.suggestion == alone.suggestion == suggestion
    assert in_list.code == alone.code
    assert {**in_list.parameters, "path": ""} == {**alone.parameters, "path": ""}


def test_words_of_an_item_in_the_place_of_a_list_of_labels_are_its_label_and_for_people_to_decide() -> None:
    items = [{"id": "I1", "description": "Torget med scen"}, {"id": "I2", "description": "Parken"}]
    text = as_json({"investment": {"items": items}, "social": {"interventions": [{"linked_to": "torget"}]}})

    finding = only_finding(checked(text))

    assert (finding.code, finding.suggestion, finding.parameters[UNCERTAIN]) == ("schema.list", "[I1]", True)


def test_a_record_in_the_place_of_a_list_is_no_text_of_which_a_list_can_be_made() -> None:
    finding = only_finding(checked(holding("social.interventions", {"linked_to": {"I1": "x"}})))

    assert (finding.code, finding.suggestion) == ("schema.list", None)


@pytest.mark.parametrize("label", ["Lånebelopp", "Lånebelopp (kr)", "Lånebelopp (SEK)"])
def test_a_label_with_any_unit_is_told_the_place_that_it_belongs_in(label: str) -> None:
    finding = only_finding(checked(as_json({label: 5})))

    assert (finding.code, finding.parameters["belongs"]) == ("schema.misplaced-key", LOAN)


def test_a_name_may_be_less_near_to_another_name_than_to_its_title() -> None:
    finding = only_finding(checked(holding("project", {"titell": "Torget"})))

    assert (finding.code, finding.suggestion) == ("schema.unknown-key", "title")
