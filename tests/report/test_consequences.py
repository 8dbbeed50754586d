"""Items below others: what lacks the same fields stands once, and nothing is left out of a report."""

import pytest

from sociallan.formats import render
from sociallan.report.consequences import under_causes
from sociallan.report.content import report_content
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.listed import asked_pointers
from tests.builders import example, examples, report, screen, view
from tests.sampling import sampled

NO_EVALUATION = "incomplete/no-evaluation.yaml"


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 12))
def test_no_two_items_of_a_list_lack_the_same_fields_and_none_is_left_out(name: str) -> None:
    screening = screen(example(name))
    plain = report_content(screening, report(screening).head, view("sv"))
    lacking = {each.rule.id: frozenset(asked_pointers(each)) for each in screening.outcomes}

    content = under_causes(plain)

    for items in (content.actions, content.weaknesses):
        missing = [lacking[item.id] for item in items if item.status is OutcomeKind.MISSING]
        assert len(missing) == len(set(missing))
    before = [each.id for each in (*plain.actions, *plain.weaknesses, *plain.remarks)]
    told = [
        each.id for item in (*content.actions, *content.weaknesses, *content.remarks) for each in (item, *item.follows)
    ]
    assert sorted(told) == sorted(before)


def test_what_lacks_the_same_stands_below_the_first_with_its_own_cure() -> None:
    screening = screen(example(NO_EVALUATION))

    content = under_causes(report_content(screening, report(screening).head, view("sv")))

    first = next(item for item in content.weaknesses if item.id == "G5-evaluation-frequency")
    (below,) = first.follows
    assert (below.id, below.places, below.sentences) == ("G5-followed-up-yearly", (), ())
    assert below.instruction
    assert below.add


@pytest.mark.parametrize("format_", ["text", "plain", "markdown", "html"])
@pytest.mark.parametrize(("lang", "lead"), [("sv", "Detsamma behövs för"), ("en", "The same is needed for")])
def test_formats_for_people_say_that_the_same_is_needed(format_: str, lang: str, lead: str) -> None:
    text = render(format_, report(screen(example(NO_EVALUATION))), view(lang, whole=True))

    assert f"{lead}: " in text
