"""Applications: from bytes to plain values with their places, and everything wrong with their form."""
