"""Numbers in sentences: each is counted with its noun, and reads well for none, one and several."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from tests.builders import ROOT, words
from tests.conftest import Golden

SOURCE = ROOT / "src" / "sociallan"
LANGS = ("sv", "en")
NUMBERS = (0, 1, 2)
COUNTED = re.compile(r"\{(\w+):(?!argument\})(\w+)\}")
"""A placeholder, and the noun that its number counts."""
FOLLOWED = re.compile(r"\{(\w+)\} (?=[a-zåäö])")
"""A placeholder that names no noun to count, and is followed by a word."""
ASKED = re.compile(r'counted\("(\w+)"')
"""A call that counts a noun by its name."""
CHOSEN = {"characters", "words"}
"""Nouns that are chosen by a table, in `report/sentences.py`."""

# fmt: off
TEXTS = {
    "address", "before", "command", "date", "encoding", "expires", "field", "file", "first", "folder", "found",
    "group", "id", "key", "kind", "known", "last", "list", "lowest", "member", "name", "new", "old",
    "code", "opened_line", "operand", "operation", "operator", "option", "owner", "package", "param", "path",
    "pattern", "role", "rule", "unit", "computed", "of", "part", "from", "names",
    "asked", "column", "keys", "other", "specimen", "table", "suggestion", "test", "text", "value",
    "to", "version", "after", "archive", "day", "lang", "lock", "release", "subject",
}
# fmt: on
"""Placeholders that hold no number of things: texts, phrases, days, and numbers of lines and the like."""

UNCOUNTED = {
    "archive.too_large": "{limit} is a fixed limit, far above one",
    "basis_counts.concluded": "{count} is followed by no noun",
    "basis_counts.logic": "{count} is followed by no noun",
    "basis_counts.stated": "{count} is followed by no noun",
    "cases.sum": "{failed} goes with any number",
    "checked.decided": "{longest} is at least two",
    "differences.decided": "{longest} is at least two",
    "faults.check.source-younger.says": "{rules} are names of rules",
    "formats.github_more": "{shown} is a fixed limit, far above one",
    "formats.sarif_more": "{most} is a fixed limit, far above one",
    "html.more_reports": "{shown} is a fixed limit, far above one",
    "html.more_rows": "{shown} is a fixed limit, far above one; {more} goes with any number",
    "html.shown": "goes with any number",
    "mutants.sum": "goes with any number",
    "pack_mutants.sum": "goes with any number",
    "passed_over.counted": "goes with any number",
    "passed_over.more": "goes with any number",
    "faults.rule.too-few-parts.says": "at least two conditions, and so a count of at least three",
    "report.repeats": "{count} is at least three",
    "reading.at_least_of": "{count} is followed by no noun, and {parts} is at least two",
    "trace.at_least_of": "{count} is followed by no noun, and {parts} is at least two",
    "reading.reached_by_more": "goes with any number",
    "reading.results.below": "per cent goes with any number",
    "reading.results.coverage": "{reached} and {percent} go with any number",
    "reading.results.sum": "goes with any number",
    "reading.some_counted": "{count} is a phrase, counted already",
    "mutants.case_several": "{count} is more than one",
    "mutants.name_several": "{count} is more than one",
    "mutants.test_several": "{count} is more than one",
    "findings.yaml.indentation.cure_near": "goes with any number",
    "findings.yaml.tab.cure_near": "goes with any number",
    "short.met": "{met} goes with any number, and {asked} is a phrase of the whole",
    "release.failing": "goes with any number",
    "release.uncovered": "{reached} goes with any number",
    "replay.flaw.too_large": "{limit} is a fixed limit, far above one",
    "report.figure_more": "goes with any number",
    "report.more_repeats": "goes with any number",
    "report.more": "goes with any number",
    "since.more_files": "goes with any number",
    "since.places": "{count} is more than one",
    "report.requirements_met": "goes with any number",
    "usage.crashed_at_several": "goes with any number",
    "usage.rule_faults": "{rules} is the name of a rule",
    "findings.file.too-large.says": "{limit} is a fixed limit, far above one",
    "findings.file.too-many-faults.says": "{limit} is a fixed limit, far above one",
    "findings.schema.too-long.says": "{length} is more than a limit of the schema",
    "findings.text.short.says": "{limit} is a limit of the pack, far above one",
    "findings.text.of-example.says": "{texts} is at least five, and {of} no less",
    "findings.schema.too-many.says": "{length} is more than a limit of the schema",
    "findings.workbook.too-large.says": "{limit} is a fixed limit, far above one",
    "findings.yaml.too-deep.says": "{limit} is a fixed limit, far above one",
    "findings.yaml.too-many-values.says": "{limit} is a fixed limit, far above one",
}
"""Sentences in which a word follows a number that is not counted, each with the reason why it reads well."""

COUNTED_BY_THE_PROGRAM = ("counted", "unit", "unit_of_one")
"""Sections that hold the forms themselves, of which the program chooses one by the number."""


def sentences(lang: str) -> Iterator[tuple[str, str]]:
    """Yield every sentence with its key, but for the forms that counting chooses from."""

    def leaves(table: Any, key: str) -> Iterator[tuple[str, str]]:
        if isinstance(table, str):
            yield key, table
        else:
            for name, part in table.items():
                yield from leaves(part, f"{key}.{name}" if key else name)

    table = words(lang)._table
    return leaves({name: part for name, part in table.items() if name not in COUNTED_BY_THE_PROGRAM}, "")


def read(lang: str, key: str, sentence: str, number: int) -> str:
    """Return a sentence with a number in each counted placeholder, and an ellipsis in the others."""
    counted = dict(COUNTED.findall(sentence))
    names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    return words(lang).say(key, **{name: number if name in counted else "…" for name in names})


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_before_a_word_is_counted_or_listed_with_a_reason(lang: str) -> None:
    bare = {key for key, sentence in sentences(lang) for name in FOLLOWED.findall(sentence) if name not in TEXTS}

    assert bare - set(UNCOUNTED) == set()


def test_what_is_listed_as_an_exception_is_one() -> None:
    bare = {key for lang in LANGS for key, text in sentences(lang) if set(FOLLOWED.findall(text)) - TEXTS}
    known = {name for lang in LANGS for _, text in sentences(lang) for name in FOLLOWED.findall(text)}

    assert set(UNCOUNTED) - bare == set()
    assert TEXTS - known == set()


@pytest.mark.parametrize("lang", LANGS)
def test_every_counted_sentence_reads_well_for_none_one_and_two(lang: str, golden: Golden) -> None:
    counted = [(key, sentence) for key, sentence in sentences(lang) if COUNTED.search(sentence)]
    nouns = words(lang).codes("counted")
    assert counted
    assert nouns

    texts = {key: [read(lang, key, sentence, number) for number in NUMBERS] for key, sentence in counted}
    texts |= {f"counted.{noun}": [words(lang).counted(noun, number) for number in NUMBERS] for noun in nouns}

    assert [key for key, forms in texts.items() if re.search(r"\b[01]\b", forms[0] + forms[1])] == []
    assert [key for key, forms in texts.items() if len(set(forms)) < len(NUMBERS)] == []
    shown = "".join(f"{key}\n" + "".join(f"  {form}\n" for form in forms) for key, forms in texts.items())
    golden(f"words/counted.{lang}.txt", shown)


@pytest.mark.parametrize("lang", LANGS)
def test_every_noun_that_is_counted_somewhere_has_its_forms_and_every_form_its_noun(lang: str) -> None:
    named = {noun for _, sentence in sentences(lang) for _, noun in COUNTED.findall(sentence)}
    asked = {noun for path in SOURCE.rglob("*.py") for noun in ASKED.findall(path.read_text(encoding="utf-8"))}

    assert named | asked | CHOSEN == set(words(lang).codes("counted"))


def test_a_large_number_is_written_as_the_language_writes_it() -> None:
    assert words("sv").counted("files", 12345) == "12\u00a0345 filer"
    assert words("en").counted("files", 12345) == "12,345 files"


def test_a_number_that_no_noun_follows_is_written_as_it_is() -> None:
    assert words("en").say("trace.line", line=12345) == "line 12345"
