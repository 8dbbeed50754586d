"""The sentences: the same keys and placeholders in every language, and one for everything that can be said."""

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest

from sociallan.application.document import Gap
from sociallan.application.field import DEFAULT_LANGUAGE
from sociallan.files import resources
from sociallan.files.languages import LANGUAGES
from sociallan.report.words import as_argument
from sociallan.rules.condition import Quantifier
from sociallan.rules.operators import OPERATORS, Operator
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import DateSource, Verdict
from tests.builders import ROOT, words

SOURCE = ROOT / "src" / "sociallan"
COMPARISONS = [name for name, spec in OPERATORS.items() if spec.mistaken_for is not None]
FINDING = re.compile(r'"((?:yaml|json|schema|value|file|date|text|workbook)\.[a-z-]+)"')
FAULT = re.compile(r'"((?:rule|case|pack|form|values|unit|table|check|config|question|precedent)\.[a-z-]+)"')
NO_CODES = {"pack.yaml", "form.yaml", "values.yaml", "pack.lock"}


def leaves(table: Any, key: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every sentence with its key."""
    if isinstance(table, str):
        yield key, table
    else:
        for name, part in table.items():
            yield from leaves(part, (*key, name))


def sentences(lang: str) -> dict[tuple[str, ...], str]:
    return dict(leaves(words(lang)._table))


def schema_texts(lang: str) -> dict[tuple[str, ...], str]:
    return dict(leaves(resources.schema_texts(lang)))


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def codes(pattern: re.Pattern[str]) -> set[str]:
    """Return every code of a kind that the program can raise."""
    texts = (
        path.read_text(encoding="utf-8")
        for folder in ("application", "rules", "pack", "screening", "analysis", "files", "batch")
        for path in (SOURCE / folder).rglob("*.py")
    )
    return {code for text in texts for code in pattern.findall(text)} - NO_CODES


@cache
def said() -> tuple[tuple[str, str], ...]:
    """Return the module and key of every ``say`` with a literal key."""
    return tuple(keys())


def keys() -> Iterator[tuple[str, str]]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_say = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
            if is_say and isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                yield path.relative_to(SOURCE).as_posix(), str(node.args[0].value)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_keys(lang: str) -> None:
    assert set(sentences(lang)) == set(sentences(DEFAULT_LANGUAGE))
    assert set(schema_texts(lang)) == set(schema_texts(DEFAULT_LANGUAGE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_fills_in_the_same_things(lang: str) -> None:
    first, other = sentences(DEFAULT_LANGUAGE), sentences(lang)

    differing = {key for key in first if placeholders(first[key]) != placeholders(other[key])}

    assert differing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_words_and_every_word_a_finding(lang: str) -> None:
    assert set(words(lang).codes("findings")) == codes(FINDING)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fault_has_words_and_every_word_a_fault(lang: str) -> None:
    known = set(words(lang).codes("faults"))

    # What is wrong with a file of a pack may be a finding too, and said otherwise than of an application.
    assert known - codes(FINDING) == codes(FAULT)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", ["findings", "faults"])
def test_each_says_what_is_wrong_and_what_to_do(lang: str, section: str) -> None:
    said_of = words(lang)

    for code in said_of.codes(section):
        assert said_of.coded(section, code, "says"), code
        assert said_of.coded(section, code, "cure"), code
        near = said_of.coded(section, code, "cure_near")
        # Where the whole line is to be written anew, reports show it.
        assert near is None or "suggestion" in placeholders(near) or is_of_a_line(code), code


def is_of_a_line(code: str) -> bool:
    return code.startswith("yaml.") or code == "file.control-character"


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_that_the_program_asks_for_exists(lang: str) -> None:
    known = {".".join(key) for key in sentences(lang)}

    absent = {(module, key) for module, key in said() if key not in known}

    assert absent == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("verdict", list(Verdict)),
        ("verdict_means", [*Verdict, "unreadable", "ready_to_judge", "missing", "to_mend", "to_mend_and_missing"]),
        ("outcome", [*OutcomeKind, "form", "waits"]),
        ("level", list(Level)),
        ("gap", list(Gap)),
        ("trace.gap", list(Gap)),
        ("trace", list(Quantifier)),
        ("report.date", list(DateSource)),
        ("mark", ["stated", "inferred"]),
    ],
)
def test_every_value_of_a_kind_has_its_word(lang: str, section: str, names: list[str]) -> None:
    assert all(words(lang).say(f"{section}.{name}") for name in names)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("test", [*Operator, *(f"{name}_date" for name in COMPARISONS), "unstated"])
def test_every_test_of_the_rule_language_has_its_phrases(lang: str, test: str) -> None:
    known = sentences(lang)

    assert all(("tests", str(test), side) in known for side in ("fails", "holds", "should", "should_not"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_promises_a_decision(lang: str) -> None:
    """Approval and rejection are the committee's words; a score is nobody's."""
    forbidden = re.compile(r"godkän|bevilja|avslag|avslå|poäng|approv|granted|reject|\bscore", re.IGNORECASE)

    every = {**sentences(lang), **schema_texts(lang)}
    assert [key for key, sentence in every.items() if forbidden.search(sentence)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_empty_by_mistake_or_ends_in_blanks(lang: str) -> None:
    empty = {key for key, sentence in sentences(lang).items() if not sentence}
    texts = schema_texts(lang)
    ragged = {key for key, sentence in {**sentences(lang), **texts}.items() if sentence != sentence.strip()}

    assert all(texts.values())

    assert {key[0] for key in empty} <= {"tests"}
    assert ragged - {("number", "thousands")} == set()


def test_counting_follows_the_language() -> None:
    assert [words("sv").counted("items", number) for number in (0, 1, 2)] == ["inga poster", "en post", "2 poster"]
    assert words("en").counted("items", 1) != words("en").counted("items", 2)


def test_a_text_of_the_pack_falls_back_on_the_first_language_that_it_has() -> None:
    assert words("en").pick({"sv": "Bara svenska"}) == "Bara svenska"
    assert words("sv").pick({"nn": "Først", "en": "Then"}) == "Først"
    assert words("en").pick({"sv": "Svenska", "en": "English"}) == "English"


UNQUOTED = re.compile(r"sociallan(?: --?[a-z][\w-]*| [a-z]+| \{\w+:argument\})+ \{\w+\}")
"""A command in a sentence with a placeholder that is not marked as its argument."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_in_a_command_is_quoted_where_a_shell_needs_it(lang: str) -> None:
    assert [key for key, text in sentences(lang).items() if UNQUOTED.search(text)] == []


@pytest.mark.parametrize(
    "name",
    ["ansökan.yaml", "min ansökan.yaml", "$HOME.yaml", "a'b.yaml", 'a"b c.yaml', "a;b", "a b`c`", "50 %.yaml", "#1"],
)
def test_a_quoted_name_is_one_argument_to_a_shell(name: str) -> None:
    assert shlex.split(as_argument(name), comments=True) == [name]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a/b-1.yaml", "a/b-1.yaml"),
        ("min fil.yaml", '"min fil.yaml"'),
        ("C:\\Mina filer\\a.yaml", '"C:\\Mina filer\\a.yaml"'),
    ],
)
def test_a_name_with_blanks_stands_in_the_quotation_marks_of_every_system(name: str, written: str) -> None:
    assert words("sv").say("template.head", title="x", file=name).splitlines()[-1].endswith(f"check {written}")
