"""The phases of the loan: read from the pack, checked to lie in order, and which of them a day lies in."""

import pytest

from sociallan.pack.faults import PackError
from sociallan.pack.pack import Pack
from tests.builders import draft_of, loaded, lsh, small_pack
from tests.conftest import Golden
from tests.faults_told import faults_told

PHASES = """\
phases:
  - {id: pilot, from: 2020-08-24, title: {sv: Pilot, en: Pilot}, summary: {sv: Få., en: Few.}, cites: [SOURCE#one]}
  - {id: open, from: 2021-03-30, title: {sv: Öppet, en: Open}, summary: {sv: Alla., en: All.}, cites: [SOURCE#one]}
"""


def with_phases(old: str = "", new: str = "") -> dict[str, str]:
    files = small_pack()
    assert old in PHASES
    return {**files, "pack.yaml": files["pack.yaml"] + PHASES.replace(old, new, 1)}


def pack(old: str = "", new: str = "") -> Pack:
    return loaded(with_phases(old, new))


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2020-08-23", None),
        ("2020-08-24", "pilot"),
        ("2021-03-29", "pilot"),
        ("2021-03-30", "open"),
        ("2999-12-31", "open"),
    ],
)
def test_a_phase_lasts_until_the_next_one_begins(day: str, phase: str | None) -> None:
    found = pack().phase(day)

    assert (found.id if found else None) == phase


def test_a_pack_need_not_tell_of_phases() -> None:
    assert loaded(small_pack()).phase("2025-01-01") is None


FAULTS = [
    ("2021-03-30", "2020-08-24", "pack.phases-order", "18:22", None),
    ("2021-03-30", "2020-01-01", "pack.phases-order", "18:22", None),
    ("2021-03-30", "2021-02-30", "pack.date", "18:22", None),
    ("id: open", "id: pilot", "rule.id-taken", "18:10", None),
    ("[SOURCE#one]", "[SOURCE#oen]", "rule.unknown-passage", "17:104", "SOURCE#one"),
    ("summary: {sv: Få., en: Few.}, ", "", "pack.key-missing", "17:5", None),
    ("from: 2020-08-24", "from: 2020-8-24", "pack.pattern", "17:17", "2020-08-24"),
]


@pytest.mark.parametrize(("old", "new", "code", "at", "suggestion"), FAULTS)
def test_a_fault_in_a_phase_is_told_where_it_stands(
    old: str, new: str, code: str, at: str, suggestion: str | None
) -> None:
    with pytest.raises(PackError) as raised:
        pack(old, new)

    assert [(f.code, f"{f.place.line}:{f.place.column}", f.suggestion) for f in raised.value.faults] == [
        (code, at, suggestion)
    ]


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (with_phases(old, new) for old, new, *_ in FAULTS)

    golden("faults/phases.txt", faults_told((files, draft_of(files).faults) for files in faulty))


@pytest.mark.parametrize(("old", "new"), [("sv: Få.", "sv: Några."), ("2021-03-30", "2021-04-01")])
def test_a_phase_decides_nothing_so_a_change_of_it_changes_the_digest_of_texts_alone(old: str, new: str) -> None:
    before, after = pack(), pack(old, new)

    assert before.text_digest != after.text_digest
    assert before.logic_digest == after.logic_digest


def test_the_phases_of_lsh_are_those_that_a_source_supports() -> None:
    """The launch is stated, and its source bears its day; that the pilot begins with the committee is inferred."""
    pilot, opened = lsh().phases

    assert [(phase.id, phase.first) for phase in (pilot, opened)] == [("pilot", "2020-08-24"), ("open", "2021-03-30")]
    assert lsh().passages["K-LAUNCH#all-members"].date == opened.first
    assert lsh().passages["K-COM#committee"].date == pilot.first
    assert {lsh().passages[citation].mark for citation in pilot.cites} == {"stated", "inferred"}


def test_the_rule_of_the_pilot_phase_has_the_days_of_the_phase() -> None:
    asked = lsh().rule("applicant-pilot-customer")
    assert asked is not None
    assert asked.valid_to is not None

    phases = [lsh().phase(day) for day in (asked.valid_from, asked.valid_to)]

    assert [phase.id for phase in phases if phase] == ["pilot", "pilot"]
    assert asked.valid_from == lsh().phases[0].first
    assert asked.valid_to < lsh().phases[1].first
