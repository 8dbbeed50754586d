"""Differences between two packs: in their parts, and in what an application gets."""
