"""The evaluation of conditions and rules: three evaluators, computed values, questions and reasons."""
