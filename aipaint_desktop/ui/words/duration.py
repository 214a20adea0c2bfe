"""Times as people say them."""

import math

from PySide6.QtCore import QCoreApplication


def duration(seconds: float) -> str:
    """Say a duration in whole seconds below two minutes, then in minutes."""
    if seconds < 119.5:
        return QCoreApplication.translate("duration", "{0} s").format(max(1, math.ceil(seconds)))
    return QCoreApplication.translate("duration", "{0} min").format(round(seconds / 60))
