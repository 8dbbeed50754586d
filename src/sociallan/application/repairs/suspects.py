"""The lines of a file that may cause the fault of syntax that ended its reading."""

from collections.abc import Iterator, Sequence

from sociallan.application.document import Document
from sociallan.application.repairs.indents import has_content, width

_NOT_OF_A_LINE = frozenset(("yaml.empty", "yaml.several-documents", "yaml.too-deep", "yaml.too-many-values"))


def has_fault(document: Document) -> bool:
    """Return whether a fault of syntax, in a line that can be repaired, ended the reading of a file."""
    if document.value is not None or not document.findings or not document.source.is_yaml:
        return False
    code = document.findings[-1].code
    return code == "file.control-character" or (code.startswith("yaml.") and code not in _NOT_OF_A_LINE)


def line_of_fault(document: Document) -> int:
    """Return the index of the line of the fault that ended the reading."""
    return document.findings[-1].place.span.line - 1


def lines_before_fault(document: Document) -> Iterator[int]:
    """Yield the number of lines before a fault, and of those before what the fault is in was opened."""
    yield line_of_fault(document)
    opened = document.findings[-1].parameters.get("opened_line")
    if isinstance(opened, int):
        yield opened - 1


def suspects(lines: Sequence[str], document: Document) -> tuple[int, ...]:
    """Return the indexes of the lines that may cause a fault, the likeliest first.

    They are the line of the fault, the one above, the one that it would belong to by its indent and the one below
    that, and the one where something was opened that is not closed.
    """
    at = min(line_of_fault(document), len(lines) - 1)
    above = [index for index in range(at - 1, -1, -1) if has_content(lines[index])]
    found = [at, *above[:1]]
    for place, index in enumerate(above):
        if width(lines[index]) < width(lines[at]):
            found += [index, *above[max(place - 1, 0) : place]]
            break
    opened = document.findings[-1].parameters.get("opened_line")
    if isinstance(opened, int) and 0 < opened <= len(lines):
        found.append(opened - 1)
    return tuple(dict.fromkeys(found))
