"""What someone answers for: told in every report that people read, since it is listed nowhere else in them."""

import pytest

from sociallan.core.tally import whole_report
from sociallan.core.waivers import waive
from sociallan.model.config import Waiver
from sociallan.model.outcome import OutcomeKind
from sociallan.model.pack import Level
from sociallan.model.report import Head
from sociallan.render import render
from tests.builders import TODAY, example, lsh, screen, view

GIVEN = "incomplete/pilot-eidar-granngarden-lextorp.yaml"


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("form", ["text", "plain", "html", "markdown"])
def test_a_waived_expectation_is_told_with_who_answers_for_it(form: str, lang: str) -> None:
    screening = screen(example(GIVEN))
    open_rule = next(
        outcome.rule.id
        for outcome in screening.outcomes
        if outcome.rule.level is Level.EXPECTATION and outcome.kind is OutcomeKind.MISSING and not outcome.waits
    )
    waiver = Waiver(open_rule, "**", "Kreditchefen", "En plan täcker alla", "2030-12-31", 1)

    report = whole_report(Head("0.0.0", lsh(), TODAY), [waive(screening, [waiver])])

    shown = render(form, report, view(lang))
    assert all(said in shown for said in ("Kreditchefen", "2030-12-31", "En plan täcker alla"))
