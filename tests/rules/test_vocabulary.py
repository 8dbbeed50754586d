"""The names that conditions may use, and the whole path of a field that is named by its end."""

import pytest

from sociallan.rules.vocabulary import Vocabulary
from tests.builders import computed, shape

KNOWN = Vocabulary(shape().fields, {}, {}, computed())


@pytest.mark.parametrize(
    ("ending", "path"),
    [
        ("total_cost", "investment.total_cost"),
        ("target_group.size", "social.target_group.size"),
        ("goals", "social.goals"),
        ("loan_share", "derived.loan_share"),
        # In the items of a list, several, none, or only a part of a name.
        ("indicators", None),
        ("cost", None),
        ("description", None),
        ("nonsense", None),
        ("otal_cost", None),
        ("share", None),
    ],
)
def test_the_only_value_whose_path_ends_so_is_the_one_that_is_meant(ending: str, path: str | None) -> None:
    assert KNOWN.whole_path(ending) == path
