"""The group that the id of a rule names."""

from collections.abc import Iterable


def group_of(rule_id: str, groups: Iterable[str]) -> str | None:
    """Return the longest of the groups that a rule's id begins with: ``social_effect`` of ``social-effect-stated``.

    An id has hyphens where a group has underscores. ``None`` where it begins with none of them.
    """
    named = [group for group in groups if rule_id.startswith(f"{group.replace('_', '-')}-")]
    return max(named, key=len, default=None)
