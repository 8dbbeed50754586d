"""Tests of sociallan.analysis."""
