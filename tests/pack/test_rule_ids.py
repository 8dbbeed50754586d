"""The group that the id of a rule speaks of."""

import pytest

from sociallan.pack.rule_ids import group_of
from tests.builders import lsh


@pytest.mark.parametrize(
    ("rule_id", "group"),
    [
        ("G1-route", "G1"),
        ("G10-route", None),
        ("G1", None),
        ("social-effect-stated", "social_effect"),
        ("social-stated", "social"),
        ("agenda-housing", None),
        ("g1-route", None),
    ],
)
def test_the_longest_group_that_an_id_begins_with(rule_id: str, group: str | None) -> None:
    assert group_of(rule_id, ["G1", "social", "social_effect", "agenda_2030"]) == group


def test_the_rules_of_the_pack_speak_of_their_groups() -> None:
    groups = [group.id for group in lsh().groups]

    assert {group_of(rule.id, groups) for rule in lsh().rules if rule.group != "agenda_2030"} == {*groups} - {
        "agenda_2030"
    }
    assert [rule.id for rule in lsh().rules if group_of(rule.id, groups) not in (rule.group, None)] == []
