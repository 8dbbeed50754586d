"""The day."""

from datetime import date


def today() -> str:
    """Return the day, ``YYYY-MM-DD``."""
    return date.today().isoformat()
