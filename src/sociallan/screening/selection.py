"""Selection of the rules that are shown, by ids of rules and groups; the verdict counts them all."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sociallan.pack.pack import Pack
from sociallan.screening.report import Screening


def names(given: Iterable[str]) -> Iterator[str]:
    """Yield the names in texts where several may stand with commas between."""
    yield from (name.strip() for text in given for name in text.split(",") if name.strip())


def known(pack: Pack) -> tuple[str, ...]:
    """Return every name that can be chosen: those of the groups and those of the rules."""
    return (*(group.id for group in pack.groups), *(rule.id for rule in pack.rules))


def shown(pack: Pack, select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Return the ids of the rules that are shown: those selected, or all where none is, but for those ignored."""
    chosen, left_out = frozenset(names(select)), frozenset(names(ignore))
    return frozenset(
        rule.id
        for rule in pack.rules
        if (not chosen or chosen & {rule.id, rule.group}) and not left_out & {rule.id, rule.group}
    )


def only(screening: Screening, rules: frozenset[str]) -> Screening:
    """Return a screening with the outcomes of some rules alone; verdict, groups and findings stay."""
    return replace(screening, outcomes=tuple(outcome for outcome in screening.outcomes if outcome.rule.id in rules))
