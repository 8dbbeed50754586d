"""The rule language: conditions, operators, three evaluators, the decision, and the smallest change to meet a rule."""
