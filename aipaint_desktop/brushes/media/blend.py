"""A dry soft brush that makes colours run into each other."""

import numpy as np

from aipaint_desktop.brushes.media.medium import Stamp
from aipaint_desktop.brushes.media.wet_medium import WetMedium
from aipaint_desktop.brushes.media.wet_pixels import Plane, Planes

_WIDTH = 0.3  # of the blur, as a share of the radius
_TRAVEL = 0.2  # of the diameter, on which a share of `flow` of the colours is blurred


class Blend(WetMedium):
    """Blurs what it goes over, the more the longer. Colours are premultiplied, so that nothing dark comes in."""

    def changed(self, stamp: Stamp, under: Planes, weight: Plane) -> Planes:
        import cv2

        width = 2 * max(1, round(stamp.radius * _WIDTH)) + 1
        share = 1 - (1 - min(self.wet.mix * stamp.mix, 0.98)) ** (
            max(stamp.step, 0.5) / (2 * stamp.radius * _TRAVEL)
        )
        for plane in under:
            blurred = cv2.blur(plane, (width, width), borderType=cv2.BORDER_REPLICATE)
            blurred = cv2.blur(blurred, (width, width), borderType=cv2.BORDER_REPLICATE)
            blurred -= plane
            blurred *= weight
            blurred *= np.float32(share)
            plane += blurred
        return under
