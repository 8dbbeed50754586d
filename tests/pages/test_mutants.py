"""The changes that no test notices, in words, each with a test to paste that reads back as a test."""

from collections.abc import Sequence
from functools import cache

import pytest

from sociallan.analysis.mutation.mutation_testing import Mutator
from sociallan.analysis.pack_tester import PackMutation
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import MutationResult
from sociallan.application.read import read
from sociallan.pack.pack import Pack
from sociallan.pages.mutation import mutation_text
from sociallan.pages.suggestions import ready_test
from sociallan.rules.rule import RuleTest
from tests.builders import loaded, shape, small_pack, source, view, words
from tests.conftest import Golden

pytestmark = pytest.mark.slow

RULE = """\
id: {id}
group: applicant
level: requirement
valid_from: 2020-08-24
title: {{sv: Titel, en: Title}}
why: {{sv: Varför, en: Why}}
cites: [SOURCE#one]
{conditions}
ask: {{sv: Skriv, en: Write}}
"""

LISTS = """\
when: {field: project.area, one_of: [housing, health]}
require:
  all:
    - {each: social.goals, as: goal, count_at_least: 1, must: {field: goal.level, equals: impact}}
    - {some: social.effects, as: effect, must: {field: effect, equals: other}}
    - {none: contribution.routes, as: route, must: {field: route, equals: quality}}
"""
LIMITS = """\
require:
  any:
    - {field: investment.loan, at_most: {param: limit}}
    - {not: {field: project.start, more_than: {field: project.end}}}
    - {field: project.title, found_in: {table: codes, column: code, where: {kind: a}}}
judge:
  when: {field: project.area, equals: health}
  question: {sv: Hur?, en: How?}
  evidence: [social.change]
"""
TESTS = "tests:\n  - {name: Nothing at all is stated, expect: missing}\n"


@cache
def pack() -> Pack:
    """Return a pack of two rules, of whose changes its tests notice few."""
    rules = {
        f"rules__{name}": RULE.format(id=name, conditions=conditions.rstrip()) + TESTS
        for name, conditions in (("lists", LISTS), ("limits", LIMITS))
    }
    files = small_pack(**rules, **{"rules__applicant-named": None, "specimens__housing": "{format: 1}\n"})
    table = "code,kind,from,to,source\nx,a,2020-01-01,,SOURCE#one\ny,b,2020-01-01,,SOURCE#one\n"
    return loaded({**files, "tables/codes.csv": table})


@cache
def of_pack() -> list[MutationResult]:
    """Return the changes of that pack, found once for all tests."""
    return mutations(pack())


def mutations(given: Pack) -> list[MutationResult]:
    mutator = Mutator(Explorer(given, shape()), shape().fields)
    return [mutator.run(rule) for rule in given.rules]


def text(several: Sequence[MutationResult], lang: str) -> str:
    return mutation_text(
        PackMutation(tuple(several), ()), pack(), {}, "rules/small", view(lang), [view("sv"), view("en")]
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_changes_that_no_test_notices_read_as_they_did(lang: str, golden: Golden) -> None:
    golden(f"rules/mutants.{lang}.txt", text(of_pack(), lang))


def test_the_sample_holds_every_sort_of_change() -> None:
    others = {"unnoticed", "sum", "sampled"}
    others |= {f"{part}{several}" for part in ("test", "case", "name") for several in ("", "_several")}
    made = {one.mutant.change for found in of_pack() for one in found.survivors}
    noticed = {one.mutant.change for found in of_pack() for one in found.killed}

    assert made | noticed == set(words("en").codes("mutants")) - others


def test_where_every_change_is_noticed_only_the_sum_is_told() -> None:
    (found, _) = of_pack()
    nothing = MutationResult(found.rule, found.killed, 3, ())

    told = text([nothing], "en")

    noticed = len(found.killed)
    assert told == f"\nChanges: {noticed} noticed, 0 not noticed, 3 make no difference.\n"


NAMES = {"sv": "Märker: allt, och mer", "en": "Notices: all, and more"}


def test_every_test_to_paste_reads_back_as_it_is() -> None:
    tests = [one.test for found in of_pack() for one in found.survivors]
    assert tests

    for test in filter(None, tests):
        assert pasted(test) == {
            "name": NAMES,
            **({"change": test.change} if test.change else {}),
            **({"remove": list(test.remove)} if test.remove else {}),
            **({"as_of": test.as_of} if test.as_of else {}),
            "expect": str(test.expect),
            **({"because": list(test.because)} if test.because else {}),
        }


def pasted(test: RuleTest) -> object:
    """Read a test as it would stand in a rule."""
    document = read(source("\n".join(["tests:", *ready_test(test, NAMES)]) + "\n"))
    assert document.findings == ()
    return document.value["tests"][0]
