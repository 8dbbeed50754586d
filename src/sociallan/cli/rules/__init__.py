"""``sociallan rules``: commands for maintainers of a rule pack, one module each."""
