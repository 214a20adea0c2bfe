"""How the master style transfer goes from coarse to fine, and how much work that is. Without torch, so that it
can be told before torch is loaded."""

from dataclasses import dataclass

SURROUNDINGS = 16  # px that are painted beyond each border of the picture
FORMED = 512
"""Long side in px of the coarsest scale for a picture that was begun from coarse to fine in another way."""

_FULL_STEPS = 512  # px on the long side up to which every scale takes all of its steps
_SHORTEST = 32  # px

# measured, in passes forward through VGG16 of as many pixels, or of 512×512 px
_WHOLE_PIXELS = 768**2  # up to which a scale is about one tile
_STEP_WHOLE = 2.5  # forward, and back again
_STEP_IN_TILES = 1.35 * 3.5  # forward once more, with what is around every tile
_STEP_DISTANCES = 0.5
_SCALE_READ = 1.2
_SCALE_SORTED = 4.0


@dataclass(frozen=True)
class MasterSettings:
    """Holds what determines a run besides its pictures.

    coarsest: long side in px below which no scale is painted; each is twice as large as the one before it.
    steps: optimisation steps on a scale up to 512 px; larger ones, which begin with all but the finest strokes,
        take fewer in proportion to their long side.
    content: weight of the picture's forms. distribution: weight of the references' distribution of features.
    match: weight of the likeness of every feature to its nearest neighbour in the references.
    rate: Adam's step size at the beginning of each scale, in units of −1..1.
    """

    coarsest: int = 96
    steps: int = 24
    content: float = 0.2
    distribution: float = 1.5
    match: float = 0.8
    rate: float = 0.016


@dataclass(frozen=True)
class Scale:
    """A size to paint at, in px, and the steps it takes."""

    height: int
    width: int
    steps: int


def scales(height: int, width: int, settings: MasterSettings) -> list[Scale]:
    """List the scales from coarse to fine; the last one is height × width."""
    found: list[Scale] = []
    factor = 1.0
    while not found or (
        max(height, width) * factor >= settings.coarsest and min(height, width) * factor >= _SHORTEST
    ):
        size = round(height * factor), round(width * factor)
        found.append(Scale(*size, max(1, round(settings.steps * min(1.0, _FULL_STEPS / max(size))))))
        factor /= 2
    return found[::-1]


def work(height: int, width: int, settings: MasterSettings) -> float:
    """Count what a run takes, in passes forward through VGG16, up to relu4_3, of 512×512 px in the run's precision."""
    passes = 0.0
    for scale in scales(height, width, settings):
        pixels = (scale.height + 2 * SURROUNDINGS) * (scale.width + 2 * SURROUNDINGS)
        step = _STEP_WHOLE if pixels <= _WHOLE_PIXELS else _STEP_IN_TILES
        area = pixels / 512**2
        passes += _SCALE_READ * area + _SCALE_SORTED + scale.steps * (step * area + _STEP_DISTANCES)
    return passes
