"""Text to values with positions: YAML 1.2 over libyaml's events, one event at a time.

libyaml crashes on deep nesting and is slow on much of it, so it is asked for one event at a time
and stopped at the limits: it never looks more than 1,024 characters further than it is asked.
Aliases are never followed.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sociallan.core import scalars, syntax
from sociallan.core.decode import decode
from sociallan.core.places import Places
from sociallan.model.document import Document, Gap, Mark, Point, pointer_to
from sociallan.model.finding import Finding, Parameter
from sociallan.model.place import START, Span
from sociallan.model.source import Limits, Source

_SHORTEST_IDENTIFIER = 6
"""No e-mail address or phone number that the privacy scan knows is shorter."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def read(source: Source, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()) -> Document:
    """Read one application, or one file of a rule pack.

    ``gaps`` are the texts that say nothing (folded to lower case) and what each of them is,
    ``placeholder`` or ``unknown``: they, and blank text, are read as missing. With ``None`` every
    text is taken as it stands. Nothing is raised: what is wrong stands in ``findings``.
    """
    text = decode(source, limits)
    if isinstance(text, Finding):
        return Document(source, "", None, None, (), (text,))
    return _Reader(source, text, gaps, limits).read()


class _Stop(Exception):  # noqa: N818 - it is no error
    """Reading cannot go on; the finding is noted."""


class _Frame:
    """A collection that is being filled."""

    __slots__ = ("items", "key", "key_end", "key_start", "marks", "outer_end", "outer_start", "start")

    def __init__(self, items: Any, marks: Any, start: Point, outer: tuple[Point | None, Point | None]) -> None:
        self.items = items
        self.marks = marks
        self.start = start
        self.outer_start, self.outer_end = outer
        self.key: str | None = None
        self.key_start: Point | None = None
        self.key_end: Point | None = None


class _Reader:
    def __init__(self, source: Source, text: str, gaps: Mapping[str, str] | None, limits: Limits) -> None:
        self.source = source
        self.text = text
        self.gaps = gaps
        self.limits = limits
        self.findings: list[Finding] = []
        self.texts: list[str] = []
        self.stack: list[_Frame] = []
        self.longest_gap = max(map(len, gaps), default=0) + 2 if gaps is not None else 0

    @cached_property
    def places(self) -> Places:
        return Places(self.text)

    def read(self) -> Document:
        # UTF-8 goes to libyaml as it came: encoding it anew would cost a copy.
        utf_8 = not self.source.data.startswith((b"\xff\xfe", b"\xfe\xff"))
        parser = CParser(self.source.data if utf_8 else self.text)
        value, mark = None, None
        try:
            value, mark = self._stream(parser)
        except _Stop:
            pass
        except MarkedYAMLError as error:
            self._syntax_error(error)
        except (YAMLError, UnicodeError):
            self._forbidden_character()
        finally:
            parser.dispose()
        return Document(self.source, self.text, value, mark, tuple(self.texts), tuple(self.findings))

    def _stream(self, parser: Any) -> tuple[Any, Mark]:
        next_event = parser.get_event
        next_event()
        event = next_event()
        if event.__class__ is StreamEndEvent:
            self._note("yaml.empty", "", START)
            raise _Stop
        root = self._document(next_event)
        if root[0] is None:
            self._note("yaml.empty", "", START)
            raise _Stop
        event = next_event()
        if event.__class__ is DocumentStartEvent:
            self._at("yaml.several-documents", "", event.start_mark, event.end_mark)
        return root

    def _document(self, next_event: Any) -> tuple[Any, Mark]:
        """Read up to the document's end. The loop is the hot path: everything rare is elsewhere."""
        stack = self.stack
        texts = self.texts
        gaps = self.gaps
        longest_gap = self.longest_gap
        nodes_left = self.limits.nodes
        depth = self.limits.depth
        resolve = scalars.resolve
        frame: _Frame | None = None
        root: Any = None
        value: Any
        while True:
            event = next_event()
            kind = event.__class__
            children: Any = None
            gap = None
            if kind is ScalarEvent:
                value = event.value
                start, end = event.start_mark, event.end_mark
                if not value.isascii():
                    value = unicodedata.normalize("NFC", value)
                if event.tag is not None or event.anchor is not None:
                    self._decorated(event)
                if frame is not None and frame.key is None and frame.items.__class__ is dict:
                    self._key(frame, value, event)
                    continue
                nodes_left -= 1
                if event.implicit[0]:
                    value, problem = resolve(value)
                    if problem is not None:
                        self._written_wrong(problem, value, event)
                if value.__class__ is str:
                    if gaps is not None and len(value) <= longest_gap:
                        folded = value.strip().casefold()
                        if not folded or folded in gaps:
                            gap = Gap(gaps[folded]) if folded else Gap.BLANK
                            value = None
                        elif len(value) >= _SHORTEST_IDENTIFIER:
                            texts.append(value)
                    elif len(value) >= _SHORTEST_IDENTIFIER:
                        if gaps is not None and value.isspace():
                            value, gap = None, Gap.BLANK
                        else:
                            texts.append(value)
                elif value is None:
                    gap = Gap.NULL
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes_left -= 1
                if event.tag is not None or event.anchor is not None:
                    self._decorated(event)
                if len(stack) >= depth:
                    self._stop("yaml.too-deep", event, depth)
                if frame is not None and frame.key is None and frame.items.__class__ is dict:
                    self._stop("yaml.complex-key", event, 0)
                outer = (frame.key_start, frame.key_end) if frame is not None else (None, None)
                frame = (
                    _Frame({}, {}, event.start_mark, outer)
                    if kind is MappingStartEvent
                    else _Frame([], [], event.start_mark, outer)
                )
                stack.append(frame)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                assert frame is not None
                closed = stack.pop()
                value, children, start, end = closed.items, closed.marks, closed.start, event.end_mark
                frame = stack[-1] if stack else None
            elif kind is AliasEvent:
                value, gap, start, end = None, Gap.INVALID, event.start_mark, event.end_mark
                nodes_left -= 1
                self._at("yaml.alias", self._pointer(), start, end)
                if frame is not None and frame.key is None and frame.items.__class__ is dict:
                    self._stop("yaml.complex-key", event, 0)
            elif kind is DocumentEndEvent:
                return root
            else:
                continue
            if nodes_left < 0:
                self._stop("yaml.too-many-values", event, self.limits.nodes)
            if frame is None:
                root = (value, Mark(None, None, start, end, children, gap))
            elif frame.items.__class__ is dict:
                key = frame.key
                if key not in frame.items:
                    frame.items[key] = value
                    frame.marks[key] = Mark(frame.key_start, frame.key_end, start, end, children, gap)
                frame.key = None
            else:
                frame.items.append(value)
                frame.marks.append(Mark(None, None, start, end, children, gap))

    def _key(self, frame: _Frame, key: str, event: Any) -> None:
        frame.key, frame.key_start, frame.key_end = key, event.start_mark, event.end_mark
        if key in frame.items:
            first = frame.marks[key].key_start.line + 1
            self._at("yaml.duplicate-key", self._pointer(), event.start_mark, event.end_mark, key=key, first_line=first)
        elif key == "<<" and event.implicit[0]:
            self._at("yaml.merge-key", self._pointer(), event.start_mark, event.end_mark)

    def _decorated(self, event: Any) -> None:
        code = "yaml.anchor" if event.anchor is not None else "yaml.tag"
        self._at(code, self._pointer(), event.start_mark, event.end_mark, name=event.anchor or event.tag)

    def _written_wrong(self, code: str, text: str, event: Any) -> None:
        suggestion = f'"{text}"' if code == "value.leading-zero" else None
        self._at(code, self._pointer(), event.start_mark, event.end_mark, suggestion, text=text)

    def _pointer(self) -> str:
        return pointer_to(*(len(f.items) if f.key is None else f.key for f in self.stack))

    def _at(
        self, code: str, pointer: str, start: Point, end: Point, suggestion: str | None = None, **parameters: Parameter
    ) -> None:
        place = self.places.between(start, end)
        self.findings.append(Finding(code, pointer, place, parameters, suggestion))

    def _note(self, code: str, pointer: str, span: Span) -> None:
        self.findings.append(Finding(code, pointer, self.places.at(span)))

    def _stop(self, code: str, event: Any, limit: int) -> None:
        self._at(code, "", event.start_mark, event.end_mark, limit=limit)
        raise _Stop

    def _syntax_error(self, error: MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        if mark is None:
            self._note("yaml.syntax", "", START)
            return
        span = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        code = syntax.code_of(error, self.places.line(span.line), mark.column)
        opened: Any = error.context_mark or mark
        place = self.places.at(span)
        self.findings.append(Finding(code, "", place, {"opened_line": opened.line + 1}))

    def _forbidden_character(self) -> None:
        match = _FORBIDDEN.search(self.text)
        if match is None:
            self._note("yaml.syntax", "", START)
            return
        parameters = {"character": f"U+{ord(match.group()):04X}"}
        place = self.places.at_offset(match.start())
        self.findings.append(Finding("file.control-character", "", place, parameters))
