"""Tests of sociallan.render."""
