"""Questions in the files of a pack: what they may quote, and which keys they have."""

import pytest

from sociallan.pack.faults import PackError
from sociallan.rules.rule import DEFAULT_WEIGHT, Level
from tests.builders import RULE, draft_of, loaded, small_pack
from tests.conftest import Golden
from tests.faults_told import faults_told

QUESTION = """\
id: Q-late
group: project
level: question
weight: 70
valid_from: 2020-08-24
title: {sv: En insats slutar tidigt, en: An intervention ends early}
when:
  some: social.interventions
  as: effort
  must:
    all:
      - {field: effort.name, stated: true}
      - {field: effort.end, less_than: {field: project.end}}
question:
  sv: Varför slutar {effort.name} {effort.end}, före {project.end}?
  en: Why does {effort.name} end in {effort.end}, before {project.end}?
why: {sv: Vår slutsats., en: Our own conclusion.}
ask: {sv: Nämn varför., en: Name the reason.}
cites: [SOURCE#one]
tests:
  - {name: The intervention ends with the project, expect: missing}
"""
POINT = "{what: {sv: vem, en: who}, found: {field: effort.end, stated: true}}"
FILE = "rules/Q-late.yaml"


def with_question(old: str = "", new: str = "") -> dict[str, str]:
    """Return the small pack with a question, of which a piece is replaced."""
    assert old in QUESTION, old
    return {**small_pack(), FILE: QUESTION.replace(old, new, 1)}


def faults(files: dict[str, str]) -> list[tuple[str, str]]:
    """Return the code and the place of each fault of a pack."""
    with pytest.raises(PackError) as raised:
        loaded(files)
    return [(fault.code, f"{fault.place.file}:{fault.place.line}") for fault in raised.value.faults]


def test_a_question_asks_people_and_requires_nothing() -> None:
    rule = loaded(with_question()).rule("Q-late")

    assert rule is not None
    assert rule.judge is not None
    assert (rule.level, rule.judge.weight, list(rule.quotes)) == (
        Level.QUESTION,
        70,
        ["effort.name", "effort.end", "project.end"],
    )
    assert [str(path) for path in rule.judge.evidence] == [
        "social.interventions.name", "social.interventions.end", "project.end"
    ]  # fmt: skip


FAULTS = [
    ("{effort.name} {effort.end}", "{effort.name} {effort.start}", "question.not-stated", 15),
    ("före {project.end}", "före {project.edn}", "rule.unknown-field", 15),
    ("före {project.end}", "före {other.end}", "rule.unknown-field", 15),
    ("före {project.end}", "före {social.interventions.end}", "rule.path-through-list", 15),
    ("före {project.end}", "före {effort}", "question.not-a-value", 15),
    ("före {project.end}", "före {project", "rule.stray-brace", 15),
    ("weight: 70\n", "", "pack.key-missing", 3),
    ("weight: 70\n", "weight: 70\nbasis: stated\n", "rule.key-of-level", 5),
    ("weight: 70\n", "weight: 0\n", "pack.too-small", 4),
    ("cites: [SOURCE#one]\n", "cites: [SOURCE#one]\nsharpens: [none-such]\n", "rule.unknown-rule", 20),
    ("cites: [SOURCE#one]\n", "cites: []\n", "pack.empty", 19),
    ("tests:\n", f"names: [{POINT.replace('effort', 'other')}]\ntests:\n", "rule.unknown-field", 20),
    ("tests:\n", f"names: [{POINT.replace('end', 'edn')}]\ntests:\n", "rule.unknown-field", 20),
    ("tests:\n", "names: []\ntests:\n", "pack.empty", 20),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), FAULTS)
def test_a_fault_of_a_question_is_told_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, f"{FILE}:{line}") in faults(with_question(old, new))


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (with_question(old, new) for old, new, *_ in FAULTS)

    golden("faults/questions.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_only_a_question_names_points_of_an_answer() -> None:
    files = {**small_pack(), "rules/applicant-named.yaml": RULE.format(id="applicant-named") + f"names: [{POINT}]\n"}

    assert "rule.key-of-level" in {code for code, _ in faults(files)}


def test_a_question_that_quotes_nothing_belongs_in_a_rule() -> None:
    start, end = QUESTION.index("question:\n"), QUESTION.index("why:")
    text = f"{QUESTION[:start]}question: {{sv: Varför?, en: Why?}}\n{QUESTION[end:]}"

    assert faults({**small_pack(), FILE: text}) == [("question.quotes-nothing", f"{FILE}:14")]


def test_a_question_may_name_a_parameter_too() -> None:
    rule = loaded(with_question("före {project.end}", "före {project.end} ({limit})")).rule("Q-late")

    assert rule is not None
    assert "limit" not in rule.quotes


@pytest.mark.parametrize(
    ("when", "quote"),
    [
        ("{field: project.title, stated: false}", "project.title"),
        ("{not: {field: project.title, stated: true}}", "project.title"),
        ("{any: [{field: project.title, stated: true}, {field: project.end, stated: true}]}", "project.title"),
        ("{none: social.goals, as: goal, must: {field: goal.id, stated: true}}", "project.title"),
        ("{field: investment.loan, at_most: {param: nothing}}", "investment.loan"),
    ],
)
def test_what_a_condition_does_not_show_to_be_stated_is_not_quoted(when: str, quote: str) -> None:
    files = small_pack()
    files["params.yaml"] += files["params.yaml"].replace("limit:", "nothing:", 1).replace("value: 20", "value: null")
    start, end = QUESTION.index("when:"), QUESTION.index("why:")
    text = f"{QUESTION[:start]}when: {when}\nquestion: {{sv: 'A {{{quote}}}?', en: 'B {{{quote}}}?'}}\n{QUESTION[end:]}"

    assert {code for code, _ in faults({**files, FILE: text})} == {"question.not-stated"}


@pytest.mark.parametrize(
    ("when", "quote"),
    [
        ("{field: project.title, min_chars: 3}", "project.title"),
        ("{field: project.start, less_than: {field: project.end}}", "project.end"),
        ("{any: [{field: project.title, min_chars: 3}, {field: project.title, equals: Ett}]}", "project.title"),
        ("{field: investment.loan, at_most: {param: limit}}", "investment.loan"),
        ("{field: social.effects, min_items: 1}", "social.effects"),
        ("{some: social.effects, as: effect, must: {field: effect, equals: other}}", "effect"),
        ("{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.id, stated: true}}", "goal.id"),
    ],
)
def test_what_a_condition_shows_to_be_stated_is_quoted(when: str, quote: str) -> None:
    start, end = QUESTION.index("when:"), QUESTION.index("why:")
    text = f"{QUESTION[:start]}when: {when}\nquestion: {{sv: 'A {{{quote}}}?', en: 'B {{{quote}}}?'}}\n{QUESTION[end:]}"

    rule = loaded({**small_pack(), FILE: text}).rule("Q-late")

    assert rule is not None
    assert list(rule.quotes) == [quote]


def test_the_key_of_a_question_is_no_key_of_another_rule() -> None:
    rule = RULE.format(id="applicant-named").replace("level: requirement", "level: requirement\nweight: 3")

    assert faults({**small_pack(), "rules/applicant-named.yaml": rule}) == [
        ("rule.key-of-level", "rules/applicant-named.yaml:4")
    ]


def test_the_own_question_of_a_rule_weighs_what_it_says() -> None:
    judge = "judge: {question: {sv: A?, en: B?}, evidence: [project.title]%s}\n"
    text = RULE.format(id="applicant-named")

    def weight(given: str) -> int:
        rule = loaded({**small_pack(), "rules/applicant-named.yaml": text + judge % given}).rule("applicant-named")
        assert rule is not None
        assert rule.judge is not None
        return rule.judge.weight

    assert (weight(""), weight(", weight: 90")) == (DEFAULT_WEIGHT, 90)
