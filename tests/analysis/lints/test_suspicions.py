"""Doubts: what in a sound rule can never decide anything, and which outcomes have no test."""

import pytest

from sociallan.analysis.lints.suspicions import suspicions
from sociallan.analysis.reachability import Explorer
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from tests.builders import loaded, lsh, shape, small_pack

HEAD = """\
id: applicant-named
group: applicant
level: requirement
valid_from: 2020-08-24
title: {sv: Titel, en: Title}
why: {sv: Varför, en: Why}
cites: [SOURCE#one]
ask: {sv: Skriv, en: Write}
"""
TESTS = """\
tests:
  - {name: Met, expect: met}
  - {name: Not met, expect: not_met}
  - {name: Missing, expect: missing}
  - {name: Judged, expect: judgement}
  - {name: Left out, expect: not_applicable}
"""


def found(pack: Pack, name: str = "applicant-named") -> list[Diagnostic[PackLocation]]:
    rule = pack.rule(name)
    assert rule is not None
    explorer = Explorer(pack, shape())
    return list(suspicions(rule, explorer.reachability(rule), explorer))


def doubted(conditions: str, tests: str = TESTS) -> list[tuple[str, int]]:
    """Return the codes of the doubts of a rule, with their lines counted from the first line of its conditions."""
    pack = loaded(small_pack(**{"rules__applicant-named": HEAD + conditions + tests}))
    before = HEAD.count("\n")
    return [(fault.code, fault.place.line - before) for fault in found(pack)]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        pytest.param(
            "require:\n"
            "  all:\n"
            "    - {field: investment.loan, at_least: 10}\n"
            "    - {field: investment.loan, at_most: 5}\n",
            [("check.never-holds", 2)],
            id="swapped bounds",
        ),
        pytest.param(
            "require:\n"
            "  any:\n"
            "    - {field: applicant.kind, equals: region}\n"
            "    - all:\n"
            "        - {field: applicant.kind, equals: municipality}\n"
            "        - {field: applicant.kind, equals: foundation}\n",
            [("check.never-holds", 4)],
            id="a dead branch is told where it stands, not where it leads",
        ),
        pytest.param(
            "require: {field: investment.loan, at_least: 0}\n",
            [("check.never-false", 1)],
            id="no value that the form takes is below the limit",
        ),
        pytest.param(
            "require: {field: investment.loan, at_most: {field: investment.loan}}\n",
            [("check.never-false", 1)],
            id="nothing is larger than itself",
        ),
        pytest.param(
            "require: {field: investment.loan, at_least: 2}\n",
            [],
            id="one value that the form takes is below the limit",
        ),
        pytest.param(
            "require:\n"
            "  any:\n"
            "    - {field: applicant.name, stated: true}\n"
            "    - {field: applicant.name, stated: false}\n",
            [("check.always-holds", 2)],
            id="one or the other is always so",
        ),
        pytest.param(
            "when: {field: project.area, equals: housing}\n"
            "require:\n"
            "  any:\n"
            "    - {field: investment.loan, at_least: 10}\n"
            "    - {field: project.area, equals: safety}\n",
            [("check.idle", 5)],
            id="a test that the rule's own condition has settled",
        ),
        pytest.param(
            "require:\n"
            "  all:\n"
            "    - {field: investment.loan, at_least: 10}\n"
            "    - {field: investment.loan, at_least: 5}\n",
            [("check.idle", 4)],
            id="a bound within another bound",
        ),
        *(
            pytest.param(
                f"require:\n  all:\n    - {limit}\n    - {{field: applicant.name, equals: Ale}}\n",
                [("check.never-false", 3)],
                id=f"a limit beside another condition, below every value: {limit}",
            )
            for limit in (
                "{field: investment.loan, at_least: 0}",
                "{field: investment.loan, at_most: {field: investment.loan}}",
                "{field: project.title, min_chars: 0}",
                "{field: project.title, min_chars: 1}",
                "{field: project.title, says_something: 1}",
                "{each: social.goals, as: goal, must: {field: goal.description, min_chars: 1}}",
            )
        ),
        *(
            pytest.param(
                f"require:\n  all:\n    - {limit}\n    - {{field: applicant.name, equals: Ale}}\n",
                [],
                id=f"a limit beside another condition, above some value: {limit}",
            )
            for limit in (
                "{field: investment.loan, at_least: 2}",
                "{field: project.title, min_chars: 2}",
                "{field: project.title, says_something: 2}",
            )
        ),
        *(
            pytest.param(f"require: {condition}\n", [("check.missing-denied", 1)], id=f"missing is no: {condition}")
            for condition in (
                "{field: project.title, stated: true}",
                "{all: [{field: project.title, stated: true}, {field: investment.loan, at_least: 10}]}",
                "{any: [{field: project.title, stated: true}, {field: investment.loan, at_least: 10}]}",
                "{if: {field: project.area, equals: housing}, then: {field: project.title, stated: true}}",
                "{each: social.goals, as: goal, must: {field: goal.description, stated: true}}",
                "{some: social.goals, as: goal, must: {field: goal.description, stated: true}}",
            )
        ),
        *(
            pytest.param(f"require: {condition}\n", [], id=f"the missing chooses: {condition}")
            for condition in (
                "{if: {field: project.title, stated: true}, then: {field: investment.loan, at_least: 10}}",
                (
                    "{any: ["
                    "{all: [{field: project.title, stated: true}, {field: investment.loan, at_least: 10}]}, "
                    "{all: [{field: project.title, stated: false}, {field: investment.loan, at_most: 5}]}]}"
                ),
                "{any: [{field: project.title, stated: false}, {field: investment.loan, at_least: 10}]}",
            )
        ),
        pytest.param(
            "require:\n"
            "  all:\n"
            "    - {field: investment.loan, stated: true}\n"
            "    - {field: investment.loan, at_least: 10}\n",
            [("check.missing-denied-beside-test", 3)],
            id="that a loan is stated is asked for by its limit",
        ),
        pytest.param(
            "require:\n"
            "  all:\n"
            "    - {field: social.goals, stated: true}\n"
            "    - {each: social.goals, as: goal, must: {field: goal.level, equals: output}}\n",
            [("check.missing-denied-beside-test", 3)],
            id="that a list is stated is asked for by what its items must be",
        ),
        pytest.param(
            "when: {field: project.title, stated: true}\nrequire: {field: project.title, stated: false}\n",
            [("check.never-met", 2)],
            id="what it asks for is what it leaves out",
        ),
        pytest.param(
            "when: {all: [{field: project.area, equals: housing}, {field: project.area, equals: safety}]}\n"
            "require: {field: investment.loan, at_least: 10}\n",
            [("check.never-holds", 1)],
            id="a condition that leaves every application out",
        ),
        pytest.param(
            "when: {each: social.goals, as: goal, count_at_least: 3, count_at_most: 3, "
            "must: {all: [{field: goal.level, equals: output}, {field: goal.level, equals: impact}]}}\n"
            "require: {field: investment.loan, at_least: 10}\n",
            [("check.never-holds", 1)],
            id="a contradiction within the items of a list",
        ),
        pytest.param(
            "when: {not: {field: social.goals, min_items: 0}}\nrequire: {field: investment.loan, at_least: 10}\n",
            [("check.never-applies", 1)],
            id="a rule that never applies",
        ),
        pytest.param(
            "require: {not: {field: applicant.name, not_placeholder: true}}\n",
            [("check.never-met", 1)],
            id="a rule that nobody can meet",
        ),
        pytest.param(
            "when: {field: derived.screening_date, at_least: 2020-01-01}\n"
            "require: {field: investment.loan, at_least: 10}\n",
            [("check.always-applies", 1)],
            id="a rule that applies to every application",
        ),
        pytest.param(
            "when: {field: project.title, stated: true}\nrequire: {field: project.title, not_placeholder: true}\n",
            [("check.never-fails", 2)],
            id="a rule that asks for what it applies to",
        ),
        pytest.param(
            "require: {field: investment.loan, at_least: 10}\n"
            "judge:\n"
            "  question: {sv: Fråga?, en: Question?}\n"
            "  evidence: [investment.loan]\n"
            "  when: {field: investment.loan, less_than: 10}\n",
            [("check.never-asked", 5)],
            id="a question that is never asked",
        ),
        pytest.param(
            "require: {field: investment.loan, at_least: 10}\n"
            "judge:\n"
            "  question: {sv: Fråga?, en: Question?}\n"
            "  evidence: [investment.loan]\n"
            "  when: {not: {field: investment.loan, less_than: 10}}\n",
            [("check.always-asked", 5)],
            id="a question whose condition changes nothing",
        ),
    ],
)
def test_a_doubt_stands_in_its_place_and_nothing_beside_it(conditions: str, expected: list[tuple[str, int]]) -> None:
    assert doubted(conditions) == expected


def test_a_parameter_that_sets_no_limit_is_no_doubt() -> None:
    files = small_pack(**{"rules__applicant-named": HEAD + (
        "require: {all: [{field: investment.loan, not_placeholder: true}, "
        "{field: investment.loan, at_most: {param: limit}}]}\n"
    ) + "tests:\n  - {name: Met, expect: met}\n  - {name: Missing, expect: missing}\n"})  # fmt: skip
    files["params.yaml"] = files["params.yaml"].replace("value: 10", "value: null").replace("value: 20", "value: null")

    assert found(loaded(files)) == []


def test_what_decides_whether_the_committee_is_asked_is_not_idle_though_the_outcome_is_the_same() -> None:
    conditions = (
        "require: {not: {field: social.change, min_chars: 40}}\n"
        "judge:\n"
        "  question: {sv: Hur?, en: How?}\n"
        "  evidence: [social.change]\n"
        "  when:\n"
        "    any:\n"
        "      - {field: project.area, equals: health}\n"
        "      - {field: project.title, stated: true}\n"
    )

    assert doubted(conditions) == []


def test_an_outcome_without_a_test_is_told_at_the_tests() -> None:
    (fault,) = found(loaded(small_pack()))

    assert (fault.code, fault.parameters) == ("check.untested", {"outcomes": ("missing",)})
    assert fault.place.line == small_pack()["rules/applicant-named.yaml"].splitlines().index("tests:") + 2


def test_taking_away_the_last_test_of_an_outcome_is_found() -> None:
    rule = lsh().rule("G5-effect-plan")
    assert rule is not None
    explorer = Explorer(lsh(), shape())

    for kind in {test.expect for test in rule.tests}:
        left = rule._replace(tests=tuple(test for test in rule.tests if test.expect is not kind))
        assert [fault.parameters["outcomes"] for fault in suspicions(left, explorer.reachability(left), explorer)] == [
            (str(kind),)
        ]
