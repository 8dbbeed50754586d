"""Selection of the rules to show, by ids of rules and groups; the verdict counts all rules."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sociallan.pack.pack import Pack
from sociallan.screening.report import Screening


def names(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names in comma-separated texts."""
    yield from (name.strip() for text in texts for name in text.split(",") if name.strip())


def known(pack: Pack) -> tuple[str, ...]:
    """Return the ids of all groups and rules, which are the names that can be selected."""
    return (*(group.id for group in pack.groups), *(rule.id for rule in pack.rules))


def shown(pack: Pack, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules to show: those selected (all if none is), without those ignored."""
    selected, ignored = frozenset(names(select)), frozenset(names(ignore))
    return frozenset(
        rule.id
        for rule in pack.rules
        if (not selected or selected & {rule.id, rule.group}) and not ignored & {rule.id, rule.group}
    )


def only(screening: Screening, rules: frozenset[str]) -> Screening:
    """Return a screening with the outcomes and questions of the given rules only; all else is unchanged."""
    return replace(
        screening,
        outcomes=tuple(outcome for outcome in screening.outcomes if outcome.rule.id in rules),
        questions=tuple(question for question in screening.questions if question.rule.id in rules),
        more_questions=tuple(rule for rule in screening.more_questions if rule.id in rules),
    )
