"""Transparent colour on paper: washes that settle, print blocks that press, lines that break.

Pigment is kept as optical density, so that layers multiply as glazes do. Darkened rims, granulation
and blooms follow Curtis et al., 'Computer-generated watercolor' (SIGGRAPH 1997), and Bousseau et al.,
'Interactive watercolor rendering with temporal coherence and abstraction' (NPAR 2006), reduced to what
can be had from a wash's final outline.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .colour import Lab, linear_rgb, scaled_srgb
from .noise import Field, Rng, blur, displaced, fbm, smoothstep


def absorbance(colour: Lab) -> Field:
    """Optical density of linear RGB for a full layer of a colour."""
    return np.asarray(-np.log(np.clip(linear_rgb(colour), 0.004, 0.995)), np.float32)


@dataclass
class Paper:
    """A sheet and the pigment on it.

    density: (H, W, 3) optical density, and blank: that of the bare sheet. tooth: (H, W), 0 in the pits
    and 1 on the crests of the sheet.
    """

    density: Field
    blank: Field
    tooth: Field
    rng: Rng
    scale: int = 2

    @classmethod
    def sheet(
        cls, width: int, height: int, colour: Lab, rng: Rng, grain: float = 2.2, scale: int = 2
    ) -> "Paper":
        """A sheet of the final size width × height; grain: size of its tooth in final pixels."""
        shape = (height * scale, width * scale)
        tooth = 0.5 + 0.5 * np.tanh(0.6 * fbm(shape, rng, grain * scale, 0.4))
        mottled = 1 + 0.06 * fbm(shape, rng, 60 * scale, 0.8)
        blank = (absorbance(colour)[None, None] * mottled[..., None]).astype(np.float32)
        return cls(blank.copy(), blank, tooth.astype(np.float32), rng, scale)

    @property
    def shape(self) -> tuple[int, int]:
        return self.tooth.shape[0], self.tooth.shape[1]

    def easel(self) -> Canvas:
        """An empty canvas of this size, for its grid, its noise and for strokes taken as masks."""
        H, W = self.shape
        canvas = Canvas.primed(
            W // self.scale, H // self.scale, np.zeros(3, np.float32), self.rng, self.scale
        )
        canvas.tooth = self.tooth
        return canvas

    def noise(self, size: float, roughness: float = 1.0, stretch: float = 1.0, angle: float = 0.0) -> Field:
        """Fractal noise over the sheet; size in heights of the picture."""
        return fbm(self.shape, self.rng, size * self.shape[0], roughness, stretch, angle)

    def wash(
        self,
        mask: Field,
        colour: Lab,
        strength: Field | float = 1.0,
        rim: float = 0.35,
        granulation: float = 0.12,
        bloom: float = 0.25,
        wet: float = 0.0,
        crawl: float = 1.0,
    ) -> None:
        """Let a wash of colour dry inside the mask.

        mask: (H, W) 0..1. colour: (3,), or (H, W, 3) when it was charged with several. rim: pigment
        carried to the edge. granulation: pigment settled in the pits. bloom: unevenness of the pool.
        wet: how far it runs into wet paper, in final pixels.
        crawl: how far the outline strays from the mask, in final pixels.
        """
        scale = self.scale
        outline = mask
        if crawl > 0:
            reach = 1.1 * crawl * scale * (1 + wet * 0.6)
            outline = displaced(mask, self.noise(0.045, 0.9) * reach, self.noise(0.045, 0.9) * reach)
        outline = blur(outline, scale * (0.35 + wet))
        pool = 1 + bloom * self.noise(0.16, 1.0)
        if bloom > 0 and wet == 0:
            front = np.abs(self.noise(0.22, 0.9) - 0.5)
            pool = pool + 0.5 * bloom * smoothstep(0.10, 0.0, front)
        edge = np.clip(outline - blur(outline, 2.2 * scale), 0, 1) * outline
        grain = 1 + granulation * (1 - 2 * self.tooth)
        amount = outline * np.clip(pool, 0.25, 2.2) * grain * strength + rim * 2.2 * edge * strength
        self.density += np.clip(amount, 0, 3)[..., None] * absorbance(colour)

    def lift(self, mask: Field, amount: float) -> None:
        """Take pigment off again, down to the bare sheet where mask and amount are 1."""
        self.density += (self.blank - self.density) * (amount * np.clip(mask, 0, 1))[..., None]

    def draw(self, coverage: Field, colour: Lab, strength: Field | float = 1.0) -> None:
        """Ink from a brush or a pen: its coverage, (H, W), as it is, a little paler on the crests."""
        amount = coverage * strength * (1.05 - 0.1 * self.tooth)
        self.density += np.clip(amount, 0, 3)[..., None] * absorbance(colour)

    def print_block(
        self, mask: Field, colour: Lab, strength: Field | float = 1.0, grain: Field | None = None
    ) -> None:
        """Press one wood block: flat colour, the grain of the plank, fibres that took no ink."""
        fibres = smoothstep(-2.3, -1.2, self.noise(0.004, 0.8, stretch=3.0))
        pressed = np.clip(mask, 0, 1) * (0.9 + 0.1 * fibres) * (1 - 0.13 * self.tooth)
        if grain is not None:
            pressed = pressed * (1 + 0.14 * grain)
        self.density += (pressed * strength)[..., None] * absorbance(colour)

    def finished(self, relief: float = 0.03) -> NDArray[np.uint8]:
        """The picture as (height, width, 3) sRGB bytes; relief: how much the tooth is lit from the side."""
        gy, gx = np.gradient(blur(self.tooth, 0.4 * self.scale))
        light = 1 + relief * np.tanh(-(gx + gy) * 4)
        linear = np.exp(-self.density) * light[..., None]
        return scaled_srgb(linear, self.scale)


def marks(canvas: Canvas) -> Field:
    """Coverage, (H, W) in 0..1, of white strokes painted on an empty canvas."""
    return np.clip(canvas.colour[..., 0], 0, 1)


def outline(mask: Field, width: Field | float) -> Field:
    """A line along the mask's edge, (H, W) in 0..1; width in canvas pixels, may vary."""
    soft = blur(mask, 2.0)
    gy, gx = np.gradient(soft)
    slope = np.hypot(gx, gy) + 1e-4
    distance = np.abs(soft - 0.5) / slope
    near = (soft > 0.02) & (soft < 0.98)
    return np.asarray(np.clip(np.asarray(width) * 0.5 - distance + 0.5, 0, 1) * near, np.float32)
