"""String formats of the application's schema that JSON Schema does not define."""

import calendar
import re
from collections.abc import Callable, Mapping

from sociallan.application.personal_data.check_digits import is_org_number

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_DAY = len("YYYY-MM-DD")


def is_partial_date(value: object) -> bool:
    """Return whether a text is an existing year, month or day; other types pass."""
    if not isinstance(value, str):
        return True
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def is_day(value: object) -> bool:
    """Return whether a text is an existing day, ``YYYY-MM-DD``; other types pass."""
    return not isinstance(value, str) or (len(value) == _DAY and is_partial_date(value))


def is_path(value: object) -> bool:
    """Return whether a text can be a path, without control characters; other types pass."""
    return not isinstance(value, str) or _CONTROL.search(value) is None


def is_organisation_number(value: object) -> bool:
    """Return whether a text is an organisation number; other types pass."""
    return not isinstance(value, str) or is_org_number(value)


def is_municipality_code(value: object) -> bool:
    """Return whether a text is four digits; other types pass."""
    return not isinstance(value, str) or (len(value) == 4 and value.isascii() and value.isdecimal())


FORMATS: Mapping[str, Callable[[object], bool]] = {
    "partial-date": is_partial_date,
    "org-number": is_organisation_number,
    "municipality-code": is_municipality_code,
}
