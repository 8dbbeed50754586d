"""The interview: its turns, the next question, and the reading of answers."""
