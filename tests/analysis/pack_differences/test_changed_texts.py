"""Texts that differ: each with its place, in each language by itself, and nothing that is the same."""

from sociallan.analysis.pack_differences import changed_texts
from sociallan.analysis.pack_differences.changed_texts import TextChange
from sociallan.pack.pack import Pack
from tests.builders import RULE, changed_file, loaded, small_pack

JUDGED = RULE.format(id="applicant-named").replace(
    "ask:", "judge: {question: {sv: Hur?, en: How?}, evidence: [applicant.name]}\nask:"
)
FILES = small_pack(**{"rules__applicant-named": JUDGED})
RULE_FILE = "rules/applicant-named.yaml"


def of_rule(*changes: tuple[str, str]) -> tuple[TextChange, ...]:
    files = FILES
    for old, new in changes:
        files = changed_file(files, RULE_FILE, old, new)
    (before,), (after,) = loaded(FILES).rules, loaded(files).rules
    return changed_texts.of_rule(before, after)


def of_pack(name: str, old: str, new: str) -> tuple[TextChange, ...]:
    return changed_texts.of_pack(pack(), loaded(changed_file(FILES, name, old, new)))


def pack() -> Pack:
    return loaded(FILES)


def test_a_text_that_is_changed_in_one_language_is_told_in_that_alone() -> None:
    assert of_rule(("en: Title", "en: Heading")) == (TextChange("title", "en", "Title", "Heading"),)


def test_each_text_of_a_rule_is_told_at_its_place() -> None:
    found = of_rule(
        ("why: {sv: Varför", "why: {sv: Därför"),
        ("question: {sv: Hur?, en: How?}", "question: {sv: Hur mycket?, en: How much?}"),
        ("evidence: [applicant.name]", "evidence: [applicant.name, project.title]"),
        ("ask: {sv: Skriv, en: Write}", "unmet: {sv: Inte, en: Not}\nask: {sv: Skriv, en: Write}"),
    )

    assert set(found) == {
        TextChange("why", "sv", "Varför", "Därför"),
        TextChange("judge.question", "sv", "Hur?", "Hur mycket?"),
        TextChange("judge.question", "en", "How?", "How much?"),
        TextChange("judge.evidence", None, "applicant.name", "applicant.name, project.title"),
        TextChange("unmet", "sv", None, "Inte"),
        TextChange("unmet", "en", None, "Not"),
    }


def test_what_decides_is_no_text() -> None:
    assert of_rule(("level: requirement", "level: remark")) == ()


def test_texts_outside_the_rules_are_told_at_their_places() -> None:
    assert of_pack("pack.yaml", "title: {sv: Litet", "title: {sv: Smått") == (
        TextChange("title", "sv", "Litet", "Smått"),
    )
    assert of_pack("pack.yaml", "{sv: Projekt, en", "{sv: Projektet, en") == (
        TextChange("groups.project", "sv", "Projekt", "Projektet"),
    )
    assert of_pack("params.yaml", "note: {sv: Not,", "note: {sv: Anmärkning,") == (
        TextChange("params.limit.note", "sv", "Not", "Anmärkning"),
    )
    assert of_pack("sources.yaml", "publisher: Någon", "publisher: En annan") == (
        TextChange("sources.SOURCE#one.publisher", None, "Någon", "En annan"),
    )
    assert of_pack("form.yaml", "label: {sv: Sociala effekter", "label: {sv: Sociala verkningar") == (
        TextChange("form.social.effects.label", "sv", "Sociala effekter", "Sociala verkningar"),
    )
