"""The derived values in CEL: its own arithmetic from the same inputs."""

from typing import NamedTuple

_LONGEST_SUM = 4
"""CEL has no sum: the sum of a list is written out for so many items. A longer list is no unknown but ends the test."""


class _Derived(NamedTuple):
    """A derived value in CEL; ``inputs`` are what must be stated for it to be, ``[]`` behind a list."""

    value: str
    inputs: tuple[str, ...]
    stated: str = ""
    """Condition that must hold as well for there to be a value."""


def is_there(path: str) -> str:
    """Write that every step on the way is there, in every item of a list on the way (``[]``)."""
    first, _, rest = path.partition("[]")
    steps = first.split(".")
    found = [f"has({'.'.join(steps[:count])})" for count in range(2, len(steps) + 1)]
    return " && ".join((*found, f"{first}.all(part, {is_there('part.it' + rest)})") if rest else found)


def _sum(items: str, term: str) -> str:
    """Write the sum of a term over a list; every part of the term is looked up, so that what is missing tells."""
    terms = (f"(size({items}) > {n} ? {term.format(f'{items}[{n}].it')} : 0)" for n in range(_LONGEST_SUM))
    return f"(size({items}) <= {_LONGEST_SUM} ? {' + '.join(terms)} : int('too many items to add'))"


def _moment(date: str) -> str:
    """Write the moment that a partial date is counted from; a bare year counts to its last month."""
    text = f"string({date})"
    return f"timestamp({text} + (size({text}) == 4 ? '-12-01' : size({text}) == 7 ? '-01' : '') + 'T00:00:00Z')"


def _years_between(first: str, second: str) -> str:
    """Write the whole years between two dates, counted by what both of them say."""
    one, two = f"string({first})", f"string({second})"
    years = f"({_moment(second)}.getFullYear() - {_moment(first)}.getFullYear())"
    length = f"(size({one}) < size({two}) ? size({one}) : size({two}))"
    # A sign behind the text, since CEL's library refuses an end that is the text's own.
    start, end = (f"({text} + '.').substring(4, {length})" for text in (one, two))
    return f"({years} - ({years} > 0 && {end} < {start} ? 1 : 0) + ({years} < 0 && {end} > {start} ? 1 : 0))"


def _months_between(first: str, second: str) -> str:
    """Write the whole months between two dates, counted by the day where both have one."""
    one, two = f"string({first})", f"string({second})"
    months = f"({_months(second)} - {_months(first)})"
    in_days = f"size({one}) == 10 && size({two}) == 10"
    less = f"{in_days} && {months} > 0 && {two}.substring(8) < {one}.substring(8) ? 1 : 0"
    more = f"{in_days} && {months} < 0 && {two}.substring(8) > {one}.substring(8) ? 1 : 0"
    return f"({months} - ({less}) + ({more}))"


def _months(date: str) -> str:
    return f"({_moment(date)}.getFullYear() * 12 + {_moment(date)}.getMonth())"


def _year(date: str) -> str:
    # As of the years between two dates, a sign behind the text.
    return f"int((string({date}) + '.').substring(0, 4))"


def _labels(items: str, name: str = "id") -> str:
    """Write the list of the labels, or names, that are stated, each with the number of its item."""
    return f"{items}.filter(item, {_has('item', name)}).map(item, {{'at': dyn(item.at), 'it': dyn(item.it.{name})}})"


def _has_id(item: str) -> str:
    return _has(item, "id")


def _has(item: str, name: str) -> str:
    return f"has({item}.it) && has({item}.it.{name})"


def _paid_by(loan: str) -> _Derived:
    """Return the sum of the costs of the parts that a loan pays for."""
    loans = f"[{loan!r}, 'both']"
    costs = f"{_ITEMS}.all(part, !(part.it.paid_by in {loans}) || has(part.it.cost))"
    return _Derived(_sum(_ITEMS, f"({{0}}.paid_by in {loans} ? {{0}}.cost : 0)"), (f"{_ITEMS}[].paid_by",), costs)


_COST, _LOAN, _ITEMS = "app.investment.total_cost", "app.investment.loan", "app.investment.items"
_GREEN, _GRANTS = "app.investment.green_loan", "app.investment.grants"
_UNTIL, _START, _END = "app.long_term.until", "app.project.start", "app.project.end"
_NUMBER, _SUBMITTED = "app.applicant.org_number", "app.submitted"
_EVIDENCE, _GOALS, _EFFORTS = "app.social.need.evidence", "app.social.goals", "app.social.interventions"
_LATEST = f"{_EVIDENCE}.filter(one, {_EVIDENCE}.all(other, other.it.year <= one.it.year))[0].it.year"
_IS_FIRST = f"{_GOALS}.all(goal, goal.it.indicators.all(other, other.it.target.year >= one.it.target.year))"
_FIRST = (
    f"{_GOALS}.filter(with_first, with_first.it.indicators.exists(one, {_IS_FIRST}))[0]"
    f".it.indicators.filter(one, {_IS_FIRST})[0].it.target.year"
)
_SOME_INDICATOR = f"{_GOALS}.exists(goal, size(goal.it.indicators) > 0)"
_CAPITAL = _sum(_ITEMS, "({0}.nature == 'capital' ? {0}.cost : 0)")
_OPERATING = _sum(_ITEMS, "({0}.nature == 'operating' ? {0}.cost : 0)")
_NATURES = f"{_ITEMS}[].nature"
_OPERATING_COSTS = f"{_ITEMS}.all(part, part.it.nature != 'operating' || has(part.it.cost))"
_CAPITAL_COSTS = f"{_ITEMS}.all(part, part.it.nature != 'capital' || has(part.it.cost))"
_REST = f"({_COST} - {_OPERATING})"
_SHARE = f"100.0 * double({_LOAN}) / double({_COST})"
FORMS = {
    "212000": "municipality",
    "232100": "region",
    "222000": "municipal_federation",
    "55": "company",
    "8": "foundation",
    "7": "association",
}

DERIVED = {
    "items_total": _Derived(_sum(_ITEMS, "{0}.cost"), (f"{_ITEMS}[].cost",)),
    "capital_total": _Derived(_CAPITAL, (_NATURES,), _CAPITAL_COSTS),
    "operating_total": _Derived(_OPERATING, (_NATURES,), _OPERATING_COSTS),
    "cost_without_operating": _Derived(_REST, (_COST, _NATURES), _OPERATING_COSTS),
    "cost_of_investment": _Derived(
        f"({_REST} > {_CAPITAL} ? {_REST} : {_CAPITAL})",
        (_COST, _NATURES),
        f"{_OPERATING_COSTS} && {_CAPITAL_COSTS}",
    ),
    "financing_total": _Derived(
        f"({_LOAN} + {_GREEN} + {_sum(_GRANTS, '{0}.amount')})", (_LOAN, _GREEN, f"{_GRANTS}[].amount")
    ),
    # Of any type, since a figure in a rule is an int and CEL compares it with a double only then.
    "loan_share": _Derived(f"({_COST} == 0 ? dyn(unknown) : dyn({_SHARE}))", (_LOAN, _COST), f"{_COST} != 0"),
    "horizon_years": _Derived(_years_between(_END, _UNTIL), (_UNTIL, _END)),
    "project_years": _Derived(_years_between(_START, _END), (_START, _END)),
    "months_since_completion": _Derived(_months_between(_END, "day"), (_END,)),
    "item_ids": _Derived(
        f"{_ITEMS}.map(item, has(item.it) && has(item.it.id) ? dyn({{'it': item.it.id}}) : dyn({{}}))",
        (_ITEMS,),
    ),
    "item_labels": _Derived(_labels(_ITEMS), (_ITEMS,)),
    "intervention_labels": _Derived(_labels(_EFFORTS), (_EFFORTS,)),
    "intervention_names": _Derived(_labels(_EFFORTS, "name"), (_EFFORTS,)),
    "goal_labels": _Derived(_labels(_GOALS), (_GOALS,)),
    "evidence_labels": _Derived(_labels(_EVIDENCE), (_EVIDENCE,)),
    "paid_by_social": _paid_by("social"),
    "paid_by_green": _paid_by("green"),
    "loan_and_grants": _Derived(f"({_LOAN} + {_sum(_GRANTS, '{0}.amount')})", (_LOAN, f"{_GRANTS}[].amount")),
    "loans": _Derived(f"({_LOAN} + {_GREEN})", (_LOAN, _GREEN)),
    "project_start_year": _Derived(_year(_START), (_START,)),
    "application_year": _Derived(_year(_SUBMITTED), (_SUBMITTED,)),
    "last_year": _Derived(_year(_UNTIL), (_UNTIL,)),
    "evidence_ids": _Derived(
        f"{_EVIDENCE}.map(item, {_has_id('item')} ? dyn({{'it': item.it.id}}) : dyn({{}}))",
        (_EVIDENCE,),
    ),
    # Without the test in front, an item without a year would not count where another one decides.
    "latest_evidence_year": _Derived(
        f"({is_there(f'{_EVIDENCE}[].year')} && size({_EVIDENCE}) > 0 ? dyn({_LATEST}) : dyn(unknown))",
        (f"{_EVIDENCE}[].year",),
        f"size({_EVIDENCE}) > 0",
    ),
    "first_target_year": _Derived(
        f"({is_there(f'{_GOALS}[].indicators[].target.year')} && {_SOME_INDICATOR} ? dyn({_FIRST}) : dyn(unknown))",
        (f"{_GOALS}[].indicators[].target.year",),
        _SOME_INDICATOR,
    ),
    "project_months": _Derived(_months_between(_START, _END), (_START, _END)),
    "screening_date": _Derived("day", ()),
    "screening_year": _Derived("int(day.substring(0, 4))", ()),
    "org_number_series": _Derived(
        f"({''.join(f'{_NUMBER}.startsWith({start!r}) ? {form!r} : ' for start, form in FORMS.items())}'other')",
        (_NUMBER,),
    ),
    "free_text": _Derived("app", ()),
}
