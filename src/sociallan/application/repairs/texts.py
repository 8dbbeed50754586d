"""Likely repairs of texts over several lines of YAML, and of headings and notes, which are no values."""

import re
from collections.abc import Iterator, Sequence

from sociallan.application.repairs.form_lines import FormLine, FormLines
from sociallan.application.repairs.indents import FURTHEST, STEP, has_content, width
from sociallan.application.repairs.lines import COMMENT, BlockRepair

NOTE = "yaml.note"
_BLOCK_SIGN = re.compile(r"[|>][-+]?$")
_RULE = re.compile(r"\s*([=_*~-])\1{2,}\s*$")
_DECORATED = re.compile(r"\s*(?P<mark>[=_*~-])(?P=mark)+[^=_*~:-]+(?P=mark){2,}\s*$")
_LONGEST_HEADING = 60
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def text_below(lines: Sequence[str], index: int, head: FormLine, form: FormLines) -> Iterator[BlockRepair]:
    """Yield the value of a name and the lines below it as one text."""
    run = form.run_below(lines, index, head)
    texts = {each: lines[each].strip() for each in run}
    blanks = " " * (head.column + STEP)
    if not any(texts.values()):
        return
    if _BLOCK_SIGN.match(head.value):
        yield BlockRepair("yaml.text-lines", {each: blanks + text for each, text in texts.items() if text})
    elif head.value[:1] not in tuple("{[&*!|>"):
        comment = COMMENT.search(head.value) if head.value[:1] not in ("'", '"') else None
        first = head.value[: comment.start()] if comment else head.value
        texts[run[0]] = f"{first} {texts[run[0]]}".strip()
        texts = dict(zip(texts, _unquoted(list(texts.values())), strict=True))
        sign = f"{lines[index][: head.column]}{head.name}: >-{comment.group() if comment else ''}"
        below = {each: blanks + text if text else lines[each] for each, text in texts.items()}
        yield BlockRepair("yaml.text-lines", {index: sign, **below})


def _unquoted(texts: Sequence[str]) -> Sequence[str]:
    """Return the lines of a text without the quotation marks around it: the last only if it is the other's own."""
    mark, last = texts[0][:1], texts[-1]
    if mark and mark in "”“„»«" and last[-1:] in "”“»«":
        texts = (*texts[:-1], last[:-1])
        return (texts[0][1:], *texts[1:])
    if mark not in ("'", '"'):
        return texts
    whole = _APOSTROPHE.sub("", " ".join(texts))
    ending = re.search(rf"{mark}(?=[.,]?$)", last) if whole.count(mark) % 2 == 0 else None
    texts = (*texts[:-1], last[: ending.start()] + last[ending.end() :] if ending else last)
    return (texts[0][1:], *texts[1:])


def headings(lines: Sequence[str], at: int) -> Iterator[BlockRepair]:
    """Yield the headings near a fault that are set off by a row of signs, as comments."""
    found: dict[int, str] = {}
    for index in _near(lines, at):
        if _RULE.match(lines[index]) or _DECORATED.match(lines[index]):
            found[index] = f"# {lines[index].strip()}"
            title = lines[index - 1] if index else ""
            if _is_title(title) and width(title) == width(lines[index]) and _RULE.match(lines[index]):
                found[index - 1] = f"# {title.strip()}"
    if found:
        yield BlockRepair("yaml.heading", found)


def notes(lines: Sequence[str], likely: Sequence[int], form: FormLines) -> Iterator[BlockRepair]:
    """Yield the lines near a fault that are no part of the form, such as a note or a signature, as comments."""
    for first in dict.fromkeys((*likely, *_near(lines, likely[0]))):
        found: dict[int, str] = {}
        for index in range(first, min(first + FURTHEST, len(lines))):
            text = lines[index].strip()
            if form.is_note(lines[index]) or _RULE.match(text):
                found[index] = f"# {text}"
            elif text:
                break
        if found:
            yield BlockRepair(NOTE, found)


def plain_headings(lines: Sequence[str], at: int, form: FormLines) -> Iterator[BlockRepair]:
    """Yield a line near a fault that is in capitals, or stands alone before a part of the form, as a comment."""
    for index in _near(lines, at):
        text = lines[index].strip()
        if not _is_title(text):
            continue
        below = next((line for line in lines[index + 1 :] if line.strip()), "")
        part = form.line(below)
        is_before_part = part is not None and part.column == 0 and not part.value
        is_alone = width(lines[index]) == 0 and index > 0 and not lines[index - 1].strip()
        if text.isupper() or (is_before_part and is_alone):
            yield BlockRepair("yaml.heading", {index: f"# {text}"})


def _is_title(line: str) -> bool:
    text = line.strip()
    is_short = 0 < len(text) <= _LONGEST_HEADING
    return is_short and ":" not in text and has_content(text) and not text.endswith((".", ","))


def _near(lines: Sequence[str], at: int) -> range:
    return range(max(at - 2, 0), min(at + 3, len(lines)))
