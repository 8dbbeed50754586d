"""Tests of sociallan.rules."""
