"""How the fine style transfer goes from coarse to fine, and how much work that is. Without torch, so that it can be
told before torch is loaded."""

from dataclasses import dataclass

from aipaint_desktop.nn.style.nearest_neighbour_schedule import SURROUNDINGS

_COARSEST = 96  # px on the long side, at least
_SHORTEST = 32  # px
_FORMING_STEPS = (18, 12, 6)  # from the coarsest scale on; the next ones take as many as the last
_FINISHING_STEPS = 5

# measured with VGG16 of low rank, in passes forward through all of VGG16 up to relu4_3 of as many pixels, or of
# 512×512 px
_FORMING = 0.85
_FINISHING = 0.6
_STEP_ALWAYS = 0.03
_SCALE_READ = 0.7


@dataclass(frozen=True)
class FineSettings:
    """Holds what determines a run besides its pictures.

    content: weight of the picture's forms. distribution: weight of how the references' features are distributed.
    match: weight of the likeness of every feature to its nearest neighbour in the references.
    detail: how much of the picture's own detail comes into each finer scale, 0 to 1.
    rate: Adam's step size at the beginning of each scale, in units of −1..1. steps: share of the usual ones, above 0.
    """

    content: float = 0.8
    distribution: float = 1.5
    match: float = 0.8
    detail: float = 0.4
    rate: float = 0.03
    steps: float = 1.0


FINE = FineSettings()


@dataclass(frozen=True)
class FineScale:
    """A size to paint at, in px, and the steps it takes. forming: whether the picture is still formed there; if not,
    it only gets finer marks."""

    height: int
    width: int
    steps: int
    forming: bool


def fine_scales(height: int, width: int, settings: FineSettings) -> list[FineScale]:
    """List the scales from coarse to fine; the last one is height × width."""
    factors = [1.0]
    while (
        max(height, width) * factors[-1] >= 2 * _COARSEST
        and min(height, width) * factors[-1] >= 2 * _SHORTEST
    ):
        factors.append(factors[-1] / 2)
    found = []
    for number, factor in enumerate(reversed(factors)):
        forming = number == 0 or factor < 1
        steps = _FORMING_STEPS[min(number, len(_FORMING_STEPS) - 1)] if forming else _FINISHING_STEPS
        taken = max(1, round(steps * settings.steps))
        found.append(FineScale(round(height * factor), round(width * factor), taken, forming))
    return found


def fine_work(height: int, width: int, settings: FineSettings) -> float:
    """Count what a run takes, in passes forward through VGG16, up to relu4_3, of 512×512 px in the run's precision."""
    passes = 0.0
    for scale in fine_scales(height, width, settings):
        area = (scale.height + 2 * SURROUNDINGS) * (scale.width + 2 * SURROUNDINGS) / 512**2
        step = _FORMING if scale.forming else _FINISHING
        passes += _SCALE_READ * area + scale.steps * (step * area + _STEP_ALWAYS)
    return passes
