"""The surface that takes paint: colour, thickness and the tooth of the ground beneath."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .brush import Brush, bristle_texture
from .colour import Lab, lighter, linear_rgb, mix, scaled_srgb
from .noise import Field, Rng, blur, fbm

_STEP = 0.7
"""Distance between the samples of a stroke, canvas pixels: close enough to leave no holes."""


@dataclass
class Canvas:
    """A wet picture, painted at `scale` times its final size and scaled down when it is done.

    colour: (H, W, 3) OKLab. height: (H, W) thickness of paint, about 0..2. tooth: (H, W) relief of the
    ground, 0 in its pits and 1 on its crests. unit: canvas pixels in the height of the picture.
    """

    colour: Lab
    height: Field
    tooth: Field
    rng: Rng
    scale: int = 2

    @classmethod
    def primed(cls, width: int, height: int, ground: Lab, rng: Rng, scale: int = 2) -> "Canvas":
        """A canvas of the final size width × height, covered with one colour."""
        shape = (height * scale, width * scale)
        colour = np.broadcast_to(ground, (*shape, 3)).astype(np.float32)
        flat = np.zeros(shape, np.float32)
        return cls(colour, flat, np.full(shape, 0.5, np.float32), rng, scale)

    @property
    def shape(self) -> tuple[int, int]:
        return self.height.shape[0], self.height.shape[1]

    @property
    def unit(self) -> float:
        return float(self.shape[0])

    def grid(self) -> tuple[Field, Field]:
        """x in 0..aspect and y in 0..1 of every pixel, both (H, W)."""
        H, W = self.shape
        y, x = np.mgrid[0:H, 0:W].astype(np.float32)
        return (x + 0.5) / H, (y + 0.5) / H

    def noise(self, size: float, roughness: float = 1.0, stretch: float = 1.0, angle: float = 0.0) -> Field:
        """Fractal noise over the canvas; size in heights of the picture."""
        return fbm(self.shape, self.rng, size * self.unit, roughness, stretch, angle)

    def stroke(self, path: Field, width: float, colour: Lab, brush: Brush, second: Lab | None = None) -> None:
        """Drag a loaded brush along a path.

        path: (K, 2) x, y in canvas pixels. width: canvas pixels. colour: (3,), and second: what else
        clings to the bristles. The stroke is sampled on a grid along and across itself; each column is a
        bristle, which carries its own amount and tint of paint and drags along what it meets.
        """
        steps = np.hypot(*np.diff(path, axis=0).T)
        distance = np.concatenate([[0.0], np.cumsum(steps)])
        length = float(distance[-1])
        if length < 1 or width < 1:
            return
        rows = max(3, int(length / _STEP))
        columns = max(3, int(width / _STEP))
        t = np.linspace(0, 1, rows, dtype=np.float32)
        centre = np.stack([np.interp(t * length, distance, path[:, i]) for i in (0, 1)], axis=1)
        tangent = np.gradient(centre, axis=0)
        tangent /= np.hypot(tangent[:, 0], tangent[:, 1])[:, None] + 1e-6
        half = 0.5 * width * brush.pressure(t)
        v = np.linspace(-1, 1, columns, dtype=np.float32)
        across = v[None, :] * half[:, None]
        x = np.rint(centre[:, :1] - tangent[:, 1:] * across).astype(int)
        y = np.rint(centre[:, 1:] + tangent[:, :1] * across).astype(int)
        H, W = self.shape
        inside = (x >= 0) & (x < W) & (y >= 0) & (y < H)
        if not inside.any():
            return
        x, y = np.clip(x, 0, W - 1), np.clip(y, 0, H - 1)

        bristles = bristle_texture(rows, columns, brush.grain, self.rng)
        tint = bristle_texture(rows, columns, brush.grain * 1.6, self.rng)
        to_end = np.minimum(t, 1 - t) * length / (0.5 * width * brush.roundness + 1e-3)
        body = 1 - np.abs(v[None, :]) ** 4 - np.clip(1 - to_end, 0, 1)[:, None] ** 2
        load = brush.load - brush.fade * t[:, None]
        catch = load + bristles - 0.5 - brush.dry * (1 - self.tooth[y, x])
        alpha = np.clip(catch / brush.softness, 0, 1) * np.clip(body / brush.edge, 0, 1) * brush.opacity
        alpha = (alpha * inside).astype(np.float32)

        beneath = self.colour[y, x]
        paint = np.broadcast_to(colour, beneath.shape).astype(np.float32)
        if second is not None:
            paint = paint + (second - colour) * np.clip(2.2 * tint - 0.6, 0, 1)[..., None]
        paint[..., 0] += brush.streak * (bristles - 0.5)
        if brush.mixing > 0:
            dragged = np.cumsum(beneath, axis=0) / np.arange(1, rows + 1, dtype=np.float32)[:, None, None]
            paint = paint + (dragged - paint) * (brush.mixing * (0.35 + 0.65 * t))[:, None, None]
        self.colour[y, x] = beneath + (paint - beneath) * alpha[..., None]
        lip = 0.5 * np.abs(v[None, :]) ** 3 + 0.4 * np.clip(1 - (1 - t[:, None]) * length / width, 0, 1)
        thickness = brush.relief * (0.35 + 0.65 * bristles + lip) * np.clip(load, 0.2, 1)
        settled = self.height[y, x]
        self.height[y, x] = settled + (0.35 * settled + thickness - settled) * alpha

    def glaze(self, colour: Lab, amount: Field | float) -> None:
        """Thin transparent paint over all: hue and depth shift, brushwork stays."""
        self.colour = mix(self.colour, colour, amount)

    def finished(self, relief: float = 0.06, ground: float = 0.2, light: float = -2.3) -> NDArray[np.uint8]:
        """The picture as (height, width, 3) sRGB bytes, its relief lit from the side.

        relief: how strongly slopes of paint lighten and darken. ground: how much of the tooth shows
        through the paint. light: direction the light comes from, radians, y down.
        """
        surface = blur(self.height + ground * self.tooth, 0.35 * self.scale)
        gy, gx = np.gradient(surface)
        lit = np.tanh(-4 * (gx * np.cos(light) + gy * np.sin(light)))
        shaded = lighter(self.colour, relief * lit + 0.5 * relief * np.clip(lit - 0.55, 0, 1))
        return scaled_srgb(linear_rgb(shaded), self.scale)
