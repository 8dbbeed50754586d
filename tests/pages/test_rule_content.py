"""Content of a rule's page: an example, screened as it is shown, gives the outcome that it is an example of."""

import pytest

from sociallan.pages.rule_content import CodeBlock, rule_content
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.screen import Screener
from tests.builders import TODAY, cases_of, lsh, shape, source, view
from tests.sampling import sampled

KINDS = [kind for kind in OutcomeKind if kind is not OutcomeKind.NOT_APPLICABLE]


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 45))
def test_an_example_pasted_into_a_file_gets_the_outcome_that_it_shows(name: str) -> None:
    rule = lsh().rule(name)
    assert rule is not None
    cases = cases_of(name)

    content = rule_content(rule, cases, lsh(), view("en"))

    pasted = [part.lines for part in content.sections[-1].parts if isinstance(part, CodeBlock)]
    shown = [kind for kind in KINDS if kind in cases]
    assert len(pasted) == len(shown)
    for kind, lines in zip(shown, pasted, strict=True):
        screener = Screener(lsh(), shape(), today=TODAY, as_of=cases[kind].day)
        # A file must hold something: format says nothing of the project.
        text = "\n".join(("format: 1", *lines)) + "\n"
        assert {each.id: got for each, got in screener.assess(source(text)).decided}[name] is kind
