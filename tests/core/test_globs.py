"""Patterns of paths: which files a waiver is about."""

import pytest

from sociallan.core.globs import fits


@pytest.mark.parametrize(
    ("pattern", "path", "does"),
    [
        ("a.yaml", "a.yaml", True),
        ("./a.yaml", "a.yaml", True),
        ("a.yaml", "below/a.yaml", False),
        ("*.yaml", "a.yaml", True),
        ("*.yaml", "below/a.yaml", False),
        ("below/*", "below/a.yaml", True),
        ("below/*", "below/further/a.yaml", False),
        ("below/**", "below/further/a.yaml", True),
        ("below/**", "below", False),
        ("**", "below/a.yaml", True),
        ("**/a.yaml", "a.yaml", True),
        ("**/a.yaml", "below/further/a.yaml", True),
        ("**/further/*.yaml", "below/further/a.yaml", True),
        ("below/**/a.yaml", "below/a.yaml", True),
        ("2026-0?.yaml", "2026-01.yaml", True),
        ("2026-0?.yaml", "2026-0/.yaml", False),
        ("[a].yaml", "[a].yaml", True),
        ("[a].yaml", "a.yaml", False),
        ("a.yaml", "axyaml", False),
        ("*.yaml", "rad\nbryt.yaml", True),
        ("*.yaml", "../a.yaml", False),
    ],
)
def test_a_path_fits_a_pattern_as_a_whole(pattern: str, path: str, does: bool) -> None:
    assert fits(pattern, path) is does
