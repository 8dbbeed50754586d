"""The application of a test is checked against the form as any other is, and a value that does not fit is told."""

import pytest

from sociallan.analysis.rule_tests import RuleTester
from sociallan.pack.load import load
from sociallan.rules.truth import OutcomeKind
from tests.analysis.sound_pack import found, rule, sound_pack
from tests.builders import pack_schemas, sources

TESTS = """\
tests:
  - name: {{sv: Ett, en: One}}
    change: {{{change}}}
    expect: met
"""


def files(require: str, change: str) -> dict[str, str]:
    """Return the files of the small pack with a rule whose only test makes a change, which stands on line 12."""
    written = rule("seeded", require)
    return {**sound_pack(), "rules/seeded.yaml": written.partition("tests:\n")[0] + TESTS.format(change=change)}


def outcome(require: str, change: str) -> OutcomeKind | None:
    """Return the outcome of that test."""
    pack = load(sources(files(require, change)), pack_schemas())
    (seeded,) = (each for each in pack.rules if each.id == "seeded")
    return RuleTester(pack).run(seeded, seeded.tests[0]).kind


@pytest.mark.parametrize(
    ("require", "change", "code"),
    [
        ("{field: investment.loan, at_least: 10}", "investment.loan: fem", "schema.amount"),
        ("{field: investment.loan, at_least: 10}", "investment.loan: -5", "schema.too-small"),
        ("{field: project.area, equals: housing}", "project.area: huosing", "schema.enum"),
        ("{field: submitted, at_least: 2020}", "submitted: igår", "schema.date"),
    ],
)
def test_a_value_that_the_form_does_not_take_is_missing_and_is_told_where_it_stands(
    require: str, change: str, code: str
) -> None:
    assert outcome(require, change) is OutcomeKind.MISSING
    assert [(told, at.rpartition(":")[0]) for told, at in found(files(require, change)) if "seeded" in at] == [
        (code, "rules/seeded.yaml:12")
    ]


def test_a_choice_in_the_words_of_its_label_is_that_choice() -> None:
    written = files("{field: project.area, equals: housing}", "project.area: Boende och boendemiljöer")

    assert (
        outcome("{field: project.area, equals: housing}", "project.area: Boende och boendemiljöer") is OutcomeKind.MET
    )
    assert not [at for code, at in found(written) if "seeded" in at]
