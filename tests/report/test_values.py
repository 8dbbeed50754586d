"""Values as people read them, whatever stands in them."""

from fractions import Fraction
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.field import FieldKind, Unit
from sociallan.application.personal_data.identifiers import mask
from sociallan.report import values
from sociallan.rules.condition import Path
from tests.builders import computed, form, shape, words

SV, EN = words("sv"), words("en")
FIELDS = shape().fields
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (51_000_000, f"51{NBSP}000{NBSP}000 kr"),
        (0, "0 kr"),
        (999, "999 kr"),
        (1_000, f"1{NBSP}000 kr"),
        (-5_000, f"-5{NBSP}000 kr"),
    ],
)
def test_amounts_are_written_with_spaces_that_do_not_break(amount: int, written: str) -> None:
    assert values.measured(amount, Unit.KR, SV) == written


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (33.3, "33,3", "33.3"),
        (1234.5, f"1{NBSP}234,5", "1,234.5"),
        (2.0, "2", "2"),
        (1_000_000, f"1{NBSP}000{NBSP}000", "1,000,000"),
    ],
)
def test_numbers_follow_the_language(number: float, swedish: str, english: str) -> None:
    assert (values.number(number, SV), values.number(number, EN)) == (swedish, english)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\N{REPLACEMENT CHARACTER}[31mb"),
        ("a\x07b\x9bc\x7f", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}"),
        ("a\nb\r\nc", "a b c"),
        ("a\tb", "a b"),
        ("a\u202eb\u2066c\u200ed\u061ce", "abcde"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\u00adb\u200bc\ufeffd\U000e0041e", "abcde"),
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
        ("a\ufffeb\uffffc\ufdd0d\U0001fffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("a\u0378b\ufdcf\ufdf0\ufffd", "a\u0378b\ufdcf\ufdf0\ufffd"),
        (f"51{NBSP}000", f"51{NBSP}000"),
        ("[/b] [red]", "[/b] [red]"),
        ("a::b # [c]", "a::b # [c]"),
        ("åäö 🏡 e\u0301", "åäö 🏡 e\u0301"),
    ],
)
def test_what_would_disturb_a_terminal_is_made_visible_or_dropped(text: str, shown: str) -> None:
    assert values.visible(text) == shown


@pytest.mark.slow
@given(st.text())
def test_nothing_that_steers_a_terminal_ever_gets_through(text: str) -> None:
    shown = values.visible(text)

    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)
    assert not any(category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in shown + values.one_line(text))


@pytest.mark.parametrize("text", ["640823\u202a-3234", "640\u00ad823-3234", "070\u200b1234567", "640823\t3234"])
def test_showing_what_was_masked_reveals_nothing(text: str) -> None:
    assert not any(character.isdecimal() for character in values.visible(mask(text)))


@given(st.text(alphabet=st.characters(exclude_characters="\n\r")))
def test_a_line_keeps_its_columns(line: str) -> None:
    assert len(values.one_line(line)) == len(line)


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    assert values.shortened("abc", 3) == "abc"
    assert values.shortened("abcd", 3) == "ab…"
    assert values.shortened("till skillnad från övriga", 23) == "till skillnad från…"
    assert values.shortened("till skillnad från övriga", 19) == "till skillnad från…"
    assert values.shortened("i sammansättningsordningen", 12) == "i sammansät…"
    assert len(values.shortened("x" * 500)) == 80


@pytest.mark.parametrize(
    ("pointer", "swedish"),
    [
        ("", "hela ansökan"),
        ("/social/goals", "”Mål”"),
        ("/social/goals/1/indicators/0/name", None),
        ("/social/gaols/0/id", "”social.gaols nr 1, id”"),
        ("/del1/namn", "”del1.namn”"),
        ("/del1/0/namn2/x", "”del1 nr 1, namn2.x”"),
    ],
)
def test_fields_are_named_by_their_label_and_place(pointer: str, swedish: str | None) -> None:
    named = values.field_name(pointer, FIELDS, SV)

    if swedish is None:
        assert named.endswith("(Mål nr 2, Målets indikatorer nr 1)")
    else:
        assert named == swedish


def test_a_key_that_does_not_exist_is_shown_safely() -> None:
    assert "\x1b" not in values.field_name("/a\x1b[31m", FIELDS, SV)


def test_joining_follows_the_language() -> None:
    assert values.joined(["a"], SV, "and") == "a"
    assert values.joined(["a", "b", "c"], SV, "and") == "a, b och c"
    assert values.joined(["a", "b"], EN, "or") == "a or b"


def derived(name: str) -> Path:
    value = computed()[name]
    return Path("derived", (name,), value.kind, f"derived.{name}", value)


@pytest.mark.parametrize(
    ("found", "path", "swedish"),
    [
        (None, Path("", ("project", "title"), FieldKind.TEXT, "project.title"), "inget"),
        (True, Path("", ("x",), FieldKind.TRUTH, "applicant.member.is_member"), "ja"),
        ((), Path("", ("x",), FieldKind.LIST, "social.effects"), "inget"),
        (5_000, Path("", ("investment", "loan"), FieldKind.NUMBER, "investment.loan"), f"5{NBSP}000 kr"),
        (Fraction(100, 3), derived("loan_share"), "33,3 procent"),
        (80, derived("loan_share"), "80 procent"),
        (2021, Path("", ("x",), FieldKind.NUMBER, "social.need.evidence.year"), "2021"),
        ("2021-06", Path("", ("x",), FieldKind.DATE, "project.start"), "2021-06"),
        ("company", derived("org_number_series"), "aktiebolag"),
        ("Torget", Path("", ("x",), FieldKind.TEXT, "project.title"), "”Torget”"),
    ],
)
def test_a_value_is_written_for_its_field(found: object, path: Path, swedish: str) -> None:
    assert values.value(found, path, FIELDS, SV) == swedish


def test_words_of_the_schema_are_written_by_what_they_mean() -> None:
    path = Path("", ("project", "area"), FieldKind.TEXT, "project.area")

    assert "boende" in values.value("housing", path, FIELDS, SV)
    assert values.value("housing", path, FIELDS, EN) != values.value("housing", path, FIELDS, SV)


@pytest.mark.parametrize("path", ["project.start", "submitted", "long_term.until", "systematic_work.documents.year"])
def test_a_year_is_no_amount_in_a_field_of_dates_either(path: str) -> None:
    assert values.stated(2027, form().fields[path], words()) == "2027"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Ljusare väg", "”Ljusare väg”"),
        ('"Ljusare väg"', "”Ljusare väg”"),
        ("”Ljusare väg”", "”Ljusare väg”"),
        ("”Trygghet” 2024", "”’Trygghet’ 2024”"),
        ("program »Trygg» och «Ljus»", "”program ’Trygg’ och ’Ljus’”"),
        ("”Trygg” och ”Ljus”", "”’Trygg’ och ’Ljus’”"),
        ('"', "”’”"),
        ('""', "”’’”"),
        ("https://example.org”", "”https://example.org””"),
        ("", "””"),
    ],
)
def test_a_text_with_quotation_marks_is_not_quoted_twice(text: str, quoted: str) -> None:
    assert values.quoted(text, words()) == quoted
