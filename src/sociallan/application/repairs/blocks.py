"""Likely repairs of YAML around a fault, of one line or of several that are alike or belong together."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product, takewhile

from sociallan.application.repairs.form_lines import FormLine, FormLines
from sociallan.application.repairs.indents import FURTHEST, STEP, has_content, width, widths_around
from sociallan.application.repairs.items import first_item, items_below, items_without_dash
from sociallan.application.repairs.lines import BlockRepair, line_repairs
from sociallan.application.repairs.texts import headings, notes, plain_headings, text_below

_MOST_WIDTHS = 4
_MOST_OUTDENTED = 8
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")


def all_repairs(lines: Sequence[str], likely: Sequence[int], form: FormLines) -> Iterator[BlockRepair]:
    """Yield the repairs of the likely lines: headings as comments, those of one line, of several, then notes."""
    yield from headings(lines, likely[0])
    for index in likely:
        yield from (BlockRepair(code, {index: after}) for code, after in line_repairs(lines, index))
    yield from _block_repairs(lines, likely[0], form)
    yield from notes(lines, likely, form)


def double_repairs(lines: Sequence[str], likely: Sequence[int]) -> Iterator[BlockRepair]:
    """Yield the repairs of the likely lines that write a line otherwise and move it as well."""
    for index in likely:
        columns = widths_around(lines, index, width(lines[index]))[:_MOST_WIDTHS]
        for (code, after), column in product(line_repairs(lines, index), columns):
            if width(after) == width(lines[index]):
                yield BlockRepair(code, {index: " " * column + after.lstrip()})


def _block_repairs(lines: Sequence[str], at: int, form: FormLines) -> Iterator[BlockRepair]:
    """Yield the likely repairs of the lines around a fault, each with the lines that it writes."""
    above = range(at, max(at - FURTHEST, -1), -1)
    heads = ((index, known) for index in above if (known := form.line(lines[index])) is not None)
    for index, head in islice(heads, 2):
        yield from items_below(lines, index, form)
        yield from text_below(lines, index, head, form)
    yield from plain_headings(lines, at, form)
    yield from _rows(lines, at, form)
    yield from _tabs(lines, at)
    yield from items_without_dash(lines, at, form)
    yield from first_item(lines, at)
    yield from _shifted(lines, at)
    yield from _outdented(lines, at)


def _rows(lines: Sequence[str], at: int, form: FormLines) -> Iterator[BlockRepair]:
    """Yield the rows of a table around a fault as names with values."""
    near = range(max(at - 2, 0), min(at + 2, len(lines)))
    first = next((index for index in near if form.row(lines[index]) is not None), None)
    if first is None:
        return
    found: dict[int, FormLine] = {}
    for step in (1, -1):
        index = first
        while 0 <= index < len(lines) and abs(index - first) < FURTHEST and (row := form.row(lines[index])):
            found[index] = row
            index += step
    yield BlockRepair(
        "yaml.missing-colon", {index: f"{row.head}{row.name}: {row.value}" for index, row in found.items()}
    )
    for blanks in (" " * each for each in widths_around(lines, first, -1)[:_MOST_WIDTHS]):
        yield BlockRepair(
            "yaml.missing-colon", {index: f"{blanks}{row.name}: {row.value}" for index, row in found.items()}
        )


def _tabs(lines: Sequence[str], at: int) -> Iterator[BlockRepair]:
    """Yield the lines around a fault that are indented with tabs as levels of a step each."""

    def lead(index: int) -> str:
        match = _LEAD.match(lines[index])
        return match.group() if match and lines[index].strip() else ""

    first = end = at
    while first > max(at - FURTHEST, 0) and "\t" in lead(first - 1):
        first -= 1
    while end < min(at + FURTHEST, len(lines)) and "\t" in lead(end):
        end += 1
    if first == end:
        return
    widths = {index: width(lead(index).partition("-")[0].expandtabs(4)) for index in range(first, end)}
    levels = {each: level for level, each in enumerate(sorted(set(widths.values())))}
    above = next((width(lines[index]) for index in range(first - 1, -1, -1) if has_content(lines[index])), 0)
    of_dashes = {each for index, each in widths.items() if "-" in lead(index)}
    for base, is_below_dash in product((above + STEP, above, above + 2 * STEP), (False, True)):
        found = {}
        for index, each in widths.items():
            dashes = "- " * lead(index).count("-")
            level = levels[each] + (is_below_dash and not dashes and each in of_dashes)
            found[index] = " " * (base + STEP * level) + dashes + lines[index][len(lead(index)) :]
        yield BlockRepair("yaml.tab", found)


def _shifted(lines: Sequence[str], at: int) -> Iterator[BlockRepair]:
    """Yield the line of a fault, and those in its column or below it, moved to the columns of the lines around them."""
    now = width(lines[at])
    below = range(at + 1, min(at + FURTHEST, len(lines)))
    widths = {index: width(lines[index]) for index in below if has_content(lines[index])}
    own = dict(takewhile(lambda each: each[1] > now, widths.items()))
    beside = dict(takewhile(lambda each: each[1] >= now, widths.items()))
    blocks = (own, beside, {index: each for index, each in beside.items() if each == now})
    for block, target in product(filter(None, blocks), widths_around(lines, at, now)[:_MOST_WIDTHS]):
        yield BlockRepair(
            "yaml.indentation",
            {
                index: " " * (each + target - now) + lines[index].lstrip(" ")
                for index, each in ((at, now), *block.items())
            },
        )


def _outdented(lines: Sequence[str], at: int) -> Iterator[BlockRepair]:
    """Yield the lines above that of a fault that are further out than it, from each of them on, moved to its column."""
    now = width(lines[at])
    above = (index for index in range(at - 1, max(at - FURTHEST, -1), -1) if has_content(lines[index]))
    run = takewhile(lambda index: width(lines[index]) < now, above)
    found: dict[int, str] = {}
    for index in islice(run, _MOST_OUTDENTED):
        found[index] = " " * now + lines[index].lstrip(" ")
        yield BlockRepair("yaml.indentation", dict(found))
