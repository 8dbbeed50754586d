"""Disk, environment and clock."""
