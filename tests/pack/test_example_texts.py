"""Examples in a pack: those of lsh are told where their texts were copied, and nowhere else."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.formats import RENDERERS, render
from sociallan.pack.example_texts import ExampleTexts, PublishedExample, beginning
from sociallan.report.sentences import diagnostic_message
from sociallan.screening.report import Screening, Verdict
from tests.builders import RULES, example, examples, lsh, report, screener, view, words

LSH = RULES / "pack.yaml"
READY = [example(name) for name in examples("ready")]
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=\w )[A-ZÅÄÖ]\w+")
_HEAD = """
# The beginnings of the texts in the examples. `pytest --update-golden tests/pack/test_example_texts.py` writes them.
"""


def values(file: Source) -> Any:
    return read(file, gaps=lsh().gaps).value


def texts(value: Any) -> list[str]:
    return [text for _, text in lsh().answers.of(value)]


def section() -> str:
    """Return the part of the pack that holds the examples, as it should stand there."""
    several = []
    for file in READY:
        value = values(file)
        beginnings = dict.fromkeys(filter(None, map(beginning, texts(value))))
        about = {"title": value["project"]["title"], "applicant": value["applicant"]["name"]}
        several.append({**about, "texts": [*beginnings]})
    listed = yaml.safe_dump({"examples": several}, allow_unicode=True, sort_keys=False, width=110)
    return _HEAD + re.sub(r"^(?=[ -])", "  ", listed, flags=re.MULTILINE)


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return an application with each of its texts changed."""
    if isinstance(value, dict):
        return {key: changed(part, change) for key, part in value.items()}
    if isinstance(value, list):
        return [changed(part, change) for part in value]
    return change(value) if isinstance(value, str) and " " in value else value


def screened(value: Any) -> Screening:
    return screener().screen(Source("ansokan.json", json.dumps(value, ensure_ascii=False).encode()))


def copied_examples(screening: Screening) -> list[object]:
    return [each.parameters["example"] for each in screening.findings if each.code == "text.of-example"]


def test_the_pack_holds_every_example_as_it_is(request: pytest.FixtureRequest) -> None:
    written = LSH.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        written = written.partition(_HEAD)[0] + section()
        LSH.write_text(written, encoding="utf-8", newline="\n")

    assert written.endswith(section())


@pytest.mark.parametrize("file", READY, ids=lambda file: file.path)
def test_an_example_with_other_names_and_figures_is_told_to_be_a_copy(file: Source) -> None:
    value = values(file)
    title = value["project"]["title"]

    copy = changed(value, lambda text: _NAME.sub("Alby", _NUMBER.sub("7", text)))
    copy["applicant"]["name"] = "Alby Bostäder AB"

    assert copied_examples(screened(copy)) == [title]


@pytest.mark.parametrize("file", READY, ids=lambda file: file.path)
def test_an_example_itself_is_no_copy(file: Source) -> None:
    assert copied_examples(screener().screen(file)) == []


def test_an_application_with_most_texts_of_its_own_is_no_copy() -> None:
    value = values(READY[0])
    value["project"]["title"] = "Ett annat hus"
    kept = set(texts(value)[::3])

    other = changed(value, lambda text: text if text in kept else " ".join(reversed(text.split())))

    assert copied_examples(screened(other)) == []


@pytest.mark.slow
def test_a_copy_is_told_in_every_format_and_changes_no_verdict() -> None:
    value = values(READY[0])
    value["project"]["title"] = "Ett annat hus"

    screening = screened(value)

    assert screening.verdict is Verdict.READY
    (note,) = [each for each in screening.findings if each.code == "text.of-example"]
    said = diagnostic_message(note, words()).partition(",")[0]
    for name in set(RENDERERS) - {"csv", "xlsx", "html"}:
        assert said in render(name, report(screening), view()), name


@pytest.mark.parametrize(("own", "is_copied"), [(4, True), (5, False)])
def test_what_has_more_texts_of_an_example_than_of_its_own_is_a_copy(own: int, *, is_copied: bool) -> None:
    copied = [f"the {word} text that begins as the example does" for word in ("one", "two", "three", "four", "five")]
    others = [f"a {word} text that begins in another way" for word in ("sixth", "seventh", "eighth", "ninth", "tenth")]
    search = ExampleTexts([PublishedExample("Huset", "Staden", frozenset(filter(None, map(beginning, copied))))])
    given = [("/there", text) for text in (*copied, *others[:own])]

    assert (search.copied(given, "Ett annat", "En annan") is not None) is is_copied


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("De 390 personer som hyr de 164 lägenheterna i Lärkgärdet", "personer som hyr de lägenheterna i"),
        ("Hyresgästföreningen i Ängsbacken", None),
        ("a b c d e f g h i j", "a b c d e f g h"),
    ],
)
def test_a_text_begins_with_its_words_in_small_letters(text: str, begins: str | None) -> None:
    assert beginning(text) == begins
