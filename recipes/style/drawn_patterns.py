"""Pictures of strong form for the style network to learn from: ornament, print, pattern and flat graphics, all drawn.

Paintings teach grain and palette; what they seldom show is form that repeats, flat planes and outlines.
"""

import colorsys
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Field = NDArray[np.float32]

_OVERSAMPLING = 2


def draw_pattern(side: int, random: np.random.Generator) -> Image.Image:
    """Draw one at random: an RGB picture of side × side px."""
    colours = _palette(random)
    kind = _KINDS[random.integers(len(_KINDS))]
    drawn = kind(side * _OVERSAMPLING, colours, random)
    picture = drawn.resize((side, side), Image.Resampling.BOX)
    if random.random() < 0.3:  # as printed on paper
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.2)))
        grain = random.normal(0, random.uniform(2, 9), (side, side, 1))
        picture = Image.fromarray((np.asarray(picture) + grain).clip(0, 255).astype(np.uint8))
    return picture


def _palette(random: np.random.Generator) -> list[Colour]:
    """Three to seven colours that stand out from one another, the ground first."""
    count, hue, spread = int(random.integers(3, 8)), random.random(), random.uniform(0.05, 0.5)
    lights = random.permutation(np.linspace(random.uniform(0.05, 0.3), random.uniform(0.7, 0.97), count))
    found = []
    for light in lights:
        h = (hue + random.normal(0, spread)) % 1
        red, green, blue = colorsys.hls_to_rgb(h, float(light), random.uniform(0.1, 1))
        found.append((round(255 * red), round(255 * green), round(255 * blue)))
    return found


def _smooth_noise(side: int, cells: float, random: np.random.Generator) -> Field:
    """About `cells` waves across; mean 0, deviation 1."""
    count = max(2, round(cells) + 1)
    coarse = Image.fromarray(random.standard_normal((count, count)).astype(np.float32))
    field: Field = np.array(coarse.resize((side, side), Image.Resampling.BICUBIC))
    field -= field.mean()
    field /= field.std() + 1e-6
    return field


def _grid(side: int) -> tuple[Field, Field]:
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    return x, y


def _inked(bands: NDArray[np.int64], colours: Sequence[Colour]) -> Image.Image:
    """Flat areas. bands: (side, side), which colour, counted round and round."""
    return Image.fromarray(np.array(colours, np.uint8)[bands % len(colours)])


def _bands(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """Stripes, rings or a warp of both: marbling, agate, woodgrain."""
    x, y = _grid(side)
    angle = random.uniform(0, np.pi)
    straight = x * np.cos(angle) + y * np.sin(angle)
    rings = np.hypot(x - random.uniform(0, 1), y - random.uniform(0, 1))
    field = straight if random.random() < 0.5 else rings
    for cells, strength in ((2, 0.15), (5, 0.05), (12, 0.015)):
        field = field + random.uniform(0, strength) * _smooth_noise(side, cells, random)
    return _inked((field * random.uniform(8, 60)).astype(np.int64), colours)


def _planes(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """Cells around points that stray from a grid (Worley 1996), outlined or not: stained glass, mosaic, cubism."""
    count = round(np.exp(random.uniform(np.log(4), np.log(30))))
    points = random.uniform(-0.5, 0.5, (count, count, 2)) * random.uniform(0.3, 1)
    inks = random.integers(1, len(colours), (count, count))
    x, y = (axis * count + random.uniform(0, 0.3) * _smooth_noise(side, 9, random) for axis in _grid(side))
    first = np.full((side, side), np.inf)
    second, which = first.copy(), np.zeros((side, side), np.int64)
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            row, column = np.floor(y).astype(int) + down, np.floor(x).astype(int) + right
            place = points[row % count, column % count]
            apart = np.hypot(column + 0.5 + place[..., 0] - x, row + 0.5 + place[..., 1] - y)
            nearer = apart < first
            second = np.where(nearer, first, np.minimum(second, apart))
            which = np.where(nearer, inks[row % count, column % count], which)
            first = np.where(nearer, apart, first)
    if random.random() < 0.6:
        which[second - first < random.uniform(0.05, 0.25)] = 0
    return _inked(which, colours)


def _flowing_strokes(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """Strokes along a field that swirls: dabs of oil, crayon, hatching, hair."""
    angle = random.uniform(0.3, 2.5) * _smooth_noise(side, random.uniform(1, 5), random) + random.uniform(
        0, 6
    )
    tone = _smooth_noise(side, random.uniform(2, 7), random)
    picture = Image.new("RGB", (side, side), colours[0])
    draw = ImageDraw.Draw(picture)
    length, width = random.uniform(0.02, 0.16) * side, random.uniform(0.003, 0.025) * side
    stray = random.uniform(0.05, 0.9)
    for _ in range(int(min(9000, 2.5 * side * side / (length * width)))):
        x, y = random.random(2) * side
        place = 0.5 + 0.25 * float(tone[int(y), int(x)]) + stray * random.normal(0, 0.3)
        colour = colours[int(np.clip(place, 0, 0.999) * len(colours))]
        jitter = random.normal(0, 12)
        colour = tuple(int(np.clip(part + jitter, 0, 255)) for part in colour)  # type: ignore[assignment]
        line = [(x, y)]
        for _ in range(6):
            turn = float(angle[int(y) % side, int(x) % side])
            x, y = x + np.cos(turn) * length / 6, y + np.sin(turn) * length / 6
            line.append((x, y))
        draw.line(line, colour, max(1, round(width * random.uniform(0.6, 1.4))), joint="curve")
    return picture


def _print(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """A relief in lines or dots whose width says how dark it is: woodcut, engraving, halftone."""
    x, y = _grid(side)
    tone = 0.5 + 0.22 * _smooth_noise(side, random.uniform(2, 6), random)
    warp = random.uniform(0, 0.12) * _smooth_noise(side, random.uniform(1, 4), random)
    many, angle = random.uniform(20, 110), random.uniform(0, np.pi)
    across = (x * np.cos(angle) + y * np.sin(angle) + warp) * many
    along = (y * np.cos(angle) - x * np.sin(angle) + warp) * many
    wave = np.abs(across % 1 - 0.5) * 2
    if random.random() < 0.4:
        wave = np.hypot(across % 1 - 0.5, along % 1 - 0.5) * 1.4
    ink = (wave > tone).astype(np.int64)
    planes = (tone * random.uniform(1, 4)).astype(np.int64) * 2
    return _inked(np.where(ink > 0, 0, 1 + planes), colours)


def _tiling(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """One motif, over and over: tiles, textile, wallpaper, folk ornament."""
    tile = int(side / np.exp(random.uniform(np.log(2.5), np.log(14))))
    picture = Image.new("RGB", (tile, tile), colours[0])
    draw = ImageDraw.Draw(picture)
    for _ in range(int(random.integers(2, 7))):
        colour = colours[int(random.integers(1, len(colours)))]
        x, y = (0.5, 0.5) if random.random() < 0.5 else random.random(2)
        size, petals = random.uniform(0.08, 0.5), int(random.integers(3, 10))
        match random.integers(4):
            case 0:
                box = [tile * (x - size), tile * (y - size), tile * (x + size), tile * (y + size)]
                draw.ellipse(box, colour, colours[1], max(1, int(tile * random.uniform(0, 0.04))))
            case 1:
                ends = [(tile * random.random(), tile * random.random()) for _ in range(petals)]
                draw.polygon(ends, colour)
            case 2:
                draw.line(
                    [(0, tile * y), (tile * x, tile * size), (tile, tile * y)],
                    colour,
                    max(2, int(tile * 0.07)),
                )
            case _:
                turns = np.linspace(0, 2 * np.pi, 120)
                radius = size * (0.55 + 0.45 * np.abs(np.sin(turns * petals / 2)))
                draw.polygon(
                    [
                        (tile * (x + r * np.cos(t)), tile * (y + r * np.sin(t)))
                        for r, t in zip(radius, turns, strict=True)
                    ],
                    colour,
                )
    if random.random() < 0.6:  # symmetric, as most ornament is
        half = np.asarray(picture)
        half = np.concatenate([half, half[:, ::-1]], 1)
        picture = Image.fromarray(np.concatenate([half, half[::-1]], 0)).resize((tile, tile))
    pixels = np.asarray(picture)
    repeats = -(-side // tile)
    rows = [np.tile(np.roll(pixels, (row % 2) * tile // 2, 1), (1, repeats, 1)) for row in range(repeats)]
    brick = random.random() < 0.4
    whole = np.concatenate(rows, 0) if brick else np.tile(pixels, (repeats, repeats, 1))
    return Image.fromarray(np.ascontiguousarray(whole[:side, :side]))


def _waves(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """Rows of overlapping ringed discs: scales, feathers, waves as in Japanese prints."""
    picture = Image.new("RGB", (side, side), colours[0])
    draw = ImageDraw.Draw(picture)
    radius = side / random.uniform(4, 16)
    rings, step = int(random.integers(2, 6)), random.uniform(0.35, 0.8)
    for row in range(int(side / (radius * step)) + 3):
        for column in range(int(side / (2 * radius)) + 3):
            x = (2 * column + row % 2 - 1) * radius
            y = row * radius * step
            for ring in range(rings):
                r = radius * (1 - ring / rings)
                draw.ellipse([x - r, y - r, x + r, y + r], colours[(ring + 1) % len(colours)])
    return picture


def _poster(side: int, colours: Sequence[Colour], random: np.random.Generator) -> Image.Image:
    """A few flat shapes with outlines: paper cuts, comics, folk art, rectangles of colour."""
    picture = Image.new("RGB", (side, side), colours[0])
    draw = ImageDraw.Draw(picture)
    outline = int(side * random.uniform(0, 0.02))
    boxes = random.random() < 0.3
    for _ in range(int(random.integers(8, 60))):
        colour = colours[int(random.integers(1, len(colours)))]
        x, y, size = *(random.random(2) * side), random.uniform(0.03, 0.3) * side
        if boxes:
            box = [x, y, x + size * random.uniform(0.5, 3), y + size * random.uniform(0.5, 3)]
            draw.rectangle(box, colour, colours[1], outline)
            continue
        corners = int(random.integers(3, 12))
        turns = np.sort(random.random(corners)) * 2 * np.pi
        smooth = np.linspace(0, 2 * np.pi, 80)
        radius = np.interp(smooth, turns, random.uniform(0.4, 1, corners), period=2 * np.pi) * size
        shape = [(x + r * np.cos(t), y + r * np.sin(t)) for r, t in zip(radius, smooth, strict=True)]
        draw.polygon(shape, colour)
        if outline:
            draw.line([*shape, shape[0]], colours[1], outline, joint="curve")
    return picture


_KINDS: tuple[Callable[[int, Sequence[Colour], np.random.Generator], Image.Image], ...] = (
    _bands,
    _planes,
    _flowing_strokes,
    _flowing_strokes,
    _print,
    _tiling,
    _tiling,
    _waves,
    _poster,
)
