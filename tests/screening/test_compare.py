"""The same applications screened twice: whose verdict changes, and which rules did it."""

from collections.abc import Iterator, Mapping

import pytest

from sociallan.application.form_check.shape import Shape
from sociallan.application.source import Source
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.compare import compare
from sociallan.screening.comparison import ApplicationChange, ChangeCause, Comparison
from sociallan.screening.report import Verdict
from sociallan.screening.screen import Screener
from tests.builders import (
    TODAY,
    example,
    examples,
    loaded,
    lsh,
    rule_requiring,
    screener,
    shape,
    small_pack,
    source,
    with_summary,
)
from tests.sampling import sampled

NAME = "{field: applicant.name, not_placeholder: true}"
LOAN = "{field: investment.loan, at_most: {param: limit}}"
TITLE = "{field: project.title, not_placeholder: true}"


def pack(rules: Mapping[str, str]) -> dict[str, str]:
    """Return a small pack with rules: each id with its condition."""
    files = with_summary()
    del files["rules/applicant-named.yaml"]
    for name, condition in rules.items():
        files[f"rules/{name}.yaml"] = rule_requiring(condition, name)
    return files


def by(files: Mapping[str, str], as_of: str | None = None) -> Screener:
    return Screener(loaded(files), shape(), today=TODAY, as_of=as_of)


def compared(text: str, old: Mapping[str, str], new: Mapping[str, str], *, all_outcomes: bool = False) -> Comparison:
    return compare([source(text)], by(old), by(new), version="0.0.0", all_outcomes=all_outcomes)


def ids(change: ApplicationChange) -> tuple[list[str], list[str]]:
    """Return the rules that decided, and the others."""
    return [rule.rule.id for rule in change.deciding], [rule.rule.id for rule in change.others]


def test_the_rule_that_changed_the_verdict_is_named_with_both_outcomes_and_why() -> None:
    old = pack({"named": NAME, "limited": LOAN})
    new = {**old, "params.yaml": old["params.yaml"].replace("value: 20", "value: 5")}

    found = compared("applicant: {name: Exempelstad}\ninvestment: {loan: 15}\n", old, new)

    (change,) = found.changes
    (rule,) = change.deciding
    assert (change.old, change.new, change.cause) == (Verdict.READY, Verdict.NOT_MET, ChangeCause.RULES)
    assert ids(change) == (["limited"], [])
    assert rule.old is not None
    assert rule.new is not None
    assert (rule.old.kind, rule.new.kind) == (OutcomeKind.MET, OutcomeKind.NOT_MET)
    assert [reason.operand for reason in rule.reasons] == [5]


def test_a_day_chooses_the_figures_too() -> None:
    files = pack({"limited": LOAN})

    found = compare(
        [source("investment: {loan: 15}\n")], by(files, "2021-01-01"), by(files, "2025-01-01"), version="0.0.0"
    )

    (change,) = found.changes
    assert (change.old, change.new, ids(change)) == (Verdict.NOT_MET, Verdict.READY, (["limited"], []))
    assert (found.old.as_of, found.new.as_of) == ("2021-01-01", "2025-01-01")


def test_a_change_the_other_way_is_told_but_did_not_decide() -> None:
    """One requirement is mended and another broken: only the broken one makes the verdict worse."""
    old = pack({"limited": LOAN, "named": NAME})
    new = pack({"limited": LOAN.replace("at_most", "more_than"), "named": TITLE})

    found = compared("investment: {loan: 5}\nproject: {title: Parken}\n", old, new)

    (change,) = found.changes
    assert (change.old, change.new) == (Verdict.INCOMPLETE, Verdict.NOT_MET)
    assert ids(change) == (["limited"], ["named"])


def test_each_of_several_that_would_have_been_enough_decides() -> None:
    old = pack({"limited": LOAN, "named": NAME})
    new = pack({"limited": LOAN.replace("at_most", "more_than"), "named": "{field: applicant.name, equals: Annan}"})

    found = compared("applicant: {name: Exempelstad}\ninvestment: {loan: 5}\n", old, new)

    assert ids(found.changes[0]) == (["limited", "named"], [])


def test_a_rule_that_moves_to_a_group_outside_the_verdict_decides_with_the_same_outcome() -> None:
    old = pack({"named": NAME})
    moved = old["rules/named.yaml"].replace("group: applicant", "group: project")

    found = compared(
        "project: {title: Simhall}\n",
        {**old, **pack({"titled": TITLE})},
        {**old, **pack({"titled": TITLE}), "rules/named.yaml": moved},
    )

    (change,) = found.changes
    assert (change.old, change.new) == (Verdict.INCOMPLETE, Verdict.READY)
    assert ids(change) == (["named"], [])


def test_a_weakness_never_decides() -> None:
    old = pack({"limited": LOAN, "named": NAME})
    new = pack({"limited": LOAN.replace("at_most", "more_than"), "named": TITLE})
    for files in (old, new):
        files["rules/named.yaml"] = files["rules/named.yaml"].replace("level: requirement", "level: expectation")

    found = compared("applicant: {name: Exempelstad}\ninvestment: {loan: 5}\n", old, new)

    assert ids(found.changes[0]) == (["limited"], ["named"])


def test_a_weakness_that_becomes_a_requirement_decides_with_the_same_outcome() -> None:
    new = pack({"limited": LOAN, "named": NAME})
    old = dict(new)
    old["rules/named.yaml"] = old["rules/named.yaml"].replace("level: requirement", "level: expectation")

    found = compared("investment: {loan: 5}\n", old, new)

    assert (found.changes[0].new, ids(found.changes[0])) == (Verdict.INCOMPLETE, (["named"], []))


def test_a_rule_that_is_new_or_gone_has_one_side() -> None:
    old, new = pack({"limited": LOAN}), pack({"limited": LOAN, "named": NAME})

    (gained,) = compared("investment: {loan: 5}\n", old, new).changes
    (lost,) = compared("investment: {loan: 5}\n", new, old).changes

    assert (gained.deciding[0].old, lost.deciding[0].new) == (None, None)
    assert ids(gained) == ids(lost) == (["named"], [])


def test_another_formula_is_no_rule_s_doing() -> None:
    old = pack({"limited": LOAN, "named": NAME})
    old["rules/named.yaml"] = old["rules/named.yaml"].replace("group: applicant", "group: project")
    new = {**old, "pack.yaml": old["pack.yaml"].replace("    - {group: applicant}", "    - {group: project}")}

    (change,) = compared("investment: {loan: 5}\n", old, new).changes

    assert (change.old, change.new, change.cause) == (Verdict.READY, Verdict.INCOMPLETE, ChangeCause.FORMULA)
    assert ids(change) == ([], [])


def test_a_fault_of_form_is_no_rule_s_doing() -> None:
    old = pack({"limited": LOAN})
    new = {name: text.replace("2020-08-24", "2022-01-01") for name, text in old.items()}

    (change,) = compared("investment: {loan: 5}\nsubmitted: 2021-01-01\n", old, new).changes

    assert (change.new, change.cause, change.deciding) == (Verdict.INVALID, ChangeCause.FORM, ())


def test_other_outcomes_with_the_same_verdict_are_counted_and_told_when_asked_for() -> None:
    old = pack({"limited": LOAN, "named": NAME})
    new = pack({"limited": LOAN, "named": TITLE})
    for files in (old, new):
        files["rules/named.yaml"] = files["rules/named.yaml"].replace("level: requirement", "level: remark")
    text = "investment: {loan: 5}\nproject: {title: Parken}\n"

    counted = compared(text, old, new)
    told = compared(text, old, new, all_outcomes=True)

    assert (counted.outcomes_only, counted.changes, counted.verdicts) == (1, (), ())
    assert (told.outcomes_only, told.verdicts, told.changes[0].cause) == (1, (), ChangeCause.NONE)
    assert ids(told.changes[0]) == ([], ["named"])


@pytest.mark.slow
def test_an_application_that_cannot_be_read_is_counted_and_does_not_change() -> None:
    found = compared("{" * 99, pack({"limited": LOAN}), pack({"named": NAME}))

    assert (found.applications, found.changes) == (1, ())


@pytest.mark.slow
def test_the_same_twice_changes_nothing() -> None:
    found = compare(map(example, examples()), screener(), screener(), version="0.0.0", all_outcomes=True)

    assert (found.applications, found.outcomes_only, found.changes) == (len(examples()), 0, ())


@pytest.mark.law
@pytest.mark.parametrize(("first", "second"), [("2020-09-01", "2026-06-01"), (None, "2021-01-01")])
def test_the_verdicts_are_those_of_a_screening(first: str | None, second: str) -> None:
    old, new = screener(first), screener(second)

    found = compare(map(example, sampled(examples(), 4)), old, new, version="0.0.0", all_outcomes=True)

    for change in found.changes:
        given = example(change.path.removeprefix("examples/"))
        before, after = old.screen(given), new.screen(given)
        kinds = [{o.rule.id: o.kind for o in screening.outcomes} for screening in (before, after)]
        differing = {rule for rule in {**kinds[0], **kinds[1]} if kinds[0].get(rule) != kinds[1].get(rule)}
        assert (change.old, change.new) == (before.verdict, after.verdict)
        assert {rule.rule.id for rule in (*change.deciding, *change.others)} == differing


def test_applications_are_read_one_at_a_time() -> None:
    """Thousands of files take no more memory than those that are told of."""
    alive = []

    def given() -> Iterator[Source]:
        for place in range(3):
            alive.append(place)
            yield source("{}")
            assert alive == list(range(place + 1))

    assert compare(given(), screener(), screener(), version="0.0.0").applications == 3


def test_the_pack_of_each_side_is_told() -> None:
    found = compare([], screener(), by(small_pack()), version="0.0.0")

    assert (found.old.pack, found.new.pack.id) == (lsh(), "small")


@pytest.mark.parametrize("is_new_narrower", [False, True])
def test_a_choice_that_only_one_form_has_is_no_rule_s_doing(*, is_new_narrower: bool) -> None:
    wide = pack({"named": NAME})
    narrow = {
        **wide,
        "form.yaml": wide["form.yaml"].replace("ongoing: {sv: pågår, en: ongoing,", "begun: {sv: börjat, en: begun,"),
    }
    sides = [Screener(files, Shape(files.form), today=TODAY) for files in map(loaded, (narrow, wide))]
    given = source("applicant: {name: Exempelstad}\nproject: {status: ongoing}\n")

    (change,) = compare([given], *sides[:: -1 if is_new_narrower else 1], version="0.0.0").changes

    assert {change.old, change.new} == {Verdict.INVALID, Verdict.READY}
    assert (change.cause, ids(change)) == (ChangeCause.FORM, ([], []))
