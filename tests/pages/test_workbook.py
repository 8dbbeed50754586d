"""The application as a workbook: what it offers, and that nothing is lost on the way there and back."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sociallan.application.any_format import read_application
from sociallan.application.field import Field, FieldKind
from sociallan.application.form_check.canonical import Canonical
from sociallan.application.source import Source
from sociallan.application.stated import differences, stated
from sociallan.application.workbook.layout import form_sheets
from sociallan.files import packs
from sociallan.pack.pack import Pack
from sociallan.pages.application_text import application_text
from sociallan.pages.workbook import workbook
from sociallan.pages.workbook_values import example_text, sheet_name
from sociallan.report.view import View
from tests.builders import ROOT, example, examples, form, loaded, lsh, view, words
from tests.formats.libreoffice import converted, needs_libreoffice
from tests.sampling import sampled

NOT_OF_CELLS = {"invalid/misspelt-key.yaml", "invalid/text-instead-of-list.yaml"}
"""Examples with a value that no cell of the form can hold."""


def values(source: Source, pack: Pack | None = None) -> Any:
    """Return what a file states, however it is written."""
    form_of = (pack or lsh()).form
    return stated(Canonical(form_of).document(read_application(source, form_of)).value, form_of) or {}


def raw(source: Source) -> Any:
    return stated(read_application(source, form()).value, form()) or {}


def there(value: Any, lang: str = "sv") -> bytes:
    return workbook(lsh(), view(lang), value)


@cache
def empty(lang: str = "sv") -> bytes:
    return there({}, lang)


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met", "invalid"), 8))
def test_an_example_states_the_same_in_a_workbook_and_back_in_a_text(name: str) -> None:
    before = values(example(name))
    if not before:
        pytest.skip("not readable")
    data = there(raw(example(name)))
    in_book = values(Source("a.xlsx", data))
    text = application_text(in_book, view("sv"))

    lost = differences(before, in_book)
    assert (lost == ()) is (name not in NOT_OF_CELLS), lost
    assert values(Source("a.yaml", text.encode())) == in_book


HOSTILE = [
    "Fler vågar tvätta på kvällen.",
    "=1+1",
    "@SUM(A1)",
    "-",
    "1",
    "0180",
    "1e3",
    "ja",
    "nej: då",
    "#2",
    "# nej",
    "'a",
    'Han sa "ja", sedan \\ nej',
    "_x0041_",
    "2026-03-15",
    "#REF!",
    "100 %",
    "<b>&amp;</b>",
    "a; b, c",
    "å" * 300 + " slut",
    "\U0001f600 \u200d\u00ad",
    "null",
    "[1]",
    "{a: b}",
    "- x",
    "| rör",
    "> vinkel",
]
LINES = ["a\nb", "a\n  b\n\nc", "- a\n- b", "a: 1\nb: 2", "Ett ord " * 40 + "\nslut"]


def single(field: Field, at_random: Random) -> Any:
    """Return a value of a field, or of an item of its list, in canonical form."""
    kind = field.single_type
    if kind.kind is FieldKind.RECORD:
        return record(field, at_random)
    if field.values:
        return at_random.choice(field.values)
    match kind.kind:
        case FieldKind.TRUTH:
            return at_random.random() < 0.5
        case FieldKind.DATE:
            return at_random.choice([2027, "2026-03", "2026-03-15", "1850-01", "2199-12-31"])
        case FieldKind.NUMBER if kind.name == "number":
            return at_random.choice([0, -7, 10**9, 41.5, -0.25, 0.333333, 1e-3])
        case FieldKind.NUMBER:
            return at_random.randint(field.minimum or 0, min(field.maximum or 10**9, 10**12))
    return at_random.choice([*HOSTILE, *LINES] if field.prose else HOSTILE)


def of_field(field: Field, at_random: Random) -> Any:
    if field.kind is not FieldKind.LIST:
        return single(field, at_random)
    return [single(field, at_random) for _ in range(at_random.randint(0 if field.may_be_empty else 1, 3))]


def record(field: Field, at_random: Random) -> dict[str, Any]:
    """Return a record with nearly all of its fields."""
    below = (form().fields[field.path_of(name)] for name in field.children)
    stated_ = (each for each in below if each.type.name != "version" and at_random.random() < 0.9)
    return {each.path.rpartition(".")[2]: of_field(each, at_random) for each in stated_}


@pytest.mark.slow
@given(st.integers(0, 2**32))
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_any_application_of_the_form_is_the_same_there_and_back(seed: int) -> None:
    before = stated({"format": form().version, **record(form().fields[""], Random(seed))}, form())
    in_book = values(Source("a.xlsx", there(before)))
    text = application_text(before, view("sv"))

    assert differences(before, in_book) == ()
    assert differences(in_book, before) == ()
    assert values(Source("a.yaml", text.encode())) == before


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_part_and_each_list_has_a_sheet_with_its_label(lang: str) -> None:
    book = sheets(empty(lang))

    shown = [name for name in book.sheetnames if book[name].sheet_state == "visible"]
    assert len(shown) == len(form_sheets(form().fields))
    titles = [words(lang).pick(form().fields[sheet.path].title) for sheet in form_sheets(form().fields)]
    assert [book[name]["B2"].value for name in shown] == titles
    assert all(len(name) <= 31 for name in shown)


@pytest.mark.slow
def test_every_field_has_a_cell_and_every_choice_a_drop_down() -> None:
    book, found, lists = sheets(empty()), set(), 0
    for page in book.worksheets:
        found |= {str(cell.value) for cell in (*page["A"], *page[1]) if cell.value is not None}
        lists += sum(each.type == "list" for each in page.data_validations.dataValidation)
    leaves = {path for path, field in form().fields.items() if path and not field.children}

    assert leaves <= found
    assert lists >= sum(bool(form().fields[path].values) for path in leaves)


@pytest.mark.slow
def test_the_notice_stands_before_the_questions() -> None:
    first = sheets(empty()).worksheets[0]
    texts = [str(cell.value or "") for cell in first["B"]]

    notice = next(row for row, text in enumerate(texts) if "personnummer" in text)
    assert notice < texts.index("Uppgift")


@pytest.mark.slow
def test_amounts_are_numbers_and_days_are_dates() -> None:
    given_ = {"investment": {"loan": 40_000_000}, "submitted": "2026-03-15", "project": {"start": "2026-03"}}
    book = sheets(there(given_))
    cells = {cell.value: cell for page in book.worksheets for row in page.iter_rows() for cell in row}

    assert cells[40_000_000].number_format == "#,##0"
    assert cells[datetime(2026, 3, 15)].number_format == "yyyy-mm-dd"
    assert cells[datetime(2026, 3, 1)].number_format == "yyyy-mm"


@pytest.mark.slow
def test_sheets_are_printed_on_one_page_in_width() -> None:
    for page in sheets(empty()).worksheets[:-1]:
        assert (page.page_setup.fitToHeight, page.page_setup.orientation) == (0, "landscape")
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert there({}) == empty()


@pytest.mark.slow
def test_openpyxl_may_write_it_anew() -> None:
    value = raw(example("ready/housing-sjohamra-tryggare-tvattstugor.yaml"))
    stream = io.BytesIO()
    sheets(there(value)).save(stream)

    assert values(Source("a.xlsx", stream.getvalue())) == values(Source("a.xlsx", there(value)))


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_may_write_it_anew(tmp_path: Path) -> None:
    before = there(raw(example("ready/housing-sjohamra-tryggare-tvattstugor.yaml")))
    # Under another name, since LibreOffice writes nothing over what it reads.
    (tmp_path / "a.xlsm").write_bytes(before)

    after = converted(tmp_path / "a.xlsm", "xlsx").read_bytes()

    assert after != before
    assert values(Source("a.xlsx", after)) == values(Source("a.xlsx", before))


@cache
def other() -> Pack:
    return loaded(
        {file.path: file.data.decode() for file in packs.pack_files(ROOT / "rules" / "icma_sbp") if file.path}
    )


def test_the_form_of_another_loan_is_a_workbook_too() -> None:
    pack = other()
    value = {"issuer": {"name": "Staden"}, "projects": [{"project_name": "A"}, {"project_name": "B"}]}
    data = workbook(pack, View(words("sv"), pack.form.fields, pack.tables), value)

    assert differences(value, values(Source("a.xlsx", data), pack)) == ()


def test_names_of_sheets_are_short_distinct_and_allowed() -> None:
    long = "Frågor om hälsa, utbildning, idrott och kultur"
    first = sheet_name(long, ())

    assert (first, sheet_name(long, (first,))) == ("Frågor om hälsa, utbildning", "Frågor om hälsa, utbildning 2")
    assert sheet_name("a/b: [c]*?", ()) == "a b c"


def test_an_example_has_the_decimal_sign_of_the_language() -> None:
    """A spreadsheet in Swedish takes *41.5* for a text or a day."""
    field = lsh().form.fields["social.goals.indicators.baseline.value"]

    assert [example_text(field, words(lang)) for lang in ("sv", "en")] == ["41,5", "41.5"]
