"""The text of a mutation: what no test and no case notices, each with what would, and the totals."""

from collections.abc import Mapping, Sequence

from sociallan.analysis.pack_tester import PackMutation
from sociallan.application.document import Document
from sociallan.pack.pack import Pack
from sociallan.pages.mutants import totals_of_rules, unnoticed_of_rules
from sociallan.pages.pack_mutants import MutantPages
from sociallan.pages.suggestions import Unnoticed, group_lines, grouped, name_of
from sociallan.report.view import View


def mutation_text(
    mutation: PackMutation,
    pack: Pack,
    documents: Mapping[str, Document],
    folder: str,
    view: View,
    translations: Sequence[View],
) -> str:
    """Return the text of the mutants of rules and of what stands around them.

    ``documents`` are the files of the pack by name, and ``folder`` is its folder, as displayed before their names.
    ``translations`` are the views in which a suggested test or case is named, one for each language.
    """

    def groups_in(view: View) -> tuple[tuple[Unnoticed, ...], ...]:
        of_parts = MutantPages(pack, documents, folder, view).unnoticed(mutation.parts)
        return grouped([*unnoticed_of_rules(mutation.rules, pack, folder, view), *of_parts])

    words, pages = view.words, MutantPages(pack, documents, folder, view)
    groups = groups_in(view)
    translated = [(each.words, groups_in(each)) for each in translations]
    lines = ["", words.say("mutants.unnoticed")] if groups else []
    for number, group in enumerate(groups):
        titles = {each.lang: name_of(its_groups[number], each) for each, its_groups in translated}
        lines += group_lines(group, words, titles)
    lines += ["", totals_of_rules(mutation.rules, words)]
    if mutation.parts:
        lines += ["", words.say("pack_mutants.sums"), *(f"  {pages.totals(part)}" for part in mutation.parts)]
    return "\n".join(lines) + "\n"
