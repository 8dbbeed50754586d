"""Differences between two packs: logic or text, and the outcomes that become others."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sociallan.analysis.pack_differences.difference import (
    PackDifference,
    PackEdition,
    PackResult,
    RuleDifference,
    RuleResult,
)
from sociallan.analysis.pack_differences.differences import difference
from sociallan.application.form_check.shape import Shape
from sociallan.files import packs
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.screen import Screener
from tests.builders import RULE, RULES, as_json, changed_file, loaded, lsh, small_pack, source
from tests.sampling import sampled

READY, OPEN, NO, _ = Verdict
MET, NOT_MET, TO_MEND, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
BESIDE = (
    "applicant-pilot-customer",
    "area-other",
    "financing-operating-words",
    "G4-horizon",
    "G4-minimum-years",
    "G5-effect-plan",
    "housing-affordability",
)
"""Rules that decide nothing, of which differences are told."""
DECIDING = (
    "applicant-influence",
    "applicant-kind",
    "applicant-member",
    "area-one",
    "financing-intervention-linked",
    "financing-loan-within-cost",
    "financing-no-operating-costs",
    "financing-physical-investment",
    "G1-contribution-route",
    "G2-part-of-document",
    "G3-target-group-described",
    "G4-horizon",
    "G5-goals-followed-up",
    "G5-goals-stated",
    "G5-target-after-baseline",
    "housing-item-type",
    "social-effect-other-in-words",
    "social-effect-stated",
)
"""Requirements, at least one of each group: the cost of a proof grows with the number of rules more than its worth."""
LSH = {each.path: each.data.decode() for each in packs.pack_files(RULES) if not each.path.startswith("cases/")}
"""The files of the pack lsh but for its cases."""
FEW = {
    name: text for name, text in LSH.items() if not name.startswith("rules/") or Path(name).stem in (*DECIDING, *BESIDE)
}
"""The pack of these tests: lsh with a few of its rules."""
WORDS = ("pack.yaml", "      - sociala medier\n", "      - lokala medier\n")
HORIZON = "    - {from: 2020-08-24, value: 3}\n"


@cache
def deciding() -> PackEdition:
    """Return that pack, from its first day to its last."""
    return PackEdition(loaded(FEW), None)


@cache
def changed(*changes: tuple[str, str, str]) -> PackDifference:
    """Compare that pack with itself, some files changed: (file, what stands there, what is to stand)."""
    files = FEW
    for name, old, new in changes:
        files = changed_file(files, name, old, new)
    return difference(deciding(), PackEdition(loaded(files), None))


def kinds(rule: RuleDifference) -> set[tuple[OutcomeKind | None, OutcomeKind | None]]:
    return {(kind(change.before), kind(change.after)) for change in rule.outcomes}


def kind(result: RuleResult | None) -> OutcomeKind | None:
    return None if result is None else result.kind


@pytest.mark.slow
def test_a_pack_does_not_differ_from_itself() -> None:
    assert changed().is_empty


def test_a_comment_and_a_test_are_no_difference() -> None:
    name = "rules/G4/G4-horizon.yaml"

    assert changed(
        (name, "id: G4", "# A comment.\nid: G4"), (name, "One of the interventions is", "Some of the interventions is")
    ).is_empty


def test_a_corrected_translation_is_text_alone() -> None:
    (rule,) = changed(("rules/G4/G4-horizon.yaml", "how long the work", "for how long the work")).rules

    assert (rule.id, rule.texts, rule.changes_logic, rule.outcomes) == ("G4-horizon", ("title",), False, ())


@pytest.mark.slow
def test_a_changed_threshold_shows_what_becomes_of_what() -> None:
    name = "rules/housing/housing-affordability.yaml"

    (rule,) = changed((name, "min_chars: 60", "min_chars: 80")).rules

    assert rule.logic == ("require",)
    assert kinds(rule) == {(MET, JUDGEMENT)}
    (change,) = rule.outcomes
    assert len(change.case.value["housing"]["affordability"]) in range(60, 80)


@pytest.mark.slow
def test_a_changed_parameter_shows_in_every_rule_that_asks_for_it_from_its_day_on() -> None:
    (rule,) = changed(("params.yaml", HORIZON, HORIZON + "    - {from: 2027-01-01, value: 5}\n")).rules

    assert (rule.id, rule.logic, rule.params) == ("G4-minimum-years", (), ("minimum_horizon",))
    assert kinds(rule) == {(MET, NOT_MET)}
    assert {change.case.day for change in rule.outcomes} == {"2027-01-01"}


@pytest.mark.slow
def test_a_word_added_to_a_list_and_one_taken_away_show_each() -> None:
    (rule,) = changed(WORDS).rules

    assert (rule.id, rule.lists) == ("financing-operating-words", ("operating_words",))
    shown = {
        (kind(change.before), change.case.value["investment"]["items"][0]["description"]) for change in rule.outcomes
    }
    assert shown == {(MET, "lokala medier, så börjar texten"), (JUDGEMENT, "sociala medier, så börjar texten")}


@pytest.mark.slow
def test_a_rule_that_is_gone_and_one_that_is_new_show_all_their_outcomes() -> None:
    text = FEW["rules/area/area-other.yaml"]
    files = {name: kept for name, kept in FEW.items() if name != "rules/area/area-other.yaml"}
    files["rules/area/area-none.yaml"] = text.replace("id: area-other", "id: area-none")

    found = difference(deciding(), PackEdition(loaded(files), None))

    new, gone = sorted(found.rules, key=lambda rule: rule.id)
    assert kinds(gone) == {(kind, None) for kind in (MET, NOT_MET, NOT_APPLICABLE)}
    assert kinds(new) == {(None, kind) for kind in (MET, NOT_MET, NOT_APPLICABLE)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "part", "is_logic"),
    [
        ("pack.yaml", "    - {group: G5}\n", "", "verdict", True),
        ("pack.yaml", "  - tbd\n", "", "placeholders", True),
        ("pack.yaml", "{sv: Social effekt, en: Social effect}", "{sv: Effekt, en: Social effect}", "groups", False),
        ("pack.yaml", "{sv: Plats, en: Place}", "{sv: Ort, en: Place}", "summary", False),
        ("pack.yaml", "{sv: till kommittén, en:", "{sv: för kommittén, en:", "texts", False),
        ("pack.yaml", "dated_by: submitted", "dated_by: decision.date", "dated_by", True),
        ("params.yaml", "Ingen gräns är publicerad.", "Någon gräns är inte publicerad.", "params", False),
        ("sources.yaml", "De fem grundkraven", "Alla fem grundkraven", "sources", False),
    ],
)
def test_a_part_of_the_pack_outside_its_rules_is_named(
    name: str, old: str, new: str, part: str, is_logic: bool
) -> None:
    found = changed((name, old, new))

    assert (found.logic, found.texts) == (((part,), ()) if is_logic else ((), (part,)))
    assert found.rules == ()


@pytest.mark.slow
def test_two_days_of_one_pack_differ_in_the_rules_that_came_and_went() -> None:
    found = difference(*(PackEdition(deciding().pack, day) for day in ("2020-10-01", "2024-06-01")))

    assert {rule.id: (rule.old is None, rule.new is None) for rule in found.rules} == {
        "applicant-pilot-customer": (False, True),
        "G5-effect-plan": (True, False),
    }


def test_that_time_passes_is_no_difference() -> None:
    found = difference(PackEdition(lsh(), "2024-06-01"), PackEdition(lsh(), "2025-06-01"))

    assert found.is_empty


def of_one_rule(old: str, new: str, *, since: str = "2020-08-24") -> RuleDifference:
    """Compare two conditions of a rule that the old pack has ``since`` a day and the new one from the start."""
    rule = RULE.format(id="applicant-named")
    asked = "{field: applicant.name, not_placeholder: true}"
    texts = rule.replace(asked, old).replace("2020-08-24", since), rule.replace(asked, new)
    before, after = (PackEdition(loaded(small_pack(**{"rules__applicant-named": text})), None) for text in texts)
    (found,) = difference(before, after).rules
    return found


def test_of_the_applications_that_show_a_change_the_smallest_is_kept() -> None:
    titled = "{any: [{field: project.title, stated: true}, {field: project.title, stated: false}]}"
    old, new = (f"{{all: [{{field: investment.loan, at_least: {limit}}}, {titled}]}}" for limit in (5, 6))

    (change,) = of_one_rule(old, new).outcomes

    assert (kind(change.before), kind(change.after), change.case.value) == (MET, NOT_MET, {"investment": {"loan": 5}})


SCREENERS: dict[tuple[int, str], Screener] = {}
"""Screeners by their pack, which they keep, and day."""


def screened(edition: PackEdition, application: Mapping[str, Any], day: str) -> PackResult:
    """Screen an application anew, as ``check --as-of`` does."""
    known = id(edition.pack), edition.day or day
    if known not in SCREENERS:
        SCREENERS[known] = Screener(edition.pack, Shape(edition.pack.form), today=day, as_of=known[1])
    screening = SCREENERS[known].screen(source(as_json(application), "a.json"))
    outcomes = [(each.rule, each.kind) for each in screening.outcomes]
    assessed = SCREENERS[known].assess(source(as_json(application), "a.json"))
    # A report lists only the questions that are asked.
    outcomes += [(rule, kind) for rule, kind in assessed.decided if rule.level is Level.QUESTION]
    return PackResult(screening.verdict, {rule.id: RuleResult(rule.level, rule.group, kind) for rule, kind in outcomes})


def confirmed(found: PackDifference) -> int:
    """Return how many applications differ, after screening each anew with both packs."""
    for each in found.verdicts:
        assert each.before != each.after
        assert screened(found.old, each.variant.value, each.day) == each.before
        assert screened(found.new, each.variant.value, each.day) == each.after
    for rule in found.rules:
        for change in rule.outcomes:
            assert change.before != change.after
            for edition, result in ((found.old, change.before), (found.new, change.after)):
                assert screened(edition, change.case.value, change.case.day).rules.get(rule.id) == result
    return len(found.verdicts) + sum(len(rule.outcomes) for rule in found.rules)


RULE_FILES = {
    "G3": "rules/G3/G3-target-group-described.yaml",
    "influence": "rules/applicant/applicant-influence.yaml",
    "plan": "rules/G5/G5-effect-plan.yaml",
}
FIRST = "valid_from: 2020-08-24\n"
KINDS: Mapping[str, tuple[tuple[str, str, str], tuple[Verdict, Verdict] | None]] = {
    "valid_from": ((RULE_FILES["influence"], FIRST, "valid_from: 2022-01-01\n"), (NO, READY)),
    "valid_to": ((RULE_FILES["G3"], FIRST, f"{FIRST}valid_to: 2026-12-31\n"), (OPEN, READY)),
    "level": ((RULE_FILES["influence"], "level: requirement", "level: remark"), (NO, READY)),
    "group": ((RULE_FILES["influence"], "group: applicant", "group: privacy"), (NO, READY)),
    "verdict": (("pack.yaml", "    - {group: G5}\n", ""), (OPEN, READY)),
    "placeholder": (("pack.yaml", "  - tbd\n", ""), (OPEN, READY)),
    "words": (WORDS, None),
    "parameter": (("params.yaml", HORIZON, HORIZON + "    - {from: 2027-01-01, value: 5}\n"), None),
    "value": (("values.yaml", "  where: {field: item.nature, equals: operating}\n", ""), (OPEN, NO)),
    "choice": (
        ("form.yaml", "          none: {sv: ingen medlem, en: no member}\n", ""),
        (NO, Verdict.INVALID),
    ),
    "condition": ((RULE_FILES["plan"], "one_of: [exists, planned]", "one_of: [exists]"), None),
}
"""A change of each kind that decides, and the verdicts that become others; ``None`` where outcomes alone do."""


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("name", sampled([*KINDS], 6))
def test_each_kind_of_change_is_told_with_an_application_that_gets_another_result(name: str) -> None:
    change, verdicts = KINDS[name]

    found = changed(change)

    assert confirmed(found) > 0
    if verdicts is not None:
        assert verdicts in {(each.before.verdict, each.after.verdict) for each in found.verdicts}


def test_a_rule_that_begins_earlier_is_told_with_the_days_on_which_it_alone_is_in_force() -> None:
    found = of_one_rule(
        "{field: investment.loan, at_least: 5}", "{field: investment.loan, at_least: 5}", since="2023-05-01"
    )

    assert {kind(change.before) for change in found.outcomes} == {None}
    assert {(change.case.day, change.until) for change in found.outcomes} == {("2020-08-24", "2023-04-30")}


@pytest.mark.slow
def test_a_retired_rule_is_told_from_the_day_after_its_last() -> None:
    found = changed((RULE_FILES["G3"], FIRST, f"{FIRST}valid_to: 2026-12-31\n"))

    (rule,) = found.rules
    assert {(change.case.day, change.until) for change in rule.outcomes} == {("2027-01-01", None)}
    assert {each.day for each in found.verdicts} == {"2027-01-01"}


@pytest.mark.slow
def test_a_change_of_a_specimen_is_told_without_what_it_does_without() -> None:
    verdicts = (NO, READY)
    found = changed(KINDS["level"][0]).verdicts
    (ready,) = [each for each in found if (each.before.verdict, each.after.verdict) == verdicts]

    assert (dict(ready.variant.change), ready.rules) == ({"applicant.influence": "none"}, ("applicant-influence",))


@pytest.mark.slow
def test_another_label_of_a_choice_is_told_with_an_application_that_has_it() -> None:
    found = changed(
        ("form.yaml", "{sv: annan låntagare, en: another borrower}", "{sv: en annan, en: another borrower}")
    )

    assert confirmed(found) > 0
    assert {each.part for each in found.verdicts} == {"applicant.kind"}


@pytest.mark.slow
@pytest.mark.law
@pytest.mark.parametrize(
    ("old", "new", "part"),
    sampled(
        [
            ("            maximum: 1000000000\n", "            maximum: 500\n", "target_group.size"),
            ("      maximum: 17\n", "      maximum: 16\n", "agenda_2030"),
            ("    unique: true\n    example: [10, 11]\n", "    example: [10, 11]\n", "agenda_2030"),
            (
                "            type: whole_number\n            minimum: 0\n",
                "            type: number\n            minimum: 0\n",
                "target_group.size",
            ),
        ],
        2,
    ),
    ids=sampled(["maximum", "of-items", "unique", "type"], 2),
)
def test_a_field_that_takes_other_values_is_told(old: str, new: str, part: str) -> None:
    found = changed(("form.yaml", old, new))

    assert confirmed(found) > 0
    assert {each.part.rpartition("social.")[2] for each in found.verdicts} == {part}
