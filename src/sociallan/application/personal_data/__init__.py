"""Identifiers of persons in texts: their detection, and their masking."""
