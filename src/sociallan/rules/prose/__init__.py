"""What is found in texts: whether they say anything, words, figures, identifiers and doubts."""
