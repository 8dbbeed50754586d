"""Floor 1, the verbs: pure functions from bytes to a screening."""
