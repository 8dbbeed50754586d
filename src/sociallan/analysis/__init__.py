"""Rules without an application: tests, coverage, boundary domains, mutants, lints and differences."""
