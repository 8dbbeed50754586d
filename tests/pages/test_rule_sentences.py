"""Rules read back as sentences, in both languages."""

import re

import pytest

from sociallan.pages.rule_pages import listing, rule_page
from sociallan.pages.rule_sentences import ConditionSentences
from tests.builders import cases_of, condition, lsh, table, view
from tests.conftest import Golden
from tests.sampling import sampled

LANGS = ("sv", "en")
UNFILLED = re.compile(r"\{(field|count|asked|list|title|value|day|says|name|outcome|group|level|period|file)\}")
SHOWN = (
    "financing-status-fits-dates",
    "financing-operating-words",
    "social-effect-every-effect-has-goal",
    "G4-minimum-years",
    "G5-target-after-baseline",
)


def read_back(text: str, lang: str = "en") -> list[str]:
    asked = condition(
        text,
        params={name: param.values[0][1] for name, param in lsh().params.items()},
        lists={name: words.detect is not None for name, words in lsh().lists.items()},
        tables=table("places", name=()) | table("t", c=(), d=(), e=()),
    )
    return [f"{'  ' * said.depth}{said.text}" for said in ConditionSentences(lsh(), view(lang)).lines(asked)]


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 30))
def test_every_rule_reads_as_whole_sentences_that_fit_the_screen(name: str, lang: str) -> None:
    rule = lsh().rule(name)
    assert rule is not None

    page = rule_page(rule, cases_of(rule.id), lsh(), view(lang))

    assert page.startswith(view(lang).words.say("manual.rule"))
    assert all(test.name[lang].split()[0] in page for test in rule.tests)
    assert UNFILLED.search(page) is None
    assert [line for line in page.splitlines() if len(line) > 80 and "http" not in line] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SHOWN)
def test_a_rule_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    rule = lsh().rule(name)
    assert rule is not None

    golden(f"rules/{name}.{lang}.txt", rule_page(rule, cases_of(rule.id), lsh(), view(lang)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_names_every_rule_within_the_width(lang: str) -> None:
    lines = listing(lsh(), view(lang)).splitlines()
    days = {rule.valid_from for rule in lsh().rules}

    assert [line.split()[0] for line in lines if any(day in line for day in days)] == [
        rule.id for group in lsh().groups for rule in lsh().rules if rule.group == group.id
    ]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{field: investment.loan, at_most: 100}", "“Loan amount (kr)” is at most SEK 100"),
        (
            "{field: investment.loan, at_most: {field: investment.total_cost}}",
            "“Loan amount (kr)” is at most “Total cost (kr)”",
        ),
        (
            "{field: evaluation.plan, one_of: [exists, planned]}",
            "“Plan for realising effects” is “a plan that exists” or “a plan to be drawn up”",
        ),
        ("{field: project.title, stated: true}", "“Name of the project” is filled in"),
        ("{field: project.title, stated: false}", "“Name of the project” is not filled in"),
        (
            "{field: project.title, min_chars: 5}",
            "“Name of the project” is a text of at least 5 characters (otherwise the committee judges)",
        ),
        ("{field: social.goals, min_items: 1}", "“Goals” has at least one item"),
        ("{each: social.goals, as: goal, count_at_least: 2}", "“Goals” has at least 2 items"),
        (
            "{field: investment.loan, at_most: {param: largest_loan}}",
            "“Loan amount (kr)” is at most “Largest loan” (no limit is set)",
        ),
        (
            "{field: project.title, found_in: {table: places, column: name}}",
            "“Name of the project” is in the table “places” (column name)",
        ),
        (
            "{field: project.title, found_in: {table: t, column: c, where: {d: {field: applicant.kind}, e: x}}}",
            (
                "“Name of the project” is in the table “t” (column c), "
                "among the rows where “d” is the same as “Kind of borrower” and “e” is “x”"
            ),
        ),
    ],
)
def test_one_condition_is_one_sentence(text: str, says: str) -> None:
    assert read_back(text) == [says]


@pytest.mark.parametrize(
    ("quantifier", "says"),
    [
        ("each: social.goals", "for each item of “Goals”:"),
        ("each: social.goals, count_at_least: 1", "“Goals” has at least one item, and for each item:"),
        ("each: social.goals, count_at_least: 0", "for each item of “Goals”, if there are any:"),
        (
            "each: social.goals, count_at_least: 0, count_at_most: 3",
            "“Goals” has at most 3 items, and for each item:",
        ),
        ("some: social.goals", "for some item of “Goals”:"),
        ("some: social.goals, count_at_least: 2", "for at least 2 items of “Goals”:"),
        ("none: social.goals", "for no item of “Goals”:"),
    ],
)
def test_what_is_asked_of_a_list_stands_above_what_is_asked_of_its_items(quantifier: str, says: str) -> None:
    lines = read_back(f"{{{quantifier}, as: goal, must: {{field: goal.id, stated: true}}}}")

    assert lines[0] == says
    assert lines[1].startswith("  “")
    assert len(lines) == 2


def test_parts_lie_deeper_than_what_joins_them() -> None:
    part = "{field: project.title, stated: true}"

    assert read_back(f"{{all: [{{any: [{part}, {{not: {part}}}]}}, {part}]}}") == [
        "all of this holds:",
        "  at least one of these holds:",
        "    “Name of the project” is filled in",
        "    this does not hold:",
        "      “Name of the project” is filled in",
        "  “Name of the project” is filled in",
    ]


def test_an_implication_reads_as_what_is_given_and_what_follows() -> None:
    given, then = "{field: project.title, stated: true}", "{field: project.summary, stated: true}"

    assert read_back(f"{{if: {given}, then: {then}}}") == [
        "the second follows from the first:",
        "  if this holds:",
        "    “Name of the project” is filled in",
        "  “Summary of the project” is filled in",
    ]


def test_a_list_that_may_be_empty_is_said_to_be_in_swedish_too() -> None:
    text = "{each: social.goals, as: goal, count_at_least: 0, must: {field: goal.id, stated: true}}"

    assert read_back(text, "sv")[0] == "för varje post i ”Mål”, om det finns några, gäller:"


def test_a_condition_reads_in_swedish_with_the_label_of_its_field() -> None:
    assert read_back("{field: investment.loan, more_than: 100}", "sv") == ["”Lånebelopp (kr)” är mer än 100 kr"]
