"""Covering a region with strokes that follow a direction field and stop at edges.

After Hertzmann, 'Painterly rendering with curved brush strokes of multiple sizes' (SIGGRAPH 1998), and
Hays & Essa, 'Image and video based painterly animation' (NPAR 2004); but what is followed is not a
photograph's gradient, it is a direction that each part of the scene lays down for itself.
"""

from typing import Literal

import numpy as np

from .brush import Brush
from .canvas import Canvas
from .colour import Lab, varied
from .noise import Field, blur

Order = Literal["random", "light last", "downward"]


def trace(starts: Field, angle: Field, reach: Field, steps: int = 7) -> Field:
    """Paths along a direction field through the starts, half of each on either side.

    starts: (N, 2) x, y in canvas pixels. angle: (H, W) radians. reach: (N,) length of each path.
    Returns (N, 2·steps + 1, 2).
    """
    H, W = angle.shape
    halves = []
    for sign in (-1.0, 1.0):
        at = starts.astype(np.float64)
        points: list[Field] = []
        for _ in range(steps):
            x = np.clip(at[:, 0], 0, W - 1).astype(int)
            y = np.clip(at[:, 1], 0, H - 1).astype(int)
            direction = angle[y, x]
            hop = sign * reach / (2 * steps)
            at = at + np.stack([np.cos(direction), np.sin(direction)], axis=1) * hop[:, None]
            points.append(at)
        halves.append(points)
    ordered: list[Field] = [*halves[0][::-1], starts, *halves[1]]
    return np.asarray(np.stack(ordered, axis=1), np.float32)


def _scattered(canvas: Canvas, spacing: float, chance: Field) -> Field:
    """Points on a jittered grid, (N, 2), kept with the probability `chance` has there."""
    H, W = canvas.shape
    rng = canvas.rng
    y, x = np.mgrid[0 : H + spacing : spacing, 0 : W + spacing : spacing]
    points = np.stack([x.ravel(), y.ravel()], axis=1) + rng.uniform(-0.6, 0.6, (x.size, 2)) * spacing
    points = points[(points[:, 0] >= 0) & (points[:, 0] < W) & (points[:, 1] >= 0) & (points[:, 1] < H)]
    kept = rng.random(len(points)) < chance[points[:, 1].astype(int), points[:, 0].astype(int)]
    return np.asarray(points[kept], np.float32)


def cover(
    canvas: Canvas,
    guide: Lab,
    angle: Field,
    brush: Brush,
    mask: Field | None = None,
    density: float = 1.0,
    tolerance: float = 0.12,
    deviation: tuple[float, float, float] = (0.02, 0.01, 0.012),
    broken: float = 0.03,
    wobble: float = 0.12,
    order: Order = "random",
    need: float = 0.0,
) -> None:
    """Paint the guide's colours over the mask with strokes of one brush.

    guide: (H, W, 3) OKLab. angle: (H, W) radians. mask: (H, W) 0..1, chance that a stroke begins there;
    no stroke leaves it. density: strokes per stroke area. tolerance: OKLab distance at which a stroke
    ends. deviation: spread of colour between strokes, broken: within one. wobble: spread of direction,
    radians. need: strokes only where canvas and guide still differ by more than this.
    """
    rng = canvas.rng
    H, W = canvas.shape
    region = np.ones(canvas.shape, np.float32) if mask is None else mask
    width, length = brush.width * canvas.scale, brush.length * canvas.scale
    chance = region
    if need > 0:
        error = np.linalg.norm(blur(canvas.colour - guide, width * 0.5), axis=2)
        chance = region * (error > need)
    spacing = np.sqrt(width * max(length, width) * 0.5 / density)
    starts = _scattered(canvas, spacing, chance)
    if not len(starts):
        return
    x, y = starts[:, 0].astype(int), starts[:, 1].astype(int)
    colours = varied(guide[y, x], deviation, rng)
    seconds = varied(colours, (broken, broken * 0.7, broken * 0.8), rng)
    reach = length * rng.uniform(0.6, 1.3, len(starts))
    widths = width * rng.uniform(0.7, 1.25, len(starts))
    bias = rng.standard_normal(len(starts)) * wobble
    paths = trace(starts, angle, reach)
    paths = _turned(paths, starts, bias)

    px = np.clip(paths[..., 0], 0, W - 1).astype(int)
    py = np.clip(paths[..., 1], 0, H - 1).astype(int)
    same = np.linalg.norm(guide[py, px] - guide[y, x][:, None], axis=2) < tolerance
    allowed = same & (region[py, px] > 0.25)
    middle = paths.shape[1] // 2
    ahead = np.argmin(np.pad(allowed[:, middle:], ((0, 0), (0, 1))), axis=1)
    behind = np.argmin(np.pad(allowed[:, middle::-1], ((0, 0), (0, 1))), axis=1)

    if order == "light last":
        sequence = np.argsort(colours[:, 0] + rng.standard_normal(len(starts)) * 0.05)
    elif order == "downward":
        sequence = np.argsort(starts[:, 1] + rng.standard_normal(len(starts)) * width)
    else:
        sequence = rng.permutation(len(starts))
    for i in sequence:
        path = paths[i, middle - max(behind[i] - 1, 0) : middle + max(ahead[i], 1)]
        if len(path) < 2:
            path = paths[i, middle : middle + 2]
        if rng.random() < 0.5:
            path = path[::-1]
        canvas.stroke(path, widths[i], colours[i], brush, seconds[i])


def _turned(paths: Field, pivots: Field, turn: Field) -> Field:
    """Each path rotated about its pivot by its own angle."""
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    d = paths - pivots[:, None]
    rotated = np.stack([d[..., 0] * c - d[..., 1] * s, d[..., 0] * s + d[..., 1] * c], axis=2)
    return np.asarray(pivots[:, None] + rotated, np.float32)


def _rounded(path: Field) -> Field:
    """The path with its corners cut three times (Chaikin 1974), its ends kept."""
    for _ in range(3 if len(path) > 2 else 0):
        early, late = path[:-1] * 0.75 + path[1:] * 0.25, path[:-1] * 0.25 + path[1:] * 0.75
        inner = np.stack([early, late], axis=1).reshape(-1, 2)
        path = np.concatenate([path[:1], inner[1:-1], path[-1:]])
    return path


def line(
    canvas: Canvas,
    points: list[tuple[float, float]],
    width: float,
    colour: Lab,
    brush: Brush,
    wobble: float = 0.0,
) -> None:
    """One deliberate stroke along points given in heights of the picture; width in final pixels."""
    path = np.array(points, np.float32) * canvas.unit
    if wobble:
        path = path + canvas.rng.standard_normal(path.shape) * wobble * canvas.scale
    second = varied(colour, (0.03, 0.01, 0.015), canvas.rng)
    canvas.stroke(_rounded(path), width * canvas.scale, colour, brush, second)
