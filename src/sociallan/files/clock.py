"""The day."""

from datetime import date


def today() -> str:
    """Give the day, ``YYYY-MM-DD``."""
    return date.today().isoformat()
