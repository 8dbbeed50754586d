"""What became of findings, in words: what is mended is told by its field."""

from dataclasses import replace

import pytest

from sociallan.report.since import mended_items
from sociallan.screening.report import Screening
from sociallan.screening.since import Finding, Since
from tests.builders import lsh, screen, view


def after_mending(code: str, pointer: str) -> Screening:
    mended = Finding(code, "error", (pointer,), 3)
    since = Since(is_known=True, mended=(mended,), new=(), left=())
    return replace(screen("project:\n  title: Gårdar\n"), since=since)


@pytest.mark.parametrize(
    ("code", "pointer", "told"),
    [
        ("schema.list", "/social/effects", "I ”Sociala effekter” ska det stå en lista, även om den bara har en post."),
        ("schema.unknown-key", "/project/colour", "”colour” är inget av de namn som kan stå här."),
        ("yaml.tab", "/project/title", "(”Projektets namn”)"),
        ("schema.list", "", "I … ska det stå en lista, även om den bara har en post."),
    ],
)
def test_a_mended_finding_is_told_by_its_field(code: str, pointer: str, told: str) -> None:
    (item,) = mended_items(after_mending(code, pointer), lsh(), view("sv"))

    assert item.title.endswith(told)
    assert pointer == "" or "…" not in item.title
