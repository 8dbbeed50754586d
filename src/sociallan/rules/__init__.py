"""The rule language: conditions, operators, two evaluators, the decision, and the smallest change that meets a rule."""
