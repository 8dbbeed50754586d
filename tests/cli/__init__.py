"""Tests of sociallan.cli."""
