"""How calm a line is to be."""

from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = 1.0, 100.0


class Steadying(StrEnum):
    """By what a line is made calm."""

    NONE = "none"
    WEIGHTED = "weighted"
    ROPE = "rope"
    CATCHING_UP = "catching up"


@dataclass(frozen=True)
class Steadiness:
    """Says how a line is steadied.

    strength: LEAST to MOST; of WEIGHTED over which distance, and of ROPE how long it is, in pixels of the screen; of
        CATCHING_UP how far it is behind, in hundredths of 0.8 seconds.
    lazy_start: whether a line begins only once the pen is so far away that it is sure where it goes.
    lazy_end: whether it ends where it is when the pen is lifted, instead of going on to the pen.
    sensors: whether pressure, tilt and rotation are steadied, too.
    """

    kind: Steadying = Steadying.NONE
    strength: float = 30.0
    lazy_start: bool = False
    lazy_end: bool = False
    sensors: bool = True
