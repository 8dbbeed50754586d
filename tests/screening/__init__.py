"""Tests of sociallan.screening."""
