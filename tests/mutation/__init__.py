"""Mutation testing of the modules that decide: cosmic-ray changes one thing at a time, and a test must fail."""
