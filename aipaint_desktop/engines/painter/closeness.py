"""How literally a sketch is taken, and what of sampling that decides."""

import math
from dataclasses import dataclass

_LOOSELY = 0.6
"""Up to here regions are set apart from each other and noise hides all that is small."""


@dataclass(frozen=True)
class Closeness:
    """The one number `keep` of a request, 0 (after a glance at the sketch) to 1 (line by line), as what it comes to:

    | keep | entry | noise | guide | own_colour | counterchange |
    |---|---|---|---|---|---|
    | 0   |  70 px | 0.95 |    5 | 0.001 | 1.5  |
    | 0.3 |  99 px | 0.95 | 27.4 | 0.007 | 1.5  |
    | 0.6 | 139 px | 0.95 |  150 | 0.080 | 1.5  |
    | 0.8 | 175 px | 0.85 |  466 | 0.400 | 0.75 |
    | 1   | 220 px | 0.75 | 1450 | 2.000 | 0    |
    """

    keep: float

    @property
    def entry(self) -> float:
        """Tell at which level the sketch enters: the level's short side in px. The finer, the smaller what is kept."""
        return 70 * math.pow(2, 1.65 * self.keep)

    @property
    def noise(self) -> float:
        """Tell how much noise the sketch enters with, t of `nn.patches.diffusion`: 1 would leave nothing of it."""
        return 0.95 - 0.5 * max(0.0, self.keep - _LOOSELY)

    @property
    def guide(self) -> float:
        """Tell what the guide counts, λ of `nn.patches.bank`: where colours of the sketch lie, against fine paint."""
        return 5 * math.pow(290, self.keep)

    @property
    def own_colour(self) -> float:
        """Tell what references' own colours count in the guide; they hold each region to one colour."""
        return 2 * math.pow(25, (self.keep - 1) / (1 - _LOOSELY))

    @property
    def counterchange(self) -> float:
        """Tell how much light is set against dark along the borders of regions, which moves them in tone."""
        return 1.5 * min(1.0, (1 - self.keep) / (1 - _LOOSELY))
