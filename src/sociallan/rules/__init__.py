"""The rule language: conditions, operators, two evaluators, one decision, and the smallest change that meets a rule."""
