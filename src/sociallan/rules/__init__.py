"""The rule language: conditions, operators, rules, and the decision on a rule."""
