"""The check of an application against its form: its faults, and the right value where it is certain."""
