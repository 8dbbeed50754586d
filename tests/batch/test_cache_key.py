"""The key of a result: another one for each thing that can change the result."""

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

import pytest

from sociallan.application.source import Source
from sociallan.batch import cache_key
from sociallan.batch.cache_key import file_key, run_key
from sociallan.batch.resources import Resources
from sociallan.batch.worker import OutputOptions, RunOptions, ScreeningOptions
from sociallan.report.terminal_style import TerminalStyle
from sociallan.screening.settings import Setting, SettingSource, Waiver
from tests.builders import loaded, lsh, shape, small_pack, words
from tests.cli.running import run_code

OPTIONS = RunOptions(
    today="2025-06-01",
    chosen=ScreeningOptions("2025-05-01", "stdin.yaml", shown=frozenset(("a", "b"))),
    outputs=(OutputOptions("json", TerminalStyle(width=80, rows=20)),),
    waivers=(Waiver("G5-effect-plan", "*.yaml", "Kreditchef", "Gemensam", "2099-12-31", 1),),
    waivers_folder="here",
    settings=(Setting("multi", value=1, source=SettingSource.FILE, where="sociallan.toml:3"),),
    current_folder="/here",
)
"""Options in which no tuple is empty, so that the law below reaches every field of theirs."""


def key(options: tuple[object, ...] = OPTIONS, *, lang: str = "sv", program: str = "1") -> bytes:
    return run_key(options, Resources(lsh(), shape(), words(lang)), program)


def others(value: Any) -> Iterator[Any]:
    """Yield values of the same type that differ from a value in one place, one for each place."""
    match value:
        case Enum():
            yield next(each for each in type(value) if each is not value)
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield f"{value}x"
        case bytes():
            yield value + b"x"
        case None:
            yield ""
        case frozenset():
            yield value | {"other"}
            yield None
        case tuple() if hasattr(value, "_fields"):
            named: Any = value
            for name, part in zip(named._fields, named, strict=True):
                yield from (named._replace(**{name: other}) for other in others(part))
        case tuple():
            yield (*value, *value)
            for place, part in enumerate(value):
                yield value[:place] + value[place + 1 :]
                yield from ((*value[:place], other, *value[place + 1 :]) for other in others(part))
        case _:
            pytest.fail(f"no other value is known for {value!r}: teach the law of it")


def test_each_field_of_the_options_of_a_run_is_in_the_key_whatever_fields_there_are() -> None:
    keys = [key(options) for options in (OPTIONS, *others(OPTIONS))]

    assert len(keys) > 30
    assert len(set(keys)) == len(keys)


def test_each_field_of_a_file_is_in_the_key() -> None:
    source = Source("a.yaml", b"data")
    keys = [file_key(b"run", each) for each in (source, *others(source))]

    assert len(keys) == len(Source._fields) + 1
    assert len(set(keys)) == len(keys)
    assert keys[0] != file_key(b"another", source)


def test_language_and_program_are_in_the_key() -> None:
    assert len({key(), key(lang="en"), key(program="2")}) == 3


def test_each_change_of_a_file_of_the_pack_is_in_the_key() -> None:
    """Also one that leaves the digests of logic and texts alone, such as the order of the keys or a comment."""
    files = small_pack()
    keys = {
        run_key(OPTIONS, Resources(loaded({**files, name: f"# A comment\n{text}"}), shape(), words()), "1")
        for name, text in files.items()
    }

    assert len(keys) == len(files)


def test_the_digest_that_reports_show_is_in_the_key() -> None:
    other = Resources(replace(lsh(), logic_digest="sha256:0"), shape(), words())

    assert run_key(OPTIONS, other, "1") != key()


def test_equal_options_have_one_key_in_every_process() -> None:
    """Sets of texts have an order of their own in each."""
    code = """
import sys
from sociallan.batch.cache_key import _told
sys.stdout.write(_told((frozenset(map(str, range(50))), "å", None)))
"""
    first, second = (run_code(code, env={"PYTHONHASHSEED": seed}) for seed in "12")

    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


def test_an_option_whose_values_cannot_be_told_apart_has_no_key() -> None:
    class More(NamedTuple):
        options: RunOptions
        other: object

    with pytest.raises(TypeError):
        key(More(OPTIONS, object()))


def test_a_pack_among_the_options_is_told_by_its_digests() -> None:
    class More(NamedTuple):
        options: RunOptions
        other: object

    one, other = (key(More(OPTIONS, loaded(small_pack(sources=text)))) for text in (SOURCES, f"{SOURCES}\n"))

    assert one != other


SOURCES = small_pack()["sources.yaml"]


def test_resources_that_are_added_must_be_added_to_the_key() -> None:
    class More(NamedTuple):
        pack: object
        shape: object
        words: object
        other: object

    more: Any = More(lsh(), shape(), words(), "new")

    with pytest.raises(ValueError):
        run_key(OPTIONS, more, "1")


@pytest.mark.parametrize(
    ("one", "other"),
    [(("a", "b"), ("a,b",)), ((("a",), "b"), ("a", ("b",))), ((1,), ("1",)), ((1,), (True,)), ((None,), ("None",))],
)
def test_different_values_are_told_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert cache_key._told(one) != cache_key._told(other)
