"""Names in the files of a pack: where one does not exist, the rest is kept and looked at all the same."""

import pytest

from sociallan.pack.load import survey
from sociallan.pack.pack import Formula, GroupAll, GroupAny, GroupLeaf
from tests.builders import changed_file, pack_schemas, small_pack, sources

APPLICANT = GroupLeaf("applicant")


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("{all: [{group: applicant}, {group: nowhere}]}", GroupAll((APPLICANT,))),
        ("{all: [{any: [{group: nowhere}, {group: applicant}]}]}", GroupAll((GroupAny((APPLICANT,)),))),
        ("{all: [{any: [{group: nowhere}]}, {group: applicant}]}", GroupAll((APPLICANT,))),
    ],
)
def test_a_formula_is_kept_without_the_groups_that_do_not_exist(formula: str, kept: Formula) -> None:
    files = changed_file(small_pack(), "pack.yaml", "verdict:\n  all:\n    - {group: applicant}", f"verdict: {formula}")

    draft = survey(sources(files), pack_schemas())

    assert [fault.code for fault in draft.faults] == ["rule.unknown-group"]
    assert draft.pack is not None
    assert draft.pack.verdict == kept


def test_of_a_formula_without_a_group_that_exists_nothing_is_kept() -> None:
    files = changed_file(small_pack(), "pack.yaml", "- {group: applicant}", "- {group: nowhere}")

    assert survey(sources(files), pack_schemas()).pack is None
