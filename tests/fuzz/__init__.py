"""Fuzzers of applications and of rule packs: random changes of good ones, and what must hold whatever they make."""
