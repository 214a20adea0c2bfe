"""Random fields with a chosen grain, made by shaping the spectrum of white noise (Saupe 1988)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.floating[Any]]
Rng = np.random.Generator


def fbm(
    shape: tuple[int, int],
    rng: Rng,
    size: float,
    roughness: float = 1.0,
    stretch: float = 1.0,
    angle: float = 0.0,
) -> Field:
    """Fractal noise, (H, W), zero mean and unit deviation.

    size: the largest feature in pixels. roughness: 0 keeps only that size, 1 adds ever finer detail
    as in clouds, 1.5 is gravel. stretch: how much longer features are along `angle` (radians).
    """
    H, W = shape
    fy = np.fft.fftfreq(H)[:, None]
    fx = np.fft.rfftfreq(W)[None, :]
    along = (fx * np.cos(angle) + fy * np.sin(angle)) * stretch
    across = -fx * np.sin(angle) + fy * np.cos(angle)
    f = np.hypot(along, across) * size
    steepness = 4.0 - 1.8 * roughness
    spectrum = np.where(f < 1, f**2, 1.0) * np.maximum(f, 1e-6) ** (-steepness / 2 - 0.5)
    spectrum[0, 0] = 0
    white = np.fft.rfft2(rng.standard_normal(shape))
    field = np.fft.irfft2(white * spectrum, s=shape)
    return np.asarray((field - field.mean()) / (field.std() + 1e-9), np.float32)


def fbm_line(count: int, rng: Rng, size: float, roughness: float = 1.0) -> Field:
    """One-dimensional fractal noise, (count,), zero mean and unit deviation; it need not tile."""
    return fbm((8, 2 * count), rng, size, roughness, stretch=1.0)[3, :count]


def blur(image: Field, sigma: float) -> Field:
    """Gaussian blur of (H, W) or (H, W, C) with mirrored borders; sigma in pixels."""
    if sigma <= 0:
        return image
    if image.ndim == 3:
        return np.stack([blur(image[..., c], sigma) for c in range(image.shape[2])], axis=-1)
    pad = int(np.ceil(3 * sigma))
    padded = np.pad(image, pad, mode="symmetric")
    fy = np.fft.fftfreq(padded.shape[0])[:, None]
    fx = np.fft.rfftfreq(padded.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi * sigma) ** 2 * (fx**2 + fy**2))
    blurred = np.fft.irfft2(np.fft.rfft2(padded) * kernel, s=padded.shape)
    return np.asarray(blurred[pad:-pad, pad:-pad], np.float32)


def smoothstep(low: float | np.floating[Any], high: float | np.floating[Any], value: Field) -> Field:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def displaced(image: Field, dx: Field | float, dy: Field | float) -> Field:
    """The image read at (x + dx, y + dy) in pixels, clamped at the border."""
    H, W = image.shape[:2]
    y, x = np.mgrid[0:H, 0:W]
    rows = np.clip(np.rint(y + dy), 0, H - 1).astype(int)
    columns = np.clip(np.rint(x + dx), 0, W - 1).astype(int)
    read: Field = image[rows, columns]
    return read
