"""The texts of reports that a pack may give in its own words, in the place of the program's neutral ones."""

import string
from collections.abc import Mapping

from sociallan.application.field import Translations
from sociallan.pack.references import References

OWN_TEXTS: Mapping[str, frozenset[str]] = {
    "verdict.ready": frozenset(),
    "verdict_means.ready": frozenset(),
    "outcome.judgement": frozenset(),
    "report.questions": frozenset(),
    "report.questions_intro": frozenset(),
    "report.decides": frozenset(),
    "report.phase": frozenset(("title", "first", "summary")),
    "sheet.columns.phase": frozenset(),
    "reading.of_prose": frozenset(("says",)),
    "reading.sections.question": frozenset(),
    "reading.truth.judgement": frozenset(),
}
"""The key of each text, which the schema of packs lists too, with what may stand in braces in it."""


def own_texts(texts: Mapping[str, Translations], refers: References) -> Mapping[str, Translations]:
    """Return the texts of a pack by key, and note what stands in braces and may not."""
    for key, by_language in texts.items():
        for lang, text in by_language.items():
            found = names_in_braces(text)
            if found is None or not found <= OWN_TEXTS[key]:
                names = ", ".join(f"{{{name}}}" for name in sorted(OWN_TEXTS[key]))
                refers.fault("pack.text-braces", f"/texts/{key}/{lang}", names=names or "–")
    return texts


def names_in_braces(text: str) -> frozenset[str] | None:
    """Return the names that stand in braces in a text; ``None`` if the braces are not in pairs around plain names."""
    try:
        parts = [*string.Formatter().parse(text)]
    except ValueError:
        return None
    if any(specification or conversion for _, _, specification, conversion in parts):
        return None
    return frozenset(name for _, name, _, _ in parts if name is not None)
