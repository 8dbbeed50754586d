"""Tests of sociallan.pack."""
