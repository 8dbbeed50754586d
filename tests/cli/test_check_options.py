"""The table of options: what it says of an option holds of the parser, the environment, the file and the words."""

from pathlib import Path
from typing import Any, Protocol

import jsonschema
import pytest

from sociallan.batch.resources import Resources
from sociallan.cli import check
from sociallan.cli.app import build_command
from sociallan.cli.check_options import CheckOptions, FailOn, of_check, rows
from sociallan.cli.exits import Exit
from sociallan.cli.options import OptionRole, OptionRow
from sociallan.cli.settings import Settings
from sociallan.files.languages import Language
from sociallan.screening.report import Verdict
from sociallan.screening.totals import TotalsBuilder
from tests.builders import lsh, shape, words

COMMAND: Any = build_command(words("en"), "check")
PARAMETERS = {parameter.name: parameter for parameter in COMMAND.commands["check"].params}


class Parsed(Protocol):
    """Returns the options that the command is run with."""

    def __call__(self, *arguments: str) -> CheckOptions: ...


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Parsed:
    given: list[CheckOptions] = []
    monkeypatch.setattr(check, "checked", lambda _context, options, _words: given.append(options))

    def parse(*arguments: str) -> CheckOptions:
        COMMAND.main(["check", *arguments], standalone_mode=False, obj=Settings())
        return given.pop()

    return parse


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.key)
def test_a_row_of_the_table_is_a_parameter_of_the_command(row: OptionRow) -> None:
    parameter = PARAMETERS[row.field]

    names = [row.field] if row.option.positional else [f"--{row.key}", *filter(None, [row.option.short])]
    assert parameter.opts == names
    assert parameter.envvar == (None if row.option.positional else row.variable)


def test_nothing_but_the_table_and_the_options_on_settings_is_a_parameter() -> None:
    assert list(PARAMETERS) == [*CheckOptions._fields, "config", "no_config", "untrusted"]


def test_what_is_given_has_the_type_of_its_field(parsed: Parsed) -> None:
    options = parsed("a.yaml", "b.yaml", "--output", "x.json", "--output", "-", "--lang", "en", "--jobs", "2", "-q")

    assert options.paths == ("a.yaml", "b.yaml")
    assert options.output == (Path("x.json"), Path("-"))
    assert (options.lang, options.jobs, options.quiet) == (Language("en"), 2, True)


def test_what_is_not_given_has_the_default_of_its_field(parsed: Parsed) -> None:
    assert parsed() == CheckOptions()


@pytest.mark.parametrize("row", [row for row in rows() if row.in_file], ids=lambda row: row.key)
def test_the_schema_of_a_key_takes_the_default_and_refuses_another_type(row: OptionRow) -> None:
    refused = jsonschema.Draft202012Validator(row.schema)

    if row.default is not None and row.field != "format":
        assert refused.is_valid(list(row.default) if isinstance(row.default, tuple) else row.default)
    assert not refused.is_valid({})


def test_what_names_a_folder_or_whom_to_trust_stands_in_no_file() -> None:
    assert [row.key for row in rows() if row.option.role is OptionRole.TRUST and row.in_file] == []
    assert [row.key for row in rows() if row.is_path and row.in_file] == ["rules"]


def test_another_command_shares_an_option_with_its_words_and_its_variable() -> None:
    shared = of_check("exclude", words("en"))

    assert (shared.envvar, shared.help) == ("SOCIALLAN_EXCLUDE", words("en").say("help.check.exclude"))


@pytest.mark.parametrize(("files", "given", "full"), [(3, False, True), (4, False, False), (4, True, True)])
def test_up_to_three_applications_are_shown_in_full_and_more_where_it_is_asked_for(
    files: int, given: bool, full: bool
) -> None:
    chosen = CheckOptions(full=given).screening(files, Resources(lsh(), shape(), words()))

    assert chosen.detail.full is full


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("fail_on", FailOn)
def test_a_verdict_is_a_failure_from_the_one_that_is_named_and_worse(fail_on: FailOn, verdict: Verdict) -> None:
    totals = TotalsBuilder().totals()._replace(verdicts={each: int(each is verdict) for each in Verdict})

    code = CheckOptions(fail_on=fail_on).exit_code(totals, is_empty=False)

    fails = fail_on is not FailOn.NEVER and verdict.rank >= Verdict(fail_on).rank
    assert code is (Exit.NOT_READY if fails else Exit.READY)


@pytest.mark.parametrize(
    ("strict", "is_empty", "code"),
    [(True, True, Exit.NOTHING_TO_SCREEN), (True, False, Exit.READY), (False, True, Exit.READY)],
)
def test_a_folder_without_an_application_is_a_failure_where_strictness_is_asked_for(
    strict: bool, is_empty: bool, code: Exit
) -> None:
    totals = TotalsBuilder().totals()._replace(verdicts=dict.fromkeys(Verdict, 0))

    assert CheckOptions(strict=strict).exit_code(totals, is_empty=is_empty) is code
