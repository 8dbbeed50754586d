"""Tests of sociallan.report."""
