"""An assistant: what lines are laid along, seen and saved but never part of the picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Place = tuple[float, float]
"""Document pixels from the upper left corner, across and down."""


class AssistantKind(StrEnum):
    """What lines are laid along."""

    RULER = "ruler"
    PARALLEL = "parallel"
    ONE_POINT = "vanishing point"
    TWO_POINTS = "two vanishing points"
    THREE_POINTS = "three vanishing points"
    ELLIPSE = "ellipse"
    SPLINE = "spline"


HANDLES: Mapping[AssistantKind, int] = {
    AssistantKind.RULER: 2,
    AssistantKind.PARALLEL: 2,
    AssistantKind.ONE_POINT: 1,
    AssistantKind.TWO_POINTS: 2,
    AssistantKind.THREE_POINTS: 3,
    AssistantKind.ELLIPSE: 3,
    AssistantKind.SPLINE: 4,
}
"""How many points each is set by: the ends of a ruler, or of one that gives a direction; vanishing points; both ends of
one axis of an ellipse and a point that it goes through; the end, the two that pull and the other end of a spline."""


@dataclass(frozen=True)
class Assistant:
    """Lays lines along something. points: as many as `HANDLES` says."""

    kind: AssistantKind
    points: tuple[Place, ...]

    def __post_init__(self) -> None:
        if len(self.points) != HANDLES[self.kind]:
            raise ValueError(f"{self.kind} has {HANDLES[self.kind]} points, not {len(self.points)}")
