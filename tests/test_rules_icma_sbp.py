"""The pack of another lender: it is whole, proves itself, and every command and format works with it."""

from pathlib import Path

import pytest

from sociallan.application.field import FieldKind
from sociallan.cli.schema import SchemaName
from sociallan.formats import RENDERERS
from tests.builders import ROOT, icma_sbp, lsh
from tests.cli.running import run_inside, stderr_of

FOLDER = ROOT / "rules" / "icma_sbp"
SPECIMEN = "rules/icma_sbp/specimens/school.yaml"
LANGS = ("sv", "en")


def test_the_form_is_one_of_its_own() -> None:
    pack = icma_sbp()
    asked = [path for path, field in pack.form.fields.items() if field.kind is not FieldKind.RECORD]

    assert len(asked) >= 25
    assert len(pack.rules) >= 20
    assert {path for path in pack.form.fields if "." in path} & {*lsh().form.fields} == set()


def test_every_text_is_in_both_languages() -> None:
    pack = icma_sbp()
    texts = [text for rule in pack.rules for text in (rule.title, rule.why, rule.ask)]
    texts += [text for field in pack.form.fields.values() for text in (field.title, field.description)]
    texts += [passage.summary for passage in pack.passages.values()]

    assert [text for text in texts if {*text} != {*LANGS}] == []


def test_a_requirement_rests_on_something_that_a_source_states() -> None:
    pack = icma_sbp()
    required = [rule for rule in pack.rules if rule.level == "requirement"]

    assert required
    assert [
        rule.id for rule in required if not any(pack.passages[citation].mark == "stated" for citation in rule.cites)
    ] == []


def test_the_pack_has_no_findings_and_its_tests_notice_every_change() -> None:
    checked = run_inside("rules", "check", "icma_sbp", "--lang", "en")
    tested = run_inside("rules", "test", "icma_sbp", "--mutate", "--threshold", "100", "--lang", "en")

    assert checked.returncode == 0, stderr_of(checked)
    assert tested.returncode == 0, tested.stdout.decode()


@pytest.mark.parametrize("form", list(RENDERERS))
@pytest.mark.parametrize("lang", LANGS)
def test_every_format_reports_by_the_other_pack(form: str, lang: str, tmp_path: Path) -> None:
    target = tmp_path / "report"

    result = run_inside(
        "check", SPECIMEN, "--rules", "icma_sbp", "--lang", lang, "--format", form, "--output", str(target)
    )

    assert result.returncode == 0, stderr_of(result)
    # Each line of `concise` is a finding, and nothing is wrong.
    assert bool(target.stat().st_size) is (form != "concise")


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_says_the_words_of_this_lender(lang: str) -> None:
    result = run_inside("check", SPECIMEN, "--full", "--rules", "icma_sbp", "--lang", lang)

    said = result.stdout.decode()
    assert {"sv": "Redo för extern granskning", "en": "Ready for external review"}[lang] in said
    assert {"sv": "Exempelstads Finans AB (offentligt organ)", "en": "Exempelstads Finans AB (public body)"}[
        lang
    ] in said
    assert not [word for word in ("ommitté", "ommittee", "Lån", "loan", "Grundkrav") if word in said]


COMMANDS = [
    ("new", "--rules", "icma_sbp"),
    *(("schema", name, "--rules", "icma_sbp") for name in SchemaName),
    *(("explain", name, "--rules", "icma_sbp") for name in ("bond.volume", "reporting", "derived.refinanced_total")),
    ("explain", "refinancing-share", "--rules", "icma_sbp"),
    ("rules", "list", "--rules", "icma_sbp"),
    ("rules", "show", "refinancing-share", "--rules", "icma_sbp"),
    ("rules", "diff", "icma_sbp", "icma_sbp"),
    ("rules", "verify", "icma_sbp"),
    ("rules", "list", "--rules", "icma_sbp@2026.1"),
    ("compare", SPECIMEN, "--rules", "icma_sbp", "--as-of", "2024-01-01", "--as-of", "2026-01-01"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", LANGS)
def test_every_command_works_with_the_other_pack(arguments: tuple[str, ...], lang: str) -> None:
    result = run_inside(*arguments, "--lang", lang)

    assert result.returncode == 0, stderr_of(result)
    assert result.stdout


@pytest.mark.parametrize("lang", LANGS)
def test_what_has_changed_since_a_release_is_told(lang: str) -> None:
    result = run_inside("rules", "diff", "icma_sbp@2026.1", "icma_sbp", "--lang", lang)

    assert result.returncode == 1, stderr_of(result)
    assert "icma_sbp@2026.1" in result.stdout.decode()


def test_an_application_of_the_other_form_is_no_application_of_this_one() -> None:
    result = run_inside("check", "examples/ready", "--rules", "icma_sbp", "--lang", "en")

    assert result.returncode == 1
    assert "Ready for external review            0" in result.stdout.decode()
