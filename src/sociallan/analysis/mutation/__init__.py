"""Mutation testing of rules and packs: the mutants, what notices them, and suggestions for the others."""
