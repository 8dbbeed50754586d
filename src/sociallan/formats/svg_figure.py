"""The figure of a chain as SVG: boxes that lead to each other, with goals under them, for wide and narrow screens."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sociallan.formats.svg_text import shortened, wrapped
from sociallan.report.figure import Box, BoxGoal, FigureText
from sociallan.report.html_elements import Markup, element

_PADDING = 9
_BETWEEN_ROWS = 26
_WIDER = 1.5
"""Width of a box that shows several fields, in relation to others in the row."""
_LINES, _LINES_OF_ITEM, _LINES_OF_GOAL, _LINES_OF_LABEL = 12, 3, 4, 2
"""Most lines of a text, an item, a goal and any other: the figure is to fit on a page."""
_TIP = 5
"""Length of the tip of an arrow."""


class FigureLayout(NamedTuple):
    """Measures of a figure: its width, and how many boxes and goals stand beside each other."""

    css_class: str
    width: float
    boxes: int
    goals: int
    gap: float
    size: float


WIDE = FigureLayout("wide-figure", 860, 5, 3, 24, 13)
NARROW = FigureLayout("narrow-figure", 340, 1, 1, 24, 14)


class _Paragraph(NamedTuple):
    lines: tuple[str, ...]
    css_class: str
    leading: float
    before: float

    @property
    def height(self) -> float:
        return self.before + len(self.lines) * self.leading


class _Drawn(NamedTuple):
    """Part of a figure that is drawn, and the height that it takes."""

    parts: tuple[Markup, ...]
    height: float


def drawn(figure: FigureText, look: FigureLayout) -> Markup:
    """Return a figure as an element, with all that it says as the alternative text."""
    parts: list[Markup] = []
    top = 1.0
    rows = [figure.boxes[at : at + look.boxes] for at in range(0, len(figure.boxes), look.boxes)]
    for row, below in zip(rows, (*rows[1:], ()), strict=True):
        columns = _columns(row, look)
        row_of_boxes = _row(row, columns, figure.gap, top, look)
        parts += row_of_boxes.parts
        bottom = top + row_of_boxes.height
        for box, (left, width) in zip(row, columns, strict=True):
            if box.goals is not None:
                goals = _goals(box, left + width / 2, bottom, figure.gap, look)
                parts += goals.parts
                bottom += goals.height
        if below:
            parts.append(_arrow_down(_PADDING * 2, bottom))
            bottom += _BETWEEN_ROWS
        top = bottom
    return element(
        "svg",
        element("title", figure.title),
        element("desc", figure.description),
        *parts,
        class_=look.css_class,
        role="img",
        viewBox=f"0 0 {look.width:g} {top + 1:g}",
    )


def _columns(boxes: Sequence[Box], look: FigureLayout) -> list[tuple[float, float]]:
    """Return where each box of a row begins, and its width: a box with several fields has more text."""
    shares = [1 if len(box.parts) < 2 else _WIDER for box in boxes]
    room = look.width - 2 - (len(boxes) - 1) * look.gap
    columns, left = [], 1.0
    for share in shares:
        width = room * share / sum(shares)
        columns.append((left, width))
        left += width + look.gap
    return columns


def _row(
    boxes: Sequence[Box], columns: Sequence[tuple[float, float]], gap: str, top: float, look: FigureLayout
) -> _Drawn:
    """Draw boxes beside each other, of one height, with an arrow from each to the next."""
    texts = [
        tuple(_paragraphs_of_box(box, gap, width - 2 * _PADDING, look))
        for box, (_, width) in zip(boxes, columns, strict=True)
    ]
    height = max(map(_height, texts))
    parts: list[Markup] = []
    for box, (left, width), paragraphs in zip(boxes, columns, texts, strict=True):
        parts += _rectangle(paragraphs, left, top, width, height, is_gap=box.is_gap)
    parts += (_arrow(left + width + 3, top + height / 2, look.gap - 6) for left, width in columns[:-1])
    return _Drawn(tuple(parts), height)


def _goals(box: Box, hangs_from: float, top: float, gap: str, look: FigureLayout) -> _Drawn:
    """Draw the goals under a box, in rows, each hanging from a line that comes from the box."""
    assert box.goals is not None
    goals = box.goals.goals or (BoxGoal(gap, (), is_gap=True),)
    columns = min(look.goals, len(goals))
    inset = 0 if look.boxes > 1 else _PADDING * 2
    width = (look.width - 2 - inset - (columns - 1) * look.gap) / columns
    parts: list[Markup] = []
    lefts = [1 + inset + index * (width + look.gap) for index in range(columns)]
    bottom = top
    for at in range(0, len(goals), columns):
        row = goals[at : at + columns]
        texts = [tuple(_paragraphs_of_goal(goal, box.goals.label, width - 2 * _PADDING, look)) for goal in row]
        height, under = max(map(_height, texts)), bottom + _BETWEEN_ROWS
        centres = [left + width / 2 for left in lefts[: len(row)]]
        if look.boxes > 1:
            parts += _tree(hangs_from if at == 0 else None, bottom, under, centres)
        else:
            line = f"M{1 + _PADDING:g} {bottom:g}V{under + _PADDING * 2:g}H{1 + inset:g}"
            parts.append(element("path", d=line, class_="line"))
        for goal, paragraphs, left in zip(row, texts, lefts, strict=False):
            parts += _rectangle(paragraphs, left, under, width, height, is_gap=goal.is_gap, css_class="goal")
        bottom = under + height
    if box.goals.more:
        more = _Paragraph((box.goals.more,), "soft more", look.size * 1.4, 4)
        parts += _texts((more,), lefts[0], bottom)
        bottom += more.height
    return _Drawn(tuple(parts), bottom - top)


def _tree(hangs_from: float | None, top: float, under: float, centres: Sequence[float]) -> Iterator[Markup]:
    """Yield the lines from a box to the goals under it, or between two rows of goals."""
    middle = (top + under) / 2
    if hangs_from is None:
        yield from (element("path", d=f"M{each:g} {top:g}V{under:g}", class_="line") for each in centres)
        return
    ends = (*centres, hangs_from)
    yield element("path", d=f"M{hangs_from:g} {top:g}V{middle:g}M{min(ends):g} {middle:g}H{max(ends):g}", class_="line")
    yield from (element("path", d=f"M{each:g} {middle:g}V{under:g}", class_="line") for each in centres)


def _paragraphs_of_box(box: Box, gap: str, room: float, look: FigureLayout) -> Iterator[_Paragraph]:
    yield _heading(box.label, room, look)
    for part in box.parts:
        if part.label:
            yield _paragraph(part.label, "soft", room, look, before=5)
        for text in part.texts:
            is_one = len(part.texts) == 1
            most = _LINES if is_one else _LINES_OF_ITEM
            yield _paragraph(text if is_one else f"• {text}", "", room, look, before=3, most=most)
        if not part.texts:
            yield _paragraph(gap, "gap", room, look, before=3)
        if part.more:
            yield _paragraph(part.more, "soft", room, look, before=3)


def _paragraphs_of_goal(goal: BoxGoal, label: str, room: float, look: FigureLayout) -> Iterator[_Paragraph]:
    yield _heading(label, room, look)
    yield _paragraph(goal.text, "", room, look, before=3, most=_LINES_OF_GOAL)
    for measure in goal.measures:
        if measure.name:
            yield _paragraph(measure.name, "soft", room, look, before=6)
        yield _paragraph(measure.change, "gap" if measure.is_gap else "value", room, look, before=1)
    if goal.more:
        yield _paragraph(goal.more, "soft", room, look, before=3)


def _heading(text: str, room: float, look: FigureLayout) -> _Paragraph:
    return _Paragraph(wrapped(text, room, look.size, bold=True), "head", look.size * 1.3, 0)


def _paragraph(
    text: str, css_class: str, room: float, look: FigureLayout, *, before: float, most: int = _LINES_OF_LABEL
) -> _Paragraph:
    is_bold = css_class in ("value", "gap")
    lines = shortened(wrapped(text, room, look.size, bold=is_bold), most, room, look.size, bold=is_bold)
    return _Paragraph(lines, css_class, look.size * 1.3, before)


def _height(paragraphs: Iterable[_Paragraph]) -> float:
    return sum(each.height for each in paragraphs) + 2 * _PADDING


def _rectangle(
    paragraphs: Iterable[_Paragraph],
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    is_gap: bool,
    css_class: str = "box",
) -> Iterator[Markup]:
    """Yield a box with its texts."""
    yield element(
        "rect",
        x=f"{left:g}",
        y=f"{top:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        rx="5",
        class_=f"{css_class} dashed" if is_gap else css_class,
    )
    yield from _texts(paragraphs, left + _PADDING, top + _PADDING)


def _texts(paragraphs: Iterable[_Paragraph], left: float, top: float) -> Iterator[Markup]:
    """Yield paragraphs under each other; each line but the last ends in a space, so that words part when copied."""
    for paragraph in paragraphs:
        base = top + paragraph.before - paragraph.leading * 0.25
        lines = [
            element(
                "tspan",
                line if number == len(paragraph.lines) else f"{line} ",
                x=f"{left:g}",
                y=f"{base + number * paragraph.leading:.1f}",
            )
            for number, line in enumerate(paragraph.lines, start=1)
        ]
        yield element("text", *lines, class_=paragraph.css_class or None)
        top += paragraph.height


def _arrow(left: float, middle: float, length: float) -> Markup:
    tip = left + length
    return element(
        "path",
        d=f"M{left:g} {middle:g}H{tip:g}m{-_TIP} {-_TIP}l{_TIP} {_TIP}l{-_TIP} {_TIP}",
        class_="line",
    )


def _arrow_down(centre: float, top: float) -> Markup:
    bottom = top + _BETWEEN_ROWS - 3
    return element(
        "path",
        d=f"M{centre:g} {top + 3:g}V{bottom:g}m{-_TIP} {-_TIP}l{_TIP} {_TIP}l{_TIP} {-_TIP}",
        class_="line",
    )
