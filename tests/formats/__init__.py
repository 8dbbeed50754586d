"""Tests of sociallan.formats."""
