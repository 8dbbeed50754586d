"""Swedish numbers with a check digit: organisation numbers and those of persons.

Organisation numbers: ten digits, the third at least 2, the last a check digit (Skatteverket's SKV 709).
Coordination numbers are personal identity numbers with 60 added to the day. The checks replace
python-stdnum, whose import takes as long as reading a file; the tests compare the two.
"""

from calendar import monthrange
from functools import lru_cache

DIGITS = "0123456789"
_DOUBLED = str.maketrans(DIGITS, "0246813579")
"""Each digit to the digit sum of its double."""


def check_digit_holds(digits: str) -> bool:
    """Return whether the last digit is the check digit of the preceding ones (Luhn, modulo 10)."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def is_org_number(text: str) -> bool:
    """Return whether the digits of a text ``NNNNNN-NNNN`` form an organisation number."""
    digits = text.replace("-", "")
    return len(digits) == 10 and digits.isdecimal() and digits[2] >= "2" and check_digit_holds(digits)


def org_number(first: str) -> str:
    """Return an invented organisation number with the given first six digits, for samples."""
    numbers = (f"{first}-999{digit}" for digit in DIGITS)
    return next(number for number in numbers if check_digit_holds(number.replace("-", "")))


def is_personal_number(text: str) -> bool:
    """Return whether a text is a personal identity number or a coordination number."""
    digits = "".join(filter(str.isdecimal, text))[-10:]
    return len(digits) == 10 and _is_valid_person_number(digits)


@lru_cache(1024)
def _is_valid_person_number(digits: str) -> bool:
    """Return whether ten digits are a person's number; cached, as a hostile text may repeat one many times."""
    month, day = int(digits[2:4]), int(digits[4:6])
    is_day = 1 <= month <= 12 and 1 <= day % 60 <= monthrange(2000, month)[1]
    return is_day and check_digit_holds(digits)
