"""Repairs of faults of syntax in YAML: the likely ones of each kind, and the trial of them."""
