"""Figures on how far a verdict can be trusted, from lists of inputs that stand outside the project."""
