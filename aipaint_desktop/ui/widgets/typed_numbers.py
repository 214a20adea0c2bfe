"""Reading numbers as people type them: in any script's digits, with the separators of their locale or of another."""

import re
import unicodedata
from decimal import Decimal

from PySide6.QtCore import QLocale

_LONGEST = 60  # characters; no number that a field takes has more
_MARKS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c"  # of the direction of writing
_ALIKE = str.maketrans({"٫": ".", "。": ".", "٬": ",", "、": ",", "−": "-", "–": "-", "٪": "%", "’": "'"})
_ALIKE |= dict.fromkeys(map(ord, _MARKS), "")
_FULL_WIDTH = range(0xFF01, 0xFF5F)  # as ASCII, further on
_GROUPS = re.compile(r"\d*|\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*|\d{1,2}(?:([., '])\d{2})*\2\d{3}")


def read_number(text: str, unit: str = "", *, decimal_point: str | None = None) -> Decimal | None:
    """Read the number that the text says, exactly; None where it says none.

    Groups may be set apart by spaces, apostrophes, points or commas. unit: what may stand behind the number.
    decimal_point: what a single point or comma before three digits is; others are read as groups. By default the
    computer's locale says it. Any other single one is decimal.
    """
    plain = " ".join("".join(map(_plain, text[: 2 * _LONGEST].translate(_ALIKE))).split())
    behind = "".join(map(_plain, unit)).strip()
    if behind and plain.lower().endswith(behind.lower()):
        plain = plain[: -len(behind)].rstrip()
    sign, digits = (plain[0], plain[1:].lstrip()) if plain[:1] in ("+", "-") else ("", plain)
    if len(plain) > _LONGEST or not re.fullmatch(r"[\d., ']+", digits) or not re.search(r"\d", digits):
        return None
    point = QLocale.system().decimalPoint() if decimal_point is None else decimal_point
    whole, fraction = _halves(digits, point)
    if not _GROUPS.fullmatch(whole) or not re.fullmatch(r"\d*", fraction):
        return None
    return Decimal(f"{sign}{re.sub('[^0-9]', '', whole) or 0}.{fraction or 0}")


def read_whole_number(text: str, unit: str = "") -> int | None:
    """Read a number that cannot have fractions, as `read_number`: a point or comma before three digits sets groups
    apart."""
    number = read_number(text, unit, decimal_point="")
    return None if number is None or number != int(number) else int(number)


def _plain(letter: str) -> str:
    """Digits of any script as ASCII, full-width letters made plain, any space as a space."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return chr(ord(letter) - 0xFEE0) if ord(letter) in _FULL_WIDTH else letter


def _halves(digits: str, decimal_point: str) -> tuple[str, str]:
    """What is before the decimal separator, with its groups, and what is behind it."""
    separators = re.findall("[.,]", digits)
    if not separators:
        return digits, ""
    last = separators[-1]
    whole, fraction = digits.rsplit(last, 1)
    if len(set(separators)) == 1:
        groups = len(separators) > 1 or (
            last != decimal_point and len(fraction) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole)
        )
        return (digits, "") if groups else (whole, fraction)
    return whole, fraction
