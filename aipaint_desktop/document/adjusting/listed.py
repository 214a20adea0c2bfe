"""Every adjustment there is."""

from aipaint_desktop.document.adjusting.adjustment import Adjustment
from aipaint_desktop.document.adjusting.blur import GaussianBlur
from aipaint_desktop.document.adjusting.curves import Curves
from aipaint_desktop.document.adjusting.gradient_map import GradientMap
from aipaint_desktop.document.adjusting.hue_saturation import HueSaturationLightness
from aipaint_desktop.document.adjusting.invert import Invert
from aipaint_desktop.document.adjusting.levels import Levels
from aipaint_desktop.document.adjusting.posterise import Posterise
from aipaint_desktop.document.adjusting.unsharp_mask import UnsharpMask

ADJUSTMENTS: tuple[type[Adjustment], ...] = (
    Levels,
    Curves,
    HueSaturationLightness,
    Invert,
    Posterise,
    GradientMap,
    GaussianBlur,
    UnsharpMask,
)
