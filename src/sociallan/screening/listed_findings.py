"""The findings of a screening as reports list them: in order, and with what identifies a person masked."""

from collections.abc import Iterable

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.location import Location, Span
from sociallan.application.personal_data.identifiers import mask


def masked_in_order(findings: Iterable[Diagnostic[Location]]) -> tuple[Diagnostic[Location], ...]:
    """Return findings in the order of reports, masked."""
    return tuple(map(_masked, in_order(findings)))


def in_order(findings: Iterable[Diagnostic[Location]]) -> tuple[Diagnostic[Location], ...]:
    """Return findings in the order of reports."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Diagnostic[Location]) -> tuple[bool, Span]:
    """Return the sort key of a finding: notes come after errors, each in the order of the file."""
    return finding.severity is Severity.NOTE, finding.place.span


def _masked(finding: Diagnostic[Location]) -> Diagnostic[Location]:
    """Return a finding with everything that identifies a person masked, in keys and suggestions too."""
    parameters = {name: _masked_part(part) for name, part in finding.parameters.items()}
    suggestion = finding.suggestion
    if suggestion is not None and mask(suggestion) != suggestion:
        suggestion = None
    return finding._replace(pointer=mask(finding.pointer), parameters=parameters, suggestion=suggestion)


def _masked_part(part: object) -> object:
    if isinstance(part, tuple):
        return tuple(map(_masked_part, part))
    return mask(part) if isinstance(part, str) else part
