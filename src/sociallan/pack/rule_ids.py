"""Derivation of a rule's group from its id."""

from collections.abc import Iterable


def group_of(rule_id: str, groups: Iterable[str]) -> str | None:
    """Return the longest group that is a prefix of a rule's id: ``social_effect`` of ``social-effect-stated``.

    Hyphens in the id correspond to underscores in the group. Return ``None`` if no group is a prefix.
    """
    named = [group for group in groups if rule_id.startswith(f"{group.replace('_', '-')}-")]
    return max(named, key=len, default=None)
