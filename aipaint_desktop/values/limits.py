"""How large pictures may be, for all rooms; what some formats cost to decode stands in `files.pictures.reading`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """Limits sizes. least, most: px a side may have. pixels: how many the whole may have."""

    least: int
    most: int
    pixels: int

    @property
    def megapixels(self) -> int:
        """Tell the most pixels, in whole millions, as people are told."""
        return self.pixels // 10**6

    def allows(self, width: int, height: int) -> bool:
        """Say whether a picture of this size, in px, keeps to it."""
        return min(width, height) >= self.least and not self.exceeded_by(width, height)

    def exceeded_by(self, width: int, height: int) -> bool:
        """Say whether a picture of this size, in px, is too large."""
        return max(width, height) > self.most or width * height > self.pixels


CANVAS = Limit(1, 16384, 100_000_000)
"""What can be drawn on, and one layer of it."""

READ = Limit(1, 100_000, 64_000_000)
"""What is read from a file or the clipboard."""

PAINTED = Limit(32, 8192, 32_000_000)
"""What engines make; each side of a reference is at least as long, too."""

MASTERED = Limit(64, PAINTED.most, 2048 * 2048)
"""What the master of a manner makes."""

POSTERISED = Limit(1, PAINTED.most, 24_000_000)
"""What is painted in few flat colours."""

ENLARGED = Limit(8, PAINTED.most, PAINTED.pixels)
"""What can be enlarged, and what comes of the smallest."""
