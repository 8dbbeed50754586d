"""Differences between two packs: logic or text, and the outcomes that become others."""

import pytest

from sociallan.analysis.difference import PackDifference, PackEdition, RuleDifference
from sociallan.analysis.differences import difference
from sociallan.analysis.reachability import Explorer, scope_for
from sociallan.files import packs
from sociallan.rules.truth import OutcomeKind
from tests.builders import RULE, RULES, changed_file, loaded, lsh, shape, small_pack

MET, NOT_MET, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
LSH = {file.path: file.data.decode() for file in packs.pack_files(RULES)}
HORIZON = "    - {from: 2020-08-24, value: 3}\n"


def changed(*changes: tuple[str, str, str]) -> PackDifference:
    """Compare the pack lsh with itself, some files changed: (file, what stands there, what is to stand)."""
    files = LSH
    for name, old, new in changes:
        files = changed_file(files, name, old, new)
    return difference(PackEdition(lsh(), None), PackEdition(loaded(files), None), shape())


def kinds(rule: RuleDifference) -> set[tuple[OutcomeKind | None, OutcomeKind | None]]:
    return {(change.before, change.after) for change in rule.outcomes}


def test_a_pack_does_not_differ_from_itself() -> None:
    assert changed().is_empty


def test_a_comment_and_a_test_are_no_difference() -> None:
    name = "rules/G4/G4-horizon.yaml"

    assert changed(
        (name, "id: G4", "# A comment.\nid: G4"), (name, "until 2040, expect", "the year 2040, expect")
    ).is_empty


def test_a_corrected_translation_is_text_alone() -> None:
    (rule,) = changed(("rules/G4/G4-horizon.yaml", "How long the effort", "For how long the effort")).rules

    assert (rule.id, rule.texts, rule.changes_logic, rule.outcomes) == ("G4-horizon", ("title",), False, ())


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


def test_a_word_added_to_a_list_and_one_taken_away_show_each() -> None:
    (rule,) = changed(("pack.yaml", "      - löner\n", "      - hyra\n")).rules

    assert (rule.id, rule.lists) == ("financing-operating-words", ("operating_words",))
    shown = {(change.before, change.case.value["investment"]["items"][0]["description"]) for change in rule.outcomes}
    assert shown == {(MET, "Här står hyra i texten"), (JUDGEMENT, "Här står löner i texten")}


def test_a_rule_that_is_gone_and_one_that_is_new_show_all_their_outcomes() -> None:
    text = LSH["rules/area/area-other.yaml"]
    files = {name: kept for name, kept in LSH.items() if name != "rules/area/area-other.yaml"}
    files["rules/area/area-none.yaml"] = text.replace("id: area-other", "id: area-none")

    found = difference(PackEdition(lsh(), None), PackEdition(loaded(files), None), shape())

    new, gone = sorted(found.rules, key=lambda rule: rule.id)
    assert kinds(gone) == {(kind, None) for kind in (MET, NOT_MET, NOT_APPLICABLE)}
    assert kinds(new) == {(None, kind) for kind in (MET, NOT_MET, NOT_APPLICABLE)}


def test_a_level_is_logic_even_where_no_outcome_changes() -> None:
    (rule,) = changed(("rules/G4/G4-minimum-years.yaml", "level: expectation", "level: remark")).rules

    assert (rule.logic, rule.changes_logic, rule.outcomes) == (("level",), True, ())


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


def test_two_days_of_one_pack_differ_in_the_rules_that_came_and_went() -> None:
    found = difference(PackEdition(lsh(), "2020-10-01"), PackEdition(lsh(), "2024-06-01"), shape())

    assert {rule.id: (rule.old is None, rule.new is None) for rule in found.rules} == {
        "applicant-pilot-customer": (False, True),
        "G5-effect-plan": (True, False),
    }


def test_that_time_passes_is_no_difference() -> None:
    found = difference(PackEdition(lsh(), "2024-06-01"), PackEdition(lsh(), "2025-06-01"), shape())

    assert found.is_empty


def test_what_is_shown_is_so() -> None:
    """Each application that is said to show a change gives just those outcomes, decided anew."""
    changes = ("rules/G5/G5-effect-plan.yaml", "one_of: [exists, planned]", "one_of: [exists]")

    found = changed(changes)

    (rule,) = found.rules
    assert rule.outcomes
    for change in rule.outcomes:
        for side, edition, kind in ((rule.old, found.old, change.before), (rule.new, found.new, change.after)):
            assert side is not None
            made_ready = Explorer(edition.pack, shape()).compiled(side, change.case.day)
            assert made_ready.decide(scope_for(change.case.value, change.case.day)).kind is kind


def of_one_rule(old: str, new: str, *, since: str = "2020-08-24") -> RuleDifference:
    """Compare two conditions of a rule that the old pack has ``since`` a day and the new one from the start."""
    rule = RULE.format(id="applicant-named")
    asked = "{field: applicant.name, not_placeholder: true}"
    texts = rule.replace(asked, old).replace("2020-08-24", since), rule.replace(asked, new)
    before, after = (PackEdition(loaded(small_pack(**{"rules__applicant-named": text})), None) for text in texts)
    (found,) = difference(before, after, shape()).rules
    return found


def test_of_the_applications_that_show_a_change_the_smallest_is_kept() -> None:
    titled = "{any: [{field: project.title, stated: true}, {field: project.title, stated: false}]}"
    old, new = (f"{{all: [{{field: investment.loan, at_least: {limit}}}, {titled}]}}" for limit in (5, 6))

    (change,) = of_one_rule(old, new).outcomes

    assert (change.before, change.after, change.case.value) == (MET, NOT_MET, {"investment": {"loan": 5}})


def test_outcomes_are_compared_only_on_days_on_which_both_rules_are_in_force() -> None:
    old, new = (f"{{field: investment.loan, at_least: {limit}}}" for limit in (5, 6))

    found = of_one_rule(old, new, since="2023-05-01")

    assert {change.case.day for change in found.outcomes} == {"2023-05-01"}
