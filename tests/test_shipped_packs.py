"""The packs that come with the program: no change of one escapes its tests and cases."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.pack_mutant import PackMutant
from sociallan.analysis.mutation.pack_mutation import PackMutator, survivors
from sociallan.analysis.reachability import Explorer
from sociallan.application.form_check.shape import Shape
from sociallan.files import packs
from sociallan.pack.load import load, survey
from sociallan.pages.template import template
from sociallan.report.view import View
from sociallan.rules.rule import Basis, Rule
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.screen import Screener
from tests.builders import RULES, TODAY, cases_in, pack_schemas, source, words
from tests.sampling import sampled

SHIPPED = sorted(path.parent for path in RULES.parent.glob("*/pack.yaml"))


class SamplingMutator(PackMutator):
    """Mutator of a pack that tries a sample of the mutants of each of its parts."""

    def _mutants(self, rules: Sequence[Rule]) -> Iterator[PackMutant]:
        of_parts = defaultdict(list)
        for mutant in super()._mutants(rules):
            of_parts[mutant.part].append(mutant)
        for mutants in of_parts.values():
            # Of one alone nothing may be noticed: it may not load, or make no difference.
            yield from sampled(mutants, 3, few=False)


@pytest.mark.law
@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_change_of_a_shipped_pack_is_noticed_by_a_test_or_a_case(folder: Path) -> None:
    files = tuple(packs.pack_files(folder))
    pack = load(files, pack_schemas())
    shape = Shape(pack.form)
    mutator = SamplingMutator(
        Explorer(pack, shape), CaseBook(pack, shape, cases_in(files, pack)), survey(files, pack_schemas()).documents
    )

    found = mutator.run(pack.rules)

    assert [(each.mutant.change, each.mutant.subject, each.mutant.after) for each in survivors(found)] == []
    assert all(result.noticed for result in found)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_no_requirement_counts_as_met_where_nothing_is_filled_in(folder: Path) -> None:
    pack = load(tuple(packs.pack_files(folder)), pack_schemas())
    unfilled = template("new.yaml", pack, View(words(), pack.form.fields, pack.tables))
    screener = Screener(pack, Shape(pack.form), today=TODAY)

    counts = [basis_counts(screener.screen(source(text)).outcomes) for text in ("format: 1\n", unfilled)]

    assert [{basis: each[basis].met for basis in Basis} for each in counts] == [dict.fromkeys(Basis, 0)] * 2
