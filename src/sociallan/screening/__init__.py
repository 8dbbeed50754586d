"""Screening: an application against a pack; totals, waivers, comparison and replay."""
