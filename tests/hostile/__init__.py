"""Hostile input: a corpus of files, tricks in texts and names, and readers that are strict about reports."""
