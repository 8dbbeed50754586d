"""The current day."""

from datetime import date


def today() -> str:
    """Return the current day as ``YYYY-MM-DD``."""
    return date.today().isoformat()
