"""Findings in texts: whether they say anything, words, figures and identifiers of persons."""
