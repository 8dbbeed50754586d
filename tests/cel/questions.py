"""Questions to both evaluators: the rules' conditions over their boundary domains, and conditions by chance."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Self

from hypothesis import given, settings

from sociallan.analysis.reachability import Explorer, scope_for
from sociallan.application.field import Unit
from sociallan.rules.condition import Condition, paths
from sociallan.rules.doubts import SIGNALS
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.rule import Rule
from tests.builders import DAY, as_json, condition, lsh, shape
from tests.cel.evaluating import Seen, context
from tests.generated import any_application, any_condition, bound, tree
from tests.sampling import sampled

_MOST_WORDS = 9
"""More words than conditions ask of a text."""
_BY_CHANCE = len(sampled(range(300), 120, few=False))
"""So many conditions by chance, each asked of so many applications by chance."""
_CONDITIONS = 70
"""So many of the conditions by chance where not all are asked."""
_RULES = 40
"""So many of the rules, and those with a computed value that none before has, where not all are asked."""
_OF_A_DOMAIN = 70
"""So many applications of each boundary domain where not all are asked."""


class Case(NamedTuple):
    """An application on a day, and what CEL gets to see of it."""

    application: Any
    day: str
    context: Mapping[str, Any]

    @classmethod
    def of(cls, application: Any, bindings: Bindings, day: str = DAY) -> Self:
        """Make an application ready."""
        facts = scope_for(application, day)["derived"]
        detectors = {name: finder for name, finder in bindings.finders.items() if finder.detects is not None}
        detected = {name: bool(facts.mentions(finder)) for name, finder in detectors.items()}
        texts = list(_texts(application))
        empty = {
            str(count): [text for text, _ in texts if bindings.prose.gap(text, count)] for count in range(_MOST_WORDS)
        }
        doubted = {
            str(signal): [text for text, beside in texts if spec.find(bindings.prose, text, facts, beside)]
            for signal, spec in SIGNALS.items()
            if all(getattr(bindings.prose.words, key) for key in spec.needs)
        }
        return cls(application, day, context(application, day, Seen(detected, empty, doubted)))


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, list[tuple[Unit, Any]]]]:
    """Yield each text of an application, with the numbers beside it that count people."""
    if isinstance(value, dict):
        fields = {name: shape().fields[f"{path}.{name}" if path else name] for name in value}
        beside = [(Unit.PEOPLE, value[name]) for name, field in fields.items() if field.unit is Unit.PEOPLE]
        for name, part in value.items():
            for text, own in _texts(part, fields[name].path):
                yield text, beside if isinstance(part, str) else own
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, path)
    elif isinstance(value, str):
        yield value, []


class Question(NamedTuple):
    """A condition with what it compares with, and the applications to decide it on."""

    condition: Condition
    bindings: Bindings
    cases: Sequence[Case]


@cache
def of_the_rules() -> tuple[Question, ...]:
    """Return every condition of the pack's rules, over the boundary domain of its rule on each day of interest."""
    explorer, questions = Explorer(lsh(), shape()), []
    for rule in _asked_rules():
        for explored in explorer.explored(rule):
            bindings = explored.period.bindings
            applications = sampled(explored.domain.cases, _OF_A_DOMAIN, few=False)
            cases = [Case.of(application, bindings, explored.domain.day) for application in applications]
            questions += [Question(asked, bindings, cases) for asked in rule.conditions()]
    return tuple(questions)


def _asked_rules() -> list[Rule]:
    """Return an even sample of the rules, in which every computed value is asked of."""
    chosen = {rule.id for rule in sampled(lsh().rules, _RULES)}
    computed: set[str] = set()
    for rule in lsh().rules:
        found = {path.steps[0] for asked in rule.conditions() for path in paths(asked) if path.root == "derived"}
        if not found <= computed:
            chosen.add(rule.id)
        if rule.id in chosen:
            computed |= found
    return [rule for rule in lsh().rules if rule.id in chosen]


@cache
def of_bare_years() -> tuple[Question, ...]:
    """Return a condition on the months to a year without a month, which the boundary domains do not have."""
    asked = condition("{field: derived.project_months, at_most: 12}")
    applications = [{"project": {"start": "2020-01", "end": end}} for end in ("2020", 2021, "2021", "2021-01", "2022")]
    bindings = Bindings({}, {})
    return (Question(asked, bindings, [Case.of(application, bindings) for application in applications]),)


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
    cases = [Case.of(application, bound()) for application in [*applications.values()][-_BY_CHANCE:]]
    questions = []
    for number, text in enumerate(sampled([*conditions][-_BY_CHANCE:], _CONDITIONS, few=False)):
        params = {"limit": (None, 1)[number % 2], "none": None}
        asked = tree(text, **params)
        questions.append(Question(asked, bound(**params), cases))
    return tuple(questions)
