"""The space of colours that a picture's pixels are in, where that is not sRGB."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_MODES = {3: "RGB", 4: "RGBA"}


@dataclass(frozen=True)
class Profile:
    """Holds the ICC profile of a space of RGB colours, as Display P3 or Adobe RGB. Any thread may convert with it.

    Those are equal that are so byte for byte.
    """

    icc: bytes = field(repr=False)

    @cached_property
    def name(self) -> str:
        """Name it as it names itself."""
        return str(ImageCms.getProfileDescription(self._profile)).strip()

    def to_srgb(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Convert pixels of this space, (H, W, 3 or 4), to sRGB, which has not all of its colours."""
        return self._converted(pixels, self._outwards)

    def from_srgb(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Convert sRGB pixels, (H, W, 3 or 4), to this space."""
        return self._converted(pixels, self._inwards)

    def _converted(
        self, pixels: NDArray[np.uint8], transforms: Sequence[ImageCms.ImageCmsTransform]
    ) -> NDArray[np.uint8]:
        if not pixels.size:
            return pixels
        image = Image.fromarray(np.ascontiguousarray(pixels))
        made = ImageCms.applyTransform(image, transforms[pixels.shape[2] - min(_MODES)])
        return np.array(made)

    @cached_property
    def _outwards(self) -> Sequence[ImageCms.ImageCmsTransform]:
        return self._transforms(self._profile, _srgb())

    @cached_property
    def _inwards(self) -> Sequence[ImageCms.ImageCmsTransform]:
        return self._transforms(_srgb(), self._profile)

    @staticmethod
    def _transforms(
        one: ImageCms.ImageCmsProfile, other: ImageCms.ImageCmsProfile
    ) -> Sequence[ImageCms.ImageCmsTransform]:
        """For pixels without alpha, and with."""
        return [ImageCms.buildTransform(one, other, mode, mode) for mode in _MODES.values()]

    @cached_property
    def _profile(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(self.icc))


def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def icc_of(profile: Profile | None) -> bytes:
    """Give the ICC profile that says in a file what its colours mean, that of sRGB for None."""
    return _srgb().tobytes() if profile is None else profile.icc


def to_srgb(pixels: NDArray[np.uint8], profile: Profile | None) -> NDArray[np.uint8]:
    """Convert pixels of a picture to sRGB; the same array where they are so already, as without a profile."""
    return pixels if profile is None else profile.to_srgb(pixels)


def from_srgb(pixels: NDArray[np.uint8], profile: Profile | None) -> NDArray[np.uint8]:
    """Convert sRGB pixels to those of a picture; the same array where it has no profile."""
    return pixels if profile is None else profile.from_srgb(pixels)
