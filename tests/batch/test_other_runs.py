"""Runs that differ in conditions of rules alone: which they are, and what differs."""

from sociallan.batch.cache_key import RunKey
from sociallan.batch.other_runs import OtherRun, other_runs, with_run


def run(*conditions: str) -> RunKey:
    """Return the key of a run by rules, each with a letter for when it applies and one for what else decides it."""
    return RunKey(b"rest", tuple((each[0].encode() * 32, each[1].encode() * 32) for each in conditions))


OWN = run("aa", "bb", "cc")
ONE, TWO = run("aa", "bx", "cc"), run("xa", "bb", "cx")


def test_another_run_tells_which_rules_changed_and_which_of_them_in_when_they_apply() -> None:
    known = with_run(TWO, with_run(ONE, b""))

    assert other_runs(OWN, known) == (OtherRun(ONE.whole, {1: False}), OtherRun(TWO.whole, {0: True, 2: False}))
    assert other_runs(ONE, with_run(ONE, b"")) == ()
    assert other_runs(OWN, b"") == ()


def test_the_latest_runs_are_remembered_each_once() -> None:
    several = [run(letter * 2, "bb", "cc") for letter in "defghijkl"]
    known = b""
    for each in (*several, several[-2]):
        known = with_run(each, known)

    assert {each.whole for each in other_runs(OWN, known)} == {each.whole for each in several[1:]}
    assert known.startswith(b"".join(several[-2].conditions[0]))


def test_data_of_another_form_are_no_runs() -> None:
    assert other_runs(OWN, b"damaged") == ()
    assert with_run(OWN, b"damaged") == with_run(OWN, b"")
