"""Contrast: of all text that a page, a workbook and a terminal show, with the colours that they use."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles.colors import COLOR_INDEX, Color
from rich._palettes import EIGHT_BIT_PALETTE

from sociallan.formats import RENDERERS, render
from sociallan.formats.html_style import STYLE
from sociallan.report.renderer import CollectedFormat
from sociallan.report.styles import LOOKS
from sociallan.report.terminal import TerminalPage
from tests.builders import view
from tests.formats.samples import sample

ENOUGH = 4.5
WHITE, BLACK = "#ffffff", "#000000"
_BLOCK = re.compile(r":root\s*\{([^}]*)\}")
_VARIABLE = re.compile(r"--([a-z]+):\s*([^;]+);")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_PAINT = re.compile(r"(?<![-a-z])(color|background|border(?:-[a-z]+)?|outline):\s*([^;}]+)")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.1)."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of contrast of two colours (WCAG 2.1)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_defined() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


def schemes() -> Mapping[str, Mapping[str, str]]:
    """Return the colours of the page by name, in light, in dark and in print; each begins from the first."""
    light, *others = (dict(_VARIABLE.findall(block)) for block in _BLOCK.findall(STYLE))
    dark, in_print = others
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **in_print}}


def paints() -> Iterator[tuple[str, str]]:
    """Yield each property that paints, with its value, outside of the definitions of the colours."""
    for selector, body in _RULE.findall(STYLE):
        if ":root" not in selector:
            yield from ((name, value.strip()) for name, value in _PAINT.findall(body))


def test_a_page_takes_every_colour_from_those_that_are_defined() -> None:
    for name, value in paints():
        bare = re.sub(r"var\(--[a-z]+\)", "", value)
        assert not re.search(r"#|rgb|hsl|\b(?:red|green|blue|yellow|gr[ae]y|white|black)\b", bare), f"{name}: {value}"


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_all_text_of_a_page_can_be_told_from_every_ground_of_it(scheme: str) -> None:
    colours = schemes()[scheme]
    used = {
        kind: {name for paint, value in paints() if paint == kind for name in re.findall(r"--([a-z]+)", value)}
        for kind in ("color", "background")
    }
    assert {"text", "soft", "red"} <= used["color"]
    # What is marked keeps the colour of the text around it, which is that of an excerpt.
    grounds = [(ground, text) for ground in used["background"] - {"mark"} for text in used["color"]]

    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in (*grounds, ("mark", "text"))}

    assert {pair: ratio for pair, ratio in found.items() if ratio < ENOUGH} == {}


def rgb(colour: Color | None, otherwise: str) -> str:
    """Return a colour of a workbook as ``#rrggbb``."""
    if colour is None or (colour.type == "theme" and colour.theme == 1):
        return otherwise
    assert colour.type != "theme", "a theme's colour cannot be told from the workbook alone"
    if colour.type == "indexed":
        return otherwise if colour.indexed >= len(COLOR_INDEX) else f"#{COLOR_INDEX[colour.indexed][2:]}"
    return f"#{colour.rgb[2:]}"


def workbook(name: str) -> openpyxl.Workbook:
    report, shown, form = sample(name), view("sv"), RENDERERS["xlsx"]
    assert isinstance(form, CollectedFormat)
    parts = [form.part(screening, report.head, shown) for screening in report.screenings]
    made = b"".join(each for each in form.whole(parts, report.head, report.totals, shown) if isinstance(each, bytes))
    return openpyxl.load_workbook(BytesIO(made))


def looks(book: openpyxl.Workbook) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the colour and the ground of each cell with a text, and of each conditional format."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    filled = cell.fill.fill_type == "solid"
                    ground = rgb(cell.fill.fgColor, WHITE) if filled else WHITE
                    yield f"{sheet.title}!{cell.coordinate}", rgb(cell.font.color, BLACK), ground
        for each in sheet.conditional_formatting:
            for rule in each.rules:
                font, fill = rule.dxf and rule.dxf.font, rule.dxf and rule.dxf.fill
                ground = rgb(fill.bgColor, WHITE) if fill else WHITE
                yield f"{sheet.title}!{each.sqref}", rgb(font.color if font else None, BLACK), ground


@pytest.mark.slow
def test_all_text_of_a_workbook_can_be_told_from_its_ground() -> None:
    found = list(looks(workbook("foreign")))

    assert len({ground for _, _, ground in found}) > 1
    assert [each for each in found if contrast(*each[1:]) < ENOUGH] == []


def codes(*, many: bool) -> set[str]:
    """Return what steers the colours of a terminal in all styles that there are, and in a report."""
    shown = view("sv", width=80, colour=True, many_colours=many)
    page = TerminalPage(shown)
    page.line(*((style, style) for style in LOOKS))
    texts = (page.text(), render("text", sample("not_met"), shown))
    return {found for text in texts for found in re.findall("\x1b\\[([0-9;]*)m", text)}


def test_with_few_colours_a_terminal_shows_bold_and_plain() -> None:
    assert codes(many=False) == {"0", "1"}


def test_each_of_many_colours_can_be_told_from_white_and_from_black() -> None:
    colours = {code.removeprefix("1;").removeprefix("38;5;") for code in codes(many=True)} - {"0", "1"}

    assert len(colours) > 2
    for colour in colours:
        shown = EIGHT_BIT_PALETTE[int(colour)].hex
        assert min(contrast(shown, WHITE), contrast(shown, BLACK)) >= ENOUGH, colour
