"""Splitting of a file into its YAML documents: one source each, with unchanged line numbers."""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from yaml import YAMLError
from yaml.events import ScalarEvent, StreamEndEvent

from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.lines import end_of, with_ends
from sociallan.application.source import Limits, Source

# YAML separates documents at these lines, even inside a text.
_START = re.compile(r"---(?![^ \t\r\n])")
_END = re.compile(r"\.\.\.(?![^ \t\r\n])")
_CONTENT = re.compile(r"[ \t]*[^ \t\r\n#%]")


def documents(source: Source, limits: Limits = Limits()) -> Iterator[Source]:
    """Yield each document of a file as a source; the path of the second is ``file.yaml#2``.

    A file of one document is yielded unchanged, and so is a file with more documents than the limit: each costs the
    time and memory of an application plus the lines before it. The lines of the other documents are replaced by empty
    ones, so that locations refer to the file; the digest is that of the file.
    """
    text = "" if source.is_json else decode(source, limits)
    lines = [] if isinstance(text, Diagnostic) else with_ends(text)
    spans = _spans(lines)
    if not 1 < len(spans) <= limits.documents:
        yield source
        return
    ends = [end_of(line) for line in lines]
    # Slice the empty lines before each document from one text: a file may have very many lines and documents.
    empty, before = "".join(ends), [0, *accumulate(map(len, ends))]
    for number, (first, end) in enumerate(spans, start=1):
        data = empty[: before[first]] + "".join(lines[first:end])
        yield Source(f"{source.path}#{number}", data.encode(), whole=source.data, document=number)


def _spans(lines: list[str]) -> list[tuple[int, int]]:
    """Return the first line and the end line (exclusive) of each document that has content, 0-based."""
    spans: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate([*lines, "---"]):
        is_start = _START.match(line) is not None
        if not is_start and not _END.match(line):
            continue
        if any(_has_content(each) for each in lines[first:number]):
            spans.append((first, number))
        first = number if is_start else number + 1
    return spans


def _has_content(line: str) -> bool:
    start = _START.match(line)
    return _CONTENT.match(line, start.end() if start else 0) is not None


def only_comments_follow(next_event: Callable[[], Any]) -> bool:
    """Return whether only comments follow the start marker (``---``) of another document."""
    try:
        while True:
            event = next_event()
            if event.__class__ is not ScalarEvent or event.value or not event.implicit[0] or event.anchor is not None:
                return False
            next_event()  # the document's end
            if next_event().__class__ is StreamEndEvent:
                return True
    except YAMLError:
        return False
