"""Noise levels that sampling goes through, from the first to 0. No torch here: requests tell them as well."""

JUDGED_BELOW = 0.85
"""Noise level below which the composer's ideas of clean pictures were judged (`recipes.composer.refinement`)."""

_JUDGED_SHARE = 3 / 8  # of all steps
_TOO_NEAR = 0.02  # a step smaller than this is not worth its time


def even_levels(steps: int) -> list[float]:
    """Space levels evenly from noise alone: `steps` + 1 of them, the last one 0."""
    return [1 - step / steps for step in range(steps)] + [0.0]


def composer_levels(steps: int, start: float = 1.0) -> list[float]:
    """Space levels as `even_levels`, for the composer and from a level `start`: most steps are above `JUDGED_BELOW`,
    where the arrangement is found; below, few large ones bring pictures that have to get past nobody a second time.

    steps: for the whole way, at least 2; from a lower start proportionally fewer are taken, at least one.
    """
    judged = max(1, round(_JUDGED_SHARE * steps))
    above = steps - judged
    whole = [1 - (1 - JUDGED_BELOW) * step / above for step in range(above)]
    whole += [JUDGED_BELOW * (1 - step / judged) for step in range(judged)]
    if start >= 1:
        return [*whole, 0.0]
    rest = [level for level in whole if level < start - _TOO_NEAR]
    return [start, *rest, 0.0]
