"""Paths as reports show them: as other programs look for them, on either kind of system, and short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.report.paths import common_folder, from_folder, shortened_inside


@pytest.mark.parametrize(
    ("folder", "path", "seen"),
    [
        ("/srv/repo", "/srv/repo/2026/a.yaml", "2026/a.yaml"),
        ("/srv/repo", "./a.yaml", "a.yaml"),
        ("/srv/repo", "2026/../a.yaml", "a.yaml"),
        ("/srv/repo", "../repo/a.yaml", "a.yaml"),
        ("/srv/repo", "2026/å b.yaml#2", "2026/å b.yaml#2"),
        ("/srv/repo", "a\\b.yaml", "a\\b.yaml"),
        ("/srv/repo", "C:/a.yaml", "C:/a.yaml"),
        ("C:/repo", "c:\\Repo\\2026\\a.yaml", "2026/a.yaml"),
        ("C:/repo", ".\\a b.yaml", "a b.yaml"),
        ("C:/repo", "2026/a.yaml", "2026/a.yaml"),
        ("//server/share/repo", "\\\\server\\share\\repo\\a.yaml", "a.yaml"),
    ],
)
def test_a_file_below_the_folder_is_seen_from_it(folder: str, path: str, seen: str) -> None:
    assert from_folder(folder, path) == seen


@pytest.mark.parametrize(
    ("folder", "path", "seen"),
    [
        ("/srv/repo", "/srv/other/a.yaml", "/srv/other/a.yaml"),
        ("/srv/repo", "/srv/repository/a.yaml", "/srv/repository/a.yaml"),
        ("/srv/repo", "../a.yaml", "../a.yaml"),
        ("C:/repo", "D:\\a.yaml", "D:/a.yaml"),
        ("", "/srv/repo/a.yaml", "/srv/repo/a.yaml"),
        ("", "./a.yaml", "a.yaml"),
        ("", "../a.yaml", "../a.yaml"),
    ],
)
def test_a_file_elsewhere_stays_as_it_was_given(folder: str, path: str, seen: str) -> None:
    assert from_folder(folder, path) == seen


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        (("a/b/1.yaml", "a/b/2.yaml"), "a/b/"),
        (("a/b/1.yaml", "a/bc/2.yaml"), "a/"),
        (("/1.yaml", "/2.yaml"), "/"),
        (("1.yaml", "a/2.yaml"), ""),
        (("a/1.yaml",), ""),
        ((), ""),
    ],
)
def test_the_folder_of_several_files_is_the_whole_of_it(paths: tuple[str, ...], folder: str) -> None:
    assert common_folder(paths) == folder


@given(path=st.text(min_size=1), length=st.integers(4, 40))
def test_a_path_is_cut_inside_to_just_the_length(path: str, length: int) -> None:
    cut = shortened_inside(path, length)

    assert cut == path if len(path) <= length else len(cut) == length
    assert path.startswith(cut.partition("…")[0]) or "…" in path
