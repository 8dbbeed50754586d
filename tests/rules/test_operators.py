"""Every operator of the rule language at its edges, and the law that every operator is held to."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.analysis.mutation.mutants import mutants
from sociallan.analysis.reachability import Explorer
from sociallan.application.field import FieldKind
from sociallan.files import resources
from sociallan.formats import render
from sociallan.pack.pack import Pack
from sociallan.pages.rule_sentences import ConditionSentences
from sociallan.report import values
from sociallan.report.sentences import reason_message
from sociallan.rules import predicates
from sociallan.rules.condition import FieldOperand, Leaf
from sociallan.rules.doubts import Signal
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.comparison import check_for
from sociallan.rules.operators import OPERATORS, Measure, OperandType, Operator, OperatorSpec, Phrase
from sociallan.rules.outcome import Reason
from sociallan.rules.smallest_change.witnesses import operand_for, witness
from sociallan.rules.truth import Truth
from sociallan.screening.screen import Screener
from tests.builders import (
    TODAY,
    as_json,
    changed_file,
    condition,
    decided,
    explained,
    finders,
    loaded,
    report,
    rule_requiring,
    shape,
    small_pack,
    source,
    table,
    view,
)
from tests.cel.conditions import Translator
from tests.cel.evaluating import HERE, evaluator
from tests.cel.questions import Case
from tests.generated import PROSE as SENTENCES

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING
PROSE = (Operator.MIN_CHARS, Operator.MAX_CHARS, Operator.MENTIONS_NONE)


@pytest.mark.parametrize(("asked", "wanted"), [("one_of", True), ("not_one_of", False)])
def test_no_value_is_among_none(asked: str, wanted: bool) -> None:
    leaf = condition(f"{{field: investment.loan, {asked}: [5]}}")

    assert isinstance(leaf, Leaf)
    assert witness(leaf, (5,), shape().fields, wanted=wanted) == 5
    assert witness(leaf, (), shape().fields, wanted=wanted) is None


def test_every_test_of_the_language_has_its_line_in_the_table() -> None:
    assert set(OPERATORS) == set(Operator)


@pytest.mark.parametrize(
    ("test", "kind", "operand", "value", "truth"),
    [
        (Operator.EQUALS, FieldKind.TEXT, "housing", "housing", T),
        (Operator.EQUALS, FieldKind.TEXT, "housing", "health", F),
        (Operator.EQUALS, FieldKind.TEXT, "housing", "Housing", F),
        (Operator.EQUALS, FieldKind.NUMBER, 0, 0, T),
        (Operator.EQUALS, FieldKind.NUMBER, 2, 2.0, T),
        (Operator.ONE_OF, FieldKind.TEXT, ("sole", "joint"), "joint", T),
        (Operator.ONE_OF, FieldKind.TEXT, ("sole", "joint"), "none", F),
        (Operator.ONE_OF, FieldKind.NUMBER, (1, 5, 11), 5, T),
        (Operator.ONE_OF, FieldKind.NUMBER, (1, 5, 11), 6, F),
        (Operator.ONE_OF, FieldKind.NUMBER, (0.1, None), Fraction(1, 10), T),
        (Operator.ONE_OF, FieldKind.NUMBER, (0.2, None), Fraction(1, 10), M),
        (Operator.NOT_ONE_OF, FieldKind.NUMBER, (0.1, None), Fraction(1, 10), F),
        (Operator.ONE_OF, FieldKind.TEXT, ("a", None), "a", T),
        (Operator.ONE_OF, FieldKind.TEXT, ("a", None), "b", M),
        (Operator.ONE_OF, FieldKind.TEXT, (), "b", F),
        (Operator.NOT_ONE_OF, FieldKind.TEXT, ("other",), "region", T),
        (Operator.NOT_ONE_OF, FieldKind.TEXT, ("other",), "other", F),
        (Operator.NOT_ONE_OF, FieldKind.TEXT, ("a", None), "a", F),
        (Operator.NOT_ONE_OF, FieldKind.TEXT, ("a", None), "b", M),
        (Operator.IS, FieldKind.TRUTH, True, True, T),
        (Operator.IS, FieldKind.TRUTH, True, False, F),
        (Operator.IS, FieldKind.TRUTH, False, False, T),
        (Operator.IS, FieldKind.TRUTH, True, 1, F),
        (Operator.AT_LEAST, FieldKind.NUMBER, 10, 10, T),
        (Operator.AT_LEAST, FieldKind.NUMBER, 10, 9, F),
        (Operator.AT_LEAST, FieldKind.NUMBER, 0, 0, T),
        (Operator.AT_MOST, FieldKind.NUMBER, 10, 10, T),
        (Operator.AT_MOST, FieldKind.NUMBER, 10, 10.5, F),
        (Operator.MORE_THAN, FieldKind.NUMBER, 10, 11, T),
        (Operator.MORE_THAN, FieldKind.NUMBER, 10, 10, F),
        (Operator.LESS_THAN, FieldKind.NUMBER, 10, 9, T),
        (Operator.LESS_THAN, FieldKind.NUMBER, 10, 10, F),
        (Operator.MIN_CHARS, FieldKind.TEXT, 3, "åäö", T),
        (Operator.MIN_CHARS, FieldKind.TEXT, 3, "åäöå", T),
        (Operator.MIN_CHARS, FieldKind.TEXT, 3, "ab", J),
        (Operator.MIN_CHARS, FieldKind.TEXT, 3, "  ab ", J),
        (Operator.MAX_CHARS, FieldKind.TEXT, 3, "abc ", T),
        (Operator.MAX_CHARS, FieldKind.TEXT, 3, "a", T),
        (Operator.MAX_CHARS, FieldKind.TEXT, 3, "abcd", J),
        (Operator.MIN_ITEMS, FieldKind.LIST, 1, [None], T),
        (Operator.MIN_ITEMS, FieldKind.LIST, 1, ["x", "y"], T),
        (Operator.MIN_ITEMS, FieldKind.LIST, 1, [], F),
        (Operator.MIN_ITEMS, FieldKind.LIST, 0, [], T),
        (Operator.MAX_ITEMS, FieldKind.LIST, 0, [], T),
        (Operator.MAX_ITEMS, FieldKind.LIST, 2, ["x"], T),
        (Operator.MAX_ITEMS, FieldKind.LIST, 0, ["x"], F),
        (Operator.UNIQUE, FieldKind.LIST, True, ["a", "b"], T),
        (Operator.UNIQUE, FieldKind.LIST, True, ["a", "b", "a"], F),
        (Operator.UNIQUE, FieldKind.LIST, True, ["a", None, "a"], F),
        (Operator.UNIQUE, FieldKind.LIST, True, ["a", None], M),
        (Operator.UNIQUE, FieldKind.LIST, True, [None, None], M),
        (Operator.UNIQUE, FieldKind.LIST, True, [None], T),
        (Operator.UNIQUE, FieldKind.LIST, True, [], T),
        (Operator.UNIQUE, FieldKind.LIST, True, [2, 2.0], F),
        (Operator.UNIQUE, FieldKind.LIST, True, [0.1, Fraction(1, 10)], F),
        (Operator.UNIQUE, FieldKind.LIST, True, ["I1", "i1"], T),
        (Operator.UNIQUE, FieldKind.LIST, "id", [{"id": "a"}, {"id": "b"}], T),
        (Operator.UNIQUE, FieldKind.LIST, "id", [{"id": "a"}, {"id": "a", "name": "b"}], F),
        (Operator.UNIQUE, FieldKind.LIST, "id", [{"id": "a"}, {"name": "b"}], M),
        (Operator.UNIQUE, FieldKind.LIST, "id", [{"id": "a"}, None], M),
        (Operator.STATED, FieldKind.TEXT, True, "x", T),
        (Operator.STATED, FieldKind.TEXT, False, "x", F),
        (Operator.NOT_PLACEHOLDER, FieldKind.TEXT, True, "x", T),
        (Operator.NOT_PLACEHOLDER, FieldKind.NUMBER, True, 0, T),
        (Operator.NOT_PLACEHOLDER, FieldKind.TRUTH, True, False, T),
        (Operator.NOT_PLACEHOLDER, FieldKind.LIST, True, [], T),
    ],
)
def test_an_operator_has_one_truth_for_a_value_and_an_operand(
    test: Operator, kind: FieldKind, operand: object, value: object, truth: Truth
) -> None:
    assert check_for(test, kind, operand)(value) is truth


@pytest.mark.parametrize(
    ("test", "value", "operand", "truth"),
    [
        (Operator.EQUALS, "2020", "2020-06", T),
        (Operator.EQUALS, "2020-06", "2020-06-30", T),
        (Operator.EQUALS, "2020-06", "2020-07", F),
        (Operator.EQUALS, 2020, "2020-12-31", T),
        (Operator.AT_LEAST, "2020", "2020-06", T),
        (Operator.AT_LEAST, "2020-05", "2020-06", F),
        (Operator.AT_LEAST, 2021, "2020-06", T),
        (Operator.AT_MOST, "2020-06-15", "2020-06", T),
        (Operator.AT_MOST, "2020-07", "2020-06-30", F),
        (Operator.MORE_THAN, "2020-06", "2020", F),
        (Operator.MORE_THAN, "2021", "2020-12-31", T),
        (Operator.LESS_THAN, "2020", "2020-06", F),
        (Operator.LESS_THAN, "2019-12", 2020, T),
    ],
)
def test_partial_dates_compare_on_what_both_of_them_say(
    test: Operator, value: object, operand: object, truth: Truth
) -> None:
    assert check_for(test, FieldKind.DATE, operand)(value) is truth


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Ombyggnad av gården", T),
        ("Löner till gårdsvärdar", J),
        ("LÖNER", J),
        ("Avlöningskontoret", T),
        ("löpande   drift av huset", J),
        ("löpande\ndrift", J),
        ("(löner)", J),
        ("löner-", J),
        ("alöner", T),
    ],
)
def test_words_are_found_whole_and_in_any_case(text: str, truth: Truth) -> None:
    finder = finders(words=("löner", "löpande drift"))["words"]

    assert check_for(Operator.MENTIONS_NONE, FieldKind.TEXT, finder)(text) is truth


@pytest.mark.slow
@given(st.sampled_from(PROSE), st.text(max_size=40), st.integers(0, 30))
def test_prose_is_never_rejected_by_software(test: Operator, text: str, length: int) -> None:
    operand = finders(words=("a", "lön"))["words"] if test is Operator.MENTIONS_NONE else length

    assert check_for(test, FieldKind.TEXT, operand)(text) in (T, J)


@given(
    st.sampled_from([name for name, spec in OPERATORS.items() if spec.kinds & {FieldKind.NUMBER, FieldKind.LIST}]),
    st.integers(-5, 5),
    st.integers(-5, 5),
)
def test_only_prose_raises_a_judgement(test: Operator, value: int, other: int) -> None:
    operand = {OperandType.LIST: [other], OperandType.ITEM: True}.get(OPERATORS[test].operand, other)
    given_value: object = [value] * abs(value) if OPERATORS[test].kinds == {FieldKind.LIST} else value

    assert check_for(test, FieldKind.NUMBER, operand)(given_value) is not J


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_the_four_comparisons_agree_with_each_other(value: int, limit: int) -> None:
    def says(test: Operator) -> bool:
        return check_for(test, FieldKind.NUMBER, limit)(value) is T

    assert says(Operator.AT_LEAST) is (says(Operator.MORE_THAN) or says(Operator.EQUALS))
    assert says(Operator.AT_MOST) is (says(Operator.LESS_THAN) or says(Operator.EQUALS))
    assert says(Operator.AT_LEAST) is not says(Operator.LESS_THAN)
    assert says(Operator.AT_MOST) is not says(Operator.MORE_THAN)


FIELD = {
    FieldKind.TEXT: "project.title",
    FieldKind.NUMBER: "investment.loan",
    FieldKind.DATE: "project.start",
    FieldKind.TRUTH: "applicant.member.is_member",
    FieldKind.LIST: "social.goals",
    FieldKind.RECORD: "social",
}
VALUES: dict[FieldKind, tuple[Any, Any]] = {
    FieldKind.TEXT: ("Nya torget", "Gamla torget"),
    FieldKind.NUMBER: (5, 7),
    FieldKind.DATE: ("2024-06", "2024-08"),
}
WORDS = ("lön", "arvode")
TABLES = table("places", name=("Gamla torget", "Nya torget"), kind=("torg", "park"))
BINDINGS = Bindings({}, finders(words=WORDS), TABLES, SENTENCES)


PLACES = """\
name,kind,from,to,source
Gamla torget,torg,2020-01-01,,SOURCE#one
Nya torget,park,2020-01-01,,SOURCE#one
"""


class Use(NamedTuple):
    """An operator on a field of one kind, with an operand that fits."""

    operator: Operator
    kind: FieldKind
    operand: Any

    @property
    def spec(self) -> OperatorSpec:
        return OPERATORS[self.operator]

    @property
    def bound(self) -> Any:
        """Return the operand as operators get it."""
        assert not isinstance(self.leaf.operand, FieldOperand)
        return BINDINGS.bound(self.leaf)

    @property
    def field(self) -> str:
        """Return a field of the kind; one that has a number of people beside it where that is compared."""
        return "social.target_group.description" if self.operand == Signal.NUMBERS else FIELD[self.kind]

    @property
    def asked(self) -> dict[str, Any]:
        return {"field": self.field, self.operator: self.operand}

    @property
    def leaf(self) -> Leaf:
        leaf = condition(as_json(self.asked), lists={"words": False}, tables=TABLES, prose=SENTENCES.words)
        assert isinstance(leaf, Leaf)
        return leaf

    def application(self, value: Any) -> dict[str, Any]:
        """Return an application in which the field has a value, or nothing where it is ``None``."""
        application: dict[str, Any] = {}
        *records, last = self.field.split(".")
        inner = application
        for record in records:
            inner = inner.setdefault(record, {})
        if value is not None:
            inner[last] = value
        return application

    def decided(self, value: Any) -> Truth:
        """Decide an application in which the field has a value, or nothing where it is ``None``."""
        return decided(self.leaf, self.application(value), bindings=BINDINGS)


def uses() -> Iterator[Use]:
    for name, spec in OPERATORS.items():
        for kind in sorted(spec.kinds):
            operands: dict[OperandType, tuple[Any, ...]] = {
                OperandType.SAME: VALUES.get(kind, ())[:1],
                OperandType.LIST: (VALUES.get(kind),),
                OperandType.COUNT: (2,),
                OperandType.ITEM: ("id",),
                OperandType.TRUTH: (True, False),
                OperandType.TRUE: (True,),
                OperandType.WORDS: ("words",),
                OperandType.SIGNAL: (*Signal,),
                OperandType.FEWEST_WORDS: (2,),
                OperandType.COLUMN: (
                    {"table": "places", "column": "name"},
                    {"table": "places", "column": "name", "where": {"kind": "park"}},
                ),
            }
            yield from (Use(name, kind, operand) for operand in operands[spec.operand])


USES = list(uses())
law = pytest.mark.parametrize("use", USES, ids=[f"{use.operator}-{use.kind}-{as_json(use.operand)}" for use in USES])


def pack_of(use: Use) -> Pack:
    return pack_with(as_json(use.asked))


@cache
def pack_with(require: str) -> Pack:
    text = rule_requiring(require)
    words = f"{{title: {{sv: Ord, en: Words}}, words: [{', '.join(WORDS)}]}}"
    files = small_pack(**{"rules__applicant-named": text})
    files["tables/places.csv"] = PLACES
    prose = {key: several for key, several in SENTENCES.words._asdict().items() if several}
    files["pack.yaml"] += f"prose: {as_json(prose)}\n"
    return loaded(changed_file(files, "pack.yaml", "{title: {sv: Ord, en: Words}, words: [lön]}", words))


def test_every_operator_is_used_with_every_kind_that_it_fits() -> None:
    assert {(use.operator, use.kind) for use in USES} == {(n, kind) for n, s in OPERATORS.items() for kind in s.kinds}


@law
def test_boundary_values_reach_that_it_holds_and_that_it_does_not(use: Use) -> None:
    pack = pack_of(use)

    (truths,) = Explorer(pack, shape()).reachability(pack.rules[0]).truths.values()

    assert T in truths
    assert (M if use.spec.operand is OperandType.TRUE else use.spec.otherwise) in truths


@law
def test_the_candidate_satisfies_and_the_other_does_not(use: Use) -> None:
    satisfying = witness(use.leaf, use.bound, shape().fields, wanted=True)
    violating = witness(use.leaf, use.bound, shape().fields, wanted=False)

    # What must not be stated is satisfied by nothing.
    assert use.decided(satisfying) is T
    # Prose is never false, and what is missing is not false either.
    never_false = use.spec.otherwise is not F or use.spec.operand is OperandType.TRUE
    assert violating is None if never_false else use.decided(violating) is F
    assert all(is_of_kind(value, use.kind) for value in (satisfying, violating) if value is not None)


def is_of_kind(value: Any, kind: FieldKind) -> bool:
    match kind:
        case FieldKind.NUMBER:
            return isinstance(value, int | float | Fraction) and not isinstance(value, bool)
        case FieldKind.DATE:
            return re.fullmatch(r"\d{4}(-\d\d){0,2}", str(value)) is not None
        case FieldKind.TRUTH:
            return isinstance(value, bool)
        case FieldKind.LIST:
            return isinstance(value, list)
        case FieldKind.RECORD:
            return isinstance(value, dict)
        case FieldKind.TEXT:
            return isinstance(value, str)


@law
def test_an_operand_that_another_field_should_have_makes_it_hold(use: Use) -> None:
    if use.spec.operand not in (OperandType.SAME, OperandType.LIST):
        return
    for value in VALUES[use.kind]:
        operand = operand_for(use.leaf, value, shape().fields)

        assert check_for(use.operator, use.kind, operand)(value) is T


def test_what_violates_a_limit_on_items_has_one_more() -> None:
    (use,) = (use for use in USES if use.operator is Operator.MAX_ITEMS)

    assert witness(use.leaf, 2, shape().fields, wanted=False) == [{}, {}, {}]


@pytest.mark.parametrize("name", Operator)
def test_those_are_turned_into_their_opposite_that_have_no_limit_and_no_other_member(name: Operator) -> None:
    used = [use for use in USES if use.operator is name]

    has_near = all([*use.spec.near_operands(use.operand, use.kind)] for use in used)
    assert OPERATORS[name].negated is not has_near


@pytest.mark.parametrize("spec", OPERATORS.values(), ids=OPERATORS)
def test_an_operator_looks_at_the_value_or_at_what_can_be_counted_of_it_or_at_whether_it_is_there(
    spec: OperatorSpec,
) -> None:
    match spec.operand:
        case OperandType.FEWEST_WORDS:
            measures = {Measure.WORDS}
        case OperandType.COUNT:
            measures = {Measure.ITEMS} if spec.kinds == {FieldKind.LIST} else {Measure.CHARACTERS, Measure.WORDS}
        case _:
            measures = {Measure.PRESENCE if spec.kinds == {*FieldKind} else Measure.VALUE}
    assert spec.measure in measures


def test_nobody_changes_an_operator() -> None:
    with pytest.raises(AttributeError):
        OPERATORS[Operator.IS].negated = False  # type: ignore[misc]


def test_an_operator_of_a_truth_is_tried_with_both() -> None:
    assert list(OPERATORS[Operator.IS].boundary_values((True,), FieldKind.TRUTH)) == [True, False]


@pytest.mark.parametrize(
    ("operator", "counts", "lengths"),
    [
        (Operator.MIN_CHARS, [10], [10, 9]),
        (Operator.MIN_CHARS, [1], [1, 1]),
        (Operator.MIN_CHARS, [10, 20], [10, 9, 20, 19]),
        (Operator.MAX_CHARS, [10], [10, 11]),
    ],
)
def test_boundary_values_of_a_length_are_stated_texts_on_both_sides_of_it(
    operator: Operator, counts: list[int], lengths: list[int]
) -> None:
    assert [len(text) for text in OPERATORS[operator].boundary_values(counts, FieldKind.TEXT)] == lengths


@law
def test_it_has_a_near_miss_that_shows(use: Use) -> None:
    """A mutant that nothing tells from the rule tests nobody's tests."""
    pack = pack_of(use)
    rule = pack.rules[0]
    near = [
        mutant
        for mutant in mutants(rule, lambda _: (), shape().fields)
        if mutant.change in ("turned", "strictness", "threshold", "member_dropped")
    ]
    cases = [case for explored in Explorer(pack, shape()).explored(rule) for case in explored.domain.cases]

    assert near
    for mutant in near:
        ours = [decided(rule.require, case, bindings=BINDINGS) for case in cases]
        assert ours != [decided(mutant.rule.require, case, bindings=BINDINGS) for case in cases], mutant.change


@law
def test_its_report_is_valid_json_by_the_schema(use: Use) -> None:
    pack = pack_of(use)
    screening = Screener(pack, shape(), today=TODAY).screen(source("project: {title: x}"))

    written = json.loads(render("json", report(screening, pack=pack), view("en", explain=True)))

    jsonschema.Draft202012Validator(resources.schema("report")).validate(written)
    assert f'"node": "{use.operator}"' in json.dumps(written)


@law
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_is_read_back_and_explained_as_sentences(use: Use, lang: str) -> None:
    pack, looks = pack_of(use), view(lang)
    read_back = ConditionSentences(pack, looks).line(use.leaf)
    name = values.field_name("/" + use.field.replace(".", "/"), shape().fields, looks.words)

    assert name in read_back
    assert (looks.words.say("reading.of_prose", says="") in read_back) is use.spec.is_prose
    for truth in (T, F):
        reason = Reason(truth, use.leaf, ("/" + use.field.replace(".", "/"),), (), (), None, None)
        assert reason_message(reason, pack, looks).endswith(".")


@pytest.mark.parametrize(
    ("use", "kinds", "value", "asked", "told"),
    [
        (
            Use(Operator.EQUALS, FieldKind.NUMBER, 5), "date number text", 7,
            "“Loan amount (kr)” is SEK 5",
            "“Loan amount (kr)” must be SEK 5, but is SEK 7.",
        ),
        (
            Use(Operator.ONE_OF, FieldKind.NUMBER, (5, 7)), "number text", 8,
            "“Loan amount (kr)” is SEK 5 or SEK 7",
            "“Loan amount (kr)” must be SEK 5 or SEK 7, but is SEK 8.",
        ),
        (
            Use(Operator.NOT_ONE_OF, FieldKind.NUMBER, (5, 7)), "number text", 5,
            "“Loan amount (kr)” is anything but SEK 5 or SEK 7",
            "“Loan amount (kr)” must not be SEK 5.",
        ),
        (
            Use(Operator.IS, FieldKind.TRUTH, operand=True), "truth", False,
            "the answer to “Member of Kommuninvest” is yes",
            "“Member of Kommuninvest” must be yes, but is no.",
        ),
        (
            Use(Operator.AT_LEAST, FieldKind.NUMBER, 5), "date number", 4,
            "“Loan amount (kr)” is at least SEK 5",
            "“Loan amount (kr)” must be at least SEK 5, but is SEK 4.",
        ),
        (
            Use(Operator.AT_MOST, FieldKind.NUMBER, 5), "date number", 6,
            "“Loan amount (kr)” is at most SEK 5",
            "“Loan amount (kr)” must be at most SEK 5, but is SEK 6.",
        ),
        (
            Use(Operator.MORE_THAN, FieldKind.NUMBER, 5), "date number", 5,
            "“Loan amount (kr)” is more than SEK 5",
            "“Loan amount (kr)” must be more than SEK 5, but is SEK 5.",
        ),
        (
            Use(Operator.LESS_THAN, FieldKind.NUMBER, 5), "date number", 5,
            "“Loan amount (kr)” is less than SEK 5",
            "“Loan amount (kr)” must be less than SEK 5, but is SEK 5.",
        ),
        (
            Use(Operator.MIN_CHARS, FieldKind.TEXT, 2), "text", "x",
            "“Name of the project” is a text of at least 2 characters (otherwise the committee judges)",
            "“Name of the project” is short: “x” (one character; our limit is 2 characters).",
        ),
        (
            Use(Operator.MAX_CHARS, FieldKind.TEXT, 2), "text", "xxx",
            "“Name of the project” is a text of at most 2 characters (otherwise the committee judges)",
            "“Name of the project” is long (3 characters; our limit is 2 characters).",
        ),
        (
            Use(Operator.MIN_ITEMS, FieldKind.LIST, 2), "list", [{}],
            "“Goals” has at least 2 items",
            "“Goals” must have at least 2 items, but has one item.",
        ),
        (
            Use(Operator.MAX_ITEMS, FieldKind.LIST, 2), "list", [{}] * 3,
            "“Goals” has at most 2 items",
            "“Goals” must have at most 2 items, but has 3 items.",
        ),
        (
            Use(Operator.MENTIONS_NONE, FieldKind.TEXT, "words"), "text", "Ny lön",
            "“Name of the project” mentions nothing that is in the list “Words” (otherwise the committee judges)",
            "“Name of the project” mentions “lön”.",
        ),
        (
            Use(Operator.STATED, FieldKind.NUMBER, operand=True), "date list number record text truth", None,
            "“Loan amount (kr)” is filled in",
            "“Loan amount (kr)” must be filled in.",
        ),
        (
            Use(Operator.NOT_PLACEHOLDER, FieldKind.NUMBER, operand=True), "date list number record text truth", None,
            "“Loan amount (kr)” is filled in",
            "“Loan amount (kr)” is missing.",
        ),
    ],
)  # fmt: skip
def test_each_operator_has_its_kinds_and_its_sentences(use: Use, kinds: str, value: Any, asked: str, told: str) -> None:
    pack, looks = pack_of(use), view("en")
    trace = explained(use.leaf, use.application(value), known=finders(words=WORDS))

    assert use.spec.kinds == set(kinds.split())
    assert ConditionSentences(pack, looks).line(use.leaf) == asked
    assert trace.reason is not None
    assert reason_message(trace.reason, pack, looks) == told


@law
def test_it_can_be_written_in_cel(use: Use) -> None:
    assert Translator(BINDINGS).translate(use.leaf)


@pytest.mark.skipif(not HERE, reason="no second opinion: cel-expr-python is not built for this machine")
@law
def test_cel_agrees_over_the_boundary_values(use: Use) -> None:
    pack = pack_of(use)
    cases = [case for explored in Explorer(pack, shape()).explored(pack.rules[0]) for case in explored.domain.cases]
    evaluate = evaluator(Translator(BINDINGS).translate(use.leaf))

    for case in cases:
        ours = decided(use.leaf, case, bindings=BINDINGS)
        assert evaluate(Case.of(case, BINDINGS).context) is (ours if ours in (T, F) else None), case


@pytest.mark.parametrize(
    ("operator", "otherwise", "phrase"),
    [
        (Operator.FOUND_IN, Truth.FALSE, Phrase.FOUND_IN),
        (Operator.UNIQUE, Truth.FALSE, Phrase.UNIQUE),
        (Operator.MENTIONS_NONE, Truth.JUDGEMENT, Phrase.MENTIONS_NONE),
        (Operator.NO_DOUBT, Truth.JUDGEMENT, Phrase.NO_DOUBT),
        (Operator.SAYS_SOMETHING, Truth.MISSING, Phrase.SAYS_SOMETHING),
    ],
)
def test_what_does_not_hold_is_told_in_words_of_its_own(operator: Operator, otherwise: Truth, phrase: Phrase) -> None:
    spec = OPERATORS[operator]

    assert (spec.otherwise, spec.phrase) == (otherwise, phrase)


def test_only_a_pack_has_lists_tables_and_the_words_of_texts() -> None:
    specs = {operand: OPERATORS[Operator.IS]._replace(operand=operand) for operand in OperandType}
    prose = {OperandType.SIGNAL, OperandType.FEWEST_WORDS}

    assert {operand for operand, spec in specs.items() if spec.reads_prose} == prose
    assert {operand for operand, spec in specs.items() if spec.needs_pack} == {
        OperandType.COLUMN, OperandType.WORDS, *prose,
    }  # fmt: skip


def test_of_equal_values_all_but_the_first_repeat_one() -> None:
    assert predicates.repeating(["a", "b", "a", None, "a", None]) == (2, 4)
    assert predicates.repeating(["a", "b", "b", 1, "a", 1.0, "b"]) == (2, 4, 5, 6)


def test_of_equal_values_all_are_at_fault() -> None:
    assert predicates.repeated(["b", "a", None, "b", "a", "c", None, "b"]) == (0, 1, 3, 4, 7)


@pytest.mark.parametrize(
    ("operator", "operand", "value", "truth"),
    [
        (Operator.EQUALS, 0.1, Fraction(1, 10), T),
        (Operator.EQUALS, 0.1, Fraction(0.1), F),
        (Operator.AT_MOST, 0.1, Fraction(0.1), F),
        (Operator.ONE_OF, (0.1, 5), Fraction(1, 10), T),
        (Operator.NOT_ONE_OF, (0.1, 5), Fraction(1, 10), F),
        (Operator.ONE_OF, (5, None), 5, T),
        (Operator.NOT_ONE_OF, (5, None), 5, F),
    ],
)
def test_numbers_are_compared_as_they_are_written(operator: Operator, operand: Any, value: Any, truth: Truth) -> None:
    assert check_for(operator, FieldKind.NUMBER, operand)(value) is truth


def test_a_text_is_tried_with_the_samples_of_every_doubt_that_is_asked_of_it() -> None:
    doubts = [use.bound for use in USES if use.operator is Operator.NO_DOUBT]

    found = list(OPERATORS[Operator.NO_DOUBT].boundary_values(doubts, FieldKind.TEXT))

    assert len(doubts) == len(Signal)
    assert found == [sample for doubt in doubts for sample in doubt.samples]


def test_the_boundary_of_words_is_as_many_as_are_wanted_and_one_less() -> None:
    texts = OPERATORS[Operator.SAYS_SOMETHING].boundary_values((4, 6), FieldKind.TEXT)

    assert [len(set(str(text).split())) for text in texts] == [4, 3, 6, 5]
