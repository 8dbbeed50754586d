"""Lint of tables: those without the words by which the sentences of rules name them."""

from collections.abc import Iterator

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.rules.condition import TableOperand


def unnamed_tables(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report each table without a title and each column without a label, where a rule first looks something up."""
    reported: set[tuple[str, str]] = set()
    for rule in context.pack.rules:
        for leaf in rule.leaves():
            if isinstance(leaf.operand, TableOperand):
                for name in _without_words(leaf.operand, context):
                    if (leaf.operand.id, name) not in reported:
                        reported.add((leaf.operand.id, name))
                        code = "check.column-unlabelled" if name else "check.table-untitled"
                        yield Diagnostic(code, leaf.at, {"table": leaf.operand.id, "column": name})


def _without_words(operand: TableOperand, context: LintContext) -> Iterator[str]:
    """Yield the columns of an operand that have no label, and ``""`` where their table has no title."""
    table = context.pack.tables.get(operand.id)
    if table is None:
        return  # The table has faults, which are reported.
    texts = table.texts
    if not texts.title:
        yield ""
    for column in (operand.column, *(name for name, _ in operand.where)):
        if column not in texts.columns:
            yield column
