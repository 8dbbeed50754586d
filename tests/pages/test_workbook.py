"""The application as a workbook: what it offers, and that nothing is lost on the way there and back."""

import io
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sociallan.application.any_format import read_application
from sociallan.application.canonical import Canonical
from sociallan.application.field import Field, FieldKind
from sociallan.application.source import Source
from sociallan.application.stated import differences, stated
from sociallan.application.workbook_layout import form_sheets
from sociallan.files import packs
from sociallan.pack.pack import Pack
from sociallan.pages.application_text import application_text
from sociallan.pages.workbook import workbook
from sociallan.pages.workbook_values import sheet_name
from sociallan.report.view import View
from tests.builders import ROOT, example, examples, form, loaded, lsh, view, words
from tests.formats.libreoffice import converted, needs_libreoffice

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


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met", "invalid"))
def test_an_example_states_the_same_in_a_workbook_and_back_in_a_text(name: str) -> None:
    before = values(example(name))
    if not before:
        pytest.skip("not readable")
    data = there(raw(example(name)))
    text = application_text(values(Source("a.xlsx", data)), view("sv"))

    lost = differences(before, values(Source("a.xlsx", data)))
    assert (lost == ()) is (name not in NOT_OF_CELLS), lost
    assert values(Source("a.yaml", text.encode())) == values(Source("a.xlsx", data))


def of_field(field: Field) -> st.SearchStrategy[Any]:
    """Return values of a field in canonical form."""
    letters = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), max_codepoint=0xFFFD), min_size=1
    )
    letters = letters.map(partial(normalize, "NFC"))
    single = field.single_type
    match single.kind:
        case FieldKind.RECORD:
            value = record(field)
        case _ if field.values:
            value = st.sampled_from(field.values)
        case FieldKind.TRUTH:
            value = st.booleans()
        case FieldKind.DATE:
            value = st.sampled_from([2027, "2026-03", "2026-03-15"])
        case FieldKind.NUMBER if single.name == "number":
            value = st.one_of(st.integers(-(10**9), 10**9), st.integers(-999_999, 999_999).map(lambda n: n / 100))
        case FieldKind.NUMBER:
            value = st.integers(field.minimum or 0, min(field.maximum or 10**9, 10**12))
        case _:
            value = st.one_of(
                letters, st.sampled_from(["=1+1", "1", "0180", "ja", "#2", "_x0041_", "2026-03-15", "a\n b"])
            )
            value = value if field.prose else value.filter(lambda text: "\n" not in text)
    if field.kind is FieldKind.LIST:
        return st.lists(value, min_size=0 if field.may_be_empty else 1, max_size=4)
    return value


def record(field: Field) -> st.SearchStrategy[Any]:
    names = [name for name in field.children if form().fields[field.path_of(name)].type.name != "version"]
    return st.fixed_dictionaries({}, optional={name: of_field(form().fields[field.path_of(name)]) for name in names})


def part(name: str) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({name: of_field(form().fields[name])})


@given(st.one_of([part(name) for name in ("investment", "long_term", "agenda_2030")]))
@settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
def test_any_application_of_the_form_is_the_same_there_and_back(value: Any) -> None:
    before = stated(value, form()) or {}
    data = there(value)
    text = application_text(before, view("sv"))

    after = values(Source("a.xlsx", data))
    assert differences(before, after) == ()
    assert differences(before, values(Source("a.yaml", text.encode()))) == ()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_part_and_each_list_has_a_sheet_with_its_label(lang: str) -> None:
    book = sheets(there({}, lang))

    shown = [name for name in book.sheetnames if book[name].sheet_state == "visible"]
    assert len(shown) == len(form_sheets(form().fields))
    titles = [words(lang).pick(form().fields[sheet.path].title) for sheet in form_sheets(form().fields)]
    assert [book[name]["B2"].value for name in shown] == titles
    assert all(len(name) <= 31 for name in shown)


def test_every_field_has_a_cell_and_every_choice_a_drop_down() -> None:
    book, found, lists = sheets(there({})), set(), 0
    for page in book.worksheets:
        found |= {str(cell.value) for cell in (*page["A"], *page[1]) if cell.value is not None}
        lists += sum(each.type == "list" for each in page.data_validations.dataValidation)
    leaves = {path for path, field in form().fields.items() if path and not field.children}

    assert leaves <= found
    assert lists >= sum(bool(form().fields[path].values) for path in leaves)


def test_the_notice_stands_before_the_questions() -> None:
    first = sheets(there({})).worksheets[0]
    texts = [str(cell.value or "") for cell in first["B"]]

    notice = next(row for row, text in enumerate(texts) if "personnummer" in text)
    assert notice < texts.index("Uppgift")


def test_amounts_are_numbers_and_days_are_dates() -> None:
    given_ = {"investment": {"loan": 40_000_000}, "submitted": "2026-03-15", "project": {"start": "2026-03"}}
    book = sheets(there(given_))
    cells = {cell.value: cell for page in book.worksheets for row in page.iter_rows() for cell in row}

    assert cells[40_000_000].number_format == "#,##0"
    assert cells[datetime(2026, 3, 15)].number_format == "yyyy-mm-dd"
    assert cells[datetime(2026, 3, 1)].number_format == "yyyy-mm"


def test_sheets_are_printed_on_one_page_in_width() -> None:
    for page in sheets(there({})).worksheets[:-1]:
        assert (page.page_setup.fitToHeight, page.page_setup.orientation) == (0, "landscape")
        assert page.sheet_properties.pageSetUpPr.fitToPage


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert there({}) == there({})


def test_openpyxl_may_write_it_anew() -> None:
    value = raw(example("ready/housing-sjohamra-tryggare-tvattstugor.yaml"))
    stream = io.BytesIO()
    sheets(there(value)).save(stream)

    assert values(Source("a.xlsx", stream.getvalue())) == values(Source("a.xlsx", there(value)))


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_may_write_it_anew(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(there(raw(example("ready/housing-sjohamra-tryggare-tvattstugor.yaml"))))
    before = values(Source("a.xlsx", (tmp_path / "a.xlsx").read_bytes()))

    between = converted(tmp_path / "a.xlsx", "ods").rename(tmp_path / "b.ods")
    after = converted(between, "xlsx").read_bytes()

    assert values(Source("a.xlsx", after)) == before


@cache
def other() -> Pack:
    return loaded(
        {file.path: file.data.decode() for file in packs.pack_files(ROOT / "rules" / "icma_sbp") if file.path}
    )


def test_the_form_of_another_loan_is_a_workbook_too() -> None:
    pack = other()
    value = {"issuer": {"name": "Staden"}, "projects": [{"project_name": "A"}, {"project_name": "B"}]}
    data = workbook(pack, View(words("sv"), pack.form.fields, 80), value)

    assert differences(value, values(Source("a.xlsx", data), pack)) == ()


def test_names_of_sheets_are_short_distinct_and_allowed() -> None:
    long = "Frågor om hälsa, utbildning, idrott och kultur"
    first = sheet_name(long, ())

    assert (first, sheet_name(long, (first,))) == ("Frågor om hälsa, utbildning,", "Frågor om hälsa, utbildning, 2")
    assert sheet_name("a/b: [c]*?", ()) == "a b c"
