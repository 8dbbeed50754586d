"""Tests of sociallan.batch."""
