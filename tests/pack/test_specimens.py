"""Specimens as changed by a rule's test, and that nothing in it may be in vain."""

from typing import Any

import pytest

from sociallan.application.location import PackLocation
from sociallan.pack.specimens import application, ineffective_changes
from sociallan.rules.rule import RuleTest
from sociallan.rules.truth import OutcomeKind
from tests.builders import lsh, shape

SPECIMEN: dict[str, Any] = {
    "applicant": {"name": "Exempelkommun", "kind": "?", "member": {"is_member": True}},
    "agenda_2030": [1, 10],
    "social": {"goals": [{"id": "M1", "effect": "a"}, {"id": "M2", "effect": None}]},
}
GAPS = {"?": "placeholder"}
BARE = RuleTest({}, {}, (), None, OutcomeKind.MET, None, PackLocation("rules/x.yaml", 1, 1))


def vain(change: dict[str, Any] | None = None, remove: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    test = BARE._replace(change=change or {}, remove=remove)
    return [(code, pointer) for code, pointer, _ in ineffective_changes(SPECIMEN, test, GAPS, shape().fields)]


@pytest.mark.parametrize(
    ("change", "remove"),
    [
        ({}, ()),
        ({"applicant.name": "En annan"}, ()),
        ({"applicant.kind": "municipality"}, ()),
        ({"applicant.name": "?"}, ()),
        ({"applicant.name": None}, ()),
        ({"applicant.influence": "sole"}, ()),
        ({"investment.loan": 1}, ()),
        ({"applicant.member.is_member": 1}, ()),
        ({"social.goals.0.effect": "b"}, ()),
        ({"social.goals.2.effect": "b"}, ()),
        ({"social.goals.2": None}, ()),
        ({"social.interventions.0.id": "S1", "social.interventions.1.id": "S2"}, ()),
        ({"agenda_2030.2": 16}, ()),
        ({"social.goals": []}, ()),
        ({}, ("social.goals.1", "applicant")),
        ({}, ("social.goals.1", "social.goals.0")),
        ({"investment.loan": 1, "applicant.name": "En annan"}, ("social",)),
    ],
)
def test_what_changes_something_is_no_fault(change: dict[str, Any], remove: tuple[str, ...]) -> None:
    assert vain(change, remove) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"applicant.name": "Exempelkommun"}, "rule.nothing-changed"),
        ({"applicant.kind": None}, "rule.nothing-changed"),
        ({"applicant.kind": " "}, "rule.nothing-changed"),
        ({"applicant.influence": "?"}, "rule.nothing-changed"),
        ({"applicant.member": {"name": None, "is_member": True}}, "rule.nothing-changed"),
        ({"agenda_2030": [1, 10]}, "rule.nothing-changed"),
        ({"social.goals.1.effect": None}, "rule.nothing-changed"),
        ({"social.goals.99.effect": "x"}, "rule.no-such-place"),
        ({"social.goals.3": {}}, "rule.no-such-place"),
        ({f"social.goals.{'9' * 5_000}": {}}, "rule.no-such-place"),
        ({"social.interventions.1.id": "S1"}, "rule.no-such-place"),
        ({"social.goals.effect": "x"}, "rule.no-such-place"),
        ({"applicant.0.name": "x"}, "rule.no-such-place"),
        ({"applicant.name.0": "x"}, "rule.no-such-place"),
        ({"agenda_2030.0.1": 4}, "rule.no-such-place"),
    ],
)
def test_a_change_that_changes_nothing_is_a_fault(change: dict[str, Any], code: str) -> None:
    (path,) = change

    assert vain(change) == [(code, f"/change/{path}")]


@pytest.mark.parametrize(
    "path",
    [
        "social.goals.99",
        "social.goals.2",
        "social.goals.effect",
        "social.goals.1.effect",
        "social.interventions.0",
        f"social.goals.{'9' * 5_000}",
        "applicant.kind",
        "applicant.influence",
        "applicant.name.0",
        "investment.loan",
    ],
)
def test_a_removal_of_what_is_not_there_is_a_fault(path: str) -> None:
    assert vain(remove=(path,)) == [("rule.nothing-removed", "/remove/0")]


def test_changes_that_undo_one_another_are_a_fault() -> None:
    assert vain({"social.goals.2": {"id": "M3"}, "applicant.name": "Ny"}, ("social.goals.2",)) == [
        ("rule.nothing-changed", "/change/social.goals.2")
    ]


@pytest.mark.parametrize("gone", ["applicant.name", "applicant"])
def test_a_change_of_what_is_removed_after_it_is_a_fault(gone: str) -> None:
    assert vain({"applicant.name": "Ny"}, (gone,)) == [("rule.nothing-changed", "/change/applicant.name")]


def test_a_change_that_cannot_be_made_is_told_beside_the_others() -> None:
    assert vain({"social.goals.99.effect": "x", "applicant.name": "b"}, ("investment",)) == [
        ("rule.no-such-place", "/change/social.goals.99.effect"),
        ("rule.nothing-removed", "/remove/0"),
    ]


def test_the_specimen_is_not_changed() -> None:
    before = repr(SPECIMEN)

    made = application(SPECIMEN, BARE._replace(change={"social.goals.0.effect": "b"}, remove=("applicant.name",)), GAPS)

    assert repr(SPECIMEN) == before
    assert made["social"]["goals"][0] == {"id": "M1", "effect": "b"}
    assert made["applicant"] == {"kind": None, "member": {"is_member": True}}


def test_every_change_of_every_test_of_the_rules_changes_something() -> None:
    pack = lsh()
    tests = [(rule, test) for rule in pack.rules for test in rule.tests]

    assert len(tests) > 300
    for rule, test in tests:
        assert list(ineffective_changes(pack.specimens[rule.specimen], test, pack.gaps, shape().fields)) == []
