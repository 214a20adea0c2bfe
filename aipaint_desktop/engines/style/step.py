"""What the ways to paint in a manner tell the style engine while they work."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Step(NamedTuple):
    """How far the work is, and how the picture looks by then: (H, W, 3 or 4). done: share of the work, 0 to 1."""

    number: int
    of: int
    done: float
    image: NDArray[np.uint8]
