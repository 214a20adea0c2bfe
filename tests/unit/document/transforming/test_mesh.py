"""A sheet bent by a grid of points."""

import numpy as np
import pytest

from aipaint_desktop.document.tiles import TileStore
from aipaint_desktop.document.transforming.glimpse import glimpsed
from aipaint_desktop.document.transforming.lattice import NOWHERE, Lattice
from aipaint_desktop.document.transforming.matrices import around, identity, rotation, scaling, shift
from aipaint_desktop.document.transforming.mesh import Bending, Mesh
from aipaint_desktop.document.transforming.resampling import resampled
from aipaint_desktop.values.geometry import Rect

BOX = Rect(10, 20, 120, 90)


def bent() -> Mesh:
    return Mesh.flat(BOX, 3, 2).with_point(1, 1, 62, 80).with_point(0, 3, 120, 30).with_point(2, 2, 95, 118)


def test_the_sheet_goes_through_all_points() -> None:
    mesh = bent()
    assert np.allclose(mesh.surface(np.arange(4.0), np.arange(3.0)), mesh.points)
    assert Mesh.flat(BOX, 3, 2).is_flat
    assert not mesh.is_flat


def test_a_flat_sheet_is_the_map_of_its_matrix() -> None:
    matrix = around(70, 65, rotation(20) @ scaling(1.4, 0.8))
    x, y = Bending(Mesh.flat(BOX, 4, 3), matrix).sources(Lattice(0, 0, 1, 150, 140))
    columns, rows = np.meshgrid(np.arange(150) + 0.5, np.arange(140) + 0.5)
    inverse = np.linalg.inv(matrix)
    u = inverse[0, 0] * columns + inverse[0, 1] * rows + inverse[0, 2]
    v = inverse[1, 0] * columns + inverse[1, 1] * rows + inverse[1, 2]
    inside = (u > BOX.left) & (u < BOX.right) & (v > BOX.top) & (v < BOX.bottom)
    assert (x[inside] > NOWHERE / 2).all()
    assert np.abs(x - u)[inside].max() < 1e-3
    assert np.abs(y - v)[inside].max() < 1e-3
    outside = (u < BOX.left - 9) | (u > BOX.right + 9)
    assert (x[outside] == NOWHERE).all()


def test_every_place_comes_from_where_the_sheet_says() -> None:
    mesh = bent()
    x, y = Bending(mesh, shift(3.25, 0)).sources(Lattice(0, 0, 0.5, 300, 280))
    known = (x > BOX.left) & (x < BOX.right) & (y > BOX.top) & (y < BOX.bottom)
    rows, columns = np.nonzero(known)
    picked = np.random.default_rng(0).choice(len(rows), 200, replace=False)
    for row, column in zip(rows[picked], columns[picked], strict=True):
        across = np.array([(float(x[row, column]) - BOX.left) / 40])
        down = np.array([(float(y[row, column]) - BOX.top) / 45])
        there = mesh.surface(across, down)[0, 0] + (3.25, 0)
        assert np.abs(there - ((column + 0.5) / 2, (row + 0.5) / 2)).max() < 0.5


def test_there_are_no_cracks_between_cells() -> None:
    x, _ = Bending(bent(), identity()).sources(Lattice(0, 0, 1, 150, 140))
    for line in x[:, 20:120].T:
        known = np.flatnonzero(line > NOWHERE / 2)
        assert len(known) == known[-1] - known[0] + 1


def test_a_sheet_is_resampled_as_any_map_is() -> None:
    pixels = np.zeros((140, 150, 4), np.uint8)
    pixels[20:110, 10:130] = (200, 60, 20, 255)
    tiles = TileStore.from_pixels(pixels)
    same = resampled(tiles, Bending(Mesh.flat(BOX, 3, 3), identity()), Rect(0, 0, 150, 140))
    assert np.array_equal(same.read(Rect(0, 0, 150, 140)), pixels)
    other = resampled(tiles, Bending(bent(), identity()), Rect(0, 0, 150, 140)).read(Rect(0, 0, 150, 140))
    seen = other[other[..., 3] > 0]
    assert np.abs(seen[:, :3].astype(int) - (200, 60, 20)).max() <= 1
    assert other[100, 95, 3] == 255


@pytest.mark.parametrize(("columns", "rows"), [(2, 2), (5, 7)])
def test_a_finer_grid_follows_the_sheet(columns: int, rows: int) -> None:
    mesh = bent().with_patches(columns, rows)
    assert (mesh.columns, mesh.rows) == (columns, rows)
    if columns > 2:
        places = np.linspace(0, 1, 9)
        before = bent().surface(places * 3, places * 2)
        assert np.abs(mesh.surface(places * columns, places * rows) - before).max() < 4
    assert Mesh.flat(BOX, 3, 2).with_patches(columns, rows).points == pytest.approx(
        Mesh.flat(BOX, columns, rows).points
    )


def test_a_glimpse_is_much_like_what_is_made() -> None:
    y, x = np.mgrid[:140, :150]
    pixels = np.stack([x, y, x, np.full_like(x, 255)], axis=2).astype(np.uint8)
    pixels[:20] = pixels[110:] = pixels[:, :10] = pixels[:, 130:] = 0
    mapping, rect = Bending(bent(), identity()), Rect(0, 0, 150, 140)
    made = resampled(TileStore.from_pixels(pixels), mapping, rect).read(rect)
    seen, quick = glimpsed(pixels, rect, 0, Bending(bent(), identity(), 5, 0.25), rect, 0)
    opaque = made[seen.slices][..., 3] == 255
    assert np.abs(quick.astype(int) - made[seen.slices])[opaque].mean() < 2
