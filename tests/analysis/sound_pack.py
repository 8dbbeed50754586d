"""A small pack in which lint finds nothing, for seeds of faults."""

from collections.abc import Mapping, Sequence

from sociallan.analysis.lints.lint import lint
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from tests.builders import (
    TODAY,
    at,
    changed_file,
    draft_of,
    form_text,
    rule_requiring,
    shape,
    small_pack,
)

RULE = "rules/applicant-named.yaml"
PEOPLE = [path for path in shape().fields[""].children if path != "applicant"]
APPLICANT = [f"applicant.{child}" for child in shape().fields["applicant"].children if child != "name"]
SOUND = "{field: applicant.name, not_placeholder: true}"
Found = list[tuple[str, str]]


def sound_pack() -> dict[str, str]:
    """Return the files of a small pack in which nothing is found."""
    files = small_pack(rules__wordy=WORDY, rules__limited=LIMITED)
    files[RULE] += "basis: stated\n"
    people = f"read_by_people: [{', '.join(sorted({*PEOPLE, *APPLICANT} - {'project', 'investment'}))}]\n"
    others = [f"project.{child}" for child in shape().fields["project"].children if child != "summary"]
    others += [f"investment.{child}" for child in shape().fields["investment"].children if child != "loan"]
    files["pack.yaml"] += people.replace("]", f", {', '.join(others)}]")
    return changed_file(files, "pack.yaml", "  - id: project\n    title: {sv: Projekt, en: Project}\n", "")


def rule(name: str, require: str, *, level: str = "expectation", more: str = "") -> str:
    """Return a rule of the small pack, its condition on line 8."""
    text = rule_requiring(require, name).replace("level: requirement", f"level: {level}")
    return text.replace("tests:\n", f"{more}tests:\n")


WORDY = rule(
    "wordy",
    "{all: [{field: project.summary, mentions_none: words}, {field: derived.free_text, mentions_none: emails}]}",
)
LIMITED = rule("limited", "{field: investment.loan, at_least: {param: limit}}")


def linted(files: Mapping[str, str]) -> Sequence[Diagnostic[PackLocation]]:
    """Return everything that is found in a pack."""
    surveyed = draft_of(files)
    fitting = shape() if surveyed.form is None or files["form.yaml"] == form_text() else Shape(surveyed.form)
    return tuple(lint(surveyed, fitting, TODAY))


def found(files: Mapping[str, str]) -> Found:
    """Return code and place of everything that is found in a pack."""
    return [(fault.code, f"{fault.place.file}:{at(fault.place)}") for fault in linted(files)]
