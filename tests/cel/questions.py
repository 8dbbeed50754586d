"""Questions to both evaluators: the rules' conditions over their boundary domains, and conditions by chance."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Self

from hypothesis import given, settings

from sociallan.analysis.reachability import Explorer, scope_for
from sociallan.rules.bindings import Bindings
from sociallan.rules.condition import Condition
from sociallan.rules.word_search import Finder
from tests.builders import DAY, as_json, condition, lsh, shape
from tests.cel.evaluating import context
from tests.generated import KNOWN, LISTS, TABLES, any_application, any_condition
from tests.sampling import sampled

_BY_CHANCE = 300
"""So many conditions by chance, each asked of so many applications by chance."""
_CONDITIONS = 220
"""So many of the conditions by chance where not all are asked."""
_OF_A_DOMAIN = 400
"""So many applications of each boundary domain where not all are asked."""


class Case(NamedTuple):
    """An application on a day, and what CEL gets to see of it."""

    application: Any
    day: str
    context: Mapping[str, Any]

    @classmethod
    def of(cls, application: Any, finders: Mapping[str, Finder], day: str = DAY) -> Self:
        """Make an application ready."""
        facts = scope_for(application, day)["derived"]
        detectors = {name: finder for name, finder in finders.items() if finder.detects is not None}
        detected = {name: bool(facts.mentions(finder)) for name, finder in detectors.items()}
        return cls(application, day, context(application, day, detected))


class Question(NamedTuple):
    """A condition with what it compares with, and the applications to decide it on."""

    condition: Condition
    bindings: Bindings
    cases: Sequence[Case]


@cache
def of_the_rules() -> tuple[Question, ...]:
    """Return every condition of the pack's rules, over the boundary domain of its rule on each day of interest."""
    explorer, questions = Explorer(lsh(), shape()), []
    for rule in lsh().rules:
        for explored in explorer.explored(rule):
            bindings = explored.period.bindings
            applications = sampled(explored.domain.cases, _OF_A_DOMAIN)
            cases = [Case.of(application, bindings.finders, explored.domain.day) for application in applications]
            questions += [Question(asked, bindings, cases) for asked in rule.conditions()]
    return tuple(questions)


@cache
def by_chance() -> tuple[Question, ...]:
    """Return conditions by chance, over applications by chance; always the same, but with ``make test-random``."""
    conditions: dict[str, None] = {}
    applications: dict[str, Any] = {}

    # Far more are drawn than are kept, since the first ones are nearly empty.
    @settings(max_examples=3 * _BY_CHANCE)
    @given(any_condition(), any_application())
    def draw(asked: Any, application: Any) -> None:
        conditions[as_json(asked)] = None
        applications[as_json(application)] = application

    draw()
    cases = [Case.of(application, KNOWN) for application in [*applications.values()][-_BY_CHANCE:]]
    questions = []
    for number, text in enumerate(sampled([*conditions][-_BY_CHANCE:], _CONDITIONS)):
        params = {"limit": (None, 1)[number % 2], "none": None}
        asked = condition(text, params=params, lists=LISTS, tables=TABLES)
        questions.append(Question(asked, Bindings(params, KNOWN, TABLES), cases))
    return tuple(questions)
