"""The text of a pack's list of rules and of one rule's page, for pack maintainers."""

import textwrap

from sociallan.pack.pack import Pack
from sociallan.pages.rule_content import Block, Bullet, CodeBlock, Examples, rule_content
from sociallan.report import values
from sociallan.report.view import View
from sociallan.rules.rule import Rule

WIDTH = 80
_DAY = len("2020-08-24")


def listing(pack: Pack, view: View) -> str:
    """Return the list of rules by group: id, level and dates on one line, citations on the next."""
    words = view.words
    heads = [words.say(key) for key in ("manual.rule", "manual.level", "reading.first", "reading.last")]
    levels = [words.say(f"level.{rule.level}") for rule in pack.rules]
    widths = (
        max(len(text) for text in (heads[0], *(rule.id for rule in pack.rules))),
        max(len(text) for text in (heads[1], *levels)),
        max(_DAY, len(heads[2])),
    )
    lines = [_row(heads, widths), f"    {words.say('manual.sources')}"]
    for group in pack.groups:
        rules = [rule for rule in pack.rules if rule.group == group.id]
        if rules:
            lines += ["", values.visible(words.pick(group.title))]
        for rule in rules:
            cells = [rule.id, words.say(f"level.{rule.level}"), rule.valid_from, rule.valid_to or ""]
            lines += [_row(cells, widths), *_wrapped(", ".join(rule.cites), "    ", "    ", view)]
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, cases: Examples, pack: Pack, view: View) -> str:
    """Return the page of a rule as wrapped text."""
    content = rule_content(rule, cases, pack, view)
    lines = _wrapped(f"{view.words.say('manual.rule')} {rule.id}: {content.title}", "", "", view)
    lines += [line for fact in content.facts for line in _wrapped(fact, "", "", view)]
    for section in content.sections:
        lines += ["", section.title, *(line for part in section.parts for line in _part(part, view))]
    return "\n".join(lines) + "\n"


def _part(part: Block, view: View) -> list[str]:
    match part:
        case str():
            return _wrapped(part, "  ", "  ", view)
        case CodeBlock(lines):
            # The larger indent of continuation lines keeps the block valid YAML.
            return [wrapped for line in lines for wrapped in _wrapped(line, "      ", "        ", view)]
        case Bullet(text, depth, below):
            indent = "  " * (depth + 1)
            after = f"{indent}  "
            return [*_wrapped(text, f"{indent}- ", after, view), *_wrapped(below, after, after, view)]


def _wrapped(text: str, first: str, after: str, view: View) -> list[str]:
    return textwrap.wrap(
        values.visible(text),
        min(view.style.width or WIDTH, WIDTH),
        initial_indent=first,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _row(cells: list[str], widths: tuple[int, ...]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join(["", *padded, *cells[len(widths) :]]).rstrip()
