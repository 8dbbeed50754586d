"""Tests of sociallan.pages."""
