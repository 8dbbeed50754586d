"""Patterns of paths: which files a waiver is about."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociallan.screening.globs import fits
from tests.sampling import sampled
from tests.steps import steps


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
        ("below/**", "below/", False),
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


_SIGNS = {"*": "[^/]*", "?": "[^/]"}


def defined(pattern: str) -> re.Pattern[str]:
    """Return what a pattern means, as a regular expression, which may take for ever to match."""
    *folders, last = pattern.removeprefix("./").split("/")
    parts = ["(?:[^/]+/)*" if name == "**" else f"{_name(name)}/" for name in folders]
    return re.compile("".join(parts) + (".+" if last == "**" else _name(last)), re.DOTALL)


def _name(name: str) -> str:
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in name)


NAMES = st.text(alphabet="ab.\n*", min_size=1, max_size=5)
PARTS = st.one_of(st.just("**"), st.text(alphabet="ab.*?*", max_size=6))


@pytest.mark.law
@settings(max_examples=len(sampled(range(1000), 90)))
@given(
    pattern=st.lists(PARTS, min_size=1, max_size=6).map("/".join),
    path=st.tuples(st.sampled_from(["", "/", "../"]), st.lists(NAMES, min_size=1, max_size=6).map("/".join)),
)
def test_a_pattern_means_what_its_definition_says(pattern: str, path: tuple[str, str]) -> None:
    whole = "".join(path)

    assert fits(pattern, whole) is (defined(pattern).fullmatch(whole) is not None)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (lambda n: "*a" * n + "*b", lambda n: "a" * 60),
        (lambda n: "*a" * 12 + "*b", lambda n: "a" * 60 * n),
        (lambda n: "**/" * n + "x", lambda n: "a/" * 30 + "a"),
        (lambda n: "**/" * 10 + "x", lambda n: "a/" * 30 * n + "a"),
        (lambda n: "**/*a*/" * n + "x", lambda n: "/".join(["aba"] * 60)),
        (lambda n: "**/*a*b/" * 9 + "x", lambda n: "/".join(["aba"] * 30 * n)),
        (lambda n: "*" * n + "b", lambda n: "a" * 30),
        (lambda n: "?" * n + "*b", lambda n: "a" * n * 2),
    ],
)
def test_the_steps_grow_as_the_lengths_do(pattern: Callable[[int], str], path: Callable[[int], str]) -> None:
    few, many = (steps(fits, pattern(n), path(n)) for n in (20, 200))

    assert not fits(pattern(200), path(200))
    assert many <= 12 * few


def test_twelve_stars_against_sixty_letters_take_few_steps() -> None:
    assert steps(fits, "*a" * 12 + "*b", "a" * 60 + ".yaml") < 1_000
