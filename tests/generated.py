"""Conditions and applications by chance: for what must hold of any condition on any application."""

from typing import Any

from hypothesis import strategies as st

from sociallan.application.field import FieldKind, Unit
from sociallan.rules.condition import Condition
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.operators import OPERATORS, OperandType
from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.prose_words import ProseWords
from tests.builders import condition, detector, finders, table

COLUMNS = [
    {"table": "codes", "column": "code"},
    {"table": "codes", "column": "name"},
    {"table": "codes", "column": "code", "where": {"name": {"field": "project.summary"}}},
    {"table": "codes", "column": "name", "where": {"code": {"field": "applicant.name"}, "kind": "a"}},
]
WORDS = {"words": ("lön", "alla invånare"), "emails": ()}
KNOWN = {**finders(words=WORDS["words"]), "emails": detector("emails", "email")}
TABLES = table(
    "codes", code=("x", "x", "2020"), name=("en längre text om torget", "x", "Lön till alla"), kind=("a", "", "b")
)
PROSE = Prose(
    ProseWords(
        referring=("se bilaga",),
        deferring=("kompletteras",),
        denying=("inget behov",),
        own_language=("och", "till", "om"),
        other_language=("the", "and", "of"),
        counted={Unit.PEOPLE: ("personer",)},
    )
)
LISTS = {"words": False, "emails": True}


def tree(text: str, **params: Any) -> Condition:
    """Read a condition that may name all that is known here."""
    return condition(text, params=params, lists=LISTS, tables=TABLES, prose=PROSE.words)


def bound(**params: Any) -> Bindings:
    """Return what the names in such a condition stand for."""
    return Bindings(params, KNOWN, TABLES, PROSE)


AREAS = ("housing", "safety", "health")
EFFECTS = ("accessibility", "equality", "other")

counts = st.integers(0, 3)
# The sum of two of the fractions is the third, but not in binary.
numbers = st.sampled_from([0, 1, 2, 3, 0.1, 0.2, 0.3])
dates = st.sampled_from(["2020", "2020-06", "2020-06-15", "2021", "2021-01", 2020, 2021])
texts = st.sampled_from(
    [
        "x", "Lön till alla", "en längre text om torget", "anna@exempel.se", "2020",
        "Se bilaga 3", "Inget behov av the end and of it", "2 personer",
    ]
)  # fmt: skip


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values, values, values)


def records(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional={name: maybe(values) for name, values in fields.items()})


def lists(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(maybe(items), max_size=3)


applications = records(
    applicant=records(name=texts, member=records(is_member=st.booleans())),
    project=records(area=st.sampled_from(AREAS), summary=texts, start=dates, end=dates),
    investment=records(
        loan=numbers,
        green_loan=numbers,
        total_cost=numbers,
        grants=lists(records(amount=numbers)),
        items=lists(
            records(
                id=st.sampled_from(["I1", "I2"]),
                cost=numbers,
                nature=st.sampled_from(["capital", "operating"]),
                description=texts,
            )
        ),
    ),
    social=records(
        target_group=records(description=texts, size=counts),
        effects=lists(st.sampled_from(EFFECTS)),
        goals=lists(
            records(
                effect=st.sampled_from(EFFECTS),
                description=texts,
                indicators=lists(records(name=texts, target=records(year=counts))),
            )
        ),
    ),
    long_term=records(until=dates),
    agenda_2030=lists(counts),
)

NUMBERS = (
    "investment.loan",
    "investment.total_cost",
    "derived.items_total",
    "derived.operating_total",
    "derived.cost_without_operating",
    "derived.financing_total",
)
"""Amounts: only what is in the same unit is compared."""
DATES = ("project.start", "project.end", "derived.screening_date")
TEXTS = ("applicant.name", "project.summary")
FIGURES = ("derived.loan_share", "derived.horizon_years")
LONE = (*NUMBERS, *FIGURES, *DATES, *TEXTS, "project.area", "social", "social.goals", "applicant.member.is_member")
COMPARED = {name: spec.kinds for name, spec in OPERATORS.items() if spec.operand is OperandType.SAME}
COMPARISONS = [name.value for name, kinds in COMPARED.items() if kinds >= {FieldKind.NUMBER, FieldKind.DATE}]


def leaf(path: st.SearchStrategy[str] | str, **test: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    field = st.just(path) if isinstance(path, str) else path
    return st.fixed_dictionaries({"field": field, **test})


def tested(
    path: st.SearchStrategy[str] | str, kind: FieldKind, operand: OperandType, given: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Test a field of a kind by any operator with a type of operand."""
    names = [name for name, spec in OPERATORS.items() if spec.operand is operand and kind in spec.kinds]
    return st.one_of(*(leaf(path, **{name: given}) for name in names))


def compared(paths: tuple[str, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Compare one of some paths with a literal or with another of them."""
    operands = st.one_of(values, st.sampled_from(paths).map(lambda path: {"field": path}))
    return st.sampled_from(COMPARISONS).flatmap(lambda test: leaf(st.sampled_from(paths), **{test: operands}))


def prose(path: st.SearchStrategy[str] | str) -> st.SearchStrategy[Any]:
    return st.one_of(
        tested(path, FieldKind.TEXT, OperandType.COUNT, st.integers(0, 20)),
        tested(path, FieldKind.TEXT, OperandType.WORDS, st.just("words")),
        tested(path, FieldKind.TEXT, OperandType.FEWEST_WORDS, st.integers(1, 6)),
        tested(path, FieldKind.TEXT, OperandType.SIGNAL, st.sampled_from(["denial", "same_text", "other_language"])),
    )


def presence(path: st.SearchStrategy[str] | str) -> st.SearchStrategy[Any]:
    return st.one_of(leaf(path, stated=st.booleans()), leaf(path, not_placeholder=st.sampled_from([True])))


plain = st.one_of(
    compared(NUMBERS, numbers),
    *(compared((path,), numbers) for path in FIGURES),
    compared(DATES, dates),
    compared(("derived.months_since_completion",), st.integers(47, 61)),
    leaf("investment.loan", at_most=st.just({"param": "limit"})),
    leaf("project.start", at_least=st.just({"param": "none"})),
    prose(st.sampled_from(TEXTS)),
    leaf("social.target_group.description", no_doubt=st.just("numbers")),
    tested(st.sampled_from(TEXTS), FieldKind.TEXT, OperandType.SAME, texts),
    tested(st.sampled_from(TEXTS), FieldKind.TEXT, OperandType.COLUMN, st.sampled_from(COLUMNS)),
    tested("project.area", FieldKind.TEXT, OperandType.LIST, st.lists(st.sampled_from(AREAS), min_size=1, unique=True)),
    tested("applicant.member.is_member", FieldKind.TRUTH, OperandType.TRUTH, st.booleans()),
    tested(st.sampled_from(["social.goals", "agenda_2030"]), FieldKind.LIST, OperandType.COUNT, counts),
    tested(st.sampled_from(["social.effects", "agenda_2030"]), FieldKind.LIST, OperandType.ITEM, st.just(value=True)),
    tested("investment.items", FieldKind.LIST, OperandType.ITEM, st.sampled_from(["id", "cost"])),
    compared(("derived.screening_year",), st.integers(2024, 2026)),
    leaf("derived.free_text", mentions_none=st.just("emails")),
    presence(st.sampled_from(LONE)),
)

WITHIN: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "social.goals": (
        "goal",
        st.one_of(
            prose("goal.description"),
            leaf("goal.effect", equals=st.sampled_from(EFFECTS)),
            leaf("goal.effect", one_of=st.just({"field": "social.effects"})),
            leaf("goal.indicators", min_items=counts),
            leaf("goal.indicators", unique=st.just("name")),
            presence(st.sampled_from(["goal.description", "goal.effect", "goal.indicators"])),
        ),
    ),
    "goal.indicators": (
        "indicator",
        st.one_of(
            compared(("indicator.target.year",), counts),
            prose("indicator.name"),
            presence("indicator.target.year"),
        ),
    ),
    "investment.items": (
        "item",
        st.one_of(
            compared(("item.cost", "investment.loan"), numbers),
            leaf("item.id", one_of=st.just({"field": "derived.item_ids"})),
            leaf("item.nature", equals=st.just("operating")),
            prose("item.description"),
        ),
    ),
    "social.effects": (
        "effect",
        st.one_of(
            leaf("effect", equals=st.sampled_from(EFFECTS)),
            leaf("effect", not_one_of=st.just(list(EFFECTS[:2]))),
            presence("effect"),
        ),
    ),
    "agenda_2030": (
        "number",
        st.one_of(compared(("number",), counts), leaf("number", one_of=st.just([1, 2]))),
    ),
}
"""Lists, the name of an item of each, and what can be asked of such an item."""

BOUNDS: tuple[dict[str, int], ...] = (
    {},
    {"count_at_least": 0},
    {"count_at_least": 1},
    {"count_at_least": 2},
    {"count_at_most": 1},
    {"count_at_least": 1, "count_at_most": 2},
)


def build(draw: st.DrawFn, depth: int, within: tuple[str, ...] = ()) -> Any:
    """Build a condition of at most some depth; ``within`` are the lists whose items are at hand."""
    kind = draw(st.sampled_from(("leaf", "all", "any", "at_least_of", "not", "list", "list") if depth else ("leaf",)))
    if kind in ("all", "any"):
        return {kind: [build(draw, depth - 1, within) for _ in range(draw(st.integers(1, 3)))]}
    if kind == "at_least_of":
        parts = [build(draw, depth - 1, within) for _ in range(draw(st.integers(2, 3)))]
        return {kind: {"count": draw(st.integers(1, len(parts))), "of": parts}}
    if kind == "not":
        return {"not": build(draw, depth - 1, within)}
    if kind == "list":
        return over(draw, depth - 1, within)
    asked = draw(st.sampled_from((None, *within, *within)))
    return draw(plain if asked is None else WITHIN[asked][1])


def over(draw: st.DrawFn, depth: int, within: tuple[str, ...]) -> Any:
    at_hand = [
        path for path in WITHIN if path not in within and (path != "goal.indicators" or "social.goals" in within)
    ]
    if not at_hand:
        return draw(plain)
    path = draw(st.sampled_from(at_hand))
    quantifier = draw(st.sampled_from(("each", "some", "none")))
    asked = {quantifier: path, "as": WITHIN[path][0]}
    if quantifier == "each" and draw(st.booleans()) and not depth:
        return asked | {"count_at_least": draw(st.integers(0, 2))}
    bounds = {} if quantifier == "none" else draw(st.sampled_from(BOUNDS))
    return asked | {"must": build(draw, depth, (*within, path))} | bounds


@st.composite
def any_condition(draw: st.DrawFn) -> Any:
    return build(draw, 3)


@st.composite
def any_application(draw: st.DrawFn) -> Any:
    return draw(applications)
