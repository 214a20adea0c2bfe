"""Rows of all arrays are without gaps, but may lie any distance apart; arrays of one call have the same size, and those
that are written to are none of the others. Refused with ValueError else.

planes: a tuple of red, green, blue, 0 to 255 and premultiplied, and alpha, 0 to 1, each (H, W) float32; without the
last where all is opaque. pixels: (H, W, 4) uint8, straight alpha. mode: its place in `document.modes.Mode`.
"""

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Planes = tuple[Plane, ...]
Pixels = NDArray[np.uint8]

EDITION: int
"""Of the sources that it was built from."""

def lay(out: Planes, below: Planes, source: Planes, mode: int, atop: bool) -> None:
    """Lay a source, with its alpha, over a sheet, as `document.sheet.laid` does. out: has an alpha if the sheet has."""

def lay_tile(
    out: Planes, below: Planes, pixels: Pixels, mask: Pixels | None, opacity: float, mode: int, atop: bool
) -> None:
    """Lay pixels over a sheet, less what a mask, (H, W), hides of them. opacity: through 255."""

def source(out: Planes, pixels: Pixels, mask: Pixels | None, opacity: float) -> None:
    """Take pixels apart into four planes, less what a mask, (H, W), hides of them. opacity: through 255."""

def affine(out: Planes, below: Planes, added: Planes, kept: Planes, by_alpha: Planes | None) -> None:
    """Map a sheet as `document.affine.Affine` does. added, kept: four planes. by_alpha: three."""

Above = (
    tuple[int, Planes, int, bool]
    | tuple[int, Planes, Planes, Planes | None, int]
    | tuple[int, Planes | None, Plane, int, bool]
    | tuple[int, Pixels, Pixels | None, float, int, bool]
)
"""What is done to a sheet, as `document.pen_compositor` does it: 0, a source of four planes, its mode, whether it is
laid atop; 1, the map of four planes added, four kept, three by alpha, and 1 where what is opaque stays so, 2 where all
becomes so, else 0; 2, the planes that it is laid over itself, its share, mode, whether atop; 3, pixels, their mask,
opacity through 255, mode, whether atop. Planes of maps and shares may be single numbers."""

def show(
    out: Pixels,
    below: Planes | None,
    pixels: Pixels | None,
    mask: Pixels | None,
    opacity: float,
    mode: int,
    atop: bool,
    hides: bool,
    above: tuple[Above, ...],
    left: int,
    top: int,
    for_screen: bool,
) -> bool:
    """Lay the pixels of a tile over a sheet, and then all that is above, as `document.pen_compositor` does by way of
    the kernels before; returns whether the result is opaque.

    out: of a part of the tile, whose corner is at left and top; as `premultiplied_bgra` makes it if for_screen, else as
    `straight`. below, pixels: one of them at least; mask, opacity, mode and atop are of the latter. hides: whether
    nothing below the tile is seen. above: at most 24, of at most 100 planes and 32 numbers.
    """

def premultiplied_bgra(out: Pixels, planes: Planes) -> None:
    """Round a sheet to pixels as a screen takes them."""

def straight(out: Pixels, planes: Planes) -> None:
    """Round a sheet to pixels."""

def halve(out: Pixels, pixels: Pixels) -> None:
    """Halve the size of pixels, each the mean of four, weighted by alpha."""

def grow(coverage: Plane, stamp: Plane, opacity: float, share: float) -> tuple[int, int, int, int]:
    """Draw a stroke's coverage towards a dab's, as far as that is more, by a share of what is missing; returns within
    which left, top, right and bottom it has grown, all 0 where it has not."""

def tooth(out: Plane, coverage: Plane, heights: Plane, grain: float, sharpness: float) -> None:
    """Let paper take coverage, as `brushes.grain.on_paper` does."""

def paint(
    out: Pixels,
    pixels: Pixels,
    coverage: Plane,
    selection: Pixels | None,
    colour: Planes,
    opacity: float,
    manner: int,
) -> None:
    """Lay colour over pixels, as far as there is coverage, opacity, 0 to 1, and a selection, (H, W).

    colour: red, green and blue, 0 to 255. manner: 0 as `brushes.blending.painted`, 1 `recoloured`, 2 `erased`.
    """

def most_changed(out: Pixels, before: Pixels, made: tuple[Pixels, ...]) -> None:
    """Take of each pixel what changes it most, as `brushes.surfaces.shared` does. made: some hundred at most."""

def dab(
    out: Plane,
    hairs: Plane,
    x: float,
    y: float,
    radius: float,
    shorter: float,
    cos: float,
    sin: float,
    softness: float,
    bristles: float,
    fineness: float,
    outline: int,
) -> None:
    """Stamp a dab as `brushes.dab` does. hairs: (1, N + 2), of N spaces across the brush. shorter: half the short axis,
    px. fineness: pixels of `out` to a pixel. outline: 0 an ellipse, 1 a circle without bristles, 2 a rectangle."""

def colour_in(
    planes: Planes, coverage: Plane, stamp: Plane, opacity: float, colour: tuple[float, float, float]
) -> None:
    """Lay a colour over three planes of a stroke's colours, as far as a dab is part of its coverage."""

def wet(planes: Planes, pixels: Pixels) -> None:
    """Turn pixels into planes 0 to 1, as `brushes.media.wet_pixels.premultiplied` does."""

def dried(out: Pixels, planes: Planes, before: Pixels) -> None:
    """Turn them back, as `brushes.media.wet_pixels.straight` does."""

def smudge(under: Planes, carried: Planes, weight: Plane, kept: float) -> None:
    """Press four planes that a finger carries onto those under it, and change both, as `brushes.media.smudge` does."""

def paints_of(out: Plane, colours: Plane, optics: Plane) -> None:
    """Give the paints, (9, N), of colours, (3, N). optics: `values.pigment.OPTICS`."""

def lay_lanes(
    pixels: Planes,
    height: Plane | None,
    weight: Plane,
    paper: Plane,
    paints: Plane,
    thickness: Plane,
    optics: Plane,
    x: float,
    y: float,
    across: float,
    down: float,
    flow: float,
    pressed: float,
    catches: float,
) -> None:
    """Lay the paint of lanes onto wet pixels, and raise its height, as `brushes.media.oil` does.

    paints: (9, lanes). thickness: (1, lanes). x, y: the middle of the brush. across, down: lanes a pixel to the right
    and down.
    """

def wetted(
    out: Plane,
    coverage: Plane,
    first: Plane,
    of_first: float,
    second: Plane,
    of_second: float,
    level: float,
    soft: float,
) -> None:
    """Tell how wet pixels are, as `brushes.media.watercolour` does."""

def settled(
    out: Plane,
    wet: Plane,
    inside: Plane,
    wide: Plane,
    clouds: Plane,
    tooth: Plane,
    edge: float,
    granulation: float,
    strength: float,
) -> None:
    """Tell how much pigment settles where, as `brushes.media.watercolour` does."""

def film(pixels: Planes, density: Plane, absorbed: Plane, optics: Plane, keeps_alpha: bool) -> None:
    """Lay a transparent film over wet pixels, as `brushes.media.watercolour` does. absorbed: (1, 8)."""
