"""A second opinion that no one here wrote: Google's CEL comes to the same truth as our logic."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from sociallan.analysis.reachability import scope_for, size
from sociallan.application import dates
from sociallan.rules.condition import FieldOperand, ItemOperand, Leaf, Quantified, Quantifier, nodes
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.operators import OPERATORS
from sociallan.rules.truth import Truth
from tests.builders import computed, condition, finders
from tests.cel.conditions import Translator
from tests.cel.evaluating import HERE, evaluator
from tests.cel.questions import Case, Question, by_chance, of_bare_years, of_the_rules
from tests.conftest import Tell
from tests.sampling import sampled

pytestmark = [
    pytest.mark.skipif(not HERE, reason="no second opinion: cel-expr-python is not built for this machine"),
    pytest.mark.law,
]

T, F = Truth.TRUE, Truth.FALSE
FEWEST = len(sampled(range(20_000), 10_000))
FORMS = ("{}", "Då {}.", "({})", "en-{}", "{0}, {0}", "ö{}", "{}er", "{}ö", "x{}", "{}2", "{}_", "é{}", "{}\u0301")
"""Texts with a word in them, whole and as a part of another."""


class Comparison(NamedTuple):
    """Answers of both for one application; ``None`` is unknown."""

    ours: Truth | None
    theirs: Truth | None
    expression: str
    application: Any


class Answered(NamedTuple):
    """A question, its expression in CEL, and what CEL answers in each of its cases."""

    question: Question
    expression: str
    answers: tuple[Truth | None, ...]


def answered(asked: Question) -> Answered:
    expression = Translator(asked.bindings).translate(asked.condition)
    evaluate = evaluator(expression)
    return Answered(asked, expression, tuple(evaluate(case.context) for case in asked.cases))


def comparisons(several: Iterable[Answered]) -> Iterator[Comparison]:
    for asked, expression, answers in several:
        decide = Compiler(asked.bindings).compile(asked.condition)
        for (application, day, _), theirs in zip(asked.cases, answers, strict=True):
            ours = decide(scope_for(application, day))
            yield Comparison(ours if ours in (T, F) else None, theirs, expression, application)


@cache
def answers_to(questions: Callable[[], Iterable[Question]]) -> tuple[Answered, ...]:
    """Ask CEL once: it answers the same whatever is wrong with our logic."""
    return tuple(map(answered, questions()))


@cache
def compared(questions: Callable[[], Iterable[Question]]) -> tuple[Comparison, ...]:
    return tuple(comparisons(answers_to(questions)))


def different(several: Iterable[Comparison]) -> Iterator[Comparison]:
    return (one for one in several if one.ours is not one.theirs)


def smallest(several: Iterable[Comparison]) -> Comparison | None:
    """Return the difference that is easiest to read."""
    return min(different(several), key=lambda one: (len(one.expression), size(one.application)), default=None)


def test_the_rules_come_to_the_same_over_their_boundary_domains() -> None:
    assert smallest(compared(of_the_rules)) is None


def test_years_without_a_month_come_to_the_same() -> None:
    assert smallest(compared(of_bare_years)) is None


@pytest.mark.hypothesis
def test_conditions_by_chance_come_to_the_same_on_applications_by_chance() -> None:
    assert smallest(compared(by_chance)) is None


def test_there_are_enough_comparisons_of_every_truth(tell: Tell) -> None:
    """Two that always say unknown would agree as well."""
    rules, chance = compared(of_the_rules), compared(by_chance)
    truths = Counter(one.ours for one in (*rules, *chance))

    tell(
        f"Second opinion (CEL): {len(rules):,} comparisons over boundary domains and {len(chance):,} by chance, "
        f"{len(list(different((*rules, *chance))))} differences"
    )

    assert truths.total() >= FEWEST
    assert min(truths[truth] for truth in (T, F, None)) > truths.total() / 10


def test_the_words_of_a_list_are_found_in_the_same_texts() -> None:
    of_list = ("lön", "löner", "drift och underhåll", "årlig drift", "e-tjänst", "alla invånare", "§ 4", "the public")
    known = finders(words=of_list)
    asked = condition("{field: project.summary, mentions_none: words}", lists={"words": False})
    texts = [form.format(word) for word in of_list for form in FORMS]
    texts += [word.replace(" ", space) for word in of_list for space in ("  ", "\n", "\u00a0", "-", "")]
    texts += [word.upper() for word in of_list]
    applications = [{"project": {"summary": text}} for text in sampled(texts, 200)]

    question = Question(asked, Bindings({}, known), [Case.of(one, Bindings({}, known)) for one in applications])

    assert smallest(comparisons([answered(question)])) is None


def test_all_of_the_rule_language_is_asked() -> None:
    asked = [node for question in (*of_the_rules(), *by_chance()) for node in nodes(question.condition)]
    paths = [node.path for node in asked if isinstance(node, Leaf | Quantified)]
    operands = [
        node.operand.path
        for node in asked
        if isinstance(node, Leaf) and isinstance(node.operand, FieldOperand | ItemOperand)
    ]

    assert {node.operator for node in asked if isinstance(node, Leaf)} == set(OPERATORS)
    assert {node.quantifier for node in asked if isinstance(node, Quantified)} == set(Quantifier)
    assert {path.steps[0] for path in (*paths, *operands) if path.root == "derived"} == set(computed())


FAULTS: dict[str, tuple[ModuleType, str, Callable[..., Any]]] = {
    "a conjunction takes the unknown for false": (
        truth_tables,
        "conjunction",
        lambda truths: T if all(truth is T for truth in truths) else F,
    ),
    "a conjunction of the unknown and false is unknown": (
        truth_tables,
        "conjunction",
        lambda truths: max(truths, default=T),
    ),
    "a disjunction takes the unknown for false": (
        truth_tables,
        "disjunction",
        lambda truths: T if any(truth is T for truth in truths) else F,
    ),
    "an unknown that is negated is true": (truth_tables, "negation", lambda truth: F if truth is T else T),
    "an unknown item is not counted": (
        truth_tables,
        "counted",
        lambda truths, least, most: T if (least or 0) <= sum(t is T for t in truths) <= (most or 9) else F,
    ),
    "dates are compared letter by letter": (dates, "common", lambda left, right: (str(left), str(right))),
    "a year ends when it starts": (dates, "months", lambda date: int(str(date)[:4]) * 12 + int(str(date)[5:7] or 1)),
}


def test_a_fault_in_our_logic_shows() -> None:
    known = (*answers_to(of_bare_years), *answers_to(of_the_rules), *answers_to(by_chance))
    unseen = []

    for fault, (module, name, faulty) in FAULTS.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, name, faulty)
            if next(different(comparisons(known)), None) is None:
                unseen.append(fault)

    assert unseen == []
