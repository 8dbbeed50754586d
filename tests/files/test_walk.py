"""One walk for folders and patterns: what it gives, what it passes over and why, and that no pattern makes it slow."""

import os
import re
import sys
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec, RegexPattern

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.files.find import Found, find
from sociallan.files.ignored import Exclude, invalid_pattern, patterns_of

FILES = ("a.yaml", "sub/b.yml", "sub/deep/c.json", "build/d.yaml", "Ans [2026]/e.yaml")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path, *FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def passed(found: Found) -> dict[str, str]:
    return {path: str(reason) for path, reason in found.passed_over}


@pytest.mark.parametrize(
    ("given", "files"),
    [
        (".", FILES),
        ("**", FILES),
        ("**/*", FILES),
        ("*", ("a.yaml",)),
        ("**/*.yaml", ("a.yaml", "build/d.yaml", "Ans [2026]/e.yaml")),
        ("**/**/**/*.yml", ("sub/b.yml",)),
        ("sub/**/*.json", ("sub/deep/c.json",)),
        ("*/*.y*ml", ("sub/b.yml", "build/d.yaml", "Ans [2026]/e.yaml")),
        ("Ans [2026]/*.yaml", ("Ans [2026]/e.yaml",)),
        ("./Ans [2026]/[ef].yaml", ("Ans [2026]/e.yaml",)),
        ("*/Ans [2026]/*.yaml", ()),
    ],
)
def test_a_folder_and_a_pattern_give_what_they_mean(given: str, files: tuple[str, ...], folder: Path) -> None:
    found = find([given])

    assert found.files == tuple(sorted(files))
    assert found.absent == (() if files else (given,))
    assert find([str(folder / given)]).files == tuple(sorted((folder / file).as_posix() for file in files))


@pytest.mark.parametrize("given", [".", "**", "**/*.yaml", "*/*.yaml"])
def test_hidden_names_and_folders_of_tools_are_passed_over_and_told(given: str, folder: Path) -> None:
    put(folder, ".github/x.yaml", "node_modules/x.yaml", "sub/.x.yaml")

    found = find([given])

    told = {".github/": "hidden", "node_modules/": "tool-folder", "sub/.x.yaml": "hidden"}
    assert passed(found) == told
    assert not {".github/x.yaml", "node_modules/x.yaml", "sub/.x.yaml"} & {*found.files}


@pytest.mark.parametrize(
    ("given", "file"),
    [
        (".github/*.yaml", ".github/x.yaml"),
        ("*/.github/*.yaml", "sub/.github/x.yaml"),
        ("node_modules/*", "node_modules/x.yaml"),
        ("*/node_modules/*.yaml", "sub/node_modules/x.yaml"),
        ("sub/.*.yaml", "sub/.x.yaml"),
    ],
)
def test_a_pattern_that_names_what_is_passed_over_looks_there(given: str, file: str, folder: Path) -> None:
    put(folder, file)

    assert find([given]).files == (file,)


def test_links_are_followed_only_within_what_is_walked(folder: Path) -> None:
    put(folder, ".git/config", "out/s.yaml")
    inside = folder / "sub"
    (inside / "to-b.yaml").symlink_to("b.yml")
    (inside / "out.yaml").symlink_to(folder / "out" / "s.yaml")
    (inside / "environ.yaml").symlink_to("/proc/self/environ")
    (inside / "loop").symlink_to(inside)
    (inside / "gone.yaml").symlink_to("nowhere.yaml")
    (folder / "config.yaml").symlink_to(".git/config")

    for given in ("sub", "sub/**", "sub/*"):
        found = find([given])
        assert {*found.files} - {"sub/deep/c.json"} == {"sub/b.yml", "sub/gone.yaml"}
        told = {key: reason for key, reason in passed(found).items() if key != "sub/loop/" or given != "sub/*"}
        assert told.items() >= {
            "sub/to-b.yaml": "same-file", "sub/out.yaml": "link", "sub/environ.yaml": "link"
        }.items()  # fmt: skip
    assert passed(find(["."]))["config.yaml"] == "link"
    assert find(["config.yaml"]).files == ("config.yaml",)


def test_a_link_to_a_file_of_a_tool_is_not_followed(folder: Path) -> None:
    put(folder, "node_modules/theirs.yaml", "kept/ours.yaml")
    (folder / "theirs.yaml").symlink_to("node_modules/theirs.yaml")
    (folder / "ours.yaml").symlink_to("kept/ours.yaml")

    told = passed(find(["."]))

    assert told["theirs.yaml"] == "link"
    assert told.get("ours.yaml") != "link"


def test_a_file_with_several_names_is_given_once_by_the_first(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("a.yaml")
    (folder / "hard.yaml").hardlink_to("a.yaml")
    whole = str(folder / "a.yaml")

    assert find(["a.yaml", "./a.yaml", whole, "link.yaml", "hard.yaml"]).files == ("a.yaml",)
    assert find([whole, "."]).files[0] == whole
    assert find(["gone.yaml", "./gone.yaml"]).absent == ("gone.yaml",)


def test_what_is_named_is_no_longer_what_a_walk_came_upon(folder: Path) -> None:
    found = find([".", "a.yaml"])

    assert {type(file) for file in found.files if file == "a.yaml"} == {str}
    assert {type(file).__name__ for file in found.files if file != "a.yaml"} == {"Walked"}


def test_an_ending_may_be_written_in_capitals(folder: Path) -> None:
    put(folder, "new/A.YAML", "new/B.Json", "new/c.YMLX")

    assert find(["new"]).files == ("new/A.YAML", "new/B.Json")


def test_what_is_no_regular_file_and_endings_that_a_system_adds_are_told(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    put(folder, "b.yaml.txt", "c.JSON.txt", "notes.txt")

    assert passed(find(["."])) == {"pipe.yaml": "special", "b.yaml.txt": "ending", "c.JSON.txt": "ending"}
    assert find(["*.txt"]).files == ("b.yaml.txt", "c.JSON.txt", "notes.txt")


@pytest.mark.parametrize("given", [".", "**/*.yaml", "sub/*/*.yaml"])
def test_a_folder_that_cannot_be_listed_is_given_so_that_it_is_told(
    given: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = os.scandir

    def locked(path: str) -> object:
        if path.rstrip("/").endswith("deep"):
            raise PermissionError(13, "locked")
        return sound(path)

    monkeypatch.setattr("sociallan.files.walk.os.scandir", locked)

    assert "sub/deep" in find([given]).files


def test_a_pattern_with_many_stars_is_matched_in_few_steps(folder: Path) -> None:
    """Python counts the steps: every call of a function here, and none of them within a search of its own."""
    put(folder, "a" * 60 + ".yaml", "/".join("x" * 30) + "/y.yaml")
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        find(["*a" * 12 + "*b", "**/" * 20 + "z"])
    finally:
        sys.setprofile(None)
    assert calls < 20_000


def test_gitignore_holds_as_git_says(folder: Path) -> None:
    put(folder, "keep/x.yaml", "keep/logs/y.yaml", "keep/logs/z.yaml", "all/p.yaml", "all/q.yaml")
    (folder / ".gitignore").write_text("# how\n\nlogs/\n/all/*\n!/all/q.yaml\n[z-a]\n!\n")
    (folder / "keep" / ".gitignore").write_text("!logs/\nz.*\n")

    found = find(["."])

    assert {file for file in found.files if file not in FILES} == {"keep/x.yaml", "keep/logs/y.yaml", "all/q.yaml"}
    assert passed(found) == {"keep/logs/z.yaml": "gitignore", "all/p.yaml": "gitignore"}
    assert "keep/logs/z.yaml" in find(["."], use_gitignore=False).files


def test_a_line_of_gitignore_ends_where_git_ends_it(folder: Path) -> None:
    (folder / ".gitignore").write_text("nothing\u2028*\nnor\x85*\r\n", encoding="utf-8")

    assert "gitignore" not in passed(find([str(folder)])).values()


def test_gitignore_above_holds_to_the_top_of_the_repository_but_not_for_what_is_named(folder: Path) -> None:
    (folder / ".gitignore").write_text("*.yml\n/sub/deep/\n")
    assert find(["sub"]).files == ("sub/b.yml", "sub/deep/c.json")

    (folder / ".git").mkdir()

    assert find(["sub"]).files == ()
    assert find(["sub/deep"]).files == ("sub/deep/c.json",)
    assert find(["sub/b.yml"]).files == ("sub/b.yml",)


def test_a_gitignore_that_is_a_link_a_pipe_or_costly_is_not_heeded(folder: Path) -> None:
    (folder / "all").write_text("*\n")
    (folder / "sub" / ".gitignore").symlink_to("../all")
    os.mkfifo(folder / "build" / ".gitignore")
    (folder / ".gitignore").write_text("**/" * 20 + "*\n")

    assert find(["."]).files == tuple(sorted(FILES))


def test_what_the_user_excludes_starts_from_a_folder(folder: Path) -> None:
    def left(*patterns: str, base: Path = Path()) -> tuple[str, ...]:
        return find(["."], exclude=Exclude(base, patterns)).files

    assert left("/sub/", "*.yaml") == ()
    assert left("/a.yaml", "/deep/", base=folder / "sub") == tuple(sorted({*FILES} - {"sub/deep/c.json"}))
    assert "a.yaml" not in left("a.yaml", base=folder / "sub")
    assert left("/deep/") == tuple(sorted(FILES))
    assert left("deep") == tuple(sorted({*FILES} - {"sub/deep/c.json"}))
    assert find(["sub"], exclude=Exclude(Path(), ("/sub/",))).files == ("sub/b.yml", "sub/deep/c.json")
    assert find(["a.yaml"], exclude=Exclude(Path(), ("*",))).files == ("a.yaml",)


@pytest.mark.parametrize("pattern", ["!", "a\\", "[z-a]", "**/**/**/x"])
def test_a_pattern_that_is_none_or_costs_too_much_cannot_be_used(pattern: str) -> None:
    assert invalid_pattern(["*.yaml", pattern]) == pattern


PIECES = st.sampled_from(["a", "b", "*", "**", "***", "?", "/", "[ab]", "[!a]", "**/", "/**/", "\\*", ".", "(", "!"])


@hypothesis.given(
    st.lists(PIECES, min_size=1, max_size=9).map("".join).filter(lambda text: invalid_pattern([text]) is None),
    st.lists(st.text("aab*.(", min_size=1), min_size=1, max_size=4).map("/".join),
)
def test_a_pattern_fits_what_it_fits_by_the_library_alone(pattern: str, path: str) -> None:
    for each in (path, f"{path}/"):
        assert (
            patterns_of([pattern]).check_file(each).include
            == GitIgnoreSpec.from_lines([pattern]).check_file(each).include
        )


@pytest.mark.parametrize("between", ["a", "?", "[ab]", "aa", "a?"])
def test_no_star_of_a_pattern_is_tried_anew_for_the_next_one(between: str) -> None:
    """A search of Python's cannot be counted: each star but the last of a name is held by an atomic group."""
    (pattern,) = patterns_of([f"*{between}" * 30 + "b"]).patterns
    assert isinstance(pattern, RegexPattern)
    assert pattern.regex is not None
    assert pattern.regex.pattern.count("(?>[^/]*?") == 29
    assert re.sub(r"\(\?>[^)]*\)", "", pattern.regex.pattern).count("[^/]*") == 1


def test_folders_and_patterns_that_lead_to_nothing_are_known(folder: Path) -> None:
    (folder / "empty").mkdir()

    found = find(["a.yaml", "empty", "sub", "no/*.yaml"])

    assert found.empty() == ("empty",)
    assert found.empty([PassedOver(file, SkipReason.NO_APPLICATION) for file in found.files]) == ("empty", "sub")
    assert found.absent == ("no/*.yaml",)


def test_only_a_pattern_loads_pathspec(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pathspec", None)

    assert find(["."]).files == tuple(sorted(FILES))
    (folder / ".gitignore").write_text("x\n")
    with pytest.raises(ImportError):
        find(["."])
