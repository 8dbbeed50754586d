"""Several applications in one file: each as a source of its own, whose lines keep their numbers."""

import re
from collections.abc import Iterator
from itertools import accumulate

from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.lines import end_of, with_ends
from sociallan.application.source import Limits, Source

# In YAML these lines part documents wherever they stand, in a text too.
_START = re.compile(r"---(?![^ \t\r\n])")
_END = re.compile(r"\.\.\.(?![^ \t\r\n])")
_SAYS_SOMETHING = re.compile(r"[ \t]*[^ \t\r\n#%]")


def documents(source: Source, limits: Limits = Limits()) -> Iterator[Source]:
    """Yield each document of a file; the path of the second is ``file.yaml#2``. One alone is given as it is.

    So is a file of more than the limit: each takes the time and memory of an application, and the lines before it.

    The lines of the other documents are left empty, so that every place is that of the file, and so is the digest.
    """
    text = "" if source.is_json else decode(source, limits)
    lines = [] if isinstance(text, Diagnostic) else with_ends(text)
    spans = _spans(lines)
    if not 1 < len(spans) <= limits.documents:
        yield source
        return
    ends = [end_of(line) for line in lines]
    # A file of very many lines and documents: what stands before each is cut out of one text.
    empty, before = "".join(ends), [0, *accumulate(map(len, ends))]
    for number, (first, end) in enumerate(spans, start=1):
        alone = empty[: before[first]] + "".join(lines[first:end])
        yield Source(f"{source.path}#{number}", alone.encode(), whole=source.data, document=number)


def _spans(lines: list[str]) -> list[tuple[int, int]]:
    """Return the first line of each document that says something, and the line after its last."""
    spans: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate([*lines, "---"]):
        is_start = _START.match(line) is not None
        if not is_start and not _END.match(line):
            continue
        if any(_says_something(each) for each in lines[first:number]):
            spans.append((first, number))
        first = number if is_start else number + 1
    return spans


def _says_something(line: str) -> bool:
    start = _START.match(line)
    return _SAYS_SOMETHING.match(line, start.end() if start else 0) is not None
