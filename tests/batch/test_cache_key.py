"""The key of a result: another one for each thing that can change the result."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

import pytest

from sociallan.application.source import Source
from sociallan.batch import cache_key
from sociallan.batch.cache_key import RunKey, file_key, run_key
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import OutputOptions, RunOptions, ScreeningOptions
from sociallan.formats import RENDERERS
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail
from sociallan.screening.settings import Setting, SettingSource, Waiver
from tests.builders import loaded, lsh, rule_requiring, shape, small_pack, words
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
EXPLAINED = OPTIONS._replace(chosen=OPTIONS.chosen._replace(detail=Detail(explain=True)))
TELLING = OPTIONS._replace(outputs=(*OPTIONS.outputs, OutputOptions("junit", TerminalStyle())))


def key(options: RunOptions = OPTIONS, *, lang: str = "sv", program: str = "1") -> RunKey:
    return run_key(options, Resources(lsh(), shape(), words(lang)), program)


def key_of(files: Mapping[str, str], options: RunOptions = OPTIONS) -> RunKey:
    return run_key(options, Resources(loaded(files), shape(), words()), "1")


def others(value: Any) -> Iterator[Any]:
    """Yield values of the same type that differ from a value in one place, one for each place."""
    match value:
        case Enum():
            yield next(each for each in type(value) if each is not value)
        case bool():
            yield not value
        case int():
            yield value + 1
        case str() if value in RENDERERS:
            yield "csv"
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


@pytest.mark.parametrize("options", [EXPLAINED, TELLING])
def test_each_field_of_the_options_of_a_run_is_in_the_key_whatever_fields_there_are(options: RunOptions) -> None:
    keys = [key(each) for each in (options, *others(options))]

    assert len(keys) > 30
    assert len({each.whole for each in keys}) == len(keys)


def test_of_the_options_only_what_no_part_of_a_report_tells_is_not_in_the_key() -> None:
    told = {"shipped", "settings"}
    same = [each for each in others(OPTIONS) if key(each) == key()]

    assert len(same) > 4
    assert {
        name for each in same for name in RunOptions._fields if getattr(each, name) != getattr(OPTIONS, name)
    } == told


def test_each_field_of_a_file_is_in_the_key() -> None:
    source = Source("a.yaml", b"data")
    keys = [file_key(b"run", each) for each in (source, *others(source))]

    assert len(keys) == len(Source._fields) + 1
    assert len(set(keys)) == len(keys)
    assert keys[0] != file_key(b"another", source)


def test_language_and_program_are_in_the_key() -> None:
    assert len({key().rest, key(lang="en").rest, key(program="2").rest}) == 3


def test_each_change_of_a_file_of_the_pack_is_in_the_key_where_reports_show_conditions() -> None:
    """Also one that leaves the digests of logic and texts alone, such as the order of the keys or a comment."""
    files = small_pack()
    keys = {key_of({**files, name: f"# A comment\n{text}"}, EXPLAINED) for name, text in files.items()}

    assert len(keys) == len(files)


def test_elsewhere_a_comment_in_a_rule_is_not_in_the_key_and_one_in_another_file_is() -> None:
    files = small_pack()
    keys = {name: key_of({**files, name: f"# A comment\n\n{text}"}) for name, text in files.items()}

    assert keys.pop("rules/applicant-named.yaml") == key_of(files)
    assert len({key_of(files), *keys.values()}) == len(files)


@pytest.mark.parametrize("options", [OPTIONS, TELLING])
def test_the_conditions_of_a_rule_stand_apart_from_the_rest_but_where_a_part_tells_their_digest(
    options: RunOptions,
) -> None:
    before, after = key_of(small_pack(), options), key_of({**small_pack(), **OTHER_CONDITION}, options)

    assert before.whole != after.whole
    assert before.conditions != after.conditions
    assert [first == second for first, second in zip(before.conditions[0], after.conditions[0], strict=True)] == [
        True,
        False,
    ]
    assert (before.rest == after.rest) is (options is OPTIONS)


@pytest.mark.parametrize("options", [EXPLAINED, TELLING])
def test_the_digest_that_reports_show_is_in_the_key(options: RunOptions) -> None:
    other = Resources(replace(lsh(), logic_digest="sha256:0"), shape(), words())

    assert run_key(options, other, "1") != key(options)


def test_equal_options_have_one_key_in_every_process() -> None:
    """Sets of texts have an order of their own in each."""
    code = """
import sys
from sociallan.batch.cache_key import _canonical_text
sys.stdout.write(_canonical_text((frozenset(map(str, range(50))), "å", None)))
"""
    first, second = (run_code(code, env={"PYTHONHASHSEED": seed}) for seed in "12")

    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


def test_an_option_whose_values_cannot_be_told_apart_has_no_key() -> None:
    waivers: Any = (object(),)

    with pytest.raises(TypeError):
        key(OPTIONS._replace(waivers=waivers))


def test_a_pack_among_the_options_is_told_by_its_digests() -> None:
    packs: Any = [(loaded(small_pack(sources=text)),) for text in (SOURCES, f"{SOURCES}\n")]

    one, other = (key(OPTIONS._replace(waivers=each)) for each in packs)

    assert one != other


SOURCES = small_pack()["sources.yaml"]
OTHER_CONDITION = {"rules/applicant-named.yaml": rule_requiring("{field: applicant.name, stated: true}")}


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
    assert cache_key._canonical_text(one) != cache_key._canonical_text(other)
