"""Lints of a rule pack: one module a subject, and the list of all."""
