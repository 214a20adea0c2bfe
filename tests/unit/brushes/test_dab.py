import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aipaint_desktop.brushes.dab import DabCache, DabShape, dab_coverage

DISC = DabShape(radius=10, softness=0, roundness=1, angle=0, bristles=0, x=0.5, y=0.5)
within = st.floats(0, 0.999)


def centroid(coverage: np.ndarray) -> tuple[float, float]:
    rows, columns = np.indices(coverage.shape)
    middle = coverage.shape[0] // 2
    return (
        float((coverage * (columns + 0.5)).sum() / coverage.sum() - middle),
        float((coverage * (rows + 0.5)).sum() / coverage.sum() - middle),
    )


@settings(deadline=None)
@given(st.floats(0.25, 60), within, within)
@example(2.62, 0.0, 0.0)
@example(2.75, 0.0, 0.0)
@example(3.42, 0.0, 0.0)
def test_a_hard_disc_has_its_area_and_lies_where_it_should(radius: float, x: float, y: float) -> None:
    coverage = dab_coverage(replace(DISC, radius=radius, x=x, y=y))
    assert coverage.dtype == np.float32
    assert coverage.min() >= 0
    assert coverage.max() <= 1
    area = math.pi * radius**2
    assert coverage.sum() == pytest.approx(area, rel=0.02, abs=0.12)
    # A smaller one lies within a pixel that cannot say where.
    if radius >= 1:
        assert centroid(coverage) == pytest.approx((x, y), abs=0.06)


@settings(deadline=None)
@given(st.floats(1, 120), st.floats(0, 1), st.floats(0.1, 1), st.floats(0, 1), within, within)
def test_nothing_is_cut_off_at_the_border(
    radius: float, softness: float, roundness: float, bristles: float, x: float, y: float
) -> None:
    coverage = dab_coverage(DabShape(radius, softness, roundness, 0.7, bristles, x, y))
    assert coverage.shape[0] % 2 == coverage.shape[1] % 2 == 1
    border = np.concatenate([coverage[0], coverage[-1], coverage[:, 0], coverage[:, -1]])
    assert border.max() < 0.02


def test_softness_fades_the_edge_without_a_step() -> None:
    profiles = [
        dab_coverage(replace(DISC, radius=40, softness=softness))[41, 41:] for softness in (0, 0.5, 1)
    ]
    for profile in profiles:
        assert (np.diff(profile) <= 1e-6).all()
        assert profile[0] == pytest.approx(1, abs=0.01)
    assert profiles[0].sum() > profiles[1].sum() > profiles[2].sum()
    assert np.abs(np.diff(profiles[2])).max() < 0.05
    assert np.abs(np.diff(profiles[0])).max() > 0.4


def test_a_flat_dab_is_as_long_and_short_as_asked_and_turned_clockwise() -> None:
    lying = dab_coverage(replace(DISC, radius=30, roundness=0.25))
    assert lying.sum() == pytest.approx(math.pi * 30 * 7.5, rel=0.02)
    assert (lying.max(axis=0) > 0.5).sum() == pytest.approx(60, abs=1)
    assert (lying.max(axis=1) > 0.5).sum() == pytest.approx(15, abs=1)
    turned = dab_coverage(replace(DISC, radius=30, roundness=0.25, angle=math.radians(45)))
    rows, columns = np.nonzero(turned > 0.5)
    # Rows go down, so clockwise from the horizontal is a falling diagonal.
    assert np.corrcoef(rows, columns)[0, 1] > 0.8


def test_bristles_part_along_the_long_axis() -> None:
    dab = dab_coverage(replace(DISC, radius=30, roundness=0.3, bristles=1))
    middle = dab.shape[0] // 2
    assert dab[middle, middle - 20 : middle + 20].std() > 0.1
    assert dab[middle - 4 : middle + 4, middle].std() < 0.05


def test_the_cache_gives_the_same_dab_for_what_looks_the_same() -> None:
    cache = DabCache()
    dab = cache.coverage(DISC)
    assert cache.coverage(replace(DISC, radius=10.004, x=0.51)) is dab
    assert cache.coverage(replace(DISC, angle=1.0)) is dab
    assert cache.coverage(replace(DISC, radius=12)) is not dab


@settings(deadline=None)
@given(st.floats(1, 200), within, within, st.floats(0, 1))
def test_rounding_in_the_cache_is_not_seen(radius: float, x: float, y: float, softness: float) -> None:
    shape = DabShape(radius, softness, 1, 0, 0, x, y)
    exact, cached = dab_coverage(shape), DabCache().coverage(shape)
    assert abs(float(cached.sum() / exact.sum()) - 1) < 0.03 + 0.06 / radius
    assert centroid(cached) == pytest.approx((x, y), abs=0.13 if radius < 64 else 0.26)


def test_the_cache_forgets_the_oldest_when_it_is_full() -> None:
    cache = DabCache(limit=20_000)
    first = cache.coverage(DISC)
    for radius in range(11, 30):
        cache.coverage(replace(DISC, radius=radius))
    assert cache.bytes <= 20_000
    assert cache.coverage(DISC) is not first


@pytest.mark.parametrize("angle", [0.0, 0.6, math.pi / 2])
def test_a_blade_is_as_wide_at_its_ends(angle: float) -> None:
    coverage = dab_coverage(DabShape(50, 0, 0.2, angle, 0, 0.5, 0.5, blade=True))
    assert coverage.sum() == pytest.approx(4 * 50 * 10, rel=0.01)
    if angle == 0:
        assert (
            np.ptp(coverage[:, coverage.shape[1] // 2 - 48 : coverage.shape[1] // 2 + 48].sum(axis=0)) < 0.01
        )


def test_nothing_empty_is_kept_around_large_flat_dabs() -> None:
    lying = dab_coverage(DabShape(100, 0, 0.2, 0, 0, 0.5, 0.5))
    assert lying.shape == (2 * 22 + 1, 2 * 102 + 1)
    assert dab_coverage(DabShape(100, 0, 0.2, math.pi / 2, 0, 0.5, 0.5)).shape == lying.shape[::-1]
