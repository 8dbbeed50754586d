"""Items of a report, and their place: what one part says is not said again in another."""

import pytest

from sociallan.pack.pack import Pack
from sociallan.report.content import report_content
from tests.builders import example, loaded, report, rule_requiring, screen, small_pack, view
from tests.formats.samples import small_screening

NAMED = "{field: applicant.name, not_placeholder: true}"
TITLED = "{field: project.title, not_placeholder: true}"


def pack(condition: str) -> Pack:
    """Return a pack that requires the name of the applicant, and expects a condition."""
    rule = rule_requiring(condition, "expected").replace("requirement", "expectation")
    return loaded(small_pack(rules__expected=rule))


@pytest.mark.parametrize(
    ("condition", "listed"),
    [
        (NAMED, []),
        (TITLED, ["expected"]),
        (f"{{all: [{NAMED}, {TITLED}]}}", ["expected"]),
    ],
)
def test_a_weakness_is_left_out_where_all_that_it_lacks_is_asked_for_already(condition: str, listed: list[str]) -> None:
    by = pack(condition)
    screening = small_screening(by, "project: {area: housing}\n")

    content = report_content(screening, report(screening, pack=by).head, view("sv"))

    assert [item.id for item in content.actions] == ["applicant-named"]
    assert [item.id for item in content.weaknesses] == listed


def test_a_weakness_is_told_where_it_is_only_one_of_several_answers_that_would_do() -> None:
    files = {
        "rules__either": rule_requiring(f"{{any: [{NAMED}, {TITLED}]}}", "either"),
        "rules__expected": rule_requiring(TITLED, "expected").replace("requirement", "expectation"),
    }
    by = loaded(small_pack(**files))
    screening = small_screening(by, "project: {area: housing}\n")

    content = report_content(screening, report(screening, pack=by).head, view("sv"))

    assert [item.id for item in content.weaknesses] == ["expected"]


def test_a_code_that_no_one_has_is_told_without_the_rows_of_its_kind() -> None:
    text = example("ready/health-region-mellansund-familjecentral.yaml").data.decode()
    screening = screen(text.replace('code: "0099"', 'code: "0199"'))

    content = report_content(screening, report(screening).head, view("en"))

    (item,) = content.actions
    assert len(item.sentences) == 1
    assert "where" not in item.sentences[0]
    (change,) = item.change
    assert change.count("Municipalities and regions") == 1
    assert "where" in change


LOAN = "investment: {{loan: {loan}, total_cost: 7}}\n"
WITHIN = "{field: investment.loan, at_most: {field: investment.total_cost}}"


@pytest.mark.parametrize(("level", "said"), [("requirement", True), ("expectation", False)])
def test_only_a_requirement_that_is_not_met_says_so_of_a_value_that_is_right(level: str, said: bool) -> None:
    rule = rule_requiring(WITHIN, "loan-within").replace("level: requirement", f"level: {level}")
    if level != "requirement":
        rule = rule.replace("basis: stated\n", "")
    by = loaded(small_pack(**{"rules__loan-within": rule}))
    screening = small_screening(by, LOAN.format(loan=9))

    content = report_content(screening, report(screening, pack=by).head, view("sv"))

    (item,) = (each for each in (*content.actions, *content.weaknesses) if each.id == "loan-within")
    (change,) = item.change
    assert change.startswith("Om uppgiften är felskriven: ändra ”Lånebelopp (kr)” till högst 7 kr")
    assert change.endswith(" Stämmer det som står är kravet inte uppfyllt.") is said
