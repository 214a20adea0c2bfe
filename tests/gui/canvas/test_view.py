"""Real mouse and tablet events, and the pixels that come of them."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QInputDevice, QKeyEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.brush import Dynamic, Input, Setting, follow
from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.canvas.view import CanvasView
from aipaint_desktop.values.geometry import Rect
from tests.gui.canvas.conftest import HARD, PAINT

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
WHITE = [255, 255, 255, 255]


def at(x: float, y: float) -> QPoint:
    """Where a document point is in the widget at the beginning."""
    return QPoint(round(x) + 50, round(y) + 50)


def drag(
    view: CanvasView, *points: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
) -> None:
    QTest.mousePress(view, button, keys, points[0])
    for point in points[1:]:
        QTest.mouseMove(view, point)
    QTest.mouseRelease(view, button, keys, points[-1])


def sketch(view: CanvasView) -> np.ndarray:
    return view.document.active.tiles.read(view.document.rect)


def seen(view: CanvasView) -> np.ndarray:
    """What the widget shows without the outline of the brush, (H, W, 4)."""
    QCoreApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


PEN = QPointingDevice(
    "pen",
    1,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Pressure | QInputDevice.Capability.XTilt | QInputDevice.Capability.YTilt,
    1,
    3,
)
RUBBER = QPointingDevice(
    "rubber",
    2,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Pressure,
    1,
    3,
)


def pen(
    view: CanvasView,
    kind: QEvent.Type,
    point: QPoint,
    pressure: float = 1.0,
    device: QPointingDevice = PEN,
    tilt: tuple[float, float] = (0, 0),
) -> bool:
    """Sends the event; returns whether it was accepted, so that Qt makes no mouse event of it."""
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else LEFT
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else LEFT
    place = QPointF(point)
    event = QTabletEvent(
        kind, device, place, view.mapToGlobal(place), pressure, *tilt, 0, 0, 0, NONE, button, buttons
    )
    QCoreApplication.sendEvent(view, event)
    return event.isAccepted()


def pen_stroke(view: CanvasView, points: list[QPoint], pressures: list[float], **more: object) -> None:
    kinds = [
        QEvent.Type.TabletPress,
        *[QEvent.Type.TabletMove] * (len(points) - 2),
        QEvent.Type.TabletRelease,
    ]
    for kind, point, pressure in zip(kinds, points, pressures, strict=True):
        assert pen(view, kind, point, pressure, **more)  # type: ignore[arg-type]


def test_a_mouse_stroke_paints_on_the_sketch_and_is_seen(view: CanvasView) -> None:
    drag(view, at(50, 100), at(150, 100), at(300, 100))
    assert (sketch(view)[92:108, 50:300] == PAINT).all()
    assert not sketch(view)[:88, :, 3].any()
    assert view.document.history.names[-1] == "Hard"
    screen = seen(view)
    assert (screen[145:155, 110:340] == PAINT).all()
    assert (screen[80:130, 60:440] == WHITE).all()


def test_another_document_is_shown_upright_and_as_it_is(view: CanvasView) -> None:
    view.set_mirrored(True)
    view.set_rotation(40)
    view.set_document(Document(400, 300))
    assert not view.viewport.mirrored
    assert view.viewport.rotation == 0
    zoom = view.viewport.zoom
    view.fit()
    assert view.viewport.zoom == zoom


def test_the_screen_shows_the_document_pixel_for_pixel_at_100_percent(view: CanvasView) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    view.document.paste_image(noise, "noise")
    assert np.array_equal(seen(view)[50:350, 50:450, :3], noise)


def test_moves_wait_for_the_event_loop_and_are_drawn_together(view: CanvasView, qtbot: QtBot) -> None:
    changed: list[Rect] = []
    QTest.mousePress(view, LEFT, NONE, at(50, 100))
    view.document.changed.add(lambda change: changed.extend([change.rect] if change.tiles else []))
    for x in range(60, 100, 2):
        QTest.mouseMove(view, at(x, 100))
    drawn_at_once = len(changed)
    qtbot.waitUntil(lambda: bool((sketch(view)[100, 98] == PAINT).all()))
    QTest.mouseRelease(view, LEFT, NONE, at(98, 100))
    assert drawn_at_once == 0
    assert len(changed) <= 3


def test_pressure_of_the_pen_sets_the_width(view: CanvasView) -> None:
    view.brush_tool.brush = replace(HARD, dynamics=(Dynamic(Setting.SIZE, Input.PRESSURE),))
    points = [at(x, 150) for x in range(50, 351, 10)]
    pen_stroke(view, points, [x / 30 for x in range(31)])
    width = sketch(view)[:, :, 3].sum(axis=0) / 255
    assert width[120] == pytest.approx(20 * 7 / 30, abs=0.6)
    assert width[320] == pytest.approx(18, abs=0.6)
    assert (np.diff(width[60:340]) > -0.3).all()


def test_the_other_end_of_the_pen_erases(view: CanvasView) -> None:
    drag(view, at(50, 100), at(300, 100))
    pen_stroke(view, [at(150, 50), at(150, 100), at(150, 150)], [1, 1, 1], device=RUBBER)
    assert sketch(view)[100, 150, 3] == 0
    assert sketch(view)[100, 100].tolist() == PAINT


def test_tilt_is_measured_on_the_paper(view: CanvasView) -> None:
    view.set_rotation(90)
    view.brush_tool.brush = replace(
        HARD, size=60, roundness=0.2, dynamics=(follow(Input.TILT_DIRECTION),), spacing=0.01
    )
    middle = view.viewport.to_widget(QPointF(200, 150)).toPoint()
    pen_stroke(view, [middle, middle], [1, 1], tilt=(45, 0))
    # Leaning to the right of the screen is upwards on paper that is turned clockwise.
    alpha = sketch(view)[..., 3]
    assert (alpha.max(axis=1) > 128).sum() > 4 * (alpha.max(axis=0) > 128).sum()


def test_the_eraser_takes_paint_away_but_not_the_paper(view: CanvasView) -> None:
    drag(view, at(50, 100), at(300, 100))
    view.choose_tool("eraser")
    view.eraser_tool.brush = replace(HARD, size=24)
    drag(view, at(50, 100), at(300, 100))
    assert not sketch(view)[..., 3].any()
    assert (seen(view)[60:340, 60:440] == WHITE).all()


def test_a_hidden_layer_refuses_the_brush_with_a_sentence(view: CanvasView, qtbot: QtBot) -> None:
    view.document.set_visible(view.document.active.id, False)
    with qtbot.waitSignal(view.refused) as refused:
        drag(view, at(50, 100), at(300, 100))
    assert refused.args == ["The layer “Sketch” is hidden."]
    assert not sketch(view).any()


def test_escape_takes_a_stroke_back(view: CanvasView) -> None:
    QTest.mousePress(view, LEFT, NONE, at(50, 100))
    QTest.mouseMove(view, at(200, 100))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, at(200, 100))
    assert not sketch(view).any()
    assert view.document.history.names == ("New picture",)


def test_undo_in_the_middle_of_a_stroke_is_harmless(view: CanvasView) -> None:
    QTest.mousePress(view, LEFT, NONE, at(50, 100))
    view.document.undo()
    drag(view, at(50, 100), at(200, 100))
    view.document.undo()
    assert not sketch(view).any()


def test_fill_pours_colour_up_to_the_lines(view: CanvasView) -> None:
    drag(view, at(200, -20), at(200, 320))
    view.choose_tool("fill")
    view.colour = QColor(0, 0, 255)
    QTest.mouseClick(view, LEFT, NONE, at(20, 20))
    assert (sketch(view)[:, :185] == [0, 0, 255, 255]).all()
    assert not sketch(view)[:, 215:, 3].any()
    view.document.undo()
    assert not sketch(view)[:, :185, 3].any()


def test_the_eyedropper_takes_what_is_seen(view: CanvasView, qtbot: QtBot) -> None:
    drag(view, at(50, 100), at(300, 100))
    view.colour = QColor(0, 0, 0)
    view.document.set_opacity(view.document.active.id, 0.5)
    with qtbot.waitSignal(view.colour_picked) as picked:
        QTest.mouseClick(view, LEFT, Qt.KeyboardModifier.ControlModifier, at(100, 100))
    assert picked.args[0].getRgb() == pytest.approx((228, 142, 132, 255), abs=1)
    assert view.colour == picked.args[0]
    view.choose_tool("eyedropper")
    QTest.mouseClick(view, LEFT, NONE, at(10, 10))
    assert view.colour == QColor(255, 255, 255)
    assert view.document.history.names[-1] == "Layer opacity"


def test_a_rectangle_selects_whole_pixels_and_limits_the_brush(view: CanvasView) -> None:
    view.choose_tool("rectangle")
    drag(view, at(100, 80), at(200, 120))
    expected = np.zeros((300, 400), np.uint8)
    expected[80:120, 100:200] = 255
    assert np.array_equal(view.document.selection, expected)
    view.choose_tool("brush")
    drag(view, at(50, 100), at(300, 100))
    alpha = sketch(view)[..., 3]
    assert (alpha[100, 100:200] == 255).all()
    assert not alpha[:, :100].any()
    assert not alpha[:, 200:].any()
    view.choose_tool("rectangle")
    QTest.mouseClick(view, LEFT, NONE, at(10, 10))
    assert view.document.selection is None


def test_shift_adds_and_alt_takes_away(view: CanvasView) -> None:
    view.choose_tool("rectangle")
    drag(view, at(100, 100), at(200, 200))
    drag(view, at(200, 100), at(300, 200), keys=Qt.KeyboardModifier.ShiftModifier)
    drag(view, at(150, 0), at(160, 300), keys=Qt.KeyboardModifier.AltModifier)
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    drag(view, at(0, 0), at(280, 150), keys=both)
    expected = np.zeros((300, 400), np.uint8)
    expected[100:150, 100:280] = 255
    expected[:, 150:160] = 0
    assert np.array_equal(view.document.selection, expected)


def test_the_lasso_selects_what_it_goes_around(view: CanvasView) -> None:
    view.choose_tool("lasso")
    drag(view, at(100, 100), at(300, 100), at(100, 250))
    selection = view.document.selection
    assert selection is not None
    assert selection[120, 120] == 255
    assert selection[240, 280] == 0
    assert selection.sum() / 255 == pytest.approx(200 * 150 / 2, rel=0.02)


def test_the_outline_of_the_selection_marches(view: CanvasView, qtbot: QtBot) -> None:
    view.choose_tool("rectangle")
    drag(view, at(100, 100), at(200, 200))
    first = seen(view)
    edge = first[150, 150:250, :3]
    assert {tuple(pixel) for pixel in edge.tolist()} == {(0, 0, 0), (255, 255, 255)}
    qtbot.waitUntil(lambda: not np.array_equal(seen(view), first), timeout=2000)
    view.document.select(None)
    assert (seen(view)[60:340, 60:440] == WHITE).all()


def test_the_wheel_zooms_at_the_pointer(view: CanvasView, qtbot: QtBot) -> None:
    place = QPointF(at(100, 80))
    with qtbot.waitSignal(view.zoom_changed):
        wheel = QWheelEvent(
            place,
            view.mapToGlobal(place),
            QPoint(),
            QPoint(0, 480),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(view, wheel)
    assert view.viewport.zoom == pytest.approx(1.2**4)
    under = view.viewport.to_document(place)
    assert (under.x(), under.y()) == pytest.approx((100, 80), abs=1)


def test_the_middle_button_and_space_move_the_view(view: CanvasView) -> None:
    drag(view, QPoint(200, 200), QPoint(230, 190), button=MIDDLE)
    assert view.viewport.to_widget(QPointF(0, 0)) == QPointF(80, 40)
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(200, 200), QPoint(170, 210))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.viewport.to_widget(QPointF(0, 0)) == QPointF(50, 50)
    assert not sketch(view).any()
    drag(view, at(50, 100), at(60, 100))
    assert sketch(view).any()


def test_r_turns_the_view_around_its_middle(view: CanvasView) -> None:
    QTest.keyPress(view, Qt.Key.Key_R)
    drag(view, QPoint(400, 200), QPoint(250, 350))
    QTest.keyRelease(view, Qt.Key.Key_R)
    assert view.viewport.rotation == pytest.approx(90, abs=1)
    view.set_rotation(0)
    assert view.viewport.to_widget(QPointF(0, 0)) == QPointF(50, 50)


def test_space_with_control_zooms_and_with_shift_turns(view: CanvasView) -> None:
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(200, 200), QPoint(320, 200), keys=Qt.KeyboardModifier.ControlModifier)
    assert view.viewport.zoom == pytest.approx(2)
    drag(view, QPoint(400, 200), QPoint(250, 350), keys=Qt.KeyboardModifier.ShiftModifier)
    assert view.viewport.rotation == pytest.approx(90, abs=1)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert not sketch(view).any()


def test_painting_hits_the_spot_in_a_turned_and_zoomed_view(view: CanvasView) -> None:
    view.set_rotation(37)
    view.set_zoom(1.7)
    spots = [view.viewport.to_widget(QPointF(x, 150)).toPoint() for x in (150, 200, 250)]
    drag(view, *spots)
    assert (sketch(view)[145:155, 155:245] == PAINT).all()
    assert not sketch(view)[:135, :, 3].any()


def test_keys_that_are_held_here_are_no_shortcuts_of_the_window(view: CanvasView) -> None:
    def overrides(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE)
        event.ignore()
        QCoreApplication.sendEvent(view, event)
        return event.isAccepted()

    assert overrides(Qt.Key.Key_Space)
    assert overrides(Qt.Key.Key_R)
    assert not overrides(Qt.Key.Key_Escape)
    QTest.mousePress(view, LEFT, NONE, at(50, 50))
    assert overrides(Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, NONE, at(50, 50))


def test_the_emerging_picture_is_shown_in_place_and_leaves_the_document_alone(view: CanvasView) -> None:
    image = QImage(10, 5, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 120, 0))
    view.show_emerging(image, Rect(100, 100, 100, 50))
    screen = seen(view)
    assert (screen[150:200, 150:250] == [0, 120, 0, 255]).all()
    assert (screen[150:200, 252:440] == WHITE).all()
    drag(view, at(150, 20), at(150, 125))
    assert sketch(view)[120, 150].tolist() == PAINT
    view.clear_emerging()
    screen = seen(view)
    assert screen[170, 200].tolist() == PAINT
    assert screen[170, 230].tolist() == WHITE


def test_transparency_is_seen_as_a_checkerboard(view: CanvasView) -> None:
    view.document.set_visible(view.document.layers[0].id, False)
    colours = {tuple(pixel) for pixel in seen(view)[60:340, 60:440, :3].reshape(-1, 3).tolist()}
    assert colours == {(255, 255, 255), (204, 204, 204)}


def test_pixels_are_crisp_from_200_percent(view: CanvasView) -> None:
    drag(view, at(200, 150), at(201, 150))
    view.set_zoom(8)
    colours = {tuple(pixel) for pixel in seen(view)[..., :3].reshape(-1, 3).tolist()}
    composite = {tuple(pixel) for pixel in view.document.composite()[..., :3].reshape(-1, 3).tolist()}
    assert colours <= composite | {view.surround.getRgb()[:3]}


def test_undo_shows_at_once(view: CanvasView) -> None:
    drag(view, at(50, 100), at(300, 100))
    view.document.undo()
    assert (seen(view)[60:340, 60:440] == WHITE).all()
    view.document.redo()
    assert seen(view)[150, 200].tolist() == PAINT


def test_partial_repaints_agree_with_a_whole_one(view: CanvasView) -> None:
    view.set_rotation(20)
    view.set_zoom(0.6)
    drag(view, *(QPoint(150 + 9 * i, 200 + 40 * (i % 2)) for i in range(20)))
    QCoreApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    QCoreApplication.processEvents()
    backing = view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    partly = np.frombuffer(backing.constBits(), np.uint8).reshape(backing.height(), backing.width(), 4)
    assert np.array_equal(partly, seen(view))


def test_hover_tells_the_place_in_the_document(view: CanvasView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.hover) as hover:
        QTest.mouseMove(view, at(12, 34))
    assert hover.args == [QPointF(12, 34)]
    with qtbot.waitSignal(view.hover_left):
        QCoreApplication.sendEvent(view, QEvent(QEvent.Type.Leave))


def test_the_outline_of_the_brush_follows_the_pointer(view: CanvasView) -> None:
    QTest.mouseMove(view, at(100, 100))
    image = view.grab().toImage()
    around = [image.pixelColor(at(100 + dx, 100 + dy)).lightness() for dx, dy in ((10, 0), (-10, 0), (0, 10))]
    assert max(around) < 200
    assert image.pixelColor(at(100, 100)) == QColor(255, 255, 255)


def test_another_document_takes_the_place_of_the_first(view: CanvasView) -> None:
    first = view.document
    second = Document(100, 80)
    view.set_document(second)
    assert view.document is second
    drag(view, *(view.viewport.to_widget(QPointF(x, 40)).toPoint() for x in (20, 80)))
    assert sketch(view)[40, 50].tolist() == PAINT
    first.add_layer("unheard")
    assert (first.composite() == WHITE).all()


def test_the_view_follows_a_canvas_that_changes_its_size(view: CanvasView) -> None:
    view.document.resize(200, 100)
    drag(view, *(view.viewport.to_widget(QPointF(x, 50)).toPoint() for x in (20, 180)))
    assert sketch(view).shape == (100, 200, 4)
    assert sketch(view)[50, 100].tolist() == PAINT
    view.document.undo()
    view.document.undo()
    assert view.document.width == 400
    assert (seen(view)[200, 200] == WHITE).all()


def test_choosing_a_tool_is_told_and_an_unknown_one_refused(view: CanvasView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.tool_changed) as changed:
        view.choose_tool("lasso")
    assert changed.args == ["lasso"]
    assert view.tool is view.tools["lasso"]
    with pytest.raises(KeyError):
        view.choose_tool("airplane")


def test_every_tool_has_a_name_and_shortcuts_differ(view: CanvasView) -> None:
    assert all(tool.title() and tool.id == key for key, tool in view.tools.items())
    shortcuts = [tool.shortcut for tool in view.tools.values() if tool.shortcut]
    assert len(set(shortcuts)) == len(shortcuts)


def test_a_mirrored_view_shows_every_pixel_and_says_so(view: CanvasView) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    view.document.paste_image(noise, "noise")
    view.set_mirrored(True)
    assert np.array_equal(seen(view)[50:350, 50:450, :3], noise[:, ::-1])
    sign = seen(view)[12:30, 12:40, :3]
    assert sign.max() > 200 > 60 > sign.min()  # white on dark
    view.set_mirrored(False)
    assert np.array_equal(seen(view)[50:350, 50:450, :3], noise)


def test_what_is_painted_in_a_mirrored_view_is_where_the_pointer_was(view: CanvasView) -> None:
    view.set_mirrored(True)
    drag(view, at(50, 100), at(150, 100))
    assert (sketch(view)[92:108, 250:350] == PAINT).all()
    assert not sketch(view)[:, :230, 3].any()
    assert (seen(view)[145:155, 110:190] == PAINT).all()
    drag(view, at(10, 10), at(20, 10), button=MIDDLE)
    assert close_to(view.viewport.to_widget(QPointF(400, 0)), QPointF(60, 50))  # the view follows the pointer
    view.set_rotation(90)
    view.set_mirrored(False)
    assert view.viewport.rotation == 270


def test_the_pen_leans_to_the_other_side_of_a_mirrored_picture(view: CanvasView) -> None:
    leaning: list[float] = []
    view.tools["lasso"].press = lambda pointer: leaning.append(pointer.tilt_x)  # type: ignore[method-assign]
    view.choose_tool("lasso")
    for mirrored in (False, True):
        view.set_mirrored(mirrored)
        pen_stroke(view, [at(50, 50), at(60, 50)], [1.0, 1.0], tilt=(30, 0))
    assert leaning == [30, -30]


def close_to(a: QPointF, b: QPointF) -> bool:
    return abs(a.x() - b.x()) < 1 and abs(a.y() - b.y()) < 1
