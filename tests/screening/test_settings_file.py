"""sociallan.toml: every fault at once, each with its line and, where there is one, the near name."""

from collections.abc import Sequence

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.source import Source
from sociallan.files import resources
from sociallan.screening.settings import Config, Waiver
from sociallan.screening.settings_file import ConfigError, read_config
from tests.conftest import Golden
from tests.faults_told import faults_told

WAIVER = """\
[[waiver]]
rule = "G5-effect-plan"
path = "2026/**"
owner = "Kreditchef"
reason = "Planen är gemensam"
expires = 2026-12-31
"""


def configured(text: str | bytes) -> Config:
    data = text if isinstance(text, bytes) else text.encode()
    return read_config(Source("sociallan.toml", data), resources.schema("config"))


def faults_of(text: str | bytes) -> Sequence[Diagnostic[PackLocation]]:
    with pytest.raises(ConfigError) as raised:
        configured(text)
    return raised.value.faults


def faults(text: str | bytes) -> list[tuple[str, int, str | None]]:
    """Return the code, the line and the suggestion of every fault."""
    return [(fault.code, fault.place.line, fault.suggestion) for fault in faults_of(text)]


def test_options_are_given_by_their_names() -> None:
    read = configured('lang = "en"\nrules = "ours"\nfail-on = "never"\nquiet = true\n')

    options = {"lang": "en", "rules": "ours", "fail-on": "never", "quiet": True}
    assert read == Config(options, (), {"lang": 1, "rules": 2, "fail-on": 3, "quiet": 4})


def test_an_empty_file_says_nothing() -> None:
    assert configured("# nothing yet\n") == Config({}, ())


def test_a_waiver_is_given_with_the_line_on_which_it_begins() -> None:
    read = configured(f'lang = "sv"\n\n{WAIVER}')

    assert read.waivers == (Waiver("G5-effect-plan", "2026/**", "Kreditchef", "Planen är gemensam", "2026-12-31", 3),)


@pytest.mark.parametrize("written", ["2024-06-15", '"2024-06-15"', "'2024-06-15'"])
def test_a_day_may_stand_with_quotation_marks_or_without(written: str) -> None:
    assert configured(f"as-of = {written}").options == {"as-of": "2024-06-15"}


def test_a_byte_order_mark_and_line_ends_of_windows_are_taken_in_stride() -> None:
    assert configured(b"\xef\xbb\xbf" + b'lang = "en"\r\n').options == {"lang": "en"}


FAULTS = [
    ('lnag = "sv"', ("config.unknown-key", 1, 'lang = "sv"')),
    ('fail_on = "never"', ("config.unknown-key", 1, 'fail-on = "never"')),
    ("xyzzy = 1", ("config.unknown-key", 1, None)),
    ("[check]\nquiet = true", ("config.section", 1, None)),
    ('\nformat = "jsn"', ("config.value", 2, 'format = "json"')),
    ('fail-on = "always"', ("config.value", 1, None)),
    ("format = 1", ("config.value", 1, None)),
    ('quiet = "yes"', ("config.type", 1, "quiet = true")),
    ("as-of = 10:00:00", ("config.date", 1, None)),
    ("quiet = nan", ("config.type", 1, None)),
    ("lang = -inf", ("config.value", 1, None)),
    ("color = 123456789012345678901234567890", ("config.value", 1, None)),
    ('as-of = "2024-02-30"', ("config.date", 1, None)),
    ('as-of = "20240215"', ("config.date", 1, "as-of = 2024-02-15")),
    ("as-of = 2024-02-15T10:00:00", ("config.date", 1, "as-of = 2024-02-15")),
    ('rules = ""', ("config.empty", 1, None)),
    ('waiver = "all"', ("config.waiver-head", 1, None)),
    ("waiver = [1]", ("config.waiver-head", 1, None)),
    (WAIVER.replace('"Kreditchef"', '" "'), ("config.empty", 4, None)),
    (WAIVER.replace("2026-12-31", '"snart"'), ("config.date", 6, None)),
    (WAIVER.replace('owner = "Kreditchef"\n', ""), ("config.key-missing", 1, None)),
    (WAIVER.replace("owner", "onwer"), ("config.unknown-key", 4, 'owner = "Kreditchef"')),
]


@pytest.mark.parametrize(("text", "found"), FAULTS)
def test_a_fault_is_told_with_its_line_and_near_name(text: str, found: tuple[str, int, str | None]) -> None:
    assert found in faults(text)


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    golden("faults/settings.txt", faults_told(({"sociallan.toml": text}, faults_of(text)) for text, _ in FAULTS))


def test_all_faults_are_told_at_once_in_order_of_line() -> None:
    text = 'quiet = 1\nlnag = "sv"\nformat = "jsn"\n[[waiver]]\nrule = ""\n'

    assert faults(text) == [
        ("config.type", 1, "quiet = true"),
        ("config.unknown-key", 2, 'lang = "sv"'),
        ("config.value", 3, 'format = "json"'),
        *[("config.key-missing", 4, None)] * 4,
        ("config.empty", 5, None),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("lang - sv", 1),
        ("quiet = true\nfail-on = [\n\n", 2),
        ("x = " + "[" * 5000, 1),
        ("x = " + "1" * 5000, 1),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    assert faults(text) == [("config.syntax", line, None)]


def test_a_setting_that_stands_twice_is_told_with_both_lines() -> None:
    assert faults('lang = "sv"\n\nlang = "en"') == [("config.repeated", 3, None)]


MEANT = {
    "lang: sv": 'lang = "sv"',
    'lang = "svenska"': 'lang = "sv"',
    "format = “json”": 'format = "json"',
    "statistics = True": "statistics = true",
    "quiet = ja": "quiet = true",
    "multi = 1": "multi = true",
    "jobs = '4'": "jobs = 4",
    'exclude = "utkast/*"': 'exclude = ["utkast/*"]',
    "select = G2, G3": 'select = ["G2", "G3"]',
    'ignore = ["G4"': 'ignore = ["G4"]',
    'SOCIALLAN_FAIL_ON = "never"': 'fail-on = "never"',
    "--quiet = true": "quiet = true",
    "rules = C:\\regler": "rules = 'C:\\regler'",
    "lang = sv # språk": 'lang = "sv"',
    'lang = "sv': 'lang = "sv"',
}


@pytest.mark.parametrize("before", ["", 'exclude = [\n  "a",\n]\n'])
@pytest.mark.parametrize("written", MEANT)
def test_a_line_that_is_certainly_meant_is_told_and_right(written: str, before: str) -> None:
    before = "" if written.startswith("exclude") else before

    ((code, line, suggestion),) = faults(f"{before}{written}\nexplain = true\n")

    assert (line, suggestion) == (before.count("\n") + 1, MEANT[written]), code
    assert configured(f"{before}{suggestion}\nexplain = true\n").options["explain"] is True


@pytest.mark.parametrize("head", ["[waiver]", "waiver = 1 #"])
def test_a_waiver_begins_with_a_line_of_its_own(head: str) -> None:
    assert faults(WAIVER.replace("[[waiver]]", head))[0] == ("config.waiver-head", 1, None)


def test_a_line_of_a_waiver_is_told_as_it_is_meant() -> None:
    assert faults(WAIVER.replace('"Kreditchef"', "Kreditchef")) == [("config.syntax", 4, 'owner = "Kreditchef"')]


def test_a_list_of_several_lines_with_another_fault_is_not_closed() -> None:
    assert faults('exclude = ["a",\n  "b"\nquiet = true\n')[0][2] is None


def test_an_option_of_one_run_is_told_to_stand_on_the_command_line() -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(Source("sociallan.toml", b'output = "x.csv"'), resources.schema("config"), ["output"])

    assert [fault.code for fault in raised.value.faults] == ["config.only-option"]


@pytest.mark.parametrize("escape", "btnfr")
@pytest.mark.parametrize("key", ["rules", "path"])
def test_a_path_with_a_control_character_is_a_fault_with_its_line(key: str, escape: str) -> None:
    written = {"rules": 'rules = "C:\\%segler"', "path": WAIVER.replace("2026/**", "2026\\%sostad")}[key] % escape

    assert faults(f"quiet = true\n{written}") == [("config.control", {"rules": 2, "path": 4}[key], None)]


@pytest.mark.parametrize(
    "written",
    [
        'rules = "C:\\Users\\anna"',
        'rules = "C:\\Program\\regler"',
        'rules = "regler\\"',
        'rules = "regler\\" # våra',
        'select = ["G4", "x\\y"]',
        "rules = 'a' \\",
    ],
)
def test_a_backslash_that_is_no_escape_is_told_as_such_with_its_line(written: str) -> None:
    ((code, line, suggestion),) = faults(f"quiet = true\r\n{written}\r\n")

    assert (code, line) == ("config.backslash", 2)
    assert suggestion is None or configured(f"quiet = true\r\n{suggestion}\r\n").options["quiet"] is True
    assert (suggestion is None) is written.endswith("'a' \\")


@pytest.mark.parametrize("written", ["rules = 'C:\\regler'", 'rules = "C:/regler"', 'rules = "C:\\\\regler"'])
def test_the_cures_of_a_backslash_are_sound(written: str) -> None:
    assert configured(written).options["rules"] in ("C:\\regler", "C:/regler")


def test_a_backslash_elsewhere_on_a_line_with_a_fault_is_not_blamed() -> None:
    assert faults("rules = 'C:\\Users' x") == [("config.syntax", 1, None)]


def test_a_file_in_another_encoding_is_named_with_its_line() -> None:
    assert faults('lang = "sv"\n# å'.encode("cp1252")) == [("file.encoding", 2, None)]


def test_the_language_of_a_file_with_faults_is_known_where_it_can_be_read() -> None:
    with pytest.raises(ConfigError) as raised:
        configured('lang = "en"\nquiet = 1')

    assert raised.value.lang == "en"


def test_what_points_to_a_person_is_masked_in_a_reason() -> None:
    read = configured(WAIVER.replace("Planen är gemensam", "Enligt 19811218-9876"))

    assert "9876" not in read.waivers[0].reason
