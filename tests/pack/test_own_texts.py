"""The texts of reports in a pack's own words."""

import string

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.files import resources
from sociallan.pack.own_texts import OWN_TEXTS
from tests.builders import draft_of, loaded, small_pack, words

DEFINITION = "valid_from: 2020-08-24\n"


def with_texts(text: str) -> dict[str, str]:
    files = small_pack()
    return {**files, "pack.yaml": files["pack.yaml"].replace(DEFINITION, f"{DEFINITION}texts:\n  {text}\n", 1)}


def faults(files: dict[str, str]) -> tuple[Diagnostic[PackLocation], ...]:
    return draft_of(files).faults


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_text_is_one_of_the_program_with_the_same_names_in_braces(lang: str) -> None:
    for key, names in OWN_TEXTS.items():
        said = words(lang).of_pack({}).say(key)
        assert {name for _, name, _, _ in string.Formatter().parse(said) if name} == names, key


def test_the_schema_lists_every_text() -> None:
    listed = resources.schema("pack")["$defs"]["pack"]["properties"]["texts"]["properties"]

    assert [*listed] == [*OWN_TEXTS]


def test_a_pack_says_it_in_its_own_words_and_the_rest_in_those_of_the_program() -> None:
    own = loaded(with_texts("verdict.ready: {sv: Klar, en: Done}")).texts
    said = words("en").of_pack(own)

    assert said.say("verdict.ready") == "Done"
    assert said.say("report.decides") == "The tool screens in advance. People decide."


def test_a_language_that_the_pack_does_not_speak_has_the_words_of_the_program() -> None:
    assert words("en").of_pack({"verdict.ready": {"sv": "Klar"}}).say("verdict.ready") == "Ready"


@pytest.mark.parametrize("text", ["'{who} decides'", "'{'", "'{title!r}'", "'{0}'"])
def test_what_stands_in_braces_is_known(text: str) -> None:
    (fault,) = faults(with_texts(f"report.phase: {{sv: {text}, en: Phase}}"))

    assert (fault.code, fault.parameters) == ("pack.text-braces", {"names": "{first}, {summary}, {title}"})
    assert faults(with_texts("report.phase: {sv: 'Nu {title}', en: 'Now {title} {first} {summary}'}")) == ()
