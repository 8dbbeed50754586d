"""The text of a mutation: what no test and no case notices, each with what would, and the totals."""

from collections.abc import Mapping

from sociallan.analysis.pack_tester import PackMutation
from sociallan.application.document import Document
from sociallan.pack.pack import Pack
from sociallan.pages.mutants import totals_of_rules, unnoticed_of_rules
from sociallan.pages.pack_mutants import MutantPages
from sociallan.pages.suggestions import group_lines, grouped
from sociallan.report.view import View


def mutation_text(
    mutation: PackMutation, pack: Pack, documents: Mapping[str, Document], folder: str, view: View
) -> str:
    """Return the text of the mutants of rules and of what stands around them.

    ``documents`` are the files of the pack by name, and ``folder`` is its folder, as displayed before their names.
    """
    words, pages = view.words, MutantPages(pack, documents, folder, view)
    groups = grouped([*unnoticed_of_rules(mutation.rules, pack, folder, view), *pages.unnoticed(mutation.parts)])
    lines = ["", words.say("mutants.unnoticed")] if groups else []
    for group in groups:
        lines += group_lines(group, words)
    lines += ["", totals_of_rules(mutation.rules, words)]
    if mutation.parts:
        lines += ["", words.say("pack_mutants.sums"), *(f"  {pages.totals(part)}" for part in mutation.parts)]
    return "\n".join(lines) + "\n"
