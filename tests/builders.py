"""Small true things that tests are made of: nothing here stands in for anything."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypedDict, Unpack

import jsonschema_rs

from sociallan.analysis.case import Case
from sociallan.analysis.case_files import survey_cases
from sociallan.analysis.coverage import coverage
from sociallan.analysis.pack_tester import PackTester, PackTestRun
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Coverage, Example
from sociallan.analysis.rule_tests import RuleTester
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, steps_of
from sociallan.application.field import Form, Unit
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import texts, with_value
from sociallan.files import packs, resources
from sociallan.pack.load import PackDraft, load, survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import CASES, PackSchemas
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail, View
from sociallan.report.words import Words
from sociallan.rules.condition import OWN_VALUES, Condition, Value
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.evaluation.generate import Generator
from sociallan.rules.evaluation.generated_source import NUMBERS
from sociallan.rules.outcome import Outcome, Trace
from sociallan.rules.parse import ConditionReader
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.word_search import Finder, WordList
from sociallan.rules.rows import Rows
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.rules.vocabulary import Vocabulary
from sociallan.screening.own_words import OwnWords
from sociallan.screening.report import Report, ReportHeader, Screening
from sociallan.screening.screen import Screener
from sociallan.screening.totals import whole_report

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
RULES = ROOT / "rules" / "lsh"
TODAY = "2025-06-01"
DAY = "2025-01-15"


@cache
def shape() -> Shape:
    """Return the application's schema, made ready."""
    return Shape(form())


@cache
def form() -> Form:
    """Return the application form of the pack that comes with the program."""
    return lsh().form


@cache
def pack_schemas() -> PackSchemas:
    """Return the schemas of a pack's files."""
    return PackSchemas(*map(resources.schema, PackSchemas.NAMES))


@cache
def lsh() -> Pack:
    """Return the pack that travels with the program."""
    return load(packs.pack_files(RULES), pack_schemas())


@cache
def icma_sbp() -> Pack:
    """Return the other pack that travels with the program."""
    return load(packs.pack_files(ROOT / "rules" / "icma_sbp"), pack_schemas())


def in_own_words(application: Any) -> Any:
    """Return an application with more words in each text: those of an example as they stand answer nothing."""
    for pointer, text in lsh().answers.of(application):
        application = with_value(application, steps_of(pointer), f"{text} Så är det här")
    return application


@cache
def rule_tester() -> RuleTester:
    """Return the tester of the rules of the pack lsh."""
    return RuleTester(lsh())


@cache
def computed() -> Mapping[str, Value]:
    """Return the computed values of that pack, with the engine's own."""
    return {**lsh().values, **OWN_VALUES}


def cases(pack: Pack) -> dict[str, Mapping[OutcomeKind, Example]]:
    """Return for each rule of a pack the smallest application that gives each of its outcomes."""
    explorer = Explorer(pack, shape())
    return {rule.id: explorer.reachability(rule).cases for rule in pack.rules}


def covered(pack: Pack) -> Coverage:
    """Return what the tests of a pack's rules cover."""
    tester, explorer = RuleTester(pack), Explorer(pack, shape())
    tried = [tester.run(rule, test) for rule in pack.rules for test in rule.tests]
    return coverage(tried, {rule.id: explorer.reachability(rule) for rule in pack.rules})


@cache
def run_of_lsh() -> PackTestRun:
    """Return the results of the tests and cases of the pack lsh."""
    draft = survey(packs.pack_files(RULES), pack_schemas())
    return PackTester(lsh(), shape(), cases_in(draft.cases, lsh()), draft.documents).run(lsh().rules)


def covered_by_lsh() -> Coverage:
    """Return what the tests and cases of the pack lsh cover."""
    return run_of_lsh().coverage


@cache
def cases_of(rule: str) -> Mapping[OutcomeKind, Example]:
    """Return the cases of one rule of the pack lsh, of which no other is explored."""
    known = lsh().rule(rule)
    assert known is not None
    return Explorer(lsh(), shape()).reachability(known).cases


@cache
def cases_of_lsh() -> dict[str, Mapping[OutcomeKind, Example]]:
    """Return the cases of the pack lsh."""
    return cases(lsh())


def words(lang: str = "sv") -> Words:
    """Return the sentences of a language, as reports by the pack that comes with the program say them."""
    return Words(lang, resources.words(lang)).of_pack(lsh().texts)


def view(lang: str = "sv", **looks: Any) -> View:
    """Return a view in a language, plain unless told otherwise."""
    detail = Detail(**{name: looks.pop(name) for name in Detail._fields if name in looks})
    style = TerminalStyle(**{name: looks.pop(name) for name in TerminalStyle._fields if name in looks})
    return View(words(lang), shape().fields, lsh().tables, style, detail=detail, **looks)


def source(text: str | bytes, path: str = "application.yaml") -> Source:
    """Return the bytes of a text as a file."""
    return Source(path, text if isinstance(text, bytes) else text.encode())


def in_pieces(data: str | bytes, size: int = 1_000) -> Callable[[], Iterator[bytes]]:
    """Return what gives the bytes of a file in pieces, from its start each time."""
    given = data.encode() if isinstance(data, str) else data
    return lambda: (given[at : at + size] for at in range(0, len(given), size))


def example(name: str) -> Source:
    """Return an example by its path below ``examples``, as from the root of a checkout."""
    return Source(f"examples/{name}", (EXAMPLES / name).read_bytes())


def examples(*folders: str) -> list[str]:
    """List the examples of some folders, or all of them."""
    chosen = folders or ("ready", "incomplete", "not_met", "invalid")
    return [path.relative_to(EXAMPLES).as_posix() for name in chosen for path in sorted((EXAMPLES / name).iterdir())]


@cache
def screener(as_of: str | None = None) -> Screener:
    """Return a screener with the pack lsh."""
    return Screener(lsh(), shape(), today=TODAY, as_of=as_of)


def screen(given: str | bytes | Source) -> Screening:
    """Screen a text by the pack lsh, once for all who ask: many laws are held to each example."""
    return _screened(given if isinstance(given, Source) else source(given))


@lru_cache(maxsize=160)
def _screened(given: Source) -> Screening:
    return screener().screen(given)


def own_words_of(text: str) -> OwnWords:
    """Return the own words of an application."""
    own = screen(text).own_words
    assert own is not None
    return own


def outcome(screening: Screening, rule: str) -> Outcome:
    """Pick a rule's outcome out of a screening."""
    return next(outcome for outcome in screening.outcomes if outcome.rule.id == rule)


def report(*screenings: Screening, pack: Pack | None = None) -> Report:
    """Put screenings together to a report of a version that never changes."""
    return whole_report(ReportHeader("0.0.0", pack or lsh(), TODAY), screenings)


def checked(text: str) -> Document:
    """Read an application and check its shape, as a screening does."""
    return shape().check(read(source(text), gaps=lsh().gaps))


def of_value(value: Any) -> Document:
    """Make a document of values alone, without a text."""
    return Document(Source("application.yaml", b""), "", value, None, texts(value), ())


class Names(TypedDict, total=False):
    """The names that a condition may refer to; without ``values`` the computed ones of the pack lsh."""

    params: Mapping[str, Any]
    lists: Mapping[str, bool]
    values: Mapping[str, Value | None]
    tables: Mapping[str, Rows]
    prose: ProseWords
    units: Mapping[str, Unit]


def parsed(text: str, **names: Unpack[Names]) -> tuple[Condition | None, list[Diagnostic[PackLocation]]]:
    """Read a condition from YAML, with the faults in it."""
    document = read(source(text, "rule.yaml"))
    assert not document.findings, document.findings
    reader = ConditionReader(
        document,
        "rule.yaml",
        Vocabulary(
            shape().fields,
            {name: (value,) for name, value in names.get("params", {}).items()},
            names.get("lists", {}),
            names.get("values", computed()),
            names.get("units", {}),
            tables={name: rows.columns for name, rows in names.get("tables", {}).items()},
            prose={key: several for key, several in names.get("prose", ProseWords())._asdict().items() if several},
        ),
    )
    return reader.read(document.value, ""), reader.faults


def condition(text: str, **names: Unpack[Names]) -> Condition:
    """Read a condition that is right."""
    read_condition, faults = parsed(text, **names)
    assert read_condition is not None, faults
    assert not faults, faults
    return read_condition


def finders(**words_of: Iterable[str]) -> dict[str, Finder]:
    """Make finders of lists of words."""
    return {
        name: Finder(WordList(name, {"sv": name, "en": name}, tuple(several), None))
        for name, several in words_of.items()
    }


def table(name: str, /, **columns: Iterable[str]) -> dict[str, Rows]:
    """Make a table of columns of values, as it is on one day."""
    return {name: Rows(name, tuple(columns), tuple(zip(*columns.values(), strict=True)))}


def detector(name: str, detect: str, contacts: Iterable[str] = ()) -> Finder:
    """Make a finder of identifiers, in a form with some fields of contacts."""
    return Finder(WordList(name, {"sv": name, "en": name}, (), detect), tuple(contacts))


def decided(
    asked: Condition,
    value: Any,
    *,
    params: Mapping[str, Any] | None = None,
    known: Mapping[str, Finder] | None = None,
    bindings: Bindings | None = None,
    day: str = DAY,
) -> Truth:
    """Decide a condition the fast way."""
    facts = Facts(value, texts(value), day)
    return Compiler(bindings or Bindings(params or {}, known or {})).compile(asked)(facts.scope())


def generated(asked: Condition, value: Any, *, bindings: Bindings, day: str = DAY) -> int:
    """Decide a condition by a generated function, and return the number of its truth."""
    facts = Facts(value, texts(value), day)
    generator = Generator(bindings)
    (number,) = generator.function([generator.expression(asked)])(facts.scope(), facts)
    return int(number)


def explained(
    asked: Condition,
    given: Any,
    *,
    params: Mapping[str, Any] | None = None,
    known: Mapping[str, Finder] | None = None,
    bindings: Bindings | None = None,
    day: str = DAY,
) -> Trace:
    """Decide a condition with its reasons; ``given`` is the text of an application, or its value."""
    document = checked(given) if isinstance(given, str) else of_value(given)
    facts = Facts(document.value, document.texts, day)
    return Explainer(document, facts, bindings or Bindings(params or {}, known or {})).explain(asked)


def same_three_ways(asked: Condition, value: Any, bindings: Bindings) -> Truth:
    """Decide a condition by all three evaluators, which must agree."""
    found = decided(asked, value, bindings=bindings)
    assert explained(asked, value, bindings=bindings).truth is found
    assert generated(asked, value, bindings=bindings) == NUMBERS[found]
    return found


def at(place: Any) -> str:
    """Write where something stands as ``line:column``."""
    spot = getattr(place, "span", place)
    return f"{spot.line}:{spot.column}"


def as_json(value: Any) -> str:
    """Write a value as JSON, which is YAML too."""
    return json.dumps(value, ensure_ascii=False)


RULE = """\
id: {id}
group: applicant
level: requirement
valid_from: 2020-08-24
title: {{sv: Titel, en: Title}}
why: {{sv: Varför, en: Why}}
cites: [SOURCE#one]
require: {{field: applicant.name, not_placeholder: true}}
ask: {{sv: Skriv, en: Write}}
tests:
  - {{name: {{sv: Namngiven, en: Named}}, expect: met}}
"""


def rule_requiring(condition: str, id_: str = "applicant-named") -> str:
    """Return a rule of the small pack with another condition."""
    return RULE.format(id=id_).replace("{field: applicant.name, not_placeholder: true}", condition)


@cache
def form_text() -> str:
    """Return form.yaml of the pack that comes with the program, for packs that are about something else.

    What it says of tables is left out, since those have none.
    """
    text = (RULES / "form.yaml").read_text(encoding="utf-8")
    return re.sub(r"(?m)^( *)may_name:\n(?:\1 .*\n)+", "", text)


def values_text() -> str:
    """Return values.yaml of that pack, for packs whose rules name computed values."""
    return (RULES / "values.yaml").read_text(encoding="utf-8")


def small_pack(**changed: str | None) -> dict[str, str]:
    """Return the files of a small sound pack by name; a keyword ``rules__x`` stands for ``rules/x.yaml``."""
    files: dict[str, str] = {
        "pack.yaml": """\
id: small
version: "1"
title: {sv: Litet, en: Small}
valid_from: 2020-08-24
groups:
  - id: applicant
    title: {sv: Låntagare, en: Borrower}
  - id: project
    title: {sv: Projekt, en: Project}
verdict:
  all:
    - {group: applicant}
lists:
  words: {title: {sv: Ord, en: Words}, words: [lön]}
  emails: {title: {sv: E-post, en: E-mail}, detect: email}
""",
        "sources.yaml": """\
SOURCE:
  title: En källa
  publisher: Någon
  date: "2020"
  url: https://example.org/
  passages:
    one: {summary: {sv: Säger något., en: Says something.}, mark: stated}
""",
        "params.yaml": """\
limit:
  title: {sv: Gräns, en: Limit}
  unit: kr
  values:
    - {from: 2020-08-24, value: 10}
    - {from: 2024-01-01, value: 20}
  cites: [SOURCE#one]
  note: {sv: Not, en: Note}
""",
        "form.yaml": form_text(),
        "rules/applicant-named.yaml": RULE.format(id="applicant-named"),
        "specimens/housing.yaml": "applicant: {name: Exempelkommun}\n",
    }
    for key, text in changed.items():
        name = key.replace("__", "/") + ".yaml"
        if text is None:
            del files[name]
        else:
            files[name] = text
    return files


def sources(files: Mapping[str, str]) -> list[Source]:
    """Return the files of a pack as sources."""
    return [Source(name, text.encode()) for name, text in files.items()]


SUMMARY = """\
summary:
  applicant: {field: applicant.name, role: applicant}
  title: {field: project.title, role: title}
  area: {field: project.area, role: class}
  loan: {field: investment.loan, role: amount}
"""


def with_summary(summary: str = SUMMARY, dated_by: str = "submitted") -> dict[str, str]:
    """Return the files of a small sound pack with what reports tell first, and the field that dates an application."""
    files = small_pack()
    dated = f"dated_by: {dated_by}\n" if dated_by else ""
    return {**files, "pack.yaml": f"{files['pack.yaml']}{summary}{dated}"}


def loaded(files: Mapping[str, str]) -> Pack:
    """Load a pack from its files."""
    return load(sources(files), pack_schemas())


def draft_of(files: Mapping[str, str]) -> PackDraft:
    """Return the draft of a pack from its files, with their faults."""
    return survey(sources(files), pack_schemas())


def cases_in(files: Iterable[Source], pack: Pack) -> tuple[Case, ...]:
    """Return the cases among the files of a pack, which have no faults."""
    own = [file for file in files if file.path.startswith(CASES)]
    cases, faults = survey_cases(own, pack, pack_schemas(), [rule.id for rule in pack.rules])
    assert not faults, faults
    return cases


def changed_file(files: Mapping[str, str], name: str, old: str, new: str) -> dict[str, str]:
    """Return files with a piece of one replaced, which must stand there."""
    assert old in files[name], old
    return {**files, name: files[name].replace(old, new, 1)}


def rewritten(file: Path, old: str, new: str) -> None:
    """Replace a piece of a file on disk, which must stand there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def written(files: Mapping[str, str], folder: Path) -> Path:
    """Write files by their names below a folder, and return the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def schema_faults(schema: Mapping[str, Any], document: Any) -> list[str]:
    """Return what a JSON Schema finds wrong with a document."""
    return [fault.message for fault in _validator(json.dumps(schema)).iter_errors(document)]


@cache
def _validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of a schema; the one that is written in Python takes most of a second for a long report."""
    return jsonschema_rs.Draft202012Validator(json.loads(schema))


def blocks(page: str, language: str) -> list[str]:
    """Return the code blocks of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def line_of(text: str, piece: str) -> int:
    """Return the line, from 1, on which a piece of a text first stands."""
    return text[: text.index(piece)].count("\n") + 1
