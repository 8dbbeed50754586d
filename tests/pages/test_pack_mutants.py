"""The changes of a pack that nothing notices, in sentences, each with a case to save that a loader accepts."""

import pytest

from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.pack_mutation import PackMutator
from sociallan.analysis.pack_tester import PackMutation
from sociallan.analysis.reachability import Explorer
from sociallan.application.source import Source
from sociallan.pages.mutation import mutation_text
from tests.builders import cases_in, draft_of, loaded, shape, small_pack, view

SPECIMEN = "applicant: {name: Exempelkommun}\nsubmitted: 2025-01-15\n"
FILES = small_pack(specimens__housing=SPECIMEN)


def mutation_in(lang: str) -> str:
    pack, documents = loaded(FILES), draft_of(FILES).documents
    parts = PackMutator(Explorer(pack, shape()), CaseBook(pack, shape(), ()), documents).run(pack.rules)
    return mutation_text(PackMutation((), parts), pack, documents, "rules/small", view(lang), [view("sv"), view("en")])


@pytest.mark.slow
def test_a_change_is_told_with_its_line_and_what_it_is() -> None:
    assert "rules/small/rules/applicant-named.yaml:3: the rule applicant-named is remark instead of" in mutation_in(
        "en"
    )
    assert "är anmärkning i stället för" in mutation_in("sv")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_suggested_case_has_a_title_in_each_language(lang: str) -> None:
    titles = [line for line in mutation_in(lang).splitlines() if line.startswith("  title: ")]

    assert titles
    assert all('{sv: "Märker' in each and ', en: "Notices' in each for each in titles)
    assert any("i stället för" in each and "instead of" in each for each in titles)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_suggested_case_loads_passes_and_notices_the_change(lang: str) -> None:
    lines = mutation_in(lang).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  title: "))
    end = next(number for number in range(start, len(lines)) if lines[number].startswith("  rules/"))
    text = "\n".join(line.removeprefix("  ") for line in lines[start:end])

    (case,) = cases_in([Source("cases/one.yaml", text.encode())], loaded(FILES))

    assert case.accepts(
        CaseBook(loaded(FILES), shape(), ()).received(case.runs[0], CaseBook(loaded(FILES), shape(), ()).original)
    )
