"""What dry paint catches on instead of the tooth of the paper, where a brush says so."""

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.brushes.stored_picture import StoredPicture


class Texture(StoredPicture):
    """Knows a picture of heights that is repeated over the canvas; paint catches on what is white first."""

    KIND = "texture"

    @property
    def heights(self) -> NDArray[np.float32]:
        """Compute the heights, evenly spread over 0 to 1: (H, W)."""
        picture = self.picture
        counts = np.bincount(picture.ravel(), minlength=256)
        below = np.cumsum(counts) - counts / 2
        spread: NDArray[np.float32] = (below / picture.size).astype(np.float32)[picture]
        return spread
