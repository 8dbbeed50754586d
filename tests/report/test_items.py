"""Items of a report, and their place: what one part says is not said again in another."""

import pytest

from sociallan.pack.pack import Pack
from sociallan.report.content import report_content
from tests.builders import loaded, report, rule_requiring, small_pack, view
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
