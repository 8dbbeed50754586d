"""Survivors are found again after lines have moved, and compared with the list of those that are equivalent."""

from pathlib import Path

import pytest

from tests.mutation.survivors import LIST, Mutant, as_list, mutant_of, read_list, unlike
from tests.mutation.targets import DECISIVE, TARGETS, digest

SOURCE = """\
class Counter:
    @property
    def low(self):
        def inner(value):
            return value < 3
        return inner


LIMIT = 3
"""
DIFF = """\
--- mutation diff ---
--- a/counter.py
+++ b/counter.py
@@ -3,5 +3,5 @@
     def low(self):
         def inner(value):
-            return value < 3
+            return value <= 3
         return inner
"""
LOW = Mutant("counter.py", "Counter.low.inner", "return value < 3", "return value <= 3")
LIMIT = Mutant("counter.py", "", "LIMIT = 3", "LIMIT = 4")


def test_a_mutant_is_known_by_its_function_and_by_the_line_before_and_after() -> None:
    assert mutant_of("counter.py", SOURCE, 5, DIFF) == LOW


def test_a_mutant_stays_itself_when_its_line_moves() -> None:
    assert mutant_of("counter.py", "import os\n\n\n" + SOURCE, 8, DIFF.replace("-3,5 +3,5", "-6,5 +6,5")) == LOW


def test_a_line_outside_all_functions_has_none() -> None:
    diff = "@@ -8,2 +8,2 @@\n \n-LIMIT = 3\n+LIMIT = 4\n"

    assert mutant_of("counter.py", SOURCE, 9, diff) == LIMIT


def test_a_decorator_belongs_to_its_function() -> None:
    diff = "@@ -1,3 +1,2 @@\n class Counter:\n-    @property\n     def low(self):\n"

    assert mutant_of("counter.py", SOURCE, 2, diff) == Mutant("counter.py", "Counter.low", "@property", "")


def test_what_is_not_listed_is_told_apart_from_what_does_not_survive_any_more() -> None:
    assert unlike([LOW], [LOW]) == ([], [])
    assert unlike([LOW], [LIMIT]) == ([LOW], [LIMIT])


def test_of_two_mutants_that_look_alike_both_are_listed() -> None:
    assert unlike([LOW, LOW], [LOW]) == ([LOW], [])
    assert unlike([LOW], [LOW, LOW]) == ([], [LOW])


def test_survivors_are_printed_as_the_list_is_read() -> None:
    listed = [(LIMIT, "Nothing reads it: »LIMIT«."), (LOW, "There are no threes.")]

    assert read_list(as_list([LOW, LIMIT], dict(listed))) == listed


def test_a_survivor_without_a_reason_is_printed_and_not_read() -> None:
    with pytest.raises(ValueError, match="no reason"):
        read_list(as_list([LOW], {}))


def test_each_mutant_in_the_list_stands_in_a_module_that_is_mutated() -> None:
    """Only the run can see what the reasons claim: here it is that each line is still there."""
    sources = {target.module: (LIST.parents[2] / target.source).read_text(encoding="utf-8") for target in TARGETS}
    # What stands on several lines is listed as one.
    joined = {module: " ".join(filter(None, map(str.strip, text.splitlines()))) for module, text in sources.items()}

    for mutant, _ in read_list(LIST.read_text(encoding="utf-8")):
        assert mutant.removed in joined[mutant.module], mutant


def test_every_target_has_its_module_and_its_tests() -> None:
    root = LIST.parents[2]

    for target in TARGETS:
        assert (root / target.source).is_file()
        assert target.tests
        assert all((root / "tests" / test).is_file() for test in target.tests)


def test_a_session_is_kept_until_its_module_or_its_tests_change(tmp_path: Path) -> None:
    first, other = TARGETS[:2]
    files = [target.source for target in (first, other)]
    files += [Path("tests", test) for test in (*first.tests, *other.tests)]
    for file in (*files, *(Path("tests", name) for name in DECISIVE)):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("", encoding="utf-8")
    before = digest(tmp_path, first)

    (tmp_path / other.source).write_text("changed", encoding="utf-8")
    assert digest(tmp_path, first) == before
    (tmp_path / first.source).write_text("changed", encoding="utf-8")
    changed = digest(tmp_path, first)
    assert changed != before
    (tmp_path / "tests" / first.tests[0]).write_text("changed", encoding="utf-8")
    assert digest(tmp_path, first) != changed
