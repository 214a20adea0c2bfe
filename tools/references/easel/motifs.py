"""What scenes are composed of: ridges, clouds, trees, water, polygons. Lengths are heights of the picture."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .canvas import Canvas
from .colour import Lab
from .noise import Field, blur, displaced, fbm_line, smoothstep

Point = tuple[float, float]


def ridge(canvas: Canvas, level: float, rise: float, size: float, roughness: float = 1.0) -> Field:
    """A hilly horizon: its y at every column, (W,). level: mean y; rise: deviation; size: of one hill."""
    return level - rise * fbm_line(canvas.shape[1], canvas.rng, size * canvas.unit, roughness)


def through(canvas: Canvas, points: list[Point], jitter: float = 0.0, size: float = 0.1) -> Field:
    """A horizon through given points, (W,), roughened by `jitter` heights of the picture."""
    W = canvas.shape[1]
    x = (np.arange(W) + 0.5) / canvas.unit
    px, py = np.array(points).T
    t = np.interp(x, px, np.arange(len(px)))
    low = np.clip(t.astype(int), 0, len(px) - 2)
    f = t - low
    smooth = f * f * (3 - 2 * f)
    line = py[low] * (1 - smooth) + py[low + 1] * smooth
    if jitter:
        line = line + jitter * fbm_line(W, canvas.rng, size * canvas.unit, 1.1)
    return np.asarray(line, np.float32)


def below(canvas: Canvas, line: Field, soft: float = 0.002) -> Field:
    """Mask of what lies below a horizon, (H, W)."""
    _, y = canvas.grid()
    return smoothstep(-soft, soft, y - line[None, :])


def polygon(canvas: Canvas, points: list[Point]) -> Field:
    """Mask of a polygon, (H, W)."""
    H, W = canvas.shape
    picture = Image.new("L", (W, H))
    ImageDraw.Draw(picture).polygon([(x * H, y * H) for x, y in points], fill=255)
    return np.asarray(picture, np.float32) / 255


def slopes(line: Field, canvas: Canvas, gather: float = 0.25) -> Field:
    """Directions that run down a hill's flanks, (H, W) radians: along the ridge at its top, then falling."""
    _, y = canvas.grid()
    tangent = np.gradient(blur(line[None, :].repeat(3, 0), 12.0 * canvas.scale)[1]) * canvas.unit
    depth = np.clip((y - line[None, :]) / gather, 0, 1)
    ridge_angle = np.arctan(tangent)[None, :]
    fall = np.where(tangent >= 0, 1.0, -1.0)[None, :] * 0.9
    return np.asarray(ridge_angle * (1 - depth) + (ridge_angle + fall) * 0.5 * depth, np.float32)


def cumulus(
    canvas: Canvas, cover: float, size: float, light: float = -2.2, flat: float = 1.6
) -> tuple[Field, Field]:
    """Clouds as (density, light), both (H, W) in 0..1. cover: share of the sky; light: where the sun is."""
    field = canvas.noise(size, 0.85, stretch=flat)
    level = np.quantile(field, 1 - cover)
    density = smoothstep(level - 0.25, level + 0.45, field)
    reach = size * canvas.unit * 0.12
    depth = blur(np.maximum(field - level, 0), reach * 0.25)
    toward_sun = displaced(depth, np.cos(light) * reach, np.sin(light) * reach)
    lit = 0.5 + 0.9 * (depth - toward_sun)
    return density, np.clip(lit, 0, 1).astype(np.float32)


def reflected(canvas: Canvas, picture: Lab, shore: float, ripple: float, calm: float = 0.9) -> Lab:
    """The water below the horizon `shore` as a mirror of what is above it, broken by ripples.

    ripple: sideways scatter; calm: how much shorter the mirrored image is than the thing itself.
    """
    _, y = canvas.grid()
    H = canvas.unit
    near = np.clip((y - shore) / (1 - shore), 0, 1)
    waves = canvas.noise(0.035, 0.7, stretch=9.0) * (0.25 + near)
    mirrored_y = shore - (y - shore) * calm + waves * ripple * 0.6
    source = displaced(picture, waves * ripple * H * 0.25, (mirrored_y - y) * H)
    return np.where((y > shore)[..., None], source, picture).astype(np.float32)


@dataclass(frozen=True)
class Limb:
    """A branch: its path in heights of the picture and its width at the base, final pixels."""

    path: list[Point]
    width: float


@dataclass(frozen=True)
class Tree:
    """Branches from thick to thin, and clumps of leaves as rows of x, y, radius, from back to front."""

    limbs: list[Limb]
    clumps: Field


def tree(
    canvas: Canvas,
    foot: Point,
    height: float,
    trunk: float = 10.0,
    spread: float = 0.5,
    lean: float = 0.0,
    leaf: float = 0.16,
    depth: int = 4,
    bare: float = 0.35,
) -> Tree:
    """A tree grown by forking. height: in heights of the picture; trunk: width in final pixels.

    spread: half angle of a fork in radians; leaf: radius of a clump as a share of the height; bare:
    share of the height that is trunk.
    """
    rng = canvas.rng
    limbs: list[Limb] = []
    clumps: list[tuple[float, float, float]] = []

    def grow(at: Point, angle: float, reach: float, width: float, left: int) -> None:
        path = [at]
        for _ in range(4):
            angle += rng.normal(0, 0.12)
            x, y = path[-1]
            path.append((x + np.cos(angle) * reach / 4, y + np.sin(angle) * reach / 4))
        limbs.append(Limb(path, width))
        if left < depth:
            clumps.append((*path[-1], height * leaf * rng.uniform(0.6, 1.1)))
        if left == 0:
            return
        for side in rng.permutation([-1.0, 1.0, rng.uniform(-0.5, 0.5)])[: 2 + (rng.random() < 0.6)]:
            upward = 0.18 * (-np.pi / 2 - angle)
            fork = angle + side * spread * rng.uniform(0.6, 1.2) + upward
            start = path[rng.integers(2, 5)]
            grow(start, fork, reach * rng.uniform(0.62, 0.85), width * 0.62, left - 1)

    grow(foot, -np.pi / 2 + lean, height * bare, trunk, depth)
    order = sorted(clumps, key=lambda c: c[1] + rng.normal(0, height * 0.1))
    return Tree(limbs, np.array(order, np.float32))


def leaves(canvas: Canvas, clumps: Field, light: float = -2.2, ragged: float = 0.35) -> tuple[Field, Field]:
    """Foliage as (mask, light), (H, W) in 0..1: every clump a ball lit from one side, with ragged edges."""
    x, y = canvas.grid()
    edge = canvas.noise(0.03, 1.2) * ragged
    mask = np.zeros(canvas.shape, np.float32)
    shade = np.zeros(canvas.shape, np.float32)
    H, W = canvas.shape
    for cx, cy, r in clumps:
        top, bottom = max(int((cy - 1.6 * r) * H), 0), min(int((cy + 1.6 * r) * H) + 1, H)
        left, right = max(int((cx - 1.6 * r) * H), 0), min(int((cx + 1.6 * r) * H) + 1, W)
        if top >= bottom or left >= right:
            continue
        window = np.s_[top:bottom, left:right]
        dx, dy = (x[window] - cx) / r, (y[window] - cy) / r
        d = np.hypot(dx, dy) + edge[window] * 0.5
        ball = (d < 1).astype(np.float32)
        lit = 0.5 + 0.5 * (dx * np.cos(light) + dy * np.sin(light)) + 0.12 * edge[window]
        mask[window] = np.maximum(mask[window], ball)
        shade[window] = shade[window] * (1 - ball) + lit * ball
    return mask, np.clip(shade, 0, 1)


def torn(canvas: Canvas, mask: Field, amount: float, size: float = 0.03) -> Field:
    """A mask whose outline wanders by about `amount`, as a hand's or a rock's does."""
    reach = amount * canvas.unit
    return displaced(mask, canvas.noise(size, 1.1) * reach, canvas.noise(size, 1.1) * reach)


def glow(canvas: Canvas, at: Point, radius: float, squash: float = 1.0) -> Field:
    """Light around a point, (H, W), 1 at its centre; squash > 1 makes it flatter."""
    x, y = canvas.grid()
    d = np.hypot(x - at[0], (y - at[1]) * squash) / radius
    return np.asarray(1 / (1 + d**2) ** 1.5, np.float32)


def contours(field: Field, smooth: float) -> Field:
    """Directions along the level lines of a field, (H, W) radians; smooth: blur in canvas pixels first."""
    gy, gx = np.gradient(blur(field, smooth))
    return np.asarray(np.arctan2(-gx, gy), np.float32)
