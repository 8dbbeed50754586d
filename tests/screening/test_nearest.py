"""The public projects that are nearest to an application."""

from typing import Any

import pytest

from sociallan.pack.faults import PackError
from sociallan.screening.nearest import NearestFinder
from tests.builders import draft_of, loaded, small_pack
from tests.conftest import Golden
from tests.faults_told import faults_told

PRECEDENTS = """\
note: {sv: Bara en jämförelse., en: Only a comparison.}
at_least: 2
compare:
  - {field: project.area, weight: 3}
  - {field: social.target_group.description, weight: 2}
  - {field: social.effects, weight: 1}
projects:
  one:
    title: {sv: Ett, en: One}
    place: Ängsbacken
    year: 2020
    amount: 100
    source: SOURCE#one
    like: {project.area: [housing], social.target_group.description: [hyresgäster], social.effects: [other]}
  two:
    title: {sv: Två, en: Two}
    place: Storvik
    year: 2022
    amount: null
    source: SOURCE#one
    like: {project.area: [housing], social.effects: [education, other]}
  three:
    title: {sv: Tre, en: Three}
    place: Lillvik
    year: null
    amount: 300
    source: SOURCE#one
    like: {project.area: [health], social.effects: [other]}
"""


def nearest(application: Any) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """Return the ids of the nearest projects with what is alike."""
    pack = loaded({**small_pack(), "precedents.yaml": PRECEDENTS})
    found = NearestFinder(pack.precedents, pack.form.fields).nearest(application)
    return [(each.precedent.id, {alike.field: alike.values for alike in each.alike}) for each in found]


def test_the_weight_of_what_is_alike_decides() -> None:
    application = {
        "project": {"area": "housing"},
        "social": {"target_group": {"description": "Alla hyresgäster i huset."}, "effects": ["education", "other"]},
    }

    assert nearest(application) == [
        ("one", {
            "project.area": ("housing",),
            "social.target_group.description": ("hyresgäster",),
            "social.effects": ("other",),
        }),
        ("two", {"project.area": ("housing",), "social.effects": ("education", "other")}),
    ]  # fmt: skip


def test_of_the_same_weight_more_values_decide_and_then_the_year() -> None:
    application = {"project": {"area": "housing"}, "social": {"effects": ["education", "other"]}}
    same = {"project": {"area": "housing"}, "social": {"effects": ["other"]}}

    assert [name for name, _ in nearest(application)] == ["two", "one"]
    assert [name for name, _ in nearest(same)] == ["two", "one"]


def test_a_project_that_is_alike_in_too_little_is_not_named() -> None:
    assert nearest({"project": {"area": "housing"}}) == []
    assert nearest({}) == []


def test_a_word_is_looked_for_as_a_whole() -> None:
    application = {"project": {"area": "housing"}, "social": {"target_group": {"description": "Hyresgästernas barn."}}}

    assert nearest(application) == []


def test_a_pack_without_projects_names_none() -> None:
    pack = loaded(small_pack())

    assert NearestFinder(pack.precedents, pack.form.fields).nearest({"project": {"area": "housing"}}) == ()


FAULTS = [
    ("field: project.area,", "field: project.aera,", "rule.unknown-field", 4),
    ("field: project.area,", "field: investment.loan,", "precedent.field", 4),
    ("at_least: 2", "at_least: 4", "precedent.too-many", 2),
    ("source: SOURCE#one", "source: SOURCE#two", "rule.unknown-passage", 13),
    ("project.area: [housing]", "project.area: [hosing]", "precedent.choice", 14),
    ("project.area: [housing]", "project.title: [Ett]", "precedent.not-compared", 14),
    ("    place: Storvik\n", "", "pack.key-missing", 15),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), FAULTS)
def test_a_fault_is_told_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in PRECEDENTS

    with pytest.raises(PackError) as raised:
        loaded({**small_pack(), "precedents.yaml": PRECEDENTS.replace(old, new, 1)})

    assert (code, "precedents.yaml", line) in [
        (fault.code, fault.place.file, fault.place.line) for fault in raised.value.faults
    ]


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = ({**small_pack(), "precedents.yaml": PRECEDENTS.replace(old, new, 1)} for old, new, *_ in FAULTS)

    golden("faults/precedents.txt", faults_told((files, draft_of(files).faults) for files in faulty))
