"""Paths as other programs look for them, on either kind of system."""

import pytest

from sociallan.report.paths import from_folder


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
