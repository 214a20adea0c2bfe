"""Compiled kernels against what numpy computes beside their callers, and with arguments that no caller gives."""

import shutil
import sysconfig
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.brushes import blending, grain
from aipaint_desktop.brushes.blending import Manner, laid_over
from aipaint_desktop.brushes.grain import on_paper
from aipaint_desktop.brushes.surfaces.shared import most_changed
from aipaint_desktop.document import affine as affine_maps
from aipaint_desktop.document import sheet as sheets
from aipaint_desktop.document import tile as tiles
from aipaint_desktop.document.affine import laying
from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.sheet import Sheet, Source, laid, laid_tile, source_of_tile
from aipaint_desktop.document.tile import TILE, Tile
from aipaint_desktop.kernels import native
from aipaint_desktop.values.geometry import Rect

INNER = slice(3, 100), slice(17, TILE)
SHAPE = 97, 111
NEAR = 2e-3  # of 255: float32, in another order

needs_kernels = pytest.mark.skipif(native is None, reason="the kernels are not built")


def test_kernels_are_built_where_there_is_a_compiler() -> None:
    if shutil.which("cc") and Path(sysconfig.get_path("include"), "Python.h").exists():
        assert native is not None


def noise(seed: int, *shape: int) -> NDArray[np.uint8]:
    """With runs of nothing and of all, as pictures have."""
    values = np.random.default_rng(seed).integers(-60, 316, shape)
    return np.clip(values, 0, 255).astype(np.uint8)


def some_tile(seed: int) -> Tile:
    return Tile(noise(seed, TILE, TILE, 4))


def some_sheet(seed: int, *, opaque: bool) -> Sheet:
    """A view of a larger one, so that rows lie apart."""
    pixels = noise(seed, TILE, TILE, 4).astype(np.float32)
    alpha = None if opaque else np.ascontiguousarray(pixels[..., 3]) / np.float32(255)
    share = np.float32(1) if alpha is None else alpha
    colours = [np.ascontiguousarray(pixels[..., channel]) * share for channel in range(3)]
    return Sheet(colours, alpha).part(INNER)


def assert_same(one: Sheet | None, other: Sheet | None) -> None:
    assert one is not None
    assert other is not None
    assert (one.alpha is None) == (other.alpha is None)
    for mine, theirs in zip(one.colours, other.colours, strict=True):
        np.testing.assert_allclose(mine, theirs, atol=NEAR)
    if one.alpha is not None and other.alpha is not None:
        np.testing.assert_allclose(one.alpha, other.alpha, atol=1e-6)


@pytest.fixture
def by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (affine_maps, sheets, tiles):
        monkeypatch.setattr(module, "native", None)


@needs_kernels
@pytest.mark.parametrize("atop", [False, True])
@pytest.mark.parametrize("opaque", [False, True])
@pytest.mark.parametrize("mode", Mode)
def test_what_is_laid_is_what_numpy_lays(
    mode: Mode, opaque: bool, atop: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    below, tile, mask = some_sheet(1, opaque=opaque), some_tile(2), Tile(noise(3, TILE, TILE))
    made = laid_tile(below, tile, mask, 0.7, mode, INNER, atop=atop)
    source = source_of_tile(tile, mask, 0.7, INNER)
    made_of_source = laid(below, source, mode, atop=atop)
    for module in (affine_maps, sheets):
        monkeypatch.setattr(module, "native", None)
    meant = laid_tile(below, tile, mask, 0.7, mode, INNER, atop=atop)
    if mode in (Mode.HARD_MIX, Mode.DARKER_COLOUR, Mode.LIGHTER_COLOUR):
        # Choices that turn on the last bit: all but a few pixels are the same.
        assert made is not None
        assert meant is not None
        assert np.mean(np.abs(np.subtract(made.colours, meant.colours)) > NEAR) < 0.001
        return
    assert_same(made, meant)
    assert_same(made_of_source, meant)


@needs_kernels
@pytest.mark.parametrize("opaque", [False, True])
@pytest.mark.parametrize("atop", [False, True])
@pytest.mark.parametrize("mode", [Mode.NORMAL, Mode.MULTIPLY, Mode.SCREEN])
def test_maps_are_those_of_numpy(
    mode: Mode, opaque: bool, atop: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = source_of_tile(some_tile(4), None, 1, INNER)
    below = some_sheet(5, opaque=opaque)
    map_ = laying(source, mode, atop=atop)
    assert map_ is not None
    made = map_(below)
    monkeypatch.setattr(affine_maps, "native", None)
    assert_same(made, map_(below))


@needs_kernels
@pytest.mark.parametrize("opaque", [False, True])
def test_bytes_are_those_of_numpy(opaque: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = some_sheet(6, opaque=opaque)
    made = sheet.premultiplied_bgra(), sheet.straight()
    monkeypatch.setattr(sheets, "native", None)
    np.testing.assert_array_equal(made[0], sheet.premultiplied_bgra())
    np.testing.assert_allclose(made[1].astype(int), sheet.straight(), atol=1)


@needs_kernels
def test_halves_are_those_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    tile = some_tile(7)
    made = tile.half
    monkeypatch.setattr(tiles, "native", None)
    np.testing.assert_array_equal(made, Tile(tile.pixels.copy()).half)


@needs_kernels
def test_coverage_grows_towards_a_dab() -> None:
    assert native is not None
    random = np.random.default_rng(8)
    covered = random.random((40, 300), dtype=np.float32)[:, 10:260]
    stamp = np.zeros((40, 250), np.float32)
    stamp[5:30] = random.random((25, 250), dtype=np.float32)
    meant = covered + np.maximum(stamp * np.float32(0.8) - covered, 0) * np.float32(0.25)
    assert native.grow(covered, stamp, 0.8, 0.25) == (0, 5, 250, 30)
    np.testing.assert_allclose(covered, meant, atol=1e-6)
    assert native.grow(covered, np.zeros_like(stamp), 0.8, 0.25) == (0, 0, 0, 0)
    stamp[:] = 0
    stamp[12, 130] = 5
    assert native.grow(covered, stamp, 0.8, 0.25) == (128, 12, 160, 13)  # columns by stretches of 32


@needs_kernels
@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("manner", Manner)
def test_paint_is_laid_as_by_numpy(manner: Manner, selected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(12)
    pixels, coverage = noise(13, *SHAPE, 4), random.random(SHAPE, dtype=np.float32)
    planes = [random.random(SHAPE, dtype=np.float32) * np.float32(255) for _ in range(3)]
    selection = noise(14, *SHAPE) if selected else None
    for colour in ((200, 3, 90), planes):
        made = laid_over(pixels, coverage, colour, manner, 0.6, selection)
        with monkeypatch.context() as patch:
            patch.setattr(blending, "native", None)
            meant = laid_over(pixels, coverage, colour, manner, 0.6, selection)
        np.testing.assert_allclose(made.astype(int), meant, atol=1)


@needs_kernels
def test_the_tooth_takes_as_by_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    coverage, rect = np.random.default_rng(15).random(SHAPE, dtype=np.float32), Rect(40, 500, *SHAPE[::-1])
    made = on_paper(coverage, rect, 0.7)
    monkeypatch.setattr(grain, "native", None)
    np.testing.assert_allclose(made, on_paper(coverage, rect, 0.7), atol=1e-6)


@needs_kernels
def test_arguments_of_another_kind_are_refused_and_write_nothing() -> None:
    assert native is not None
    sheet = some_sheet(9, opaque=True)
    made = Sheet.unfilled(SHAPE, alpha=False)
    tile = noise(10, *SHAPE, 4)
    wrong: tuple[tuple[object, ...], ...] = (
        (made.planes, sheet.planes[:2], tile, None, 1.0, 0, False),
        (made.planes, list(sheet.planes), tile, None, 1.0, 0, False),
        (made.planes, sheet.planes, tile[:-1], None, 1.0, 0, False),
        (made.planes, sheet.planes, tile[:, ::2], None, 1.0, 0, False),
        (made.planes, sheet.planes, tile.astype(np.float32), None, 1.0, 0, False),
        (made.planes, sheet.planes, tile, tile[..., 0], 1.0, 0, False),
        (made.planes, sheet.planes, tile, None, 1.0, 26, False),
        (made.planes, sheet.planes, tile, None, 1.0, -1, False),
        (made.planes, some_sheet(9, opaque=False).planes, tile, None, 1.0, 0, False),
        (tuple(np.zeros(SHAPE) for _ in made.planes), sheet.planes, tile, None, 1.0, 0, False),
        ((np.float32(1),) * 3, sheet.planes, tile, None, 1.0, 0, False),
    )
    for arguments in wrong:
        with pytest.raises((ValueError, BufferError)):
            native.lay_tile(*arguments)
    frozen = made.planes
    for plane in frozen:
        plane.flags.writeable = False
    with pytest.raises((ValueError, BufferError)):
        native.lay(frozen, sheet.planes, (*sheet.planes, sheet.planes[0]), 0, False)


@needs_kernels
def test_a_tile_is_shown_only_with_what_fits_it() -> None:
    assert native is not None
    out, tile = np.full((8, 8, 4), 5, np.uint8), noise(20, 32, 32, 4)
    sheet = tuple(np.ones((32, 32), np.float32) for _ in range(4))
    half, mask = np.float32(0.5), noise(21, 32, 32)
    laid_over, map_ = (0, sheet, 3, False), (1, sheet, (half,) * 4, sheet[:3], 1)
    whole = (out, sheet, tile, mask, 1.0, 0, False, False, (laid_over, map_), 24, 24, True)
    assert native.show(*whole) is False
    shown = out.copy()
    wrong: dict[int, tuple[object, ...]] = {
        0: (out[:, ::2], mask[:8, :8]),
        1: (sheet[:2], tuple(plane[:9] for plane in sheet)),
        2: (tile[:9], mask),
        3: (mask[:9], tile[..., 0], tile),
        5: (26, -1),
        8: (
            *(((laid_over,) * 25), ((0, sheet[:3], 3, False),), ((1, sheet, sheet[:3], None, 1),), (sheet,)),
            *(((2, sheet, sheet[0][:9], 3, False),), ((3, sheet, 3, False),), ((),), [laid_over]),
            *(((1, sheet, (half,) * 4, None, 0),) * 9,),
        ),
        9: (25, -1),
        10: (25, -1),
    }
    for place, values in wrong.items():
        for value in values:
            arguments = [value if number == place else given for number, given in enumerate(whole)]
            with pytest.raises((ValueError, TypeError, BufferError)):
                native.show(*arguments)
    with pytest.raises(ValueError, match="not a part"):
        native.show(out, None, None, None, 1.0, 0, False, False, (), 0, 0, True)
    np.testing.assert_array_equal(out, shown)


@needs_kernels
def test_what_has_changed_most_is_that_of_numpy() -> None:
    assert native is not None
    before = noise(30, *SHAPE, 4)
    made = [noise(31 + number, *SHAPE, 4) for number in range(3)]
    made.append(before.copy())
    made[0][:40], made[2][:, :50] = before[:40], 255 - made[1][:, :50]
    expected = most_changed(before, made)
    for images in (made, made[::-1]):
        out = np.empty_like(before)
        native.most_changed(out, before, tuple(images))
        np.testing.assert_array_equal(out, expected)
    for images in ((), made, (made[0], made[1][1:])):
        with pytest.raises(ValueError, match=r"no images|different sizes"):
            native.most_changed(out, before, images)


@needs_kernels
def test_there_are_as_many_modes_as_the_kernels_know() -> None:
    assert native is not None
    sheet = some_sheet(11, opaque=True)
    source = Source(sheet.colours, np.ones(SHAPE, np.float32))
    assert laid(sheet, source, list(Mode)[-1], atop=False) is not None
    with pytest.raises(ValueError, match="no such mode"):
        native.lay(sheet.planes, sheet.planes, (*sheet.planes, source.alpha), len(Mode), False)
