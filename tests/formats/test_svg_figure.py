"""The figure of a chain as SVG: texts within their boxes, gaps dashed, and nothing of a text but text."""

import json
import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from sociallan.formats.svg_figure import NARROW, WIDE, FigureLayout, drawn
from sociallan.formats.svg_text import width
from sociallan.report.figure import FigureText, figure
from tests.builders import example, examples, lsh, screener, source, view
from tests.formats.hostile import TRICKS

LOOKS = pytest.mark.parametrize("look", [WIDE, NARROW], ids=["wide", "narrow"])


def figure_of(data: bytes) -> FigureText:
    own = screener().screen(source(data), traced=False).own_words
    assert own is not None
    found = figure(own, lsh(), view())
    assert found is not None
    return found


@cache
def full_of(text: str) -> FigureText:
    """Return the figure of an application that has a text wherever the figure shows one, more often than it does."""
    measure = {"name": text, "unit": text, "baseline": {"value": 1, "year": 2020}, "target": {"value": 2}}
    return figure_of(
        json.dumps(
            {
                "social": {
                    "need": {"description": text},
                    "target_group": {"description": text},
                    "change": text,
                    "future_state": text,
                    "interventions": [{"name": text}] * 9,
                    "goals": [{"description": text, "indicators": [measure] * 5}] * 9,
                },
                "investment": {"items": [{"description": text}] * 9},
            }
        ).encode()
    )


def tree(given: FigureText, look: FigureLayout) -> ET.Element:
    return ET.fromstring(drawn(given, look))


def texts(svg: ET.Element) -> list[tuple[str, float, float, float]]:
    """Return each line of text with where it begins, where it ends at the most, and its base line."""
    found = []
    for text in svg.iter("text"):
        size = NARROW.size if svg.get("class") == NARROW.css_class else WIDE.size
        bold = text.get("class") in ("head", "value", "gap")
        for line in text.iter("tspan"):
            left, said = float(line.get("x", "")), line.text or ""
            found.append((said, left, left + width(said.rstrip(), size, bold=bold), float(line.get("y", ""))))
    return found


@pytest.mark.slow
@LOOKS
@pytest.mark.parametrize("text", ["Trygghetsvandringsunderlag " * 20, "M" * 300, "漢" * 300])
def test_every_line_lies_within_a_box_and_the_figure_on_a_page(text: str, look: FigureLayout) -> None:
    svg = tree(full_of(text), look)

    boxes = [tuple(float(box.get(key, "")) for key in ("x", "y", "width", "height")) for box in svg.iter("rect")]
    for said, left, right, base in texts(svg):
        within = any(x <= left and right <= x + wide + 0.1 and top < base < top + high for x, top, wide, high in boxes)
        assert within or said == "och 3 till", said
    _, _, across, down = map(float, svg.get("viewBox", "").split())
    assert all(x >= 0 and x + wide <= across and y + high <= down for x, y, wide, high in boxes)
    if look is WIDE:
        assert down / across < 1.45, "higher than an A4 page between its margins"


@LOOKS
@pytest.mark.parametrize("name", examples("ready"))
def test_the_boxes_do_not_overlap(name: str, look: FigureLayout) -> None:
    svg = tree(figure_of(example(name).data), look)

    boxes = [tuple(float(box.get(key, "")) for key in ("x", "y", "width", "height")) for box in svg.iter("rect")]
    for number, (x, y, wide, high) in enumerate(boxes):
        for other_x, other_y, other_wide, other_high in boxes[:number]:
            beside = x >= other_x + other_wide or other_x >= x + wide
            assert beside or y >= other_y + other_high or other_y >= y + high


@LOOKS
def test_gaps_are_dashed_and_told_in_words(look: FigureLayout) -> None:
    svg = tree(figure_of(b"project: {title: Torget}\n"), look)

    assert all("dashed" in box.get("class", "") for box in svg.iter("rect"))
    assert [said for said, *_ in texts(svg)].count("saknas") == 7
    whole = tree(figure_of(example("ready/safety-ekersberga-centrum-for-alla.yaml").data), look)
    assert not [box for box in whole.iter("rect") if "dashed" in box.get("class", "") and "goal" not in str(box.attrib)]


@LOOKS
def test_a_figure_is_an_image_with_a_title_and_all_of_it_in_words(look: FigureLayout) -> None:
    given = figure_of(example("ready/safety-ekersberga-centrum-for-alla.yaml").data)
    svg = tree(given, look)

    title, told = svg[0], svg[1]
    assert (svg.get("role"), title.tag, told.tag) == ("img", "title", "desc")
    assert (title.text, told.text) == (given.title, given.description)
    copied = "".join(said for said, *_ in texts(svg)).replace(" ", "")
    beginnings = [text[:40] for box in given.boxes for part in box.parts for text in part.texts]
    assert all(text.replace(" ", "") in copied for text in beginnings)


@LOOKS
@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_is_an_element_an_attribute_or_a_sign_that_steers(trick: str, look: FigureLayout) -> None:
    text = drawn(full_of(trick), look)

    assert {element.tag for element in ET.fromstring(text).iter()} == {
        "svg", "title", "desc", "rect", "path", "text", "tspan"
    }  # fmt: skip
    names = {name for element in ET.fromstring(text).iter() for name in element.attrib}
    assert names <= {"class", "role", "viewBox", "x", "y", "width", "height", "rx", "d"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff]", text)
    assert "19811218" not in text
