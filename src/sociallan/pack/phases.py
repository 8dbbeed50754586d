"""Parser of the phases in pack.yaml, which checks their order."""

from collections.abc import Collection
from typing import Any

from sociallan.application import string_formats, suggestions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.pack.pack import Phase


def phases(
    document: Document, file: str, passages: Collection[str], faults: list[Diagnostic[PackLocation]]
) -> tuple[Phase, ...]:
    """Parse the phases of ``pack.yaml``, which is valid under its schema; faults are appended to ``faults``."""

    def fault(code: str, *steps: str | int, suggestion: str | None = None, **parameters: Any) -> None:
        place = pack_location(document, file, pointer_to("phases", *steps))
        faults.append(Diagnostic(code, place, parameters, suggestion))

    read: list[Phase] = []
    for index, spec in enumerate(document.value.get("phases", ())):
        phase = Phase(spec["id"], spec["from"], spec["title"], spec["summary"], tuple(spec["cites"]))
        if not string_formats.is_partial_date(phase.first):
            fault("pack.date", index, "from", value=phase.first)
        elif read and phase.first <= read[-1].first:
            fault("pack.phases-order", index, "from", day=phase.first, before=read[-1].first)
        if phase.id in {earlier.id for earlier in read}:
            fault("rule.id-taken", index, "id", id=phase.id, file=file)
        for number, citation in enumerate(phase.cites):
            if citation not in passages:
                near = suggestions.nearest(citation, passages)
                fault("rule.unknown-passage", index, "cites", number, suggestion=near, citation=citation)
        read.append(phase)
    return tuple(read)
