"""Reader of YAML 1.2 and JSON texts into values with positions, from libyaml's events.

libyaml is slow on deep nesting and crashes on extreme nesting, so events are taken one at a time and reading
stops at the limits; libyaml reads at most 1,024 characters ahead of an event. Aliases are never followed.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NoReturn
from unicodedata import normalize

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

from sociallan.application import line_breaks, scalars
from sociallan.application.decode import decode, is_nfc
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, Gap, NodeMark, Position, bounded_pointer, gap_key
from sociallan.application.location import START, Location, Span
from sociallan.application.node_positions import NodePositions, positions_in
from sociallan.application.source import UTF_16_MARKS, Limits, Source

# Bound to module names because access to attributes is slow.
_NULL, _CONSTANTS, _NUMBER_STARTS = Gap.NULL, scalars.CONSTANTS, scalars.NUMBER_STARTS
_LONGEST_CONSTANT = max(map(len, scalars.CONSTANTS)) + 1
_MOST_BESIDE_GAP = 8
"""Most blanks and full stops around a text that says nothing; one with more counts as an answer."""
_SHORTEST_IDENTIFIER = 6
"""Minimum length of an e-mail address or phone number that the privacy scan detects."""


def read(source: Source, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()) -> Document:
    """Read one application, or one file of a rule pack.

    ``gaps`` maps texts without content (case-folded) to ``placeholder`` or ``unknown``: these, and blank
    text, are read as missing. If it is ``None``, every text is kept. Nothing is raised: problems are
    diagnostics in ``findings``.
    """
    text = decode(source, limits)
    if isinstance(text, Diagnostic):
        return Document(source, "", None, None, (), (text,))
    return _Reader(Document(source, text, None, None, (), ()), gaps, limits).read()


def read_events(empty: Document, events: Iterator[Any], gaps: Mapping[str, str] | None, limits: Limits) -> Document:
    """Return a document that is given without values with those of events, whose marks refer to its text."""
    reader = _Reader(empty, gaps, limits)
    return reader.document(*reader.read_from(events))


class _Stop(Exception):
    """Signal to stop reading, after the diagnostic has been added."""


def _is_empty(root: tuple[Any, NodeMark]) -> bool:
    """Return whether a document is empty."""
    value, mark = root
    return value is None and (mark.start.line, mark.start.column) == (mark.end.line, mark.end.column)


_Open = tuple[Any, Any, str, Position | None, Position]
"""State of an enclosing collection: items, marks, current key, its position, start of the nested collection."""


class _Reader:
    def __init__(self, empty: Document, gaps: Mapping[str, str] | None, limits: Limits) -> None:
        self.empty = empty
        self.source = empty.source
        self.text = empty.text
        self.gaps = gaps
        self.limits = limits
        self.findings: list[Diagnostic[Location]] = []
        self.texts: list[str] = []
        self.stack: list[_Open] = []
        self.longest_gap = max(map(len, gaps), default=0) + _MOST_BESIDE_GAP if gaps is not None else -1

    @cached_property
    def places(self) -> NodePositions:
        return positions_in(self.empty)

    # A file may begin with a hundred thousand empty documents, so that these two are asked once for all.
    @cached_property
    def may_have_properties(self) -> bool:
        """Whether the text may contain an anchor or a tag; if not, no event is checked for one."""
        return "&" in self.text or "!" in self.text

    @cached_property
    def is_nfc(self) -> bool:
        """Whether the whole text is already in NFC."""
        return is_nfc(self.source, self.text)

    def read(self) -> Document:
        return self.document(*(self._json() if self.source.is_json else self._yaml()))

    def document(self, value: Any, mark: NodeMark | None) -> Document:
        return self.empty._replace(value=value, marks=mark, texts=tuple(self.texts), findings=tuple(self.findings))

    def read_from(self, events: Iterator[Any]) -> tuple[Any, NodeMark | None]:
        try:
            return self._stream(events.__next__)
        except _Stop:
            return None, None

    def _json(self) -> tuple[Any, NodeMark | None]:
        from sociallan.application.json_events import JsonSyntaxError, json_events  # Most applications are YAML.

        try:
            return self.read_from(json_events(self.text))
        except JsonSyntaxError as fault:
            place = self.places.at_offset(fault.offset)
            self.findings.append(Diagnostic(fault.code, place, fault.parameters))
        return None, None

    def _yaml(self) -> tuple[Any, NodeMark | None]:
        # Pass UTF-8 to libyaml unchanged: encoding the text again would cost a copy.
        utf_8 = not self.source.data.startswith(UTF_16_MARKS)
        given, originals = self.source.data if utf_8 else self.text, None
        if line_breaks.has_odd_breaks(self.text):
            given, originals = line_breaks.substitute(self.text)
        parser = CParser(given)
        try:
            return self._stream(
                parser.get_event if originals is None else line_breaks.restore(parser.get_event, originals)
            )
        except _Stop:
            pass
        except (YAMLError, UnicodeError) as error:
            self._syntax_error(error, given)
        finally:
            parser.dispose()
        return None, None

    def _stream(self, next_event: Callable[[], Any]) -> tuple[Any, NodeMark]:
        next_event()
        event = next_event()
        if event.__class__ is StreamEndEvent:
            self._report_span("yaml.empty", "", START)
            raise _Stop
        root = self._document(next_event)
        next_event()  # the document's end
        event = next_event()
        while _is_empty(root) and event.__class__ is DocumentStartEvent:
            root = self._document(next_event)
            next_event()
            event = next_event()
        if root[0] is None:
            self._report_span("yaml.empty", "", START)
            raise _Stop
        if event.__class__ is DocumentStartEvent:
            from sociallan.application.syntax import only_comments_follow

            if not only_comments_follow(next_event):
                self._report("yaml.several-documents", "", event)
        return root

    def _document(self, next_event: Any) -> tuple[Any, NodeMark]:
        """Read one document up to its end. This loop is the hot path: rare cases are in other methods."""
        stack = self.stack
        nodes_left, depth = self.limits.nodes, self.limits.depth
        may_have_properties, is_nfc = self.may_have_properties, self.is_nfc
        # The current collection, its marks, and the key of the next value.
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
                if not is_nfc:
                    key = normalize("NFC", key)
                if may_have_properties:
                    self._check_properties(event, key, items)
                if key in items or key == "<<":
                    self._check_key(key, marks, event, items)
                event = next_event()
                kind = event.__class__
            if kind is ScalarEvent:
                if may_have_properties:
                    self._check_properties(event, key, items)
                text = event.value if is_nfc else normalize("NFC", event.value)
                value, gap = self._scalar(text, event, key, items)
                mark = (key_at, event.start_mark, event.end_mark, None, gap)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if may_have_properties:
                    self._check_properties(event, key, items)
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
                self._report("yaml.alias", self._pointer(key, items), event)
                mark = (key_at, event.start_mark, event.end_mark, None, Gap.INVALID)
                value = None
            else:
                # The start of the document; this method returns before its end.
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

    def _scalar(self, text: str, event: Any, key: str, items: Any) -> tuple[Any, Gap | None]:
        """Return the value of a scalar, and the gap that it is if it says nothing."""
        length = len(text)
        if event.implicit[0]:
            if length < _LONGEST_CONSTANT and text in _CONSTANTS:
                value = _CONSTANTS[text]
                return value, _NULL if value is None else None
            if text[0] in _NUMBER_STARTS:
                number, problem = scalars.number(text)
                if problem is not None:
                    self._report_number(problem, text, event, key, items)
                if number.__class__ is not str:
                    return number, None
        gaps: Any = self.gaps
        if length <= self.longest_gap or (gaps is not None and text.isspace()):
            folded = gap_key(text)
            if not folded or folded in gaps:
                return None, Gap(gaps[folded]) if folded else Gap.BLANK
        if length >= _SHORTEST_IDENTIFIER:
            self.texts.append(text)
        return text, None

    def _check_key(self, key: str, marks: Any, event: Any, items: Any) -> None:
        if key in items:
            first = marks[key][0].line + 1
            self._report("yaml.duplicate-key", self._pointer(key, items), event, key=key, first_line=first)
        elif event.implicit[0]:
            self._report("yaml.merge-key", self._pointer(key, items), event)

    def _check_properties(self, event: Any, key: str, items: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        code = "yaml.anchor" if event.anchor is not None else "yaml.tag"
        self._report(code, self._pointer(key, items), event, name=event.anchor or event.tag)

    def _report_number(self, code: str, text: str, event: Any, key: str, items: Any) -> None:
        suggestion = f'"{text}"' if code == "value.leading-zero" else None
        self._report(code, self._pointer(key, items), event, suggestion, text=text)

    def _pointer(self, key: str, items: Any) -> str:
        """Return the pointer of the next value, or of its nearest parent whose pointer is not too long."""
        collections = [*((outer[0], outer[2]) for outer in self.stack), (items, key)]
        steps = [str(len(at)) if isinstance(at, list) else step for at, step in collections if at is not None]
        return bounded_pointer(steps)

    def _report(self, code: str, pointer: str, event: Any, suggestion: str | None = None, **parameters: object) -> None:
        place = self.places.between(event.start_mark, event.end_mark)
        self.findings.append(Diagnostic(code, place, parameters, suggestion, pointer))
        if len(self.findings) >= self.limits.findings:
            self._report_span("file.too-many-faults", "", START, limit=self.limits.findings)
            raise _Stop

    def _report_span(self, code: str, pointer: str, span: Span, **parameters: object) -> None:
        self.findings.append(Diagnostic(code, self.places.at(span), parameters, pointer=pointer))

    def _stop(self, code: str, event: Any, limit: int = 0) -> NoReturn:
        self._report(code, "", event, limit=limit)
        raise _Stop

    def _syntax_error(self, error: YAMLError | UnicodeError, given: bytes | str) -> None:
        from sociallan.application import syntax  # Imported late: most files have no fault of syntax.

        if isinstance(error, MarkedYAMLError):
            code, place, line = syntax.classify(error, self.places, given)
            self.findings.append(Diagnostic(code, place, {"opened_line": line, "limit": self.limits.depth}))
        else:
            self.findings.append(syntax.forbidden_character(self.text, self.places))
