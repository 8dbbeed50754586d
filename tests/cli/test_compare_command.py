"""``sociallan compare``: two days or two packs, in words and as JSON."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sociallan.files import resources
from tests.builders import ROOT, RULES, lsh, schema_faults
from tests.cli.conftest import Inside
from tests.cli.running import INCOMPLETE, INVALID, NOT_MET, READY, run, stderr_of
from tests.cli.test_main import imported
from tests.conftest import Golden
from tests.test_docs import undescribed

DAYS = ("--as-of", "2020-09-01", "--as-of", "2026-06-01")
LANGS = ("sv", "en")
ONE_OF_EACH = (READY, INCOMPLETE, NOT_MET, INVALID)
"""An example of each verdict."""


@pytest.fixture
def stricter(tmp_path: Path) -> Path:
    """Return a copy of the pack where long-term is at least twelve years, and a requirement."""
    pack = Path(shutil.copytree(RULES, tmp_path / "stricter"))
    for name, old, new in (
        ("params.yaml", "{from: 2020-08-24, value: 3}", "{from: 2020-08-24, value: 12}"),
        ("rules/G4/G4-minimum-years.yaml", "level: expectation", "level: requirement"),
    ):
        text = (pack / name).read_text("utf-8")
        assert old in text
        (pack / name).write_text(text.replace(old, new, 1), "utf-8")
    return pack


def packs(new: Path) -> tuple[str, ...]:
    return ("--rules", str(RULES), "--rules", str(new))


@pytest.mark.parametrize("lang", LANGS)
def test_help_reads_as_it_did(lang: str, golden: Golden, inside: Inside) -> None:
    result = inside("compare", "--help", env={"SOCIALLAN_LANG": lang, "COLUMNS": "80"})

    assert (result.returncode, stderr_of(result)) == (0, "")
    golden(f"help/compare.{lang}.txt", result.stdout.decode())


@pytest.mark.parametrize("lang", LANGS)
def test_a_stricter_pack_names_the_applications_the_rule_and_why(
    lang: str, stricter: Path, golden: Golden, inside: Inside
) -> None:
    result = inside("compare", READY, INCOMPLETE, *packs(stricter), "--lang", lang)

    assert (result.returncode, stderr_of(result)) == (1, "")
    head, _, applications = result.stdout.decode().partition(f"\n{READY}\n")
    assert lsh().version in head
    assert str(stricter) in head
    golden(f"comparison/stricter.{lang}.txt", f"{READY}\n{applications}")


def test_two_days_change_no_verdict_of_the_examples(inside: Inside) -> None:
    result = inside("compare", "examples", *DAYS)

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert "Ingen ansökan får ett annat omdöme." in result.stdout.decode()
    assert "Lägg till --all" in result.stdout.decode()


def test_all_tells_of_other_outcomes_too(inside: Inside) -> None:
    result = inside("compare", READY, *DAYS, "--all")

    shown = result.stdout.decode()
    assert result.returncode == 0
    assert "Samma omdöme: Redo för kommittén\n  Det här skiljer sig:\n" in shown
    assert "G5-effect-plan: inte i kraft → " in shown
    assert "(i kraft från 2024-01-01)" in shown
    assert "(i kraft från 2020-08-24 till 2021-03-29)" in shown
    assert "Lägg till --all" not in shown


def test_a_day_given_once_holds_for_both_packs(stricter: Path, inside: Inside) -> None:
    compared = json.loads(
        inside("compare", READY, *packs(stricter), "--as-of", "2023-01-01", "--format", "json").stdout
    )

    assert [compared[side]["as_of"] for side in ("old", "new")] == ["2023-01-01", "2023-01-01"]
    assert compared["old"]["pack"]["logic_digest"] != compared["new"]["pack"]["logic_digest"]


def test_a_pack_given_once_holds_for_both_days(stricter: Path, inside: Inside) -> None:
    compared = json.loads(inside("compare", READY, *DAYS, "--rules", str(stricter), "--format", "json").stdout)

    assert compared["old"]["pack"] == compared["new"]["pack"]
    assert compared["old"]["folder"] == compared["new"]["folder"] == str(stricter)
    assert [compared[side]["as_of"] for side in ("old", "new")] == ["2020-09-01", "2026-06-01"]


@pytest.mark.parametrize("lang", LANGS)
def test_json_follows_its_published_schema_and_every_key_is_described(
    lang: str, stricter: Path, inside: Inside
) -> None:
    result = inside("compare", *ONE_OF_EACH, *packs(stricter), "--all", "--format", "json", "--lang", lang)

    compared: Any = json.loads(result.stdout)
    schema = resources.schema("comparison")
    assert schema_faults(schema, compared) == []
    assert set(undescribed(compared, schema, schema["$defs"], "")) == set()
    assert compared["summary"]["applications"] == len(ONE_OF_EACH)
    verdicts = [a for a in compared["applications"] if a["old_verdict"] != a["new_verdict"]]
    assert compared["summary"]["verdicts_changed"] == len(verdicts) > 0
    assert compared["summary"]["outcomes_only"] == len(compared["applications"]) - len(verdicts)
    assert all([rule["rule"] for rule in a["deciding"]] == ["G4-minimum-years"] for a in verdicts)


def test_the_same_comparison_gives_the_same_bytes(small: Path) -> None:
    """With a pack of one rule there is much to tell: every rule that is gone, and all that follows."""
    options = ("--rules", "lsh", "--rules", str(small), "--all", "--format", "json")

    first, second = (run("compare", READY, INCOMPLETE, *options, env={"PYTHONHASHSEED": seed}).stdout for seed in "12")

    assert first == second
    assert len(json.loads(first)["applications"]) == 2


def test_a_comparison_may_go_to_a_file(stricter: Path, tmp_path: Path, inside: Inside) -> None:
    page = tmp_path / "compared.txt"

    result = inside("compare", READY, *packs(stricter), "--output", str(page))

    assert (result.returncode, result.stdout) == (1, b"")
    assert page.read_bytes() == inside("compare", READY, *packs(stricter)).stdout


def test_standard_input_is_compared_too(stricter: Path, inside: Inside) -> None:
    result = inside("compare", "-", *packs(stricter), given=(ROOT / READY).read_bytes())

    assert result.returncode == 1
    assert "\nstdin.yaml\n" in result.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ((READY,), 2, "Ange två dagar"),
        ((READY, *DAYS[:2]), 2, "Ange två dagar"),
        ((READY, *DAYS, *DAYS[:2]), 2, "Ange två dagar"),
        ((READY, *DAYS[:2], "--rules", "rules/lsh"), 2, "Ange två dagar"),
        ((READY, *DAYS, "--rules", "rules/lsh", "--rules", "rules/lsh"), 2, "Ange två dagar"),
        ((READY, "--as-of", "2021-01-01", "--as-of", "igår"), 2, "igår är inget datum"),
        ((READY, "--as-of", "2019-01-01", "--as-of", "2021-01-01"), 2, "Reglerna gäller från 2020-08-24"),
        ((READY, "--rules", "rules/lsh", "--rules", "finns-inte"), 2, "Mappen finns-inte med regelverk finns inte."),
        ((READY, *DAYS, "--format", "csv"), 2, "text, json"),
        ((READY, *DAYS, "--output", "README.md/a.txt"), 2, "Det går inte att skriva till"),
        (("finns-inte.yaml", *DAYS), 3, "Hittade inga ansökningar"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(
    arguments: tuple[str, ...], code: int, says: str, inside: Inside
) -> None:
    result = inside("compare", *arguments)

    assert (result.returncode, result.stdout) == (code, b"")
    assert says in stderr_of(result)


def test_a_file_that_does_not_exist_beside_one_that_does_stops_nothing(inside: Inside) -> None:
    result = inside("compare", READY, "finns-inte.yaml", *DAYS)

    assert result.returncode == 0
    assert "Jämförelse av 2 ansökningar" in result.stdout.decode()


def test_the_environment_chooses_for_both_sides(stricter: Path, inside: Inside) -> None:
    result = inside("compare", READY, *DAYS, "--format", "json", env={"SOCIALLAN_RULES": str(stricter)})

    compared = json.loads(result.stdout)
    assert compared["old"]["pack"] == compared["new"]["pack"]
    assert (
        compared["old"]["pack"]["logic_digest"]
        != json.loads(inside("compare", READY, *DAYS, "--format", "json").stdout)["old"]["pack"]["logic_digest"]
    )


def test_a_comparison_loads_no_more_than_a_check() -> None:
    assert imported("compare", READY, *DAYS) == imported("check", READY)


def test_each_side_tells_whether_its_pack_comes_along(stricter: Path, inside: Inside) -> None:
    shown = inside("compare", READY, *packs(stricter), "--lang", "en").stdout.decode()
    told_as_json = json.loads(inside("compare", READY, *packs(stricter), "--format", "json").stdout)

    old, note, _ = shown.partition("These are not the rules that come with sociallan")
    assert note
    assert "\nAfter: " in old
    assert [told_as_json[side]["pack"]["shipped"] for side in ("old", "new")] == [True, False]
