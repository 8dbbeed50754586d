"""The findings on the lines that the repairs of a text have changed."""

from collections.abc import Iterator, Mapping, Sequence

from sociallan.application.diagnostic import UNCERTAIN, Diagnostic
from sociallan.application.lines import without_end
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions
from sociallan.application.repairs.indents import width
from sociallan.application.repairs.repaired_text import Repair


def repair_findings(text: str, lines: Sequence[str], repairs: Mapping[int, Repair]) -> Iterator[Diagnostic[Location]]:
    """Yield a finding on each changed line of a text, which ``lines`` is with all repairs."""
    places = NodePositions(text)
    for index, (code, is_certain) in sorted(repairs.items()):
        written = places.line(index + 1)
        span = Span(index + 1, 1, index + 1, len(written) + 1)
        after = without_end(lines[index])
        if code == "yaml.missing-dash" and not after.lstrip().startswith("-"):
            # Only the first line of an item has its dash.
            code = "yaml.indentation"
        parameters: dict[str, object] = {"indent": width(after), "opened_line": index + 1, **_signs(written, after)}
        if not is_certain:
            parameters[UNCERTAIN] = True
        yield Diagnostic(code, places.at(span), parameters, after)


def _signs(before: str, after: str) -> Mapping[str, object]:
    """Return the first sign of a line that is not in its repair, with its column."""
    kept = frozenset(after)
    found = next(((column, sign) for column, sign in enumerate(before, start=1) if sign not in kept), None)
    return {} if found is None else {"column": found[0], "character": f"U+{ord(found[1]):04X}"}
