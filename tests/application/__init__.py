"""Tests of sociallan.application."""
