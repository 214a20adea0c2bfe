"""What the channels of a Photoshop document stand for, and how they become sRGB."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from psd_tools.constants import ColorMode

from aipaint_desktop.files.pictures.colour import to_srgb
from aipaint_desktop.files.psd.channels import Plane
from aipaint_desktop.values.refusal import Sentence

CHANNELS = {
    ColorMode.BITMAP: 1,
    ColorMode.GRAYSCALE: 1,
    ColorMode.INDEXED: 1,
    ColorMode.DUOTONE: 1,
    ColorMode.RGB: 3,
    ColorMode.LAB: 3,
    ColorMode.CMYK: 4,
}
"""How many channels of colour there are, by the kinds that are understood."""

_NAMES = {
    ColorMode.BITMAP: Sentence("black and white"),
    ColorMode.GRAYSCALE: Sentence("greyscale"),
    ColorMode.INDEXED: Sentence("indexed colour"),
    ColorMode.DUOTONE: Sentence("duotone"),
    ColorMode.LAB: Sentence("Lab"),
    ColorMode.CMYK: Sentence("CMYK"),
}
_TONES = (ColorMode.BITMAP, ColorMode.GRAYSCALE, ColorMode.DUOTONE)
_COLOURS = 256


@dataclass(frozen=True)
class Colours:
    """Makes sRGB of planes. palette: 256 of red, of green and of blue, for indexed colour. icc: the document's profile,
    or nothing. name: of the file."""

    mode: ColorMode
    palette: bytes
    icc: bytes
    name: str

    @property
    def loss(self) -> Sentence | None:
        """Say that its colours are of another kind here, where they are."""
        name = _NAMES.get(self.mode)
        return None if name is None else Sentence("Its colours were converted to sRGB; it was in {0}.", name)

    @property
    def absent(self) -> int:
        """Give the value of a channel that a layer does not have."""
        return 255 if self.mode in (ColorMode.CMYK, *_TONES) else 0

    def pixels(self, planes: Sequence[Plane], alpha: Plane | None) -> NDArray[np.uint8]:
        """Convert as many planes as there are channels of colour, each (H, W), with their alpha, None where all is
        opaque: (H, W, 4)."""
        pixels = np.empty((*planes[0].shape, 4), np.uint8)
        pixels[..., 3] = 255 if alpha is None else alpha
        if self.mode == ColorMode.RGB and not self.icc:
            for channel, plane in enumerate(planes):
                pixels[..., channel] = plane
        else:
            pixels[..., :3] = to_srgb(self._image(planes), self.icc or None, self.name)
        return pixels

    def _image(self, planes: Sequence[Plane]) -> Image.Image:
        match self.mode:
            case ColorMode.RGB:
                return Image.fromarray(np.dstack(planes))
            case ColorMode.CMYK:  # 0 is full ink in these files
                return Image.merge("CMYK", [Image.fromarray(255 - plane) for plane in planes])
            case ColorMode.LAB:
                return Image.merge("LAB", [Image.fromarray(np.ascontiguousarray(plane)) for plane in planes])
            case ColorMode.INDEXED:
                table = np.frombuffer(self.palette.ljust(3 * _COLOURS, b"\0")[: 3 * _COLOURS], np.uint8)
                return Image.fromarray(np.ascontiguousarray(table.reshape(3, _COLOURS).T)[planes[0]])
        return Image.fromarray(np.ascontiguousarray(planes[0]))
