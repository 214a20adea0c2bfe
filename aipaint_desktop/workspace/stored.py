"""Reading single values from the settings file: whatever stands there, what comes out can be worked with."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QSettings


def number(
    settings: QSettings, key: str, otherwise: float, lowest: float = -math.inf, highest: float = math.inf
) -> float:
    """Read the number of that key, held within the range; `otherwise` where there is none."""
    try:
        value = float(str(settings.value(key, otherwise)))
    except ValueError:
        return otherwise
    return min(max(value, lowest), highest) if math.isfinite(value) else otherwise


def one_of(known: Sequence[str], value: object) -> str:
    """Take the value if it is known, else the first that is."""
    return str(value) if value in known else known[0]


def flag(settings: QSettings, key: str, otherwise: bool) -> bool:
    """Read true or false, written as 1 or 0, or as the word."""
    value = str(settings.value(key, otherwise)).lower()
    return {"1": True, "true": True, "0": False, "false": False}.get(value, otherwise)


def texts(settings: QSettings, key: str) -> list[str]:
    """Read a list of texts; Qt gives a list of one as a text."""
    value = settings.value(key)
    if isinstance(value, str):
        return [value]
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
