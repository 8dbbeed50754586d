"""Decisions on the differences of two packs: all that differs is told, and what is not decided is said to be so."""

from functools import cache
from random import Random

import pytest

from sociallan.analysis.exact.difference import decided
from sociallan.analysis.pack_differences.difference import PackDifference, PackEdition
from sociallan.analysis.pack_differences.differences import difference
from tests.analysis.exact.assigning import application
from tests.analysis.pack_differences.test_differences import KINDS, changed, confirmed, deciding, screened
from tests.builders import RULE, loaded, lsh, small_pack
from tests.sampling import sampled

DECIDED = [name for name, (change, _) in KINDS.items() if name not in ("choice", "placeholder")]
NAMED = "{field: applicant.name, not_placeholder: true}"


@cache
def decided_on(name: str) -> PackDifference:
    """Decide on a kind of change, once for all who ask."""
    return decided(changed(KINDS[name][0]))


def of_conditions(old: str, new: str, **files: str) -> PackDifference:
    """Decide on two conditions of the only rule of a small pack."""
    rule = RULE.format(id="applicant-named")
    before, after = (
        PackEdition(loaded(small_pack(**{"rules__applicant-named": rule.replace(NAMED, text)}, **files)), None)
        for text in (old, new)
    )
    return decided(difference(before, after))


@pytest.mark.slow
def test_that_a_pack_does_not_differ_from_itself_is_proved() -> None:
    found = decided(difference(PackEdition(lsh(), None), PackEdition(lsh(), None)))

    assert found.is_empty
    assert found.exact == (3, True, ())


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(DECIDED, 1))
def test_what_is_told_of_a_change_is_all_that_applications_by_chance_show(name: str) -> None:
    found = decided_on(name)
    chance = Random(name)

    assert found.exact == (2, True, ())
    assert confirmed(found) > 0
    verdicts = {(each.before.verdict, each.after.verdict) for each in found.verdicts}
    outcomes = {(rule.id, change.before, change.after) for rule in found.rules for change in rule.outcomes}
    for day in ("2020-09-01", "2023-05-01", "2027-02-01"):
        for _ in sampled(range(25), 10):
            given = application(lsh().form.fields, 2, chance)
            before, after = screened(found.old, given, day), screened(found.new, given, day)
            pair = before.verdict, after.verdict
            assert pair[0] is pair[1] or pair in verdicts
            for rule in {**before.rules, **after.rules}:
                one, other = before.rules.get(rule), after.rules.get(rule)
                assert one == other or (rule, one, other) in outcomes


@pytest.mark.slow
def test_a_difference_that_trying_did_not_find_is_told_with_an_application_of_both() -> None:
    tried = changed(KINDS["verdict"][0])

    found = decided_on("verdict")

    pairs, known = ({(each.before.verdict, each.after.verdict) for each in one.verdicts} for one in (found, tried))
    assert pairs > known
    assert confirmed(found) > confirmed(tried)


def test_equivalent_conditions_are_proved_to_be_so() -> None:
    found = of_conditions(
        "{all: [{field: investment.loan, at_least: 6}, {field: investment.loan, at_least: 4}]}",
        "{not: {field: investment.loan, at_most: 5}}",
    )

    (rule,) = found.rules
    assert (rule.outcomes, found.verdicts, found.exact) == ((), (), (2, True, ()))


def test_what_a_text_cannot_be_written_for_is_not_decided() -> None:
    """The solver does not know that no text of three characters has the word: nothing may be proved of it."""
    words = small_pack()["pack.yaml"].replace("words: [lön]", "words: [lönebidraget]")
    short, plain = "{field: applicant.name, max_chars: 3}", "{field: applicant.name, mentions_none: words}"

    found = of_conditions(f"{{all: [{short}, {plain}]}}", short, pack=words)

    (rule,) = found.rules
    assert (rule.outcomes, found.verdicts) == ((), ())
    assert found.exact == (2, True, ("applicant-named",))


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("name", sampled(["choice", "placeholder"], 1))
def test_what_only_one_form_takes_is_told_and_not_decided(name: str) -> None:
    found = decided_on(name)

    assert found.exact is not None
    assert not found.exact.verdicts
    assert confirmed(found) > 0


@pytest.mark.slow
def test_nothing_is_proved_of_applications_that_are_dated_by_another_field() -> None:
    found = decided(changed(("pack.yaml", "dated_by: submitted", "dated_by: decision.date")))

    assert found.exact is not None
    assert not found.exact.verdicts


@pytest.mark.slow
def test_two_days_of_one_pack_are_decided() -> None:
    found = decided(difference(*(PackEdition(deciding().pack, day) for day in ("2020-10-01", "2024-06-01"))))

    assert {rule.id for rule in found.rules} == {"applicant-pilot-customer", "G5-effect-plan"}
    assert found.exact == (2, True, ())
