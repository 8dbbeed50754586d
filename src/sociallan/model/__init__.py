"""Floor 0, the nouns: frozen dataclasses that every other part speaks in. Standard library only."""
