"""Every operation over samples of what it may be computed from: exact, missing with its inputs, in its unit."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from sociallan.application.field import FieldKind, Unit
from sociallan.application.personal_data import check_digits
from sociallan.application.walking import with_value
from sociallan.rules.condition import Value
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.exact import exact
from sociallan.rules.operations import OPERATIONS, Operation, Takes
from sociallan.rules.smallest_change import witnesses
from tests.builders import DAY, loaded, shape, small_pack, words

DATES = ("2027", 2027, "2030", "2027-12", "2030-01", "2027-12-31", "2030-01-01", "2028-02-29", "2030-12-31")
AMOUNTS = (0, 1, 3, 80_049, 100_000, 10**12)
LISTS: tuple[Any, ...] = ([], [{"cost": 1}], [{"cost": 3}, {"cost": 1}], [{"cost": 7}, {"cost": 7}, {"cost": 0}])

SPECS: Mapping[Operation, tuple[str, str, tuple[tuple[str, tuple[Any, ...]], ...]]] = {
    Operation.SUM: (
        "kr", "sum: [investment.loan, investment.items.cost]",
        (("investment.loan", AMOUNTS), ("investment.items", LISTS)),
    ),
    Operation.DIFFERENCE: (
        "kr", "difference: {of: investment.total_cost, less: investment.loan}",
        (("investment.total_cost", AMOUNTS), ("investment.loan", AMOUNTS)),
    ),
    Operation.SHARE: (
        "percent", "share: {part: investment.loan, whole: investment.total_cost}",
        (("investment.loan", AMOUNTS), ("investment.total_cost", AMOUNTS)),
    ),
    Operation.COUNT: ("count", "count: investment.items", (("investment.items", LISTS),)),
    Operation.DISTINCT: ("count", "distinct: investment.items.cost", (("investment.items", LISTS),)),
    Operation.MIN: (
        "kr", "min: [investment.items.cost]", (("investment.items", LISTS),),
    ),
    Operation.MAX: (
        "kr", "max: [investment.items.cost, investment.loan]",
        (("investment.items", LISTS), ("investment.loan", AMOUNTS)),
    ),
    Operation.YEARS_BETWEEN: (
        "years", "years_between: {from: project.end, to: long_term.until}",
        (("project.end", DATES), ("long_term.until", DATES)),
    ),
    Operation.MONTHS_BETWEEN: (
        "months", "months_between: {from: project.end, to: long_term.until}",
        (("project.end", DATES), ("long_term.until", DATES)),
    ),
    Operation.YEAR: ("none", "year: project.end", (("project.end", DATES),)),
    Operation.LIST: ("none", "list: investment.items.id", (("investment.items", LISTS),)),
    Operation.BEGINNING: (
        "none",
        ("beginning: applicant.name\n  choices:\n    a: {begins: Ex, label: {sv: a, en: b}}\n"
        "    b: {begins: Exempel, label: {sv: c, en: d}}\n    rest: {label: {sv: e, en: f}}"),
        (("applicant.name", ("Exempelstad", "Exmix", "Torg")),),
    ),
}  # fmt: skip
"""For each operation its unit, a value and what its inputs may be."""


def value_of(unit: str, text: str) -> Value:
    files = small_pack(values=f"it:\n  label: {{sv: Det, en: It}}\n  unit: {unit}\n  {text}\n")
    return loaded(files).values["it"]


def applications(inputs: tuple[tuple[str, tuple[Any, ...]], ...]) -> Iterator[dict[str, Any]]:
    for chosen in product(*(given for _, given in inputs)):
        root: Any = {}
        for (path, _), given in zip(inputs, chosen, strict=True):
            root = with_value(root, path.split("."), given)
        yield root


def facts(root: Any) -> Facts:
    return Facts(root, (), DAY)


def at(root: Any, path: str) -> Any:
    for step in path.split("."):
        root = root[step]
    return root


def moment(date: Any) -> tuple[int, ...]:
    return tuple(map(int, str(date).split("-")))


def years(first: Any, second: Any) -> int:
    """Count whole years by walking: how many times a year can be added before the other date is passed."""
    start, end = (moment(date) for date in (first, second))
    start, end = start[: len(end)], end[: len(start)]
    if start > end:
        return -years(second, first)
    count = 0
    while (start[0] + count + 1, *start[1:]) <= end:
        count += 1
    return count


def months(first: Any, second: Any) -> int:
    start, end = (moment(date) for date in (first, second))
    start, end = (date if len(date) > 1 else (*date, 12) for date in (start, end))
    start, end = start[: len(end)], end[: len(start)]
    if start > end:
        return -months(second, first)
    count = 0
    while (start[0] + (start[1] + count) // 12, (start[1] + count) % 12 + 1, *start[2:]) <= end:
        count += 1
    return count


def is_in_lowest_form(found: Any) -> bool:
    """Return whether a whole number is no fraction: a field of whole numbers takes none, though it be equal to one."""
    return not isinstance(found, Fraction) or found.denominator != 1


def costs(root: Any) -> list[int]:
    return [item["cost"] for item in root["investment"]["items"]]


EXPECTED: Mapping[Operation, Any] = {
    Operation.SUM: lambda root: at(root, "investment.loan") + sum(costs(root)),
    Operation.DIFFERENCE: lambda root: at(root, "investment.total_cost") - at(root, "investment.loan"),
    Operation.SHARE: lambda root: (
        Fraction(100 * at(root, "investment.loan"), at(root, "investment.total_cost"))
        if at(root, "investment.total_cost")
        else None
    ),
    Operation.COUNT: lambda root: len(costs(root)),
    Operation.DISTINCT: lambda root: len(set(costs(root))),
    Operation.MIN: lambda root: min(costs(root), default=None),
    Operation.MAX: lambda root: max(*costs(root), at(root, "investment.loan"), -1),
    Operation.YEARS_BETWEEN: lambda root: years(at(root, "project.end"), at(root, "long_term.until")),
    Operation.MONTHS_BETWEEN: lambda root: months(at(root, "project.end"), at(root, "long_term.until")),
    Operation.YEAR: lambda root: moment(at(root, "project.end"))[0],
    Operation.LIST: lambda root: [None] * len(costs(root)) if len(costs(root)) != 1 else None,
    Operation.BEGINNING: lambda root: {"Exempelstad": "b", "Exmix": "a", "Torg": "rest"}[at(root, "applicant.name")],
}
"""Results of each, by other means."""


@pytest.mark.parametrize("operation", OPERATIONS)
def test_it_is_exact_over_all_samples(operation: Operation) -> None:
    unit, text, inputs = SPECS[operation]
    value = value_of(unit, text)

    for root in applications(inputs):
        found = facts(root).get(value)
        assert found == EXPECTED[operation](root), root
        assert is_in_lowest_form(found)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_it_is_missing_where_an_input_is_and_tells_which(operation: Operation) -> None:
    unit, text, inputs = SPECS[operation]
    value = value_of(unit, text)

    for root in applications(inputs):
        for path, _ in inputs:
            without = facts(with_value(root, path.split("."), None))
            assert without.get(value) is None
            assert ("/" + path.replace(".", "/"), None) in without.behind(value)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_it_comes_from_is_told_wherever_it_has_a_value_and_where_it_has_none(operation: Operation) -> None:
    unit, text, inputs = SPECS[operation]
    value = value_of(unit, text)

    for root in applications(inputs):
        known = facts(root)
        pointers = known.behind(value)
        assert pointers or costs(root) == [], root
        if known.get(value) is not None and not OPERATIONS[operation].partial:
            assert all(found is not None for _, found in pointers)


@pytest.mark.parametrize("operation", [name for name, spec in OPERATIONS.items() if spec.kind is not FieldKind.LIST])
def test_what_would_reach_a_wanted_value_does_reach_it(operation: Operation) -> None:
    """For whole numbers, from any sample: at least one of the inputs can be moved, and what is told is true."""
    unit, text, inputs = SPECS[operation]
    value = value_of(unit, text)
    if operation in (Operation.COUNT, Operation.DISTINCT, Operation.BEGINNING):
        assert all(moved(value, root, 1) == [] for root in applications(inputs))
        return

    reached = 0
    for root, wanted in product(applications(inputs), (1, 2, 5)):
        reached += any(facts(changed).get(value) == wanted for changed in moved(value, root, wanted))

    assert reached > 5


@pytest.mark.parametrize(
    ("operation", "samples", "wanted"),
    [
        (Operation.SUM, (3, 8, 0.1, 0.3), (0, 1, 5, Fraction(1, 10))),
        (Operation.DIFFERENCE, (3, 8, 0.1, 0.3), (0, 1, 5, Fraction(1, 10))),
        (Operation.SHARE, (3, 8, 0.1, 100), (1, 5, Fraction(1, 3))),
        (Operation.YEARS_BETWEEN, DATES, (-2, 0, 1, 5)),
        (Operation.MONTHS_BETWEEN, DATES, (-2, 0, 1, 5, 25)),
    ],
)
def test_each_of_two_inputs_is_moved_to_what_gives_a_wanted_result(
    operation: Operation, samples: tuple[Any, ...], wanted: tuple[Any, ...]
) -> None:
    spec = OPERATIONS[operation]
    for first, second, result in product(samples, samples, wanted):
        inputs = [[first], [second]]
        others = [[*spec.reach(result, inputs, which, 0)] for which in (0, 1)]

        assert result in [spec.compute([[other], [second]], {}) for other in others[0]], inputs
        assert result in [spec.compute([[first], [other]], {}) for other in others[1]], inputs
        moved_to = [other for several in others for other in several]
        assert all(len(other) in (4, 7, 10) for other in moved_to if isinstance(other, str))
        assert all(map(is_in_lowest_form, moved_to))


@pytest.mark.parametrize(
    ("operation", "first", "second", "result"),
    [
        (Operation.SUM, 0.1, 0.2, Fraction(3, 10)),
        (Operation.SUM, 0.1, 0.9, 1),
        (Operation.DIFFERENCE, 0.1, 0.3, Fraction(1, 5)),
        (Operation.DIFFERENCE, 0.3, 0.3, 0),
        (Operation.SHARE, 0.1, 0.3, Fraction(100, 3)),
        (Operation.SHARE, 0.3, 0.3, 100),
        (Operation.SHARE, 0.3, 0.0, None),
    ],
)
def test_decimals_are_computed_with_as_they_are_written(
    operation: Operation, first: float, second: float, result: Any
) -> None:
    found = OPERATIONS[operation].compute([[first], [second]], {})

    assert (found, found.__class__) == (result, result.__class__)


@pytest.mark.parametrize("operation", [Operation.YEARS_BETWEEN, Operation.MONTHS_BETWEEN])
def test_a_date_is_moved_as_precisely_as_the_other_one_or_to_the_month_or_year_around(operation: Operation) -> None:
    for first, second, wanted, which in product(DATES, DATES, (-2, 0, 1, 5), (0, 1)):
        found, month, year = OPERATIONS[operation].reach(wanted, [[first], [second]], which, 0)

        assert len(found) >= len(str((second, first)[which]))
        assert (month, year) == (found[:7], found[:4])


def test_no_whole_is_so_large_that_a_part_is_nothing_of_it() -> None:
    assert OPERATIONS[Operation.SHARE].reach(0, [[3], [8]], 1, 0) == ()


@pytest.mark.parametrize("operation", [Operation.YEARS_BETWEEN, Operation.MONTHS_BETWEEN, Operation.YEAR])
def test_no_date_gives_half_a_year_or_month(operation: Operation) -> None:
    assert OPERATIONS[operation].reach(Fraction(1, 2), [["2027"], ["2030"]], 0, 0) == ()


def moved(value: Value, root: Any, wanted: int) -> list[Any]:
    known = facts(root)
    return [
        known.changed([(pointer, other)]).root
        for pointer, _ in known.behind(value)
        for other in witnesses.moved(known.gathered, value, pointer, wanted, shape().fields)
    ]


KINDS = {Operation.LIST: FieldKind.LIST, Operation.BEGINNING: FieldKind.TEXT}
"""Kinds of the results that are no numbers."""


@pytest.mark.parametrize("operation", OPERATIONS)
def test_its_record_is_of_one_piece(operation: Operation) -> None:
    spec, (unit, text, _) = OPERATIONS[operation], SPECS[operation]

    assert (spec.takes is Takes.PARTS) is bool(spec.parts)
    assert set(spec.founded_on) <= set(spec.parts)
    assert spec.unit in (None, Unit(unit))
    assert value_of(unit, text).kind is KINDS.get(operation, FieldKind.NUMBER)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_counts_grows_with_a_list_whatever_is_in_it(operation: Operation) -> None:
    spec = OPERATIONS[operation]
    is_of_lists = spec.takes in (Takes.PATHS, Takes.LIST) and spec.kind is not FieldKind.LIST
    of_ever_smaller = [spec.compute([[*range(0, -size, -1)]], {}) for size in (1, 2, 3)] if is_of_lists else []

    assert spec.counts is (of_ever_smaller == [1, 2, 3])


@pytest.mark.parametrize(
    ("path", "unit", "given"),
    [
        ("investment.items.id", "none", ["a", "b", "a"]),
        ("investment.items.cost", "kr", [5, 7, 5]),
        ("social.interventions.end", "none", ["2030", "2031-05", "2030"]),
    ],
)
def test_texts_numbers_and_dates_can_be_listed_and_told_apart(path: str, unit: str, given: list[Any]) -> None:
    list_path, _, name = path.rpartition(".")
    known = facts(with_value({}, list_path.split("."), [{name: each} for each in given]))

    assert known.get(value_of(unit, f"list: {path}")) == given
    assert known.get(value_of("count", f"distinct: {path}")) == 2


def test_a_year_is_one_date_with_and_without_quotation_marks() -> None:
    known = facts({"social": {"interventions": [{"end": 2030}, {"end": "2030"}, {"end": "2029-05"}]}})
    ends = "social.interventions.end"

    assert known.get(value_of("count", f"distinct: {ends}")) == 2
    assert known.get(value_of("none", f"max: [{ends}]")) == "2030"
    assert known.get(value_of("none", f"min: [{ends}]")) == "2029-05"
    of_text_and_number = facts({"social": {"interventions": [{"end": "2030"}, {"end": 2030}]}})
    assert of_text_and_number.get(value_of("count", f"distinct: {ends}")) == 1


def test_a_share_of_nothing_is_missing_for_the_whole_and_not_for_the_part() -> None:
    unit, text, _ = SPECS[Operation.SHARE]

    behind = facts({"investment": {"loan": 5, "total_cost": 0}}).behind(value_of(unit, text))

    assert behind == (("/investment/total_cost", 0),)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_sentence_of_an_operation_names_each_of_its_parts(operation: Operation, lang: str) -> None:
    parts = dict.fromkeys(OPERATIONS[operation].parts or ("of",), "§")

    assert words(lang).say(f"operations.{operation}.reads", **parts).count("§") == len(parts)


def test_samples_of_a_beginning_are_one_of_each_and_sound_numbers() -> None:
    choices = "".join(
        f"    c{start}: {{begins: '{start}', label: {{sv: s{start}, en: e{start}}}}}\n"
        for start in ("55", "8", "212000")
    )
    value = value_of(
        "none", f"beginning: applicant.org_number\n  choices:\n{choices}    z: {{label: {{sv: z, en: z}}}}"
    )

    found = [facts({"applicant": {"org_number": sample}}).get(value) for sample in value.samples]

    assert sorted(found) == ["c212000", "c55", "c8", "z"]


@pytest.mark.parametrize(
    ("beginnings", "field_type", "expected"),
    [
        (["Ex", ""], "name", ["Ex", "9"]),
        (["9x", "E8", ""], "name", ["9x", "E8", "8"]),
        (["Ex"], "name", ["Ex"]),
        ([*"123456789", ""], "name", [*"123456789"]),
        (["55"], "name", ["55"]),
        (["55"], "organisation_number", ["559999-9991"]),
        (["212000"], "organisation_number", [check_digits.org_number("212000")]),
        (["5560001"], "organisation_number", ["5560001"]),
        (["556000-0", "A5"], "organisation_number", ["556000-0", "A5"]),
    ],
)
def test_a_sample_is_what_begins_so_or_a_whole_number(
    beginnings: list[str], field_type: str, expected: list[str]
) -> None:
    samples = OPERATIONS[Operation.BEGINNING].samples(dict.fromkeys(beginnings, "a"), field_type)

    assert list(samples) == expected


def test_decimals_are_tenths_and_not_doubles() -> None:
    value = value_of("none", "sum: [social.goals.indicators.baseline.value]")
    root = {"social": {"goals": [{"indicators": [{"baseline": {"value": 0.1}}, {"baseline": {"value": 0.2}}]}]}}

    assert facts(root).get(value) == exact(0.3)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{field: item.nature, equals: operating}", 3),
        ("{not: {field: item.nature, equals: operating}}", 4),
        ("{field: item.cost, more_than: 1}", 6),
        ("{field: item.description, stated: true}", 0),
        ("{any: [{field: item.nature, equals: capital}, {field: item.cost, equals: 2}]}", 6),
        ("{field: item.cost, less_than: {field: investment.loan}}", 3),
    ],
)
def test_where_chooses_among_the_items(where: str, expected: int) -> None:
    value = value_of("kr", f"sum: investment.items.cost\n  where: {where}")
    items = [{"nature": "operating", "cost": 1}, {"nature": "operating", "cost": 2}, {"nature": "capital", "cost": 4}]

    assert facts({"investment": {"items": items, "loan": 3}}).get(value) == expected


def test_what_where_leaves_out_need_not_be_stated_and_what_it_may_take_must() -> None:
    value = value_of("count", "count: investment.items\n  where: {field: item.nature, equals: operating}")

    assert facts({"investment": {"items": [{"nature": "operating"}, {"nature": "capital"}]}}).get(value) == 1
    unsure = facts({"investment": {"items": [{"nature": "operating"}, {"nature": "capital"}, {}]}})
    assert unsure.get(value) is None
    assert unsure.behind(value) == (("/investment/items/2/nature", None),)


def test_a_list_within_a_list_is_gone_through() -> None:
    value = value_of("count", "count: social.goals.indicators")

    assert facts({"social": {"goals": [{"indicators": [{}, {}]}, {"indicators": [{}]}]}}).get(value) == 3
    lacking = facts({"social": {"goals": [{"indicators": [{}, {}]}, {}]}})
    assert lacking.get(value) is None
    assert lacking.behind(value) == (("/social/goals/1/indicators", None),)


def test_a_list_of_chosen_items_has_their_values_and_their_places() -> None:
    chosen = "list: investment.items.id\n  where: {field: item.id, stated: true}"
    value = value_of("none", chosen)
    items = [{"id": "I1"}, {}, {"id": "I1"}, {"id": "I3"}]

    known = facts({"investment": {"items": items}})

    assert known.get(value) == ["I1", "I1", "I3"]
    assert [pointer for pointer, _ in known.behind(value)] == [f"/investment/items/{at}/id" for at in (0, 2, 3)]
    assert facts({"investment": {"items": [{}]}}).get(value) == []
    assert facts({}).get(value) is None
