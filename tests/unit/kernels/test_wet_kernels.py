"""Kernels of brushes and wet paint against what numpy computes beside their callers."""

from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.brushes import dab
from aipaint_desktop.brushes.brush import Brush, Kind, Wetness
from aipaint_desktop.brushes.dab import DabShape, dab_coverage
from aipaint_desktop.brushes.media import oil, paint, smudge, watercolour, wet_pixels
from aipaint_desktop.brushes.media.wet_pixels import premultiplied, straight
from aipaint_desktop.document.document import Document
from aipaint_desktop.kernels import native
from aipaint_desktop.values.pigment import BANDS, OPTICS, paints_of
from tests.unit.brushes.media.strokes import WET, across, draw, ground, pixels_of
from tests.unit.kernels.test_kernels import needs_kernels, noise

MODULES: tuple[ModuleType, ...] = (dab, oil, paint, smudge, watercolour, wet_pixels)
SHAPE = 97, 211

pytestmark = needs_kernels


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, "native", None)


def planes(seed: int, count: int) -> NDArray[np.float32]:
    """With runs of nothing and of all."""
    return noise(seed, count, *SHAPE).astype(np.float32) * np.float32(1 / 255)


@pytest.mark.parametrize(
    "shape",
    [
        DabShape(80.3, 0.1, 0.3, 0.7, 0.5, 0.3, 0.9),
        DabShape(33, 0.6, 1, 0, 0, 0, 0.5),
        DabShape(20, 0, 1, 2.0, 0.4, 0.2, 0.1),
        DabShape(50, 0.02, 0.12, 1.1, 0, 0.2, 0.1, blade=True),
        DabShape(2.7, 0.5, 0.4, 1.0, 0.3, 0.3, 0.6),
        DabShape(0.8, 0, 1, 0, 0, 0.3, 0.6),
    ],
)
def test_stamps_are_those_of_numpy(shape: DabShape, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dab_coverage(shape)
    without(monkeypatch)
    np.testing.assert_allclose(made, dab_coverage(shape), atol=1e-6)


def test_paints_are_those_of_numpy() -> None:
    colours = planes(1, 3).reshape(3, -1)
    made = np.empty((BANDS + 1, colours.shape[1]), np.float32)
    assert native is not None
    native.paints_of(made, colours, OPTICS)
    np.testing.assert_allclose(made, paints_of(colours), rtol=2e-5, atol=1e-6)


def test_pixels_become_wet_and_dry_as_by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = noise(2, *SHAPE, 4)
    wet = premultiplied(pixels)
    dry = straight(wet, pixels)
    np.testing.assert_array_equal(dry[..., 3], pixels[..., 3])
    np.testing.assert_allclose(dry.astype(int), pixels, atol=1)
    without(monkeypatch)
    np.testing.assert_allclose(wet, premultiplied(pixels), atol=1e-6)
    np.testing.assert_allclose(dry.astype(int), straight(wet, pixels), atol=1)


def brushes() -> list[Brush]:
    tinted = Brush("tinted", size=60, bristles=0.3, roundness=0.6, smoothing=0)
    relief = replace(WET["oil"], name="relief", wet=Wetness(relief=0.6, load=0.3))
    washes = [
        replace(WET["watercolour"], name=f"spread {spread}", wet=Wetness(spread=spread))
        for spread in (0.0, 0.5)
    ]
    return [tinted, relief, WET["knife"], WET["smudge"], *washes]


@pytest.mark.parametrize("alpha", [255, 120, 0])
@pytest.mark.parametrize("brush", brushes(), ids=lambda brush: brush.name)
def test_strokes_are_those_of_numpy(brush: Brush, alpha: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def painted() -> NDArray[np.int_]:
        document: Document = ground((25, 55, 170), (250, 220, 20), alpha=alpha)
        draw(document, brush, across(step=20))
        return pixels_of(document)

    made = painted()
    without(monkeypatch)
    meant = painted()
    apart = np.abs(made - meant)
    if brush.kind is not Kind.WATERCOLOUR and alpha < 255:  # hardly anything there is of any colour
        apart[..., :3] *= (meant[..., 3:] > 3).astype(int)
    assert apart.max() <= 4
    assert np.mean(apart > 1) < 1e-4


def test_arguments_of_another_kind_are_refused() -> None:
    assert native is not None
    colours, made = planes(3, 3).reshape(3, -1), np.empty((BANDS + 1, SHAPE[0] * SHAPE[1]), np.float32)
    plane, four = planes(4, 1)[0], tuple(planes(5, 4))
    absorbs, paints, thick = (
        np.ones((1, BANDS), np.float32),
        np.ones((BANDS + 1, 16), np.float32),
        np.ones((1, 16)),
    )
    for call in (
        lambda: native.paints_of(made, colours, OPTICS[:-1]),
        lambda: native.paints_of(made[:, 1:], colours, OPTICS),
        lambda: native.dab(plane, plane[:0], 0, 0, 9, 9, 1, 0, 0, 0, 1, 0),
        lambda: native.dab(plane, absorbs, 0, 0, 9, 9, 1, 0, 0, 0.5, 1, 1),
        lambda: native.wet(four[:3], noise(6, *SHAPE, 4)),
        lambda: native.dried(noise(6, *SHAPE, 4), four[:3], noise(6, *SHAPE, 4)),
        lambda: native.smudge(four, tuple(np.array(four)[:, 1:]), plane, 0.5),
        lambda: native.film(four, plane, absorbs[:, 1:], OPTICS, False),
        lambda: native.lay_lanes(four, None, plane, plane, paints, thick, OPTICS, 0, 0, 1, 0, 1, 1, 0.3),
        lambda: native.lay_lanes(
            four, None, np.float32(1), plane, paints, paints[:1], OPTICS, 0, 0, 1, 0, 1, 1, 0.3
        ),
    ):
        with pytest.raises(ValueError, match=r"not |missing|different"):
            call()
