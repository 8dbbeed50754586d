"""The text of the counts of requirements by what they rest on."""

from collections.abc import Mapping

from sociallan.report import values
from sociallan.report.words import Words
from sociallan.screening.basis_counts import BasisCounts


def basis_text(counts: BasisCounts, words: Words) -> str:
    """Return the counts on one line, without a basis that no requirement that applies rests on."""
    return " · ".join(
        words.say(
            f"basis_counts.{basis}", met=values.number(count.met, words), count=values.number(count.requirements, words)
        )
        for basis, count in counts.items()
        if count.requirements
    )


def basis_values(counts: BasisCounts) -> Mapping[str, Mapping[str, int]]:
    """Return the counts as JSON values."""
    return {str(basis): count._asdict() for basis, count in counts.items()}
