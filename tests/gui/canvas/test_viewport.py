import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from aipaint_desktop.ui.canvas.viewport import MAX_ZOOM, MIN_ZOOM, Viewport

positions = st.builds(QPointF, st.floats(0, 800), st.floats(0, 600))


def viewport(zoom: float = 1, rotation: float = 0, ratio: float = 1, mirrored: bool = False) -> Viewport:
    made = Viewport()
    made.mirrored = mirrored
    made.size, made.pixel_ratio = QSizeF(800, 600), ratio
    made.centre, made.zoom, made.rotation = QPointF(123.4, 56.7), zoom, rotation
    return made


def close(a: QPointF, b: QPointF, distance: float = 1e-6) -> bool:
    return abs(a.x() - b.x()) <= distance and abs(a.y() - b.y()) <= distance


@settings(deadline=None)
@given(st.floats(0.05, 30), st.floats(0, 360), positions, st.booleans())
def test_the_way_back_is_the_inverse(zoom: float, rotation: float, at: QPointF, mirrored: bool) -> None:
    view = viewport(zoom, rotation, mirrored=mirrored)
    assert close(view.to_widget(view.to_document(at)), at, 1e-6)


@settings(deadline=None)
@given(
    st.floats(0.05, 30),
    st.floats(0, 360),
    st.floats(0.01, 100),
    positions,
    st.sampled_from([1, 1.5, 2]),
    st.booleans(),
)
def test_zooming_keeps_what_is_under_the_pointer(
    zoom: float, rotation: float, wanted: float, at: QPointF, ratio: float, mirrored: bool
) -> None:
    view = viewport(zoom, rotation, ratio, mirrored)
    before = view.to_document(at)
    view.zoom_to(wanted, at)
    assert MIN_ZOOM <= view.zoom <= MAX_ZOOM
    # Document pixels snap to the screen's, by at most half a device pixel each time.
    assert close(view.to_widget(before), at, 1.01 / ratio)


@settings(deadline=None)
@given(st.floats(0, 360), st.floats(-720, 720), positions, st.booleans())
def test_turning_keeps_what_is_under_the_pointer(
    rotation: float, wanted: float, at: QPointF, mirrored: bool
) -> None:
    view = viewport(2.0, rotation, mirrored=mirrored)
    before = view.to_document(at)
    view.rotate_to(wanted, at)
    assert 0 <= view.rotation <= 360
    assert close(view.to_widget(before), at, 1.01)


@settings(deadline=None)
@given(st.floats(0.05, 30), st.floats(0, 360), positions, st.booleans())
def test_a_mirror_exchanges_left_and_right_of_what_is_seen(
    zoom: float, rotation: float, at: QPointF, mirrored: bool
) -> None:
    view = viewport(zoom, rotation, mirrored=mirrored)
    seen = view.to_document(at)
    view.mirror()
    assert view.mirrored is not mirrored
    assert close(view.to_widget(seen), QPointF(800 - at.x(), at.y()), 1.01)


def test_panning_moves_the_picture_with_the_pointer() -> None:
    view = viewport(3.0, 30)
    spot = view.to_document(QPointF(100, 100))
    view.pan(QPointF(40, -20))
    assert close(view.to_widget(spot), QPointF(140, 80), 1e-6)


@pytest.mark.parametrize("rotation", [0, 45, 90])
@pytest.mark.parametrize("size", [(5000, 300), (300, 5000), (10, 10)])
def test_fitting_shows_all_and_never_enlarges(rotation: float, size: tuple[int, int]) -> None:
    view = viewport(rotation=rotation)
    rect = QRectF(0, 0, *size)
    view.fit(rect)
    assert view.zoom <= 1
    assert QRectF(0, 0, 800, 600).contains(view.transform.mapRect(rect))


@pytest.mark.parametrize("ratio", [1, 1.25, 2, 3])
def test_at_100_percent_pixels_lie_on_those_of_the_screen(ratio: float) -> None:
    view = viewport(ratio=ratio)
    corner = view.to_widget(QPointF(0, 0)) * ratio
    assert close(corner, QPointF(round(corner.x()), round(corner.y())), 1e-6)
    step = view.to_widget(QPointF(1, 0)) * ratio - corner
    assert close(step, QPointF(1, 0), 1e-6)
