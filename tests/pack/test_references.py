"""Names in the files of a pack: where one does not exist, the rest is kept and looked at all the same."""

from collections.abc import Iterator

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.pack.pack import GroupAll, GroupAny, GroupLeaf, VerdictFormula
from sociallan.pack.references import References
from tests.builders import changed_file, draft_of, small_pack

APPLICANT = GroupLeaf("applicant")


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("{all: [{group: applicant}, {group: nowhere}]}", GroupAll((APPLICANT,))),
        ("{all: [{any: [{group: nowhere}, {group: applicant}]}]}", GroupAll((GroupAny((APPLICANT,)),))),
        ("{all: [{any: [{group: nowhere}]}, {group: applicant}]}", GroupAll((APPLICANT,))),
    ],
)
def test_a_formula_is_kept_without_the_groups_that_do_not_exist(formula: str, kept: VerdictFormula) -> None:
    files = changed_file(small_pack(), "pack.yaml", "verdict:\n  all:\n    - {group: applicant}", f"verdict: {formula}")

    draft = draft_of(files)

    assert [fault.code for fault in draft.faults] == ["rule.unknown-group"]
    assert draft.pack is not None
    assert draft.pack.verdict == kept


def test_of_a_formula_without_a_group_that_exists_nothing_is_kept() -> None:
    files = changed_file(small_pack(), "pack.yaml", "- {group: applicant}", "- {group: nowhere}")

    assert draft_of(files).pack is None


class NeverListed(frozenset[str]):
    """A set that is asked for single members only, however many it has."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all rules are gone through for each of them")


def test_a_reference_to_another_rule_is_checked_without_going_through_all_rules() -> None:
    document = read(Source("rules/one.yaml", b"replaces: two\nfollows: [two]\n"))
    faults: list[Diagnostic[PackLocation]] = []
    references = References(document, "rules/one.yaml", faults)

    references.replaced_rule("one", NeverListed({"one", "two"}))
    references.named_rules("follows", "one", NeverListed({"one", "two"}))

    assert faults == []
