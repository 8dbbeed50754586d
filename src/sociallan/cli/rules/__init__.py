"""``sociallan rules``: the rule pack for those who own it, one module a command."""
