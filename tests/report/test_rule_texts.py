"""Placeholders in the texts of rules: what is shown in their place, and that none is left anywhere."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.formats import render
from sociallan.pack.pack import Pack
from sociallan.pages.manual import page
from sociallan.pages.rule_pages import rule_page
from sociallan.report.content import report_content
from sociallan.report.rule_texts import latest, question, rendered
from sociallan.rules.evaluation.asking import Quote
from sociallan.rules.rule import Rule
from tests.builders import cases_of, example, examples, loaded, lsh, report, screen, small_pack, view, words
from tests.sampling import sampled

LANGS = ("sv", "en")
TEXT = {"sv": "Minst {limit} till.", "en": "At least {limit} more."}


def limited(values: str, unit: str = "years") -> Pack:
    """Return the small pack with other values of its parameter."""
    files = small_pack()
    head, _, rest = files["params.yaml"].partition("  unit: kr\n  values:\n")
    _, _, rest = rest.partition("  cites:")
    return loaded({**files, "params.yaml": f"{head}  unit: {unit}\n  values: [{values}]\n  cites:{rest}"})


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        ("3", "years", "Minst 3 år till.", "At least 3 years more."),
        ("1", "years", "Minst 1 år till.", "At least 1 year more."),
        ("1", "months", "Minst 1 månad till.", "At least 1 month more."),
        ("1500000", "kr", "Minst 1\u00a0500\u00a0000 kr till.", "At least SEK 1,500,000 more."),
        ("2.5", "percent", "Minst 2,5 procent till.", "At least 2.5 per cent more."),
        ("12", "count", "Minst 12 till.", "At least 12 more."),
        ("[1, 5, 8]", "none", "Minst 1, 5 och 8 till.", "At least 1, 5 and 8 more."),
        ("hög", "none", "Minst hög till.", "At least hög more."),
        ("null", "kr", "Minst ingen gräns till.", "At least no limit more."),
    ],
)
def test_a_placeholder_is_shown_as_the_value_with_its_unit(value: str, unit: str, swedish: str, english: str) -> None:
    pack = limited(f"{{from: 2020-08-24, value: {value}}}", unit)

    assert rendered(TEXT, pack, "2024-01-01", words("sv")) == swedish
    assert rendered(TEXT, pack, "2024-01-01", words("en")) == english


def test_the_day_chooses_the_value() -> None:
    pack = limited("{from: 2020-08-24, value: 3}, {from: 2027-01-01, value: 5}")

    assert rendered(TEXT, pack, "2026-12-31", words("en")) == "At least 3 years more."
    assert rendered(TEXT, pack, "2027-01-01", words("en")) == "At least 5 years more."
    assert latest(TEXT, pack.rules[0], pack, words("en")) == "At least 5 years more."


def test_a_report_shows_the_value_of_the_day_of_the_screening() -> None:
    text = example("ready/housing-norrbykoping-varsam-renovering.yaml").data.decode()
    screening = screen(re.sub(r"until: \d+", "until: 2028", text))

    items = {item.id: item for item in report_content(screening, report(screening).head, view("en")).weaknesses}

    assert "at least 3 years after" in items["G4-minimum-years"].instruction


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.law
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 15))
def test_no_page_of_a_rule_holds_a_brace(name: str, lang: str) -> None:
    rule = lsh().rule(name)
    assert rule is not None

    # The examples at the end of the page are YAML, whose braces are meant.
    read_back, _, _ = rule_page(rule, cases_of(rule.id), lsh(), view(lang)).partition(
        view(lang).words.say("reading.sections.examples")
    )
    pages = read_back, page(name, lsh(), view(lang)) or ""

    assert [text for text in pages if set("{}") & set(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_no_page_of_a_field_holds_a_brace(lang: str) -> None:
    pages = {path: page(path, lsh(), view(lang)) or "" for path in view(lang).fields if path}

    assert [path for path, text in pages.items() if set("{}") & set(text)] == []


@pytest.mark.law
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_no_report_holds_a_brace_but_in_what_it_shows_of_the_application(name: str, lang: str) -> None:
    screening = screen(example(name))
    whole = report(screening)

    written = report_content(screening, whole.head, view(lang))
    said = [question.question for question in written.questions]
    for item in (*written.actions, *written.weaknesses, *written.remarks):
        said += [item.title, item.instruction, *item.sentences, *item.add, *item.change]
    parsed = json.loads(render("json", whole, view(lang)))
    for application in parsed["applications"]:
        rules = [{key: outcome[key] for key in ("title", "ask")} for outcome in application["outcomes"]]
        said += [*strings(rules), *strings(application["questions"])]

    assert [text for text in said if set("{}") & set(text)] == []


def asked(rule: Rule, text: str, lang: str) -> str:
    """Return the question of a rule that quotes a text wherever it may, and a number elsewhere."""
    quotes = {name: Quote(text if path.kind is FieldKind.TEXT else 5, path) for name, path in rule.quotes.items()}
    return "".join(question(rule, quotes, lsh(), "2025-01-15", words(lang), view(lang).fields))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "text",
    ["Vi öppnar kl. 8", "Vi öppnar.", "Får alla plats?", "Äntligen!", "Ett rum (utan dörr)", "Ett långt svar " * 20],
)
def test_every_question_ends_the_sentence_that_ends_with_a_quotation_once(text: str, lang: str) -> None:
    for rule in lsh().rules:
        if rule.judge is not None:
            said = asked(rule, text, lang)

            assert not re.search(r"[^.?!…]”(?:\s+[A-ZÅÄÖ]|$)|\.”\.", said), said
