"""The rules as documents in Markdown."""

import re

import pytest
from markdown_it import MarkdownIt

from sociallan.pages.rule_content import RuleContent, rule_content
from sociallan.pages.rule_documents import FORM_PAGE, INDEX, MARK, rule_documents, table_page
from sociallan.report.view import View
from sociallan.rules.rule import Rule
from tests.builders import cases, cases_of_lsh, changed_file, covered, covered_by_lsh, loaded, lsh, small_pack, view
from tests.pack.test_load import RULE, changed
from tests.pack.test_table_texts import TEXTS, described_table

VIEWS = [view("sv"), view("en")]


@pytest.mark.slow
def test_there_is_a_page_for_each_rule_and_table_one_for_the_form_and_an_index() -> None:
    pages = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)

    tables = map(table_page, lsh().tables.values())
    assert set(pages) == {*(f"{rule.id}.md" for rule in lsh().rules), *tables, FORM_PAGE, INDEX}
    assert all(page.startswith(MARK) and page.endswith("\n") for page in pages.values())


@pytest.mark.slow
def test_the_index_has_every_rule_once() -> None:
    index = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)[INDEX]

    assert [index.count(f"]({rule.id}.md)") for rule in lsh().rules] == [1] * len(lsh().rules)


def content_of(rule: Rule, each: View) -> RuleContent:
    return rule_content(rule, cases_of_lsh()[rule.id], lsh(), each, covered_by_lsh())


@pytest.mark.slow
def test_a_page_has_both_languages_the_swedish_first() -> None:
    pages = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)

    for rule in lsh().rules:
        sections = [section.title for each in VIEWS for section in content_of(rule, each).sections]
        assert re.findall(r"^### (.+)$", pages[f"{rule.id}.md"], re.MULTILINE) == sections


@pytest.mark.slow
def test_deeper_conditions_lie_in_deeper_lists() -> None:
    page = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)["financing-operating-words.md"]

    shown = MarkdownIt().render(page)
    assert shown.count("<ul>") == shown.count("</ul>")
    assert "<li>detta gäller inte:\n<ul>\n<li>för varje post" in shown


def test_no_text_of_a_pack_gets_out_of_its_place() -> None:
    hostile = 'title: {sv: "a | b <script> [x](y)", en: "# *en* `kod`"}'
    pack = loaded(changed(RULE, "title: {sv: Titel, en: Title}", hostile))

    pages = rule_documents(pack, cases(pack), covered(pack), VIEWS)

    parser = MarkdownIt("gfm-like", {"linkify": False})
    index, page = (parser.render(pages[name]) for name in (INDEX, "applicant-named.md"))

    assert "<td>a | b &lt;script&gt; [x](y)</td>\n<td># *en* `kod`</td>" in index
    assert "<h2>a | b &lt;script&gt; [x](y)</h2>" in page
    assert "<h2># *en* `kod`</h2>" in page


@pytest.mark.slow
def test_what_both_languages_say_alike_is_said_once() -> None:
    index = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)[INDEX]

    assert "\n## Agenda 2030\n" in index
    assert "\n## Område · Area\n" in index


def test_a_group_without_rules_has_no_heading() -> None:
    pack = loaded(small_pack())

    assert "Projekt" not in rule_documents(pack, cases(pack), covered(pack), VIEWS)[INDEX]


def test_each_condition_has_the_tests_that_reach_each_truth_that_it_can_have() -> None:
    pack = loaded(small_pack())

    page = rule_documents(pack, cases(pack), covered(pack), VIEWS)["applicant-named.md"]

    section = page[page.index("### Tests that reach each condition") :].partition("###")[2].partition("###")[0]
    assert section.splitlines()[2:4] == [
        "- “Name of the borrower” is filled in\\",
        "  true: Named. unknown because something is missing: no test.",
    ]


@pytest.mark.slow
def test_a_page_has_beside_the_title_what_is_so_when_the_rule_is_not_met() -> None:
    page = rule_documents(lsh(), cases_of_lsh(), covered_by_lsh(), VIEWS)["financing-loan-limits.md"]

    assert "När regeln inte är uppfylld: Lånet ligger utanför de gränser som är satta" in page
    assert "When the rule is not met: " in page


def test_the_page_of_a_table_has_each_row_with_what_its_codes_mean_and_its_source() -> None:
    pack = loaded(described_table())

    pages = rule_documents(pack, cases(pack), covered(pack), VIEWS)

    page = pages["_table_places.md"]
    assert "# Orter · Places\n" in page
    assert "\n\nVar det är.\n\n" in page
    assert "| Kod · Code | Slag · Kind | Från · From | Till · To | Källa · Source |" in page
    assert "| 0180 | stad · town | 2020-01-01 |  | [SOURCE#one](<https://example.org/>) |" in page
    assert "[Orter · Places](_table_places.md)" in pages[INDEX]


def test_a_table_without_texts_is_called_by_its_names() -> None:
    pack = loaded(changed_file(described_table(), "pack.yaml", TEXTS, ""))

    page = rule_documents(pack, cases(pack), covered(pack), VIEWS)["_table_places.md"]

    assert "# places\n" in page
    assert "| code | kind | " in page
    assert "| 0180 | t | " in page
