"""Lines of a text from which its rest is read as it is when the whole is read."""

from collections.abc import Iterator

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sociallan.application.line_breaks import has_odd_breaks


def reading_points(text: str) -> list[int]:
    """Return the indexes of the lines on which a name of the outermost record begins, up to a fault of syntax.

    Anywhere else a text, a list or a record is open, and changes how the rest is read.
    """
    if has_odd_breaks(text):
        return []
    parser = CParser(text)
    found: list[int] = []
    try:
        found.extend(_names(parser))
    except (YAMLError, UnicodeError):
        pass
    finally:
        parser.dispose()
    return found


def _names(parser: CParser) -> Iterator[int]:
    depth, is_name = 0, True
    while not isinstance(event := parser.get_event(), StreamEndEvent):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            is_block_record = isinstance(event, MappingStartEvent) and not event.flow_style
            if (depth == 0 and not is_block_record) or (depth == 1 and is_name):
                return
            depth += 1
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
            if depth == 0:
                return
            is_name = is_name or depth == 1
        elif depth == 1:
            if is_name and isinstance(event, ScalarEvent) and event.start_mark is not None:
                yield event.start_mark.line
            is_name = not is_name
