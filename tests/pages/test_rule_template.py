"""The start of a new rule: a rule that loads, and explains itself."""

import re

import pytest

from sociallan.files import resources
from sociallan.pages.rule_template import Start, rule_template, sample_of
from sociallan.rules.rule import Basis, Level
from tests.builders import loaded, shape, small_pack, words
from tests.conftest import Golden

LANGS = ("sv", "en")
SPECIMEN = "applicant: {name: Exempelkommun}\nproject: {title: Ett hus}\n"
COMMENTED_OUT = re.compile(
    r"^( *)# ?(when: \{|judge:|  question:|    sv: |    en: |  evidence:|change:|remove:|because:"
    r"|names:|  - what:|      sv: |      en: |    found:)",
    re.MULTILINE,
)


def written(lang: str, level: Level = Level.EXPECTATION) -> str:
    start = Start(
        "applicant-new", "applicant", level, "2026-11-24", Basis.STATED, "SOURCE#one", "housing",
        "rule.schema.json", sample_of(shape().fields, "project.title"), ("project.area", "housing"),
    )  # fmt: skip
    texts = resources.schema_texts(lang)["rule"]
    about = {key: texts[f"/properties/{key}"]["description"] for key in resources.schema("rule")["properties"]}
    return rule_template(start, about, words(lang), [words(lang) for lang in LANGS])


@pytest.mark.parametrize("lang", LANGS)
def test_the_start_of_a_rule_reads_as_it_did(lang: str, golden: Golden) -> None:
    golden(f"rules/new.{lang}.yaml", written(lang))


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("lang", LANGS)
def test_the_start_of_a_rule_is_a_rule(lang: str, level: Level) -> None:
    files = {**small_pack(), "rules/applicant-new.yaml": written(lang, level)}

    rule = loaded(files).rule("applicant-new")

    assert rule is not None
    assert (rule.level, rule.valid_from) == (level, "2026-11-24")
    assert set(rule.title) == set(rule.why) == set(rule.ask) == set(LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_commented_out_is_right_when_it_is_taken_in(lang: str) -> None:
    text = COMMENTED_OUT.sub(r"\1\2", written(lang))

    pack = loaded({**small_pack(specimens__housing=SPECIMEN), "rules/applicant-new.yaml": text})

    rule = pack.rule("applicant-new")
    assert rule is not None
    assert rule.when is not None
    assert rule.judge is not None
    assert [test.because for test in rule.tests] == [None, ("project.title",), ("project.title",)]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_commented_out_of_a_question_is_right_when_it_is_taken_in(lang: str) -> None:
    text = COMMENTED_OUT.sub(r"\1\2", written(lang, Level.QUESTION))

    pack = loaded({**small_pack(specimens__housing=SPECIMEN), "rules/applicant-new.yaml": text})

    rule = pack.rule("applicant-new")
    assert rule is not None
    assert rule.judge is not None
    assert [set(point.what) for point in rule.judge.named] == [set(LANGS)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_key_of_a_rule_is_explained(lang: str) -> None:
    lines = [*written(lang).splitlines(), *written(lang, Level.QUESTION).splitlines()]

    for key in resources.schema("rule")["properties"].keys() - {"valid_to"}:
        place = next(number for number, line in enumerate(lines) if re.match(rf"(# )?{key}:", line))
        assert lines[place - 1].startswith("# "), key
