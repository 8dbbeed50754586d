"""An input for each finding that a text can have."""

from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.walking import with_value
from tests.builders import as_json, example, form, in_own_words
from tests.workbooks import Formula, answers, items, source, workbook


def in_json(text: str) -> Source:
    return Source("application.json", text.encode())


EXAMPLE = read(example("ready/housing-norrbykoping-varsam-renovering.yaml")).value
HELP = form().fields["project.summary"].description["sv"]
BESIDE = [*answers(), ("project.title", None, None, "Gårdar"), ("project.summary", None, None, HELP)]
TOTALLED = ["investment.items.description", "investment.items.cost"]
FIGURES = "social:\n  need:\n    evidence:\n    - {{value: {}, unit: personer, finding: 138 personer står utanför}}\n"

PROVOKED: dict[str, str | bytes | Source] = {
    "date.before-pack": "submitted: 2019-01-01",
    "date.to-come": "submitted: 2199-01-01",
    "text.unanswered": "project:\n  summary: Se bilaga 3\n",
    "text.after-sign": "project:\n  title: Gårdar #1 till #5\n",
    "text.commented-out": "investment:\n  grants:\n  # - from: Boverket\n",
    "text.holds-field": "project:\n  summary: >-\n    Vi bygger om gården.\n    status: planned\n",
    "text.short": "project:\n  summary: Trygghet\n",
    "text.denial": "social:\n  change: Det finns inga behov i området.\n",
    "text.unfinished": "social:\n  change: Hyran höjs med XX kronor i hela området.\n",
    "text.other-language": "social:\n  change: The tenants want to stay in the area.\n",
    "text.numbers": "social:\n  target_group:\n    description: De 640 personer som bor här\n    size: 64000\n",
    "text.figure": FIGURES.format(183),
    "text.other-name": 'project:\n  location: {place: "Rosengård, Malmö", municipality_code: "1281"}\n',
    "text.period-over": "systematic_work:\n  documents:\n    - {title: Program 2001–2005, year: 2001}\n",
    "text.same": "social:\n  change: Alla barn kan gå dit\n  future_state: Alla barn kan gå dit\n",
    "text.of-example": as_json(with_value(in_own_words(EXAMPLE), ["project", "title"], "Snabb renovering")),
    "file.control-character": "a: \x07",
    "file.encoding": b"a: \xe5",
    "file.encoded-twice": "a: Ã¥",
    "file.encodings-mixed": b"a: \xc3\xa5\xc3\xa4 \xe5",
    "file.letter-unreadable": b"a: \xc3\xa5 \x81",
    "file.no-text": b"a: \xe5\x00\x01",
    "file.other-format": b"%PDF-1.7\n",
    "file.too-large": b"#" * (1024 * 1024 + 1),
    "json.after-end": in_json('{"format": 1} {}'),
    "json.bare-word": in_json("{'format': 1}"),
    "json.comment": in_json('{"format": 1 // ett\n}'),
    "json.control-character": in_json('{"project": {"title": "a\tb"}}'),
    "json.escape": in_json('{"project": {"title": "\\ud83d"}}'),
    "json.missing-colon": in_json('{"format" 1}'),
    "json.missing-comma": in_json('{"format": 1 "project": {}}'),
    "json.missing-value": in_json('{"format": }'),
    "json.open-bracket": in_json('{"format": 1'),
    "json.open-quote": in_json('{"project": {"title": "a\n}}'),
    "json.trailing-comma": in_json('{"format": 1,}'),
    "json.wrong-bracket": in_json('{"format": 1]'),
    "schema.amount": "investment: {loan: ca 25 Mkr}",
    "schema.code": "applicant: {member: {code: '99'}}",
    "schema.date": "submitted: i fjol",
    "schema.amount-open": "investment: {loan: '38.500 tkr'}",
    "schema.date-impossible": "submitted: 2024-02-30",
    "schema.date-length": "long_term: {until: minst 10 år}",
    "schema.date-ongoing": "long_term: {until: löpande}",
    "schema.date-open": "submitted: hösten 2024",
    "schema.enum": "project: {area: boendet}",
    "schema.indented-part": "applicant:\n  project:\n    area: housing\nproject:\n  area: housing\n",
    "schema.one-choice": "project: {area: boende och trygghet}",
    "schema.number-in-text": "social: {target_group: {size: minst 65}}",
    "schema.list": "social: {goals: många}",
    "schema.misplaced-key": "carried_on_by: Kommunen",
    "schema.number": "social: {target_group: {size: en hel del}}",
    "schema.org-number-digits": "applicant: {org_number: '559999-9990'}",
    "schema.org-number-form": "applicant: {org_number: '165599999991'}",
    "schema.record": "social: mycket",
    "schema.repeated": "agenda_2030: [1, 1]",
    "schema.single-value": "project: {title: [a]}",
    "schema.text": "project: {title: 17}",
    "schema.too-large": "agenda_2030: [18]",
    "schema.too-long": f"project: {{title: {'y' * 501}}}",
    "schema.too-many": f"investment: {{grants: [{', '.join(['{}'] * 1001)}]}}",
    "schema.too-small": "investment: {loan: -1}",
    "schema.label-key": "Projekt: {}",
    "schema.unknown-key": "projektet: {}",
    "schema.whole-number": "social: {target_group: {size: 1.5}}",
    "schema.yes-no": "applicant: {member: {is_member: on}}",
    "value.leading-zero": "investment: {lown: 0114}",
    "value.number-too-large": "investment: {loan: 99999999999999999}",
    "workbook.beside": source(workbook({"A": BESIDE})),
    "workbook.damaged": source(workbook({"A": answers()})[:-30]),
    "workbook.error-value": source(workbook({"A": answers(("investment.loan", Formula("#REF!", "e")))})),
    "workbook.no-headings": source(workbook({"A": items("social.goals", ["social.goals.id"])[:1]})),
    "workbook.no-list": source(workbook({"A": items("projects", ["projects.name"], ["Gårdar"])})),
    "workbook.no-name": source(
        workbook(
            {"A": [("sociallan rows social.goals", "social.goals.id"), ("headings", "Id", "Beskrivning av målet")]}
        )
    ),
    "workbook.no-parent": source(
        workbook({"A": items("social.goals.indicators", ["parent", "social.goals.indicators.name"], ["M9", "Trygga"])})
    ),
    "workbook.no-parent-stated": source(
        workbook({"A": items("social.goals.indicators", ["parent", "social.goals.indicators.name"], [None, "Trygga"])})
    ),
    "workbook.no-result": source(workbook({"A": answers(("investment.loan", Formula()))})),
    "workbook.other": source(workbook({"Budget": [["Post", 17]]})),
    "workbook.other-format": source(b"\xd0\xcf\x11\xe0"),
    "workbook.repeated": source(workbook({"A": answers(("project.title", "Gårdar"), ("project.title", "Parken"))})),
    "workbook.stray": source(workbook({"A": answers(("project.title", "Gårdar"), (None, "Parken"))})),
    "workbook.too-large": source(workbook({"A": answers()}, xl_styles_xml=b"<a>" + b" " * 9_000_000 + b"</a>")),
    "workbook.total": source(
        workbook({"A": items("investment.items", TOTALLED, ["Tak", 100], ["Dörrar", 50], ["Summa", 150])})
    ),
    "workbook.unmarked": source(workbook({"Projekt": [["Uppgift", "Svar"], ["Projektets namn", "Gårdar"]]})),
    "workbook.unsafe": source(workbook({"A": answers()}, xl_styles_xml="<!DOCTYPE a><a/>")),
    "yaml.after-value": 'project:\n  title: "a" b"\n',
    "yaml.alias": "a: *x",
    "yaml.anchor": "project: &x {title: a}",
    "yaml.bullet": "social:\n  effects:\n  – other\n  - other\nproject: a: b\n",
    "yaml.colon": "project:\n  title: x: y\n",
    "yaml.complex-key": "? {a: b}\n: c",
    "yaml.curly-quotes": "project:\n  title: ”a: b”\n",
    "yaml.missing-dash": "social:\n  effects:\n  ökad trygghet\n  bättre hälsa\n  change: Fler är trygga\n",
    "yaml.stray-dash": "social:\n  goals:\n    - id: M1\n      - indicators:\n        - name: Trygga\n",
    "yaml.missing-braces": "social:\n  goals:\n    - indicators:\n        - baseline: value: 37, year: 2021\n",
    "yaml.text-lines": "project:\n  summary: Vi bygger (dnr: 12) så att\n    fler vågar\n  area: safety\n",
    "yaml.heading": "format: 1\n== PROJEKT ==\nproject:\n  area: safety\n",
    "yaml.note": "format: 1\nproject:\n  area: safety\nMed vänlig hälsning\n",
    "yaml.decimal-comma": "social:\n  goals:\n    - indicators:\n        - baseline: {value: 41,5, year: 2024}\n",
    "yaml.dash": "project:\n  title: - a\n",
    "yaml.lone-dash": "investment:\n  green_loan: -\n",
    "yaml.duplicate-key": "format: 1\nformat: 1",
    "yaml.empty": "",
    "yaml.escape": 'project:\n  title: "\\q"\n',
    "yaml.indentation": "project:\n   title: a\n  area: x",
    "yaml.invisible": "project:\n\u00a0\u00a0title: a\n",
    "yaml.merge-key": "project: {<<: {title: a}}",
    "yaml.missing-colon": "project:\n  title\n  area: housing\n",
    "yaml.odd-character": "project:\n  title: |a\n",
    "yaml.open-bracket": "social:\n  effects: [other\n",
    "yaml.open-quote": 'project:\n  title: "a\n',
    "yaml.reserved-character": "project:\n  title: @a\n",
    "yaml.several-documents": "format: 1\n---\nformat: 1",
    "yaml.space-after-dash": "social:\n  effects:\n  - other\n  -equality\n",
    "yaml.syntax": "%x",
    "yaml.tab": "project:\n\ttitle: a",
    "yaml.tag": "project: !!x {title: a}",
    "yaml.too-deep": "a: " + "[" * 40,
    "yaml.too-many-values": f"social: {{effects: [{'a,' * 50_001}]}}",
}
"""The input of each finding, by its code."""
