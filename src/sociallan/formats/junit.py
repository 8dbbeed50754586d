"""The JUnit format: a suite per application, a case per rule, met rules included.

It follows the schema of Jenkins (junit-10.xsd), which allows no file and no line on a case: the suite
has the file, and the text of a failure the line.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.location import Location
from sociallan.pack.pack import Pack
from sociallan.report import items, provenance, rule_texts, values, waivers
from sociallan.report.basis_text import basis_values
from sociallan.report.content import reading_text
from sociallan.report.notices import VERDICT, lines, located, notices
from sociallan.report.parts import ReportItem, WaivedItem
from sociallan.report.paths import from_folder
from sociallan.report.run_lines import repeat_lines
from sociallan.report.since import counts_text, mended_items
from sociallan.report.view import View
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.report import ReportHeader, Screening, Totals

_TOTALS = {"tests": "", "failures": "failure", "errors": "error", "skipped": "skipped"}
"""The attributes of a suite with numbers of cases, and the result that each counts; all of them for ``""``."""
_OF_ALL = ("tests", "failures", "errors")
"""Those that the schema of Jenkins allows for all suites together."""

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML forbids, even escaped. Texts of a rule may contain them; those of applications do not."""


class _Case(NamedTuple):
    """A test case. ``result`` is ``failure``, ``error`` or ``skipped``; ``None`` for a passed case."""

    name: str
    result: str | None = None
    kind: str = ""
    message: str = ""
    text: str = ""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: the totals of its suite as JSON on one line, then the suite."""
    # Each of several applications in one file is a suite and a class of its own.
    name = values.visible(from_folder(view.folder, screening.path))
    screening = located(screening, view)
    cases = tuple(_cases(screening, head, view))
    results = Counter(case.result for case in cases)
    totals = {key: results[result] if result else len(cases) for key, result in _TOTALS.items()}
    suite = {"name": name, "file": values.visible(screening.path), **_as_text(totals)}
    written = [f"{json.dumps(totals)}\n  <testsuite{_attributes(suite)}>\n    <properties>\n"]
    for key, value in _properties(screening, head, view).items():
        written.append(f"      <property{_attributes({'name': key, 'value': value})}/>\n")
    written.append("    </properties>\n")
    written += (_case_xml(case, _class_name(name)) for case in cases)
    written.append("  </testsuite>\n")
    return "".join(written)


def whole(parts: Iterable[str], _head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the document: the totals of all suites, the suites, and one for projects in several applications."""
    counts: Counter[str] = Counter()
    for each in parts:
        counts.update(json.loads(each.partition("\n")[0]))
    attributes = {"name": "sociallan", **_as_text({key: counts[key] for key in _OF_ALL})}
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{_attributes(attributes)}>\n'
    yield from (each.partition("\n")[2] for each in parts)
    yield from _repeated(totals, view)
    yield "</testsuites>\n"


def _repeated(totals: Totals, view: View) -> Iterator[str]:
    """Yield a suite for the projects that stand in several applications, if there are any."""
    names = tuple(repeat_lines(totals.repeats, view.words))
    if not names:
        return
    suite = {"name": "repeated", "file": values.visible(totals.repeats[0].path), **dict.fromkeys(_TOTALS, "0")}
    yield f"  <testsuite{_attributes(suite)}>\n    <properties>\n"
    yield from (f"      <property{_attributes({'name': 'repeated', 'value': line})}/>\n" for line in names)
    yield "    </properties>\n  </testsuite>\n"


def _as_text(numbers: Mapping[str, int]) -> Mapping[str, str]:
    return {key: str(number) for key, number in numbers.items()}


def _properties(screening: Screening, head: ReportHeader, view: View) -> Mapping[str, str]:
    foreign = provenance.foreign(head.pack, view.words, shipped=head.shipped)
    settings = provenance.settings_message(head.settings or (), view.words)
    return {
        **({"pack_note": foreign} if foreign else {}),
        **({"settings": settings} if settings else {}),
        "verdict": str(screening.verdict),
        "as_of": screening.as_of,
        **({} if screening.since is None else {"since": counts_text(screening.since.counts, view.words)}),
        **{
            f"mended {item.id} {values.visible(item.pointer)}".rstrip(): item.title
            for item in mended_items(screening, head.pack, view)
        },
        **({} if screening.reading is None else {"reading": reading_text(screening.reading, view.words)}),
        "sha256": screening.sha256,
        **{
            f"{basis}.{part}": str(number)
            for basis, counts in basis_values(basis_counts(screening.outcomes)).items()
            for part, number in counts.items()
        },
        "pack": head.pack.id,
        "pack_version": head.pack.version,
        "logic_digest": head.pack.logic_digest,
        "text_digest": head.pack.text_digest,
        "tool_version": head.version,
    }


def _cases(screening: Screening, head: ReportHeader, view: View) -> Iterator[_Case]:
    """Yield the findings on form, the rules in force, and the verdict if it has no other failure."""
    names: Counter[str] = Counter()
    for finding in screening.findings:
        name = f"{finding.code} {values.visible(finding.pointer)}".rstrip()
        names[name] += 1
        numbered = name if names[name] == 1 else f"{name} ({names[name]})"
        yield _of_finding(numbered, finding, items.from_finding(finding, screening, view), view)
    waived = {each.item.id: each for each in waivers.waived(screening, head.pack, view)}
    for outcome in screening.outcomes:
        each = waived.get(outcome.rule.id)
        yield _of_outcome(outcome, screening, head.pack, view) if each is None else _of_waived(each, view)
    for notice in notices(screening, head, view):
        if notice.item.id.startswith(VERDICT):
            yield _Case(notice.item.id, "failure", str(screening.verdict), *_message_and_text(notice.item, view))


def _of_finding(name: str, finding: Diagnostic[Location], item: ReportItem, view: View) -> _Case:
    return _Case(
        name, "error" if finding.severity is Severity.ERROR else "skipped", finding.code, *_message_and_text(item, view)
    )


def _of_outcome(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> _Case:
    """Return a rule's case. Only requirements fail, since only they affect the verdict."""
    rule, kind = outcome.rule, outcome.kind
    if kind is OutcomeKind.MET:
        return _Case(rule.id)
    if kind is OutcomeKind.NOT_APPLICABLE:
        return _Case(rule.id, "skipped", str(kind), view.words.say(f"outcome.{kind}"))
    message, text = _message_and_text(items.from_outcome(outcome, screening, pack, view), view)
    if outcome.undetermined:
        return _Case(rule.id, "skipped", str(kind), view.words.say("outcome.waits"), text)
    if outcome.asks_people and rule.judge is not None:
        message = rule_texts.rendered(rule.judge.question, pack, screening.as_of, view.words)
    fails = rule.level is Level.REQUIREMENT and kind is not OutcomeKind.JUDGEMENT
    return _Case(rule.id, "failure" if fails else "skipped", str(kind), message, text)


def _of_waived(each: WaivedItem, view: View) -> _Case:
    """Return the case of a waived rule: the sentence on the waiver, then the lines of the item."""
    _, text = _message_and_text(each.item, view)
    return _Case(each.item.id, "skipped", "waived", each.sentence, text)


def _message_and_text(item: ReportItem, view: View) -> tuple[str, str]:
    places = (items.location_text(item.path, place) for place in item.places)
    cites = f"{view.words.say('report.sources_label')}: {items.citations(item, view)}" if item.cites else ""
    return item.heading, "\n".join(filter(None, (*places, *lines(item, view), cites)))


def _class_name(path: str) -> str:
    """Return a path as the name of a class in a package: Jenkins groups by the text before the last dot."""
    return ".".join(step.replace(".", "_") for step in path.split("/") if step)


def _case_xml(case: _Case, class_name: str) -> str:
    opening = f"    <testcase{_attributes({'name': case.name, 'classname': class_name})}"
    if case.result is None:
        return f"{opening}/>\n"
    result = _attributes({"type": case.kind, "message": case.message})
    return f"{opening}>\n      <{case.result}{result}>{_escaped(case.text)}</{case.result}>\n    </testcase>\n"


def _attributes(named: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_escaped(value)}"' for name, value in named.items())


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
