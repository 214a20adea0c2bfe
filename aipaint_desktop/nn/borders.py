"""Borders between the parts of a picture."""

import numpy as np
from numpy.typing import NDArray


def shared_borders(labels: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """Tell how many px of border each of `count` parts shares with each other: (count, count), symmetric.

    labels: (h, w), numbered from 0; what is negative belongs to no part. Counted are pixels side by side, and one above
    the other.
    """
    shared = np.zeros((count, count), np.int64)
    for one, other in ((labels[:, 1:], labels[:, :-1]), (labels[1:], labels[:-1])):
        apart = (one != other) & (one >= 0) & (other >= 0)
        np.add.at(shared, (one[apart], other[apart]), 1)
    return shared + shared.T
