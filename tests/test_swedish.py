"""The Swedish of words, packs, schemas and pages: the reader is *ni*, and each thing has one word."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from sociallan.files.languages import LANGUAGES
from tests.builders import ROOT, lsh, words

SCHEMAS = sorted((ROOT / "src" / "sociallan" / "schemas").glob("*.json"))
PAGES = sorted(ROOT.glob("docs/sv/*.md"))
OTHER_LANGUAGES = {key for lang in LANGUAGES if lang != "sv" for key in (lang, f"x-{lang}")}
# The word that is wrong, with its inflections, and the word to write: the pronoun, and the terms of art of the loan.
WRONG = {
    r"du|dig|dej|din|ditt|dina": "ni, er, ert, era: several people of a municipality read it",
    r"förbigå\w*|förbigång\w*": "hoppa över, överhoppad: not the word for one who was not promoted",
    r"skede|skedet|skeden|skedena": "fas: the word of reports for a phase",
    r"klartext": "utskrivet: that the text is not encrypted is not what is meant",
    r"jämför\w* (?:\w+ )?på": "jämföra i, jämföra efter: compare on is English",
    r"går (?:\w+ )?inte att pröva om|går det inte att pröva om": "ompröva: pröva om is also to try whether",
    **{
        "|".join(term.instead_of["sv"]): term.word["sv"] for term in lsh().reader_texts.terms if "sv" in term.instead_of
    },
}


def leaves(table: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each string, but those in another language."""
    match table:
        case str():
            yield where, table
        case dict():
            for key, part in table.items():
                if key not in OTHER_LANGUAGES:
                    yield from leaves(part, f"{where}/{key}")
        case list():
            for number, part in enumerate(table):
                yield from leaves(part, f"{where}/{number}")


def texts_of_words() -> Iterator[tuple[str, str]]:
    yield from leaves(words("sv")._table, "words")


def texts_of_packs() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        for where, text in leaves(yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), file.stem):
            if where.endswith("/sv"):
                yield where, text


def texts_of_schemas() -> Iterator[tuple[str, str]]:
    for file in SCHEMAS:
        yield from leaves(json.loads(file.read_text(encoding="utf-8")), file.stem)


def texts_of_pages() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{page.name}:{number}", line


SOURCES = {"words": texts_of_words, "packs": texts_of_packs, "schemas": texts_of_schemas, "pages": texts_of_pages}


@cache
def texts(source: str) -> tuple[tuple[str, str], ...]:
    return tuple(SOURCES[source]())


@cache
def joined(source: str) -> str:
    return "\n".join(text for _, text in texts(source))


@cache
def different_words(source: str) -> str:
    return "\n".join(sorted({*re.findall(r"\w+", joined(source))}))


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("wrong", WRONG)
def test_no_swedish_text_has_a_word_that_the_product_does_not_use(wrong: str, source: str) -> None:
    pattern = re.compile(rf"\b({wrong})\b", re.IGNORECASE)

    # All at once first, which is several times quicker, and of patterns of single words each word once.
    at_once = different_words(source) if re.fullmatch(r"(\w|\\w\*|\|)+", wrong) else joined(source)
    found = [place for place in texts(source) if pattern.search(place[1])] if pattern.search(at_once) else []

    assert found == [], WRONG[wrong]


def test_a_kind_of_field_is_named_as_one_since_kinds_have_no_article() -> None:
    told = [
        (where, text)
        for where, text in texts("words")
        if "{kind}" in text and where.rpartition("/")[2] in {"says", "cure", "about"}
    ]

    assert told
    assert [(where, text) for where, text in told if "slaget {kind}" not in text] == []


def test_no_text_of_a_pack_tells_how_often_something_is_so_since_no_source_has_counted() -> None:
    often = re.compile(r"\b(?:oftast|vanligen|vanligtvis|för det mesta|i de flesta fall)\b", re.IGNORECASE)

    assert [(where, text) for where, text in texts("packs") if often.search(text)] == []


def test_the_first_basic_requirement_is_about_praxis() -> None:
    wrong = next(pattern for pattern, right in WRONG.items() if right == "praxis")

    assert re.fullmatch(wrong, "praktik")
    assert "praxis" in lsh().passages["K-ANSOK#g1"].summary["sv"]


@pytest.mark.parametrize(
    ("source", "where", "text"),
    [
        ("words", "words/verdict/ready", "Redo"),
        ("packs", "pack/groups/2/title/sv", "Område"),
        ("packs", "G5-goals-followed-up/title/sv", "Varje mål går att följa upp"),
        ("packs", "form/fields/applicant/label/sv", "Låntagare"),
        ("schemas", "rule.schema/properties/id/title", "Regelns id"),
    ],
)
def test_the_swedish_texts_are_looked_at(source: str, where: str, text: str) -> None:
    assert (where, text) in texts(source)


@pytest.mark.parametrize("source", SOURCES)
def test_no_text_in_another_language_is_looked_at(source: str) -> None:
    assert [where for where, _ in texts(source) if OTHER_LANGUAGES & set(where.split("/"))] == []


@pytest.mark.parametrize("source", SOURCES)
def test_no_command_to_copy_is_followed_by_a_full_stop(source: str) -> None:
    ended = [
        text
        for where, text in texts(source)
        if re.search(r": sociallan [a-z](?:[^:.]|\.(?! ))*\.$", text, re.MULTILINE)
    ]

    assert ended == []
