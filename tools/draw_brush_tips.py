#!/usr/bin/env python3
"""Draw the tips of the brushes that ship: grey pictures in `resources/brushes`, white where they cover.

python3 tools/draw_brush_tips.py
"""

import math
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "brushes"
SIDE = 254  # as large as a tip is within the square of 256 px that it is kept in
_FINE = 4  # times as large while drawn

Plane = NDArray[np.float64]
Point = tuple[float, float]


def grid() -> tuple[Plane, Plane]:
    """Places from −1 to 1: x and y."""
    axis = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    return np.meshgrid(axis, axis)


def noise(seed: int, smallest: float, largest: float) -> Plane:
    """Smooth noise, evenly spread over 0 to 1. smallest, largest: of its features, px."""
    white = np.random.default_rng(seed).standard_normal((SIDE, SIDE))
    fy, fx = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :]
    frequency = np.hypot(fx, fy)
    band = np.exp(-((frequency * smallest) ** 2)) - np.exp(-((frequency * largest) ** 2))
    heights = np.fft.irfft2(np.fft.rfft2(white) * band / np.maximum(frequency, 1 / largest), (SIDE, SIDE))
    ranks = np.empty(SIDE * SIDE)
    ranks[np.argsort(heights, axis=None)] = np.linspace(0, 1, SIDE * SIDE)
    return ranks.reshape(SIDE, SIDE)


def step(values: Plane, edge: float, width: float) -> Plane:
    """0 below an edge to 1 above it, smoothly over a width."""
    t = np.clip((values - edge) / width + 0.5, 0, 1)
    return t * t * (3 - 2 * t)


class Sheet:
    """Draws shapes with fine outlines. Places are −1 to 1."""

    def __init__(self) -> None:
        self._image = Image.new("L", (SIDE * _FINE, SIDE * _FINE))
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Iterable[Point], grey: float = 1.0) -> None:
        self._draw.polygon([self._place(point) for point in points], fill=round(255 * grey))

    def line(self, points: Iterable[Point], width: float, grey: float = 1.0) -> None:
        """width: in the same units as places."""
        pixels = max(1, round(width * SIDE * _FINE / 2))
        self._draw.line([self._place(point) for point in points], round(255 * grey), pixels, joint="curve")

    def disc(self, x: float, y: float, radius: float, grey: float = 1.0) -> None:
        box = [self._place((x - radius, y - radius)), self._place((x + radius, y + radius))]
        self._draw.ellipse(box, fill=round(255 * grey))

    def taken(self, blur: float = 0.0) -> Plane:
        """blur: px."""
        small = self._image.resize((SIDE, SIDE), Image.Resampling.BOX)
        if blur:
            small = small.filter(ImageFilter.GaussianBlur(blur))
        return np.asarray(small, np.float64) / 255

    @staticmethod
    def _place(point: Point) -> Point:
        half = SIDE * _FINE / 2
        return (point[0] + 1) * half, (point[1] + 1) * half


def leaf(sheet: Sheet, x: float, y: float, angle: float, length: float, width: float, grey: float) -> None:
    """One leaf from its stalk to its tip, with a vein."""
    along = np.linspace(0, 1, 24)
    side = width * np.sin(math.pi * along**0.75) ** 1.1 * (1 - 0.25 * along)
    bend = 0.12 * length * np.sin(math.pi * along)
    cos, sin = math.cos(angle), math.sin(angle)

    def places(offset: Plane) -> list[Point]:
        across = bend + offset
        return list(
            zip(
                (x + length * along * cos - across * sin).tolist(),
                (y + length * along * sin + across * cos).tolist(),
                strict=True,
            )
        )

    sheet.polygon(places(side) + places(-side)[::-1], grey)
    sheet.line(places(np.zeros(24))[1:-3], width * 0.10, grey * 0.45)


def one_leaf() -> Plane:
    sheet = Sheet()
    leaf(sheet, -0.92, -0.06, 0.0, 1.85, 0.42, 1.0)
    return sheet.taken()


def twig() -> Plane:
    """Leaves of many sizes about a twig, of which the nearer ones are denser."""
    sheet, random = Sheet(), np.random.default_rng(5)
    sheet.line([(-0.9, 0.1), (-0.3, 0.02), (0.5, -0.05)], 0.022, 0.75)
    for number in range(9):
        part = number / 8
        side = 1 if number % 2 else -1
        leaf(
            sheet,
            -0.7 + 1.2 * part,
            0.08 - 0.13 * part,
            side * (1.0 - 0.75 * part) + random.normal(0, 0.12),
            0.58 - 0.16 * part,
            0.13 - 0.03 * part,
            0.8 + 0.2 * random.random(),
        )
    leaf(sheet, 0.45, -0.05, -0.05, 0.5, 0.11, 1.0)
    return sheet.taken()


def maple() -> Plane:
    """A broad leaf with five points."""
    sheet = Sheet()
    angles = (0.0, 0.75, -0.75, 1.55, -1.55)
    for angle, length in zip(angles, (1.45, 1.15, 1.15, 0.75, 0.75), strict=True):
        leaf(sheet, -0.5, 0.0, angle, length, 0.30 * length / 1.2, 0.95)
    sheet.disc(-0.42, 0.0, 0.22, 0.95)
    sheet.line([(-0.98, 0.08), (-0.5, 0.0)], 0.045, 0.95)
    return sheet.taken()


def grass() -> Plane:
    """A tuft: blades that rise from one place and bend over. Up is to the left of the stroke."""
    sheet, random = Sheet(), np.random.default_rng(3)
    for _ in range(17):
        root = random.uniform(-0.22, 0.22)
        height = random.uniform(0.9, 1.75)
        lean = random.normal(0, 0.32)
        along = np.linspace(0, 1, 20)
        x = root + lean * along**2 * 1.2
        y = 0.92 - height * along * (1 - 0.12 * abs(lean) * along)
        width = random.uniform(0.016, 0.034) * (1 - along) ** 0.7
        left = zip((x - width).tolist(), y.tolist(), strict=True)
        right = zip((x + width).tolist(), y.tolist(), strict=True)
        sheet.polygon([*left, *list(right)[::-1]], random.uniform(0.6, 1.0))
    _, y = grid()
    return sheet.taken() * step(-y, -0.72, 0.36)


def splatter() -> Plane:
    """Drops: few large, many small, with some that flew far."""
    sheet, random = Sheet(), np.random.default_rng(12)
    for _ in range(120):
        away, turn = 0.9 * random.random() ** 0.62, random.uniform(0, math.tau)
        radius = min(0.006 + 0.014 * random.pareto(1.7), 0.13) * (1.15 - 0.6 * away)
        x, y = away * math.cos(turn), away * math.sin(turn)
        sheet.disc(x, y, radius)
        if radius > 0.03:  # a tail, away from the middle
            for number in range(1, 6):
                part = number / 5
                sheet.disc(
                    x + part * 1.9 * radius * math.cos(turn),
                    y + part * 1.9 * radius * math.sin(turn),
                    radius * (0.75 - 0.6 * part),
                )
    return sheet.taken(0.4)


def sponge() -> Plane:
    """A wet sponge pressed down: a ragged blob full of round pores, some wide, many fine."""
    x, y = grid()
    ragged = np.hypot(x, y) + 0.45 * (noise(21, 10, 60) - 0.5)
    body = step(-ragged, -0.72, 0.06)
    pores, random = Sheet(), np.random.default_rng(22)
    for count, least, most in ((26, 0.07, 0.15), (120, 0.02, 0.06)):
        for _ in range(count):
            px, py = random.uniform(-1, 1, 2)
            pores.disc(float(px), float(py), random.uniform(least, most))
    return body * (1 - pores.taken(0.6)) * step(noise(23, 2, 8), 0.12, 0.2)


def chalk() -> Plane:
    """The worn end of a stick: a ragged square that is nowhere quite solid."""
    x, y = grid()
    box = (np.abs(x) ** 5 + np.abs(y) ** 5) ** 0.2 + 0.30 * (noise(31, 4, 60) - 0.5)
    body = step(-box, -0.80, 0.10)
    return body * (0.25 + 0.75 * step(noise(32, 2.0, 14), 0.45, 0.7))


def coal() -> Plane:
    """The flank of a stick of charcoal: long, of crumbs."""
    x, y = grid()
    body = step(
        -((np.abs(x) ** 4 + np.abs(y / 0.42) ** 4) ** 0.25 + 0.35 * (noise(41, 5, 60) - 0.5)), -0.82, 0.2
    )
    return body * step(noise(42, 1.6, 9), 0.40, 0.6) * (0.7 + 0.3 * noise(43, 10, 80))


def hair(sheet: Sheet, x: float, y: float, width: float, grey: float) -> None:
    """The end of one hair, as long as a dab is from the next, so that it leaves a line."""
    sheet.line([(x, y - 0.07), (x, y + 0.07)], width, grey)


def hairs() -> Plane:
    """The ends of a flat brush's hairs, across x: they part in tufts."""
    sheet, random = Sheet(), np.random.default_rng(8)
    tufts = np.interp(np.linspace(-1, 1, 90), np.linspace(-1, 1, 17), random.random(17))
    for x, body in zip(np.linspace(-0.94, 0.94, 90), tufts, strict=True):
        if random.random() < 0.25 + 0.9 * body:
            grey = float(np.clip(0.35 + 0.75 * body + random.normal(0, 0.1), 0.15, 1))
            hair(sheet, x, random.normal(0, 0.05), random.uniform(0.012, 0.028), grey)
    return sheet.taken(0.6)


def worn() -> Plane:
    """The ends of a pointed brush's hairs that are pressed apart, over an oval: strokes begin and end raggedly."""
    sheet, random = Sheet(), np.random.default_rng(31)
    tufts = random.random(13)
    for x in np.linspace(-0.9, 0.9, 84):
        body = float(np.interp(x, np.linspace(-0.9, 0.9, 13), tufts)) * (1.15 - 0.55 * abs(x))
        if random.random() < 0.35 + 1.1 * body:
            grey = float(np.clip(0.42 + 0.95 * body + random.normal(0, 0.12), 0.2, 1))
            y = 0.3 * math.sqrt(1 - x * x) * random.uniform(-1, 1) + 0.2 * x * x
            hair(sheet, x + random.normal(0, 0.006), y, random.uniform(0.018, 0.04), grey)
    return sheet.taken(0.6)


def fan() -> Plane:
    """The ends of a fan's hairs on a shallow arc, in strands that are far apart."""
    sheet, random = Sheet(), np.random.default_rng(17)
    for strand in np.linspace(-0.92, 0.92, 13):
        for _ in range(int(random.integers(2, 6))):
            x = strand + random.normal(0, 0.024)
            y = 0.28 * x * x - 0.1 + random.normal(0, 0.02)
            hair(sheet, x, y, random.uniform(0.010, 0.024), random.uniform(0.4, 1.0))
    return sheet.taken(0.5)


def rake() -> Plane:
    """A few stiff strands of unlike widths, side by side."""
    sheet, random = Sheet(), np.random.default_rng(2)
    for x in np.linspace(-0.88, 0.88, 9):
        y = random.normal(0, 0.02)
        hair(sheet, x + random.normal(0, 0.02), y, random.uniform(0.03, 0.10), random.uniform(0.75, 1))
    return sheet.taken(0.6)


def daub() -> Plane:
    """A short stroke along x of a loaded brush, ragged where it ends."""
    x, y = grid()
    lanes = np.linspace(-1, 1, 40)
    random = np.random.default_rng(23)
    start, end = (np.interp(y * 2, lanes, edge * (0.72 + 0.28 * random.random(40))) for edge in (-1, 1))
    body = step(np.minimum(x - start, end - x), 0.04, 0.08) * step(-np.abs(y), -0.40, 0.06)
    return body * (0.62 + 0.38 * np.interp(y * 2, lanes, random.random(40)))


def filbert() -> Plane:
    """A flat brush with a rounded end: an oval of hairs, denser in the middle."""
    x, y = grid()
    inside = np.hypot(x / 0.97, y / 0.40)
    streaks = np.interp(x, np.linspace(-1, 1, 46), np.random.default_rng(4).random(46))
    return step(-inside, -0.93, 0.14) * (0.30 + 0.70 * streaks) ** (0.4 + 1.3 * np.clip(inside, 0, 1) ** 2)


def cloud() -> Plane:
    """A puff: noise of many sizes that fades out."""
    x, y = grid()
    away = np.hypot(x, y)
    billows = 0.6 * noise(51, 14, 110) + 0.28 * noise(52, 6, 30) + 0.12 * noise(53, 2.5, 10)
    return step(billows - 0.95 * away**1.6, 0.18, 0.75) * step(-away, -0.82, 0.3)


def hatching(seed: int, count: int) -> Plane:
    """Lines of a pen side by side, each begun firmly and let go of, no two alike."""
    sheet, random = Sheet(), np.random.default_rng(seed)
    for y in np.linspace(-0.74, 0.74, count):
        start, end = -0.95 + random.uniform(0, 0.3), 0.95 - random.uniform(0, 0.5)
        along = np.linspace(0, 1, 30)
        xs = start + (end - start) * along
        ys = y + random.normal(0, 0.055) + random.normal(0, 0.03) * along + 0.04 * np.sin(along * math.pi)
        width = random.uniform(0.018, 0.034) * np.minimum(1, along * 14 + 0.3) * (1 - along) ** 0.45
        outline = [*zip(xs.tolist(), (ys - width).tolist(), strict=True)]
        sheet.polygon(outline + [*zip(xs.tolist(), (ys + width).tolist(), strict=True)][::-1])
    return sheet.taken()


def spray() -> Plane:
    """Fine drops of a can, that lie thicker in the middle."""
    sheet, random = Sheet(), np.random.default_rng(9)
    for _ in range(760):
        away, turn = 0.96 * random.beta(2, 2.2), random.uniform(0, math.tau)
        sheet.disc(
            away * math.cos(turn), away * math.sin(turn), random.uniform(0.003, 0.011), random.uniform(0.4, 1)
        )
    return sheet.taken()


def stipple() -> Plane:
    """Some dots of a pen."""
    sheet, random = Sheet(), np.random.default_rng(14)
    placed: list[Point] = []
    while len(placed) < 13:
        x, y = random.uniform(-0.85, 0.85, 2)
        if math.hypot(x, y) < 0.86 and all(math.hypot(x - a, y - b) > 0.34 for a, b in placed):
            placed.append((float(x), float(y)))
            sheet.disc(float(x), float(y), random.uniform(0.055, 0.10))
    return sheet.taken()


def fur() -> Plane:
    """Short fine hairs that lie one way and taper, along x."""
    sheet, random = Sheet(), np.random.default_rng(19)
    for _ in range(26):
        x, y = random.uniform(-0.95, -0.35), random.uniform(-0.8, 0.8)
        length, bend = random.uniform(0.7, 1.3), random.normal(0, 0.14)
        along = np.linspace(0, 1, 16)
        xs, ys = x + length * along, y * (1 - 0.35 * along) + bend * along**2
        width = 0.016 * (1 - along) ** 0.8
        outline = [*zip(xs.tolist(), (ys - width).tolist(), strict=True)]
        grey = random.uniform(0.5, 1.0)
        sheet.polygon(outline + [*zip(xs.tolist(), (ys + width).tolist(), strict=True)][::-1], grey)
    return sheet.taken(0.3)


def stone(seed: int) -> Plane:
    """A block of stone with light from the upper left: flat faces between a ragged outline and a ridge."""
    random = np.random.default_rng(seed)
    turns = (np.arange(9) + random.uniform(-0.3, 0.3, 9)) * math.tau / 9
    lengths = random.uniform(0.66, 0.94, 9)
    outline = np.stack([lengths * np.cos(turns), 0.82 * lengths * np.sin(turns)], axis=1)
    ridge = 0.45 * outline + random.uniform(-0.14, 0.14, (9, 2)) + (-0.06, -0.10)
    sheet = Sheet()
    sheet.polygon([*map(tuple, ridge.tolist())], 0.34)
    for place in range(9):
        corners = outline[place], outline[(place + 1) % 9], ridge[(place + 1) % 9], ridge[place]
        across = corners[1] - corners[0]
        away = np.array([across[1], -across[0]]) / np.hypot(*across)
        lit = float(away @ (-0.6, -0.8))
        sheet.polygon([*map(tuple, np.array(corners).tolist())], min(max(0.62 - 0.38 * lit, 0.12), 1.0))
    rough = 0.75 + 0.25 * noise(seed + 1, 2, 10)
    return sheet.taken(0.5) * rough * step(noise(seed + 2, 3, 30), 0.03, 0.05)


TIPS: dict[str, Callable[[], Plane]] = {
    "leaf": one_leaf,
    "twig": twig,
    "maple": maple,
    "grass": grass,
    "splatter": splatter,
    "sponge": sponge,
    "chalk": chalk,
    "coal": coal,
    "hairs": hairs,
    "worn": worn,
    "fan": fan,
    "rake": rake,
    "daub": daub,
    "filbert": filbert,
    "cloud": cloud,
    "hatching": partial(hatching, 6, 5),
    "hatching-2": partial(hatching, 12, 4),
    "hatching-3": partial(hatching, 23, 6),
    "spray": spray,
    "stipple": stipple,
    "fur": fur,
    "rock": partial(stone, 61),
    "rock-2": partial(stone, 71),
    "rock-3": partial(stone, 81),
    "rock-4": partial(stone, 91),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in TIPS.items():
        grey = np.rint(np.clip(draw(), 0, 1) * 255).astype(np.uint8)
        Image.fromarray(grey).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
