"""Examples in a pack: those of lsh are told where their texts were copied, and nowhere else."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from sociallan.application.any_format import read_application
from sociallan.application.document import Gap, steps_of
from sociallan.application.read import read
from sociallan.application.repairs.repair import Repairer
from sociallan.application.source import Limits, Source
from sociallan.application.walking import with_value
from sociallan.formats import RENDERERS, render
from sociallan.pack.example_texts import ExampleTexts, PublishedExample, beginning, fingerprints
from sociallan.report.sentences import diagnostic_message
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening, Verdict
from tests.builders import RULES, example, examples, lsh, report, screener, shape, view, words

LSH = RULES / "pack.yaml"
READY = [example(name) for name in examples("ready")]
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"(?<=\w )[A-ZÅÄÖ]\w+")
_FINGERPRINTS = re.compile(r"fingerprints:\n((?:  - \d+\n)+)")
_HEAD = """
# The beginnings of the texts in the examples, and a number for each long one.
# `pytest --update-golden tests/pack/test_example_texts.py` writes them.
"""


def values(file: Source) -> Any:
    return read(file, gaps=lsh().gaps).value


def as_repaired(file: Source) -> Any:
    document = read_application(file, lsh().form, gaps=lsh().gaps)
    if not shape().is_sound(document):
        document = shape().sift(Repairer(shape(), lsh().gaps, Limits()).repaired(document))
    return document.value


def texts(value: Any) -> list[str]:
    return [text for _, text in lsh().answers.of(value)]


def long_texts(value: Any) -> dict[str, str]:
    answers = lsh().answers
    return {pointer: text for pointer, text in answers.of(value) if answers.is_long(pointer)}


def section() -> str:
    """Return the part of the pack that holds the examples, as it should stand there.

    The beginnings of those that are ready stand for those of the others, which are made of the same.
    """
    several = []
    for file in map(example, examples()):
        value = as_repaired(file)
        title, applicant = lsh().identity_of(value)
        found = [*dict.fromkeys(fingerprints(long_texts(value).values()))]
        if title is None or applicant is None or not found:
            continue
        beginnings = [*dict.fromkeys(filter(None, map(beginning, texts(value))))] if file in READY else []
        begun = {"texts": beginnings} if beginnings else {}
        several.append({"title": title, "applicant": applicant, **begun, "fingerprints": found})
    listed = yaml.safe_dump({"examples": several}, allow_unicode=True, sort_keys=False, width=110)
    listed = _FINGERPRINTS.sub(lambda found: f"fingerprints: [{', '.join(found[1].split()[1::2])}]\n", listed)
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


@pytest.mark.parametrize("name", examples())
def test_an_example_itself_is_no_copy(name: str) -> None:
    screening = screener().screen(example(name))

    gaps = [each.parameters["gap"] for each in screening.findings if each.code == "text.unanswered"]
    gaps += [gap for outcome in screening.outcomes for reason in outcome.reasons for gap in reason.gaps]
    assert Gap.COPIED not in gaps
    assert copied_examples(screening) == []


def test_an_application_with_most_texts_of_its_own_is_no_copy() -> None:
    value = values(READY[0])
    value["project"]["title"] = "Ett annat hus"
    kept = set(texts(value)[::3])

    other = changed(value, lambda text: text if text in kept else " ".join(reversed(text.split())))

    assert copied_examples(screened(other)) == []


@pytest.mark.parametrize("about", ["/project/title", "/applicant/name"])
@pytest.mark.parametrize("file", READY, ids=lambda file: file.path)
def test_an_example_under_another_title_or_name_has_answered_nothing_in_sentences(file: Source, about: str) -> None:
    value = values(file)

    screening = screened(with_value(value, steps_of(about), "Ett annat hus"))

    assert screening.verdict is not Verdict.READY
    copied = {pointer for pointer, text in long_texts(value).items() if beginning(text) is not None}
    assert copied - {about} <= {*screening.unanswered}


@pytest.mark.parametrize("name", lsh().specimens)
def test_a_specimen_under_another_title_has_answered_nothing_in_sentences(name: str) -> None:
    value = lsh().specimens[name]

    assert screened(value).verdict is Verdict.READY
    assert screened(with_value(value, ["project", "title"], "Ett annat hus")).verdict is Verdict.INCOMPLETE


def test_one_text_of_an_example_is_no_answer_in_another_application() -> None:
    own, other = values(READY[0]), values(READY[1])

    screening = screened(with_value(own, ["social", "change"], other["social"]["change"].upper().rstrip(".")))

    assert screening.unanswered == ("/social/change",)
    missing = [each for each in screening.outcomes if each.kind is OutcomeKind.MISSING]
    gaps = {pointer: each.gap for outcome in missing for each in outcome.reasons for pointer in each.pointers}
    assert gaps["/social/change"] is Gap.COPIED


def test_a_text_of_an_example_with_other_figures_is_an_answer() -> None:
    own, other = values(READY[0]), values(READY[1])

    screening = screened(with_value(own, ["social", "change"], _NUMBER.sub("7", other["social"]["change"] + " 12")))

    assert screening.unanswered == ()


@pytest.mark.slow
def test_a_copy_with_other_figures_is_told_in_every_format_and_changes_no_verdict() -> None:
    value = changed(values(READY[0]), lambda text: f"{text} 7")

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
