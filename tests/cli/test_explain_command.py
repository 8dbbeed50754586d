"""``sociallan explain``: a page for every rule, every field and every finding."""

import html
import re
from functools import cache

import pytest

from sociallan.pages import manual, manual_names, table_lookup
from sociallan.report.basis_text import basis_text
from sociallan.rules.rule import Basis
from sociallan.screening.basis_counts import BasisCount
from tests.builders import ROOT, RULE, loaded, lsh, small_pack, view
from tests.cli.conftest import Inside
from tests.cli.running import stderr_of
from tests.sampling import sampled

LANGS = ("sv", "en")
HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
OF_TABLES = {"sv": ["Ansökningar$"], "en": ["Applications$"]}
KINDS = (
    "verdict",
    "outcome",
    "level",
    "basis",
    "mark",
    "term",
    "group",
    "rule",
    "field",
    "computed",
    "table",
    "row",
    "passage",
    "finding",
    "heading",
)


@cache
def pages(lang: str) -> dict[str, str | None]:
    """Return the page of everything that has a name: in the suite, of a sample where a kind has very many."""
    shown, pack = view(lang), lsh()
    rows = dict.fromkeys(table_lookup.key(table, row) for table in pack.tables.values() for row in table.rows)
    many = [rule.id for rule in pack.rules], [*shown.fields], [*rows], [*pack.passages], shown.words.codes("findings")
    names = {*manual_names.names(pack, shown)}
    chosen = names.difference(*many).union(*(names.intersection(sampled(list(each), 15)) for each in many))
    return {name: manual.page(name, pack, shown) for name in chosen}


@pytest.mark.law
@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_has_a_name_has_a_page(lang: str) -> None:
    shown = view(lang)

    for name, page in pages(lang).items():
        assert page is not None, name
        assert page.startswith(tuple(shown.words.say(f"manual.{kind}") for kind in KINDS)), name
        assert name in page.partition("\n\n")[0].replace("\n", ""), name


@pytest.mark.law
@pytest.mark.parametrize("lang", LANGS)
def test_no_page_is_wider_than_the_screen(lang: str) -> None:
    for name, page in pages(lang).items():
        assert [line for line in (page or "").split("\n") if len(line) > 80 and "http" not in line] == [], name


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        (
            "G5-goals-followed-up",
            ["Regel G5-goals-followed-up", "Grundkrav 5", "krav", "från 2020-08-24", "K-ANSOK#g5"],
        ),
        ("social.goals", ["Fält social.goals", "Mål", "lista", "social.goals.indicators", "G5-goals-stated"]),
        ("investment.loan", ["hela kronor", "financing-loan-within-cost"]),
        ("project.area", ["housing", "safety", "health"]),
        ("schema.unknown-key", ["Skrivsätt schema.unknown-key"]),
        ("G5", ["Grupp G5: Grundkrav 5", "krav", "G5-goals-stated: ", "förväntan", "G5-effect-plan"]),
        ("indicators", ["Tabell indicators: ", "Rader", "N07609: NTU - Otrygghet"]),
        ("N07609", ["Rad i tabellen N07609", "procent", "minska", "vartannat år", "KOLADA-KATALOG#figures"]),
        ("Mål", ["Fält social.goals: Mål"]),
        ("goals", ["Fält social.goals: Mål"]),
    ],
)
def test_a_page_has_what_belongs_to_its_name(name: str, holds: list[str], inside: Inside) -> None:
    result = inside("explain", name)

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert all(piece in result.stdout.decode() for piece in holds)


def test_a_title_that_several_have_lists_them() -> None:
    rules = {f"rules__{name}": RULE.format(id=name) for name in ("applicant-a", "applicant-b")}

    page = manual.page("titel", loaded(small_pack(**rules)), view("sv"))

    assert page is not None
    assert page.startswith(
        "”titel” finns på flera ställen\n\nSkriv ett av namnen, till exempel: sociallan explain applicant-a\n"
    )
    assert "  applicant-a\n  applicant-b\n" in page


def test_fields_of_one_name_are_told_apart_by_their_titles(inside: Inside) -> None:
    shown = inside("explain", "permanent").stdout.decode()

    assert "  social.interventions.permanent: Insatsen är varaktig\n  long_term.permanent: Arbetet är" in shown


@pytest.mark.parametrize(
    ("path", "kind"),
    [("applicant.kind", "ett av värdena nedan"), ("social.effects", "ett eller flera av värdena nedan")],
)
def test_a_choice_is_said_to_be_one_of_its_values(path: str, kind: str, inside: Inside) -> None:
    assert f"Slag\n  {kind}\n" in inside("explain", path).stdout.decode()


def test_a_word_that_leads_nowhere_is_answered_with_what_can_be_asked_for(inside: Inside) -> None:
    assert stderr_of(inside("explain", "blåbär")).strip().endswith("Alla regler: sociallan rules list")


def test_a_page_is_in_the_language_that_is_asked_for(inside: Inside) -> None:
    assert "Rule G5-goals-followed-up" in inside("explain", "G5-goals-followed-up", "--lang", "en").stdout.decode()


def test_a_name_that_is_not_known_gets_the_nearest(inside: Inside) -> None:
    result = inside("explain", "social.gaols")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Menade ni social.goals?" in stderr_of(result)


@pytest.mark.parametrize("words", ["trygg skol", "SKOL Trygg"])
def test_words_find_the_rows_of_tables_that_have_all_of_them(words: str, inside: Inside) -> None:
    result = inside("explain", words)

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert result.stdout.decode().count("\n  SKOLENKAT-") == 1


def test_the_meaning_of_a_code_is_searched(inside: Inside) -> None:
    assert "  LUPP-HALSA: " in inside("explain", "vart tredje år").stdout.decode()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("loan", "Fält investment.loan: Lånebelopp (kr)"),
        ("lånebelopp", "Fält investment.loan: Lånebelopp (kr)"),
        ("organisationsnummer", "Fält applicant.org_number: Låntagarens organisationsnummer"),
        ("Behöver kompletteras", "Omdöme verdict.incomplete: Behöver kompletteras"),
        ("inte uppfyllt", "Utfall outcome.not_met: inte uppfyllt"),
        ("Att rätta", "Utfall outcome.to_mend: att rätta"),
        ("saknas", "Utfall outcome.missing: saknas"),
        ("Att fylla i", "Utfall outcome.missing: saknas"),
        ("Uppgifter saknas för kravet", "Utfall outcome.missing: saknas"),
        ("Svagheter", "Tyngd level.expectation: förväntan"),
        ("Kan bli starkare", "Tyngd level.expectation: förväntan"),
        ("vår slutsats", "Grund basis.concluded: vår slutsats"),
        ("som är verktygets egen slutsats", "Grund basis.concluded: vår slutsats"),
        ("angivet i källan", "Stöd i källan mark.stated: angivet i källan"),
        ("praxis", "Fackord term.praxis"),
        ("verdict.ready", "Omdöme verdict.ready: Redo för kommittén"),
        ("goals.description", "Fält social.goals.description: Beskrivning av målet"),
        ("/social/goals/0/indicators", "Fält social.goals.indicators: Målets indikatorer"),
        ("social.goals nr 1", "Fält social.goals: Mål"),
        ("”Målgrupp”", "Fält social.target_group: Målgrupp"),
        ("G5", "Grupp G5: Grundkrav 5"),
        ("K-ANSOK#g5", "Källa K-ANSOK#g5"),
        ("K-ANSOK", "Källa K-ANSOK"),
    ],
)
def test_what_reports_and_files_show_is_explained_as_they_write_it(asked: str, title: str) -> None:
    page = manual.page(asked, lsh(), view("sv"))

    assert page is not None
    assert page.startswith(title)


@pytest.mark.parametrize("asked", ["kind", "kommun", "municipality"])
def test_what_several_fields_have_leads_to_each_of_them(asked: str) -> None:
    page = manual.page(asked, lsh(), view("sv"))

    assert page is not None
    assert {"  applicant.kind", "  applicant.member.kind"} <= {line.partition(":")[0] for line in page.split("\n")}


def test_words_in_the_titles_of_several_fields_lead_to_each_of_them() -> None:
    page = manual.page("lån kr", lsh(), view("sv"))

    assert page is not None
    assert [line.partition(":")[0].strip() for line in page.split("\n")[3:]] == [
        "investment.loan",
        "investment.green_loan",
        "",
    ]


def test_the_page_of_a_passage_names_the_rules_that_rest_on_it() -> None:
    page = manual.page("K-ANSOK#g5", lsh(), view("sv"))

    assert page is not None
    assert "G5-goals-stated: " in page


def test_without_a_name_an_example_is_told_that_can_be_explained(inside: Inside) -> None:
    result = inside("explain")

    command = stderr_of(result).strip().rpartition("sociallan explain ")[2]
    assert result.returncode == 2
    assert inside("explain", command).returncode == 0


def test_what_has_several_words_needs_no_quotation_marks(inside: Inside) -> None:
    result = inside("explain", "kan", "bli", "starkare", "--lang", "sv")

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert result.stdout.decode().startswith("Tyngd level.expectation: ")


@pytest.mark.parametrize("lang", LANGS)
def test_each_heading_over_an_item_is_explained_in_any_language(lang: str) -> None:
    shown = view(lang)
    headings = [
        heading
        for level in ("requirement", "expectation", "remark")
        for code in ("not_met", "to_mend", "missing", "judgement", "form")
        if (heading := shown.words.say(f"heading.{level}.{code}"))
    ]

    assert [heading for heading in headings if manual.page(heading, lsh(), shown) is None] == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_label_of_a_basis_is_explained_in_any_language(lang: str) -> None:
    shown = view(lang)
    counts = {basis: BasisCount(2, 1) for basis in Basis}
    marks = {passage.mark for passage in lsh().passages.values()}
    labels = [
        *(shown.words.say(f"basis.{basis}") for basis in Basis),
        *(shown.words.say(f"mark.{mark}") for mark in marks),
        *(re.split(r" \d", each)[0] for each in basis_text(counts, shown.words).split(" · ")),
    ]

    assert len(labels) == 2 * len(Basis) + len(marks)
    assert [label for label in labels if manual.page(label, lsh(), shown) is None] == []


@pytest.mark.parametrize(
    ("asked", "title"), [(("grundkrav", "G5"), "G5:"), (("redo",), "verdict.ready"), (("Grundkrav G5",), "G5:")]
)
def test_a_group_with_its_kind_and_a_verdict_by_its_first_word_are_known(
    asked: tuple[str, ...], title: str, inside: Inside
) -> None:
    result = inside("explain", *asked)

    assert result.returncode == 0
    assert title in result.stdout.decode().splitlines()[0]


def test_a_word_is_not_taken_for_the_sign_of_a_source_that_looks_like_it(inside: Inside) -> None:
    assert "Menade ni" not in stderr_of(inside("explain", "pengar"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_heading_of_a_report_leads_to_a_page(lang: str) -> None:
    """The headings of the reports for people: those of items and applications are names of their own."""
    shown, pack = view(lang), lsh()
    golden = ROOT / "tests" / "golden"
    pages = [path.read_text("utf-8") for path in sorted((golden / "html").glob(f"*.{lang}.html"))]
    marked = {html.unescape(found) for page in pages for found in re.findall(r"<h[23]>([^<]+)</h[23]>", page)}
    marked |= {
        found
        for path in (golden / "markdown").glob(f"*.{lang}.md")
        for found in HEADING.findall(path.read_text("utf-8"))
    }
    own = re.compile(
        rf"{shown.words.say('report.product')}|.*[:·]|Nordanvik|Kajby|Ny mötes|Ett centrum|{'|'.join(OF_TABLES[lang])}"
    )

    assert {each for each in marked if not own.match(each) and manual.page(each.strip(), pack, shown) is None} == set()


def test_a_name_of_a_group_and_of_a_field_leads_to_both() -> None:
    shown, pack = view("sv"), lsh()

    page = manual.page("applicant", pack, shown) or ""

    assert page.startswith("Grupp applicant: Låntagare\n")
    assert "\n\nFält applicant: Låntagare\n" in page


@pytest.mark.parametrize(
    ("asked", "near"),
    [("Frågor från kommittén", "Frågor som kommittén kan ställa"), ("Källorna", "Källor")],
)
def test_words_that_are_no_heading_get_the_nearest(asked: str, near: str, inside: Inside) -> None:
    assert f"Menade ni {near}?" in stderr_of(inside("explain", asked))
