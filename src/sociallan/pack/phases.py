"""Parser of the phases in pack.yaml, which checks their order."""

from collections.abc import Collection

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.form_check import string_formats
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Phase
from sociallan.pack.references import References


def phases(
    document: Document, file: str, passages: Collection[str], faults: list[Diagnostic[PackLocation]]
) -> tuple[Phase, ...]:
    """Parse the phases of ``pack.yaml``, which is valid under its schema; faults are appended to ``faults``."""
    references = References(document, file, faults)
    read: list[Phase] = []
    for index, spec in enumerate(document.value.get("phases", ())):
        phase = Phase(spec["id"], spec["from"], spec["title"], spec["summary"], tuple(spec["cites"]))
        at = f"/phases/{index}"
        references.days(("phases", index, "from"))
        if string_formats.is_partial_date(phase.first) and read and phase.first <= read[-1].first:
            references.fault("pack.phases-order", f"{at}/from", day=phase.first, before=read[-1].first)
        if phase.id in {earlier.id for earlier in read}:
            references.fault("rule.id-taken", f"{at}/id", id=phase.id, file=file)
        references.passages(("phases", index, "cites"), passages)
        read.append(phase)
    return tuple(read)
