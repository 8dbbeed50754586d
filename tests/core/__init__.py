"""Tests of sociallan.core."""
