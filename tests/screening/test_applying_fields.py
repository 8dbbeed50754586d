"""Fields that do not apply: those that only rules read which do not apply to the application."""

import pytest

from sociallan.screening.applying_fields import ApplyingFields
from sociallan.screening.screen import Screener
from tests.builders import TODAY, loaded, lsh, rule_requiring, screen, shape, small_pack, source

OF_HOUSING = rule_requiring("{field: project.location.place, not_placeholder: true}").replace(
    "require:", "when: {field: project.area, equals: housing}\nrequire:"
)
PAID_BY = "investment.items.paid_by"
IN_HOUSING, IN_HEALTH = "{project: {area: housing}}", "{project: {area: health}}"


def not_applying(application: str, other: str, more: str = "") -> frozenset[str]:
    """Return the fields that do not apply by a rule on housing, and another rule that always applies."""
    rules = {"rules/applicant-named.yaml": OF_HOUSING, "rules/other.yaml": rule_requiring(other, "other")}
    files = {**small_pack(), **rules}
    files["pack.yaml"] += more
    pack = loaded(files)
    return ApplyingFields(pack).not_applying(Screener(pack, shape(), today=TODAY).screen(source(application)))


@pytest.mark.parametrize(
    ("application", "other", "more", "applies"),
    [
        (IN_HEALTH, "{field: project.title, not_placeholder: true}", "", False),
        (IN_HOUSING, "{field: project.title, not_placeholder: true}", "", True),
        ("{}", "{field: project.title, not_placeholder: true}", "", True),
        # Read by another rule too: itself, or all that stands around it.
        (IN_HEALTH, "{field: project.location.place, not_placeholder: true}", "", True),
        (IN_HEALTH, "{field: project.location, stated: true}", "", True),
        # A part of what stands around it that another rule reads says nothing of it.
        (IN_HEALTH, "{field: project.location.extent, not_placeholder: true}", "", False),
        # Read by people.
        (
            IN_HEALTH,
            "{field: project.title, not_placeholder: true}",
            "read_by_people: [project.location.place]\n",
            True,
        ),
    ],
)
def test_a_field_applies_while_any_rule_that_does_or_anyone_reads_it(
    application: str, other: str, more: str, *, applies: bool
) -> None:
    assert ("project.location.place" not in not_applying(application, other, more)) is applies


@pytest.mark.parametrize(
    ("application", "applying"),
    [
        ("{}", {"applicant.influence"}),
        ("applicant: {kind: municipality}", set()),
        ("applicant: {kind: municipal_company}", {"applicant.influence"}),
        ("applicant: {kind: other}", {"applicant.influence"}),
        ("applicant: {kind: municipality}\ninvestment: {items: [{cost: 10}]}", set()),
        ("applicant: {kind: municipality}\ninvestment: {green_loan: 0, items: [{cost: 10}]}", set()),
        ("applicant: {kind: municipality}\ninvestment: {green_loan: 5, items: [{cost: 10}]}", {PAID_BY}),
        ("applicant: {kind: municipality}\ninvestment: {green_loan: 5}", {PAID_BY}),
    ],
)
def test_what_a_rule_has_no_need_of_does_not_apply(application: str, applying: set[str]) -> None:
    found = ApplyingFields(lsh()).not_applying(screen(application))

    assert {"applicant.influence", PAID_BY} - found == applying
    assert {"submitted", "decision.date", "investment.items.cost", "project.start"}.isdisjoint(found)
