"""Notations in which applicants write values: the words, and what amounts, numbers and dates in them mean."""
