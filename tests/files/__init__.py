"""Tests of sociallan.files."""
