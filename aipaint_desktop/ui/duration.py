"""Times as people say them."""

import math


def duration(seconds: float) -> str:
    """Whole seconds below two minutes, then minutes."""
    if seconds < 119.5:
        return f"{max(1, math.ceil(seconds))} s"
    return f"{round(seconds / 60)} min"
