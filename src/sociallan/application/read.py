"""Text to values with positions: YAML 1.2 over libyaml's events, one event at a time.

libyaml crashes on deep nesting and is slow on much of it, so it is asked for one event at a time
and stopped at the limits: it never looks more than 1,024 characters further than it is asked.
Aliases are never followed.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any, NoReturn
from unicodedata import is_normalized, normalize

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sociallan.application import line_breaks, scalars, syntax
from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, Gap, NodeMark, Position, pointer_to
from sociallan.application.json_events import JsonSyntaxError, json_events
from sociallan.application.location import START, Location, Span
from sociallan.application.node_positions import NodePositions
from sociallan.application.source import Limits, Source

_NULL = Gap.NULL
_SURELY_COMPOSED = bytes((*range(0x80), *range(0x80, 0xC0), 0xC2, 0xC3))
"""The bytes of UTF-8 text up to U+00FF, Swedish letters among them: such text is in NFC as it stands."""
_LONGEST_CONSTANT = max(map(len, scalars.CONSTANTS)) + 1
_SHORTEST_IDENTIFIER = 6
"""No e-mail address or phone number that the privacy scan knows is shorter."""
_LONGEST_POINTER = 4_000
"""A key may be a million characters long with a thousand findings in it: it is not kept as many times."""


def read(source: Source, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()) -> Document:
    """Read one application, or one file of a rule pack.

    ``gaps`` are the texts that say nothing (folded to lower case) and what each of them is,
    ``placeholder`` or ``unknown``: they, and blank text, are read as missing. With ``None`` every
    text is taken as it stands. Nothing is raised: what is wrong stands in ``findings``.
    """
    text = decode(source, limits)
    if isinstance(text, Diagnostic):
        return Document(source, "", None, None, (), (text,))
    return _Reader(source, text, gaps, limits).read()


class _Stop(Exception):
    """Reading cannot go on; the finding is noted."""


def _says_nothing(root: tuple[Any, NodeMark]) -> bool:
    """Return whether there is nothing at all between the lines that part documents."""
    value, mark = root
    return value is None and (mark.start.line, mark.start.column) == (mark.end.line, mark.end.column)


def _only_closes(next_event: Callable[[], Any]) -> bool:
    """Return whether nothing but comments follows the line of hyphens that has begun another document."""
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


_Open = tuple[Any, Any, str, Position | None, Position]
"""A collection as it was left for one inside it: items, marks, key, the key's and the inner one's position."""


class _Reader:
    def __init__(self, source: Source, text: str, gaps: Mapping[str, str] | None, limits: Limits) -> None:
        self.source = source
        self.text = text
        self.gaps = gaps
        self.limits = limits
        self.findings: list[Diagnostic[Location]] = []
        self.texts: list[str] = []
        self.stack: list[_Open] = []
        self.longest_gap = max(map(len, gaps), default=0) + 2 if gaps is not None else -1

    @cached_property
    def places(self) -> NodePositions:
        return NodePositions(self.text)

    # Of the whole file, and not of each of the hundred thousand empty documents that it may begin with.

    @cached_property
    def may_be_decorated(self) -> bool:
        """Whether there can be an anchor or a tag; without these signs no event need be asked for one."""
        return "&" in self.text or "!" in self.text

    @cached_property
    def is_composed(self) -> bool:
        """Whether all of the text is in NFC as it stands."""
        return not self.source.data.translate(None, _SURELY_COMPOSED) or is_normalized("NFC", self.text)

    def read(self) -> Document:
        value, mark = self._json() if self.source.is_json else self._yaml()
        return Document(self.source, self.text, value, mark, tuple(self.texts), tuple(self.findings))

    def _json(self) -> tuple[Any, NodeMark | None]:
        try:
            return self._stream(json_events(self.text).__next__)
        except _Stop:
            pass
        except JsonSyntaxError as fault:
            place = self.places.at_offset(fault.offset)
            self.findings.append(Diagnostic(fault.code, place, fault.parameters))
        return None, None

    def _yaml(self) -> tuple[Any, NodeMark | None]:
        # UTF-8 goes to libyaml as it came: encoding it anew would cost a copy.
        utf_8 = not self.source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        given, back = self.source.data if utf_8 else self.text, None
        if line_breaks.has_odd_breaks(self.text):
            given, back = line_breaks.exchanged(self.text)
        parser = CParser(given)
        try:
            return self._stream(parser.get_event if back is None else line_breaks.restoring(parser.get_event, back))
        except _Stop:
            pass
        except MarkedYAMLError as error:
            self._syntax_error(error, given)
        except (YAMLError, UnicodeError):
            self.findings.append(syntax.forbidden_character(self.text, self.places))
        finally:
            parser.dispose()
        return None, None

    def _stream(self, next_event: Callable[[], Any]) -> tuple[Any, NodeMark]:
        next_event()
        event = next_event()
        if event.__class__ is StreamEndEvent:
            self._note("yaml.empty", "", START)
            raise _Stop
        root = self._document(next_event)
        next_event()  # the document's end
        event = next_event()
        while _says_nothing(root) and event.__class__ is DocumentStartEvent:
            root = self._document(next_event)
            next_event()
            event = next_event()
        if root[0] is None:
            self._note("yaml.empty", "", START)
            raise _Stop
        if event.__class__ is DocumentStartEvent and not _only_closes(next_event):
            self._at("yaml.several-documents", "", event)
        return root

    def _document(self, next_event: Any) -> tuple[Any, NodeMark]:
        """Read up to the document's end. This loop is the hot path: everything rare is elsewhere."""
        stack, texts = self.stack, self.texts
        gaps: Any = self.gaps
        longest_gap = self.longest_gap
        number_starts, constants = scalars.NUMBER_STARTS, scalars.CONSTANTS
        nodes_left, depth = self.limits.nodes, self.limits.depth
        may_be_decorated, is_composed = self.may_be_decorated, self.is_composed
        # The collection that is being filled, its marks, and the key whose value comes next.
        items: Any = None
        marks: Any = None
        key: str = ""
        key_at: Position | None = None
        value: Any
        while True:
            event = next_event()
            kind = event.__class__
            if items.__class__ is dict and kind is not MappingEndEvent:
                if kind is not ScalarEvent:
                    self._stop("yaml.complex-key", event)
                key = event.value
                key_at = event.start_mark
                if not is_composed:
                    key = normalize("NFC", key)
                if may_be_decorated:
                    self._decorated(event, key, items)
                if key in items or key == "<<":
                    self._odd_key(key, marks, event, items)
                event = next_event()
                kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                if not is_composed:
                    value = normalize("NFC", value)
                if may_be_decorated:
                    self._decorated(event, key, items)
                gap = None
                length = len(value)
                if event.implicit[0]:
                    if length < _LONGEST_CONSTANT and value in constants:
                        value = constants[value]
                        if value is None:
                            gap = _NULL
                    elif value[0] in number_starts:
                        value, problem = scalars.number(value)
                        if problem is not None:
                            self._written_wrong(problem, value, event, key, items)
                if value.__class__ is str:
                    if length <= longest_gap or (gaps is not None and value.isspace()):
                        folded = value.strip().rstrip(".").casefold()
                        if not folded or folded in gaps:
                            value, gap = None, Gap(gaps[folded]) if folded else Gap.BLANK
                        elif length >= _SHORTEST_IDENTIFIER:
                            texts.append(value)
                    elif length >= _SHORTEST_IDENTIFIER:
                        texts.append(value)
                mark = (key_at, event.start_mark, event.end_mark, None, gap)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if may_be_decorated:
                    self._decorated(event, key, items)
                if len(stack) >= depth:
                    self._stop("yaml.too-deep", event, depth)
                stack.append((items, marks, key, key_at, event.start_mark))
                items, marks = ({}, {}) if kind is MappingStartEvent else ([], [])
                key_at = None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value, children = items, marks
                items, marks, key, key_at, start = stack.pop()
                mark = (key_at, start, start, children, None)
            elif kind is AliasEvent:
                self._at("yaml.alias", self._pointer(key, items), event)
                mark = (key_at, event.start_mark, event.end_mark, None, Gap.INVALID)
                value = None
            else:
                # A document's start; its end comes only after the value has been given back.
                continue
            nodes_left -= 1
            if nodes_left < 0:
                self._stop("yaml.too-many-values", event, self.limits.nodes)
            if items.__class__ is dict:
                if key not in items:
                    items[key] = value
                    marks[key] = mark
                key_at = None
            elif items is None:
                return value, NodeMark._make(mark)
            else:
                items.append(value)
                marks.append(mark)

    def _odd_key(self, key: str, marks: Any, event: Any, items: Any) -> None:
        if key in items:
            first = marks[key][0].line + 1
            self._at("yaml.duplicate-key", self._pointer(key, items), event, key=key, first_line=first)
        elif event.implicit[0]:
            self._at("yaml.merge-key", self._pointer(key, items), event)

    def _decorated(self, event: Any, key: str, items: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        code = "yaml.anchor" if event.anchor is not None else "yaml.tag"
        self._at(code, self._pointer(key, items), event, name=event.anchor or event.tag)

    def _written_wrong(self, code: str, text: str, event: Any, key: str, items: Any) -> None:
        suggestion = f'"{text}"' if code == "value.leading-zero" else None
        self._at(code, self._pointer(key, items), event, suggestion, text=text)

    def _pointer(self, key: str, items: Any) -> str:
        """Return the pointer of the value that comes next, or of the innermost around it that is not too long."""
        held = [*((outer[0], outer[2]) for outer in self.stack), (items, key)]
        steps = [str(len(at)) if isinstance(at, list) else step for at, step in held if at is not None]
        ends = accumulate(len(step) + 1 for step in steps)
        return pointer_to(*(step for step, end in zip(steps, ends, strict=True) if end <= _LONGEST_POINTER))

    def _at(self, code: str, pointer: str, event: Any, suggestion: str | None = None, **parameters: object) -> None:
        place = self.places.between(event.start_mark, event.end_mark)
        self.findings.append(Diagnostic(code, place, parameters, suggestion, pointer))
        if len(self.findings) >= self.limits.findings:
            self._note("file.too-many-faults", "", START, limit=self.limits.findings)
            raise _Stop

    def _note(self, code: str, pointer: str, span: Span, **parameters: object) -> None:
        self.findings.append(Diagnostic(code, self.places.at(span), parameters, pointer=pointer))

    def _stop(self, code: str, event: Any, limit: int = 0) -> NoReturn:
        self._at(code, "", event, limit=limit)
        raise _Stop

    def _syntax_error(self, error: MarkedYAMLError, given: bytes | str) -> None:
        code, place, opened_line = syntax.complaint(error, self.places, given)
        parameters = {"opened_line": opened_line, "limit": self.limits.depth}
        self.findings.append(Diagnostic(code, place, parameters))
