"""Decisions on all applications at once, by the solver Z3: what a pack can give, and where two packs differ."""
