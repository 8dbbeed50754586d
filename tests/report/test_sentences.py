"""Every finding and fault in words: provoked by a real input, worded in both languages, nothing left unfilled."""

import re

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import START, Location, PackLocation
from sociallan.application.source import Source
from sociallan.pack.faults import PackError
from sociallan.report.sentences import (
    diagnostic_cure,
    diagnostic_line,
    diagnostic_message,
    finding_meaning,
    reason_message,
)
from sociallan.rules.evaluation.reasons import deciding
from tests.builders import at, checked, condition, explained, lsh, parsed, screen, shape, small_pack, view, words
from tests.builders import loaded as load_pack
from tests.pack import test_load
from tests.provoked import PROVOKED
from tests.rules import test_operand_reader, test_parse

LANGS = ("sv", "en")


BUILT = {
    "file.crashed",
    "file.too-slow",
    "file.not-a-file",
    "file.not-found",
    "file.silent",
    "file.too-many-faults",
    "file.unreadable",
    "schema.const",
    "schema.other",
}
"""Findings that no text provokes: they come from the disk, from a flood of others, or from a schema yet to come."""


def whole(sentence: str) -> bool:
    """Return whether a sentence is one: nothing unfilled in it, and it ends as sentences do, or with a command."""
    unfilled = re.search(r"\{\w+\}", sentence)
    ended = sentence.endswith((".", "?", ":", "”"))
    is_command = re.search(r": sociallan [^:]+$", sentence) is not None
    return unfilled is None and "None" not in sentence and ended != is_command


def test_every_finding_is_provoked_or_built() -> None:
    assert set(PROVOKED) | BUILT == set(words("sv").codes("findings"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", sorted(PROVOKED))
def test_a_finding_is_worded_from_what_provokes_it(code: str, lang: str) -> None:
    found = [finding for finding in screen(PROVOKED[code]).findings if finding.code == code]

    assert found, [finding.code for finding in screen(PROVOKED[code]).findings]
    for finding in found[:3]:
        assert whole(diagnostic_message(finding, words(lang), shape().fields)), diagnostic_message(
            finding, words(lang), shape().fields
        )
        assert whole(diagnostic_cure(finding, words(lang), shape().fields)), diagnostic_cure(
            finding, words(lang), shape().fields
        )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", sorted(BUILT))
def test_a_finding_that_no_text_provokes_is_worded_too(code: str, lang: str) -> None:
    finding = Diagnostic(code, Location(START, ""), {"limit": 1})

    assert whole(diagnostic_message(finding, words(lang), shape().fields))
    assert whole(diagnostic_cure(finding, words(lang), shape().fields))


def test_a_figure_is_shown_with_separators_in_an_application_and_as_written_in_a_pack() -> None:
    parameters = {"path": "investment.loan", "value": 25000, "limit": 25000}
    in_application = Diagnostic("schema.too-large", Location(START, ""), parameters, pointer="/investment/loan")
    in_pack = Diagnostic("pack.too-large", PackLocation("params.yaml", 1, 1), parameters)

    assert "25,000" in diagnostic_message(in_application, words("en"), shape().fields)
    assert "25000" in diagnostic_message(in_pack, words("en"))


def test_a_code_of_both_has_its_own_words_for_a_pack() -> None:
    in_application = Diagnostic("yaml.empty", Location(START, ""))
    in_pack = Diagnostic("yaml.empty", PackLocation("params.yaml", 1, 1))

    assert diagnostic_message(in_application, words("en")) == words("en").coded("findings", "yaml.empty", "says")
    assert diagnostic_line(in_pack, words("en")).endswith(words("en").coded("faults", "yaml.empty", "cure") or "?")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("text", "code"), [row[:2] for row in (*test_parse.FAULTS, *test_operand_reader.FAULTS)])
def test_a_fault_of_a_condition_is_worded(text: str, code: str, lang: str) -> None:
    _, faults = parsed(
        text,
        params=test_operand_reader.PARAMS,
        lists=test_parse.LISTS,
        tables=test_operand_reader.TABLES,
        prose=test_operand_reader.PROSE,
        units=test_operand_reader.UNITS,
    )

    said = diagnostic_line(faults[0], words(lang))

    assert faults[0].code == code
    assert "None" not in said
    assert said.endswith((".", "?"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("row", test_load.FAULTS, ids=lambda row: f"{row[3]}: {row[2][:30]}")
def test_a_fault_of_a_pack_is_worded(row: tuple[str, str, str, str, str, str | None], lang: str) -> None:
    name, old, new, code, _, _ = row
    with pytest.raises(PackError) as caught:
        load_pack(test_load.changed(name, old, new))

    said = diagnostic_line(caught.value.faults[0], words(lang))

    assert caught.value.faults[0].code == code
    assert "None" not in said
    assert said.endswith((".", "?"))


@pytest.mark.parametrize("lang", LANGS)
def test_files_that_are_missing_or_do_not_belong_are_worded(lang: str) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(small_pack(params=None, parms="a: b\n"))

    assert all(diagnostic_line(fault, words(lang)).endswith((".", "?")) for fault in caught.value.faults)


@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_of_an_empty_application_is_worded(lang: str) -> None:
    reasons = [reason for outcome in screen("{}").outcomes for reason in outcome.reasons]

    assert reasons
    assert all(whole(reason_message(reason, lsh(), view(lang))) for reason in reasons)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{}", "“Loan amount (kr)” and “Total cost (kr)” are missing."),
        ("investment: {total_cost: 5}", "“Loan amount (kr)” is missing."),
        ("investment: {loan: null, total_cost: 5}", "“Loan amount (kr)” is not filled in."),
    ],
)
def test_one_field_that_is_missing_is_told_in_the_singular_and_several_in_the_plural(given: str, told: str) -> None:
    reason = explained(condition("{field: investment.loan, at_most: {field: investment.total_cost}}"), given).reason

    assert reason is not None
    assert reason_message(reason, lsh(), view("en")) == told


def test_a_sentence_on_a_derived_value_begins_with_a_capital() -> None:
    asked = condition("{field: derived.loan_share, at_most: 50}")
    reason = explained(asked, "investment: {loan: 9, total_cost: 10}").reason

    assert reason is not None
    name = words("en").pick(lsh().values["loan_share"].label)
    assert reason_message(reason, lsh(), view("en")).startswith(name[0].upper() + name[1:])


def test_what_is_to_be_among_none_is_to_be_one_that_is_stated() -> None:
    asked = condition(
        "{some: social.interventions, as: effort, must: {some: effort.linked_to, as: link,"
        " must: {field: link, one_of: {field: derived.item_labels}}}}"
    )
    application = "{investment: {items: [{id: null}]}, social: {interventions: [{linked_to: [torget]}]}}"
    trace = explained(asked, application)
    reason = next(deciding(trace))

    assert "vara något som är angivet (" in reason_message(reason, lsh(), view("sv"))
    assert "be something that is stated (" in reason_message(reason, lsh(), view("en"))


def test_a_value_of_the_file_is_cut_and_a_list_of_what_is_allowed_is_not() -> None:
    names = ", ".join(f"name{number}" for number in range(40))
    parameters = {"key": "a", "value": names, "allowed": names}

    told = diagnostic_line(Diagnostic("config.value", PackLocation("sociallan.toml", 1, 1), parameters), words("en"))

    assert told.count(names) == 1
    assert "…" in told


def test_what_could_not_be_opened_stands_at_the_start() -> None:
    (finding,) = screen(Source("borta.yaml", b"", "file.not-found")).findings

    assert at(finding.place) == "1:1"


def test_what_a_finding_is_about_shows_the_braces_that_are_meant() -> None:
    assert "[, eller klammer, {," in finding_meaning("yaml.open-bracket", words("sv"))
    assert "{" not in finding_meaning("schema.unknown-key", words("sv"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("contribution: {objects: lokalen}", ("investment (den fysiska investeringen)", "inom hakparenteser")),
        ("investment: {grants: Boverket 2 mkr}", ("from, amount", "bindestreck och mellanslag")),
    ],
)
def test_what_is_no_list_is_told_what_the_list_may_hold(text: str, shown: tuple[str, ...]) -> None:
    (finding,) = checked(text).findings

    cure = diagnostic_cure(finding, words("sv"), lsh().form.fields)

    assert [part for part in shown if part not in cure] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("project: {start: hösten 2027}", "Skriv det som ni räknar med: 2027-09, 2027-10, 2027-11 eller 2027."),
        ("investment: {loan: 38.500 tkr}", "Skriv det som ni menar: 38 500 tkr eller 38 500 kr."),
    ],
)
def test_of_several_values_that_may_be_meant_one_is_to_be_written(text: str, told: str) -> None:
    (fault,) = checked(text).findings

    assert diagnostic_cure(fault, words("sv"), lsh().form.fields).startswith(told)
