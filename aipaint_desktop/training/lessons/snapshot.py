"""What a lesson shows at a moment, and how it comes from the process that trains into the window.

No torch here: the window and the command line know the lessons without it.
"""

import base64
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray
from PIL import Image

LessonName: TypeAlias = Literal["gan", "diffusion"]
LESSONS: tuple[LessonName, ...] = get_args(LessonName)

SIDE = 28
"""px of every picture in a lesson."""

SHOWN_TIMES = (0, 100, 250, 500, 999)
"""Steps of the diffusion's 1000 at which a real picture is shown with its noise."""

Grid: TypeAlias = NDArray[np.uint8]
"""Pictures in rows and columns, (rows, columns, 28, 28)."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Holds what a lesson shows at a moment. step: how many were done. losses: means over the steps since the last
    snapshot.

    pictures: by name. GAN: `made`, always of the same noise, and `real`. Diffusion: `noisy` and `guessed`, the same
    real picture at `SHOWN_TIMES` and what the network takes for the picture under that noise; `sampled`, in each row
    the way from noise to a picture, always of the same noise.
    verdicts: how likely the discriminator takes each picture of that name for real, 0..1, row by row.
    """

    step: int
    losses: Mapping[str, float]
    pictures: Mapping[str, Grid]
    verdicts: Mapping[str, tuple[float, ...]]

    def to_line(self) -> str:
        """Write the snapshot as one line of JSON, the pictures as PNG in base64."""
        pictures = {name: base64.b64encode(_png(grid)).decode() for name, grid in self.pictures.items()}
        said = {"step": self.step, "losses": self.losses, "pictures": pictures, "verdicts": self.verdicts}
        return json.dumps(said)

    @classmethod
    def from_line(cls, line: str | bytes) -> Self:
        """Read a snapshot. Raises `ValueError` where the line is not one that `to_line` made."""
        try:
            said = json.loads(line)
            losses = {str(name): float(loss) for name, loss in said["losses"].items()}
            pictures = {str(name): _grid(base64.b64decode(png)) for name, png in said["pictures"].items()}
            verdicts = {str(name): tuple(map(float, given)) for name, given in said["verdicts"].items()}
            step = int(said["step"])
        except (KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
            raise ValueError(f"this is no snapshot of a lesson: {error}") from error
        if not all(map(math.isfinite, losses.values())):
            raise ValueError("a loss of a lesson is not finite")
        return cls(step, losses, pictures, verdicts)


def tiled(grid: Grid) -> NDArray[np.uint8]:
    """Lay the pictures of a grid side by side in one, (28·rows, 28·columns)."""
    rows, columns = grid.shape[:2]
    return grid.swapaxes(1, 2).reshape(rows * SIDE, columns * SIDE)


def _png(grid: Grid) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(tiled(grid)).save(buffer, "PNG")
    return buffer.getvalue()


def _grid(png: bytes) -> Grid:
    with Image.open(io.BytesIO(png)) as image:
        sheet = np.asarray(image.convert("L"))
    rows, columns = (length // SIDE for length in sheet.shape)
    return sheet.reshape(rows, SIDE, columns, SIDE).swapaxes(1, 2)
