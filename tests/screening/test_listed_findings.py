"""Findings as they are listed: errors before notes, in the order of the file, and nobody identified."""

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.location import Location, Span
from sociallan.screening.listed_findings import in_order, masked_in_order

MAIL, MASKED = "anna@exempel.se", "****@*******.**"


def finding(line: int, severity: Severity = Severity.ERROR, column: int = 1) -> Diagnostic[Location]:
    return Diagnostic("schema.enum", Location(Span(line, column, line, column), ""), {}, severity=severity)


def test_notes_come_after_errors_and_each_in_the_order_of_the_file() -> None:
    first, second, third = finding(2), finding(3, column=1), finding(3, column=5)
    note, later = finding(1, Severity.NOTE), finding(4, Severity.NOTE)

    assert in_order([later, third, note, second, first]) == (first, second, third, note, later)
    assert masked_in_order([later, third, note, second, first]) == (first, second, third, note, later)


def test_what_identifies_a_person_is_masked_wherever_it_stands_and_never_suggested() -> None:
    written = finding(1)._replace(
        pointer=f"/project/{MAIL}", parameters={"key": MAIL, "allowed": ("a", MAIL), "count": 2}, suggestion=MAIL
    )

    (masked,) = masked_in_order([written])

    assert (masked.pointer, masked.suggestion) == (f"/project/{MASKED}", None)
    assert masked.parameters == {"key": MASKED, "allowed": ("a", MASKED), "count": 2}


def test_what_identifies_nobody_stays_as_it_is() -> None:
    written = finding(1)._replace(pointer="/project/area", parameters={"value": "huosing"}, suggestion="housing")

    assert masked_in_order([written, written._replace(suggestion=None)]) == (
        written,
        written._replace(suggestion=None),
    )
