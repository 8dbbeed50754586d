"""Failures of the program: one for each place in its source, with the number of files that it happened at."""

from sociallan.batch.failures import Failure, distinct


def test_failures_of_one_kind_and_place_are_one_with_the_files_of_all() -> None:
    found = distinct((Failure("a", "KeyError", "x.py:1", 2), Failure("b", "KeyError", "x.py:1", 3)))

    assert found == (Failure("a", "KeyError", "x.py:1", 6),)


def test_failures_of_another_kind_or_place_stay_apart_in_the_order_of_their_files() -> None:
    given = (Failure("a", "KeyError", "x.py:2"), Failure("b", "KeyError", "x.py:1"), Failure("c", "OSError", "x.py:1"))

    assert distinct(given) == given
