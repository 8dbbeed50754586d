"""The line on files that were passed over: by name what nobody expects, counted what the user knows of."""

import pytest

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.report.passed_over import line
from tests.builders import words


@pytest.mark.parametrize(("count", "named"), [(1, True), (2, False)])
def test_what_the_user_excludes_is_named_alone_and_counted_together(count: int, named: bool) -> None:
    files = [PassedOver(f"file-{number}.yaml", SkipReason.EXCLUDE) for number in range(count)]

    assert ("file-0.yaml" in line(9, files, words())) is named


def test_what_nobody_expects_is_named_before_what_a_tool_left() -> None:
    files = [PassedOver("a.yaml", SkipReason.TOOL_FOLDER), PassedOver("z.yaml", SkipReason.NO_APPLICATION)]

    told = line(9, files, words())

    assert told.index("z.yaml") < told.index("a.yaml")


@pytest.mark.parametrize(("count", "shown"), [(5, 5), (6, 5)])
def test_five_are_named_and_the_rest_is_counted(count: int, shown: int) -> None:
    files = [PassedOver(f"file-{number}.yaml", SkipReason.NO_APPLICATION) for number in range(count)]

    told = line(9, files, words())

    assert sum(each.path in told for each in files) == shown
    assert (words().say("passed_over.more", count=1) in told) is (count > shown)
