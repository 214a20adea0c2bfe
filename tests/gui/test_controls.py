"""The window's own controls, by mouse and by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.presets import paints, shipped, shipped_brush
from aipaint_desktop.ui.colour.colour_panel import ColourPanel
from aipaint_desktop.ui.colour.colour_wheel import ColourWheel
from aipaint_desktop.ui.colour.swatches import SwatchGrid
from aipaint_desktop.ui.files.new_picture_dialog import NewPictureDialog
from aipaint_desktop.ui.paint.operations.painter_controls import PainterControls
from aipaint_desktop.ui.paint.seed_field import SeedField
from aipaint_desktop.ui.panels.brush_options import BrushOptions
from aipaint_desktop.ui.widgets.jump_slider import JumpSlider
from aipaint_desktop.ui.widgets.number_edit import MarkedEdit, NumberEdit
from aipaint_desktop.ui.widgets.size_field import SizeField
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.window.main_window import MainWindow
from aipaint_desktop.values.limits import CANVAS, PAINTED

PRESETS = [preset.brush for preset in shipped() if paints(preset)]
CHARCOAL = shipped_brush("charcoal")

_LEFT = Qt.MouseButton.LeftButton
_KEYS = Qt.Key


def type_text(field: QWidget, text: str) -> None:
    """As `QTest.keyClicks`, but with the letters of any script."""
    for letter in text:
        QCoreApplication.sendEvent(
            field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )


@pytest.fixture
def slider(qtbot: QtBot) -> ValueSlider:
    slider = ValueSlider("Size", 1, 500, " px", curved=True)
    qtbot.addWidget(slider)
    slider.resize(200, 28)
    slider.show()
    qtbot.waitExposed(slider)
    return slider


def test_a_slider_follows_the_mouse_on_its_curve(slider: ValueSlider, qtbot: QtBot) -> None:
    with qtbot.waitSignal(slider.edited):
        QTest.mouseClick(slider, _LEFT, pos=QPoint(100, 14))
    assert slider.number == pytest.approx(500**0.5, abs=1)  # halfway on a curve of equal ratios
    QTest.mouseClick(slider, _LEFT, pos=QPoint(199, 14))
    assert slider.number == pytest.approx(500, rel=0.05)


def test_closeness_says_its_figure_and_goes_where_it_is_clicked(window: MainWindow) -> None:
    closeness = next(
        slider
        for slider in window.paint_panel.findChildren(ValueSlider)
        if slider.accessibleName() == "Closeness to the sketch"
    )
    assert closeness.value_text == "60 %"
    QTest.mouseClick(closeness, _LEFT, pos=QPoint(closeness.width() // 4, 10))
    assert window.paint_panel.controls(PainterControls).keep.number / 100 == pytest.approx(0.25, abs=0.01)


def test_a_plain_slider_goes_where_it_is_clicked(qtbot: QtBot) -> None:
    slider = JumpSlider()
    qtbot.addWidget(slider)
    slider.setRange(0, 100)
    slider.resize(200, 20)
    slider.show()
    qtbot.waitExposed(slider)
    QTest.mouseClick(slider, _LEFT, pos=QPoint(150, 10))
    assert slider.value() == pytest.approx(75, abs=2)
    QTest.mousePress(slider, _LEFT, pos=QPoint(100, 10))
    QTest.mouseMove(slider, QPoint(60, 10))
    assert slider.value() == pytest.approx(28, abs=5)
    QTest.mouseRelease(slider, _LEFT, pos=QPoint(60, 10))


def test_a_slider_is_moved_by_whole_units_with_the_keys(slider: ValueSlider) -> None:
    slider.set_number(3)
    QTest.keyClick(slider, _KEYS.Key_Right)
    assert slider.number == 4
    QTest.keyClick(slider, _KEYS.Key_Left)
    assert slider.number == 3


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("64", 64),
        ("9999", 500),
        ("0", 1),
        ("42 px", 42),
        ("1,024", 500),
        ("3,5", 4),
        ("１２３", 123),
        ("", 20),
    ],
)
def test_a_number_is_typed_into_a_slider(slider: ValueSlider, typed: str, number: float) -> None:
    slider.set_number(20)
    QTest.keyClick(slider, _KEYS.Key_Return)
    type_text(slider.editor, typed)
    QTest.keyClick(slider.editor, _KEYS.Key_Return)
    assert slider.number == number
    assert slider.editor.isHidden()


def test_a_double_click_leaves_the_number_as_it_was(slider: ValueSlider) -> None:
    slider.set_number(150)
    place = QPoint(slider.width() // 4, slider.height() // 2)
    QTest.mouseClick(slider, _LEFT, pos=place)
    assert slider.number < 150
    QTest.mouseDClick(slider, _LEFT, pos=place)
    assert slider.number == 150
    assert slider.editor.text() == "150"
    assert slider.editor.isVisible()


def test_escape_leaves_the_number_alone(slider: ValueSlider) -> None:
    slider.set_number(20)
    QTest.mouseDClick(slider, _LEFT)
    QTest.keyClicks(slider.editor, "300")
    QTest.keyClick(slider.editor, _KEYS.Key_Escape)
    assert slider.number == 20
    assert slider.editor.isHidden()


def test_enter_on_a_slider_ends_its_dialog_and_digits_are_typed(slider: ValueSlider, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    buttons.accepted.connect(dialog.accept)
    rows = QVBoxLayout(dialog)
    rows.addWidget(slider)
    rows.addWidget(buttons)
    dialog.show()
    qtbot.waitExposed(dialog)
    slider.setFocus()
    QTest.keyClick(slider, _KEYS.Key_7)
    QTest.keyClicks(slider.editor, "5")
    QTest.keyClick(slider.editor, _KEYS.Key_Return)
    assert slider.number == 75
    assert dialog.isVisible()
    QTest.keyClick(slider, _KEYS.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()
    slider.setParent(None)  # to whom it was before


@pytest.mark.parametrize("typed", ["brush", "nan", "inf", "1e3", "1.2.3"])
def test_a_slider_shows_that_it_did_not_understand(slider: ValueSlider, typed: str) -> None:
    slider.set_number(20)
    QTest.mouseDClick(slider, _LEFT)
    type_text(slider.editor, typed)
    QTest.keyClick(slider.editor, _KEYS.Key_Return)
    assert slider.editor.isVisible()
    assert slider.editor.marked
    assert slider.editor.toolTip() == f"“{typed}” is not a number; 20 px stays."
    QTest.keyClicks(slider.editor, "5")  # instead: all of it is selected
    assert not slider.editor.marked
    QTest.keyClick(slider.editor, _KEYS.Key_Return)
    assert slider.number == 5
    assert slider.hasFocus()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_number_breaks_a_slider(slider: ValueSlider, number: float) -> None:
    slider.set_number(20)
    slider.set_number(number)
    assert slider.number == 20


def test_setting_a_number_tells_no_one(slider: ValueSlider, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(slider.edited):
        slider.set_number(77)
    assert slider.number == 77


@pytest.fixture
def wheel(qtbot: QtBot) -> ColourWheel:
    wheel = ColourWheel()
    qtbot.addWidget(wheel)
    wheel.resize(200, 200)
    wheel.show()
    qtbot.waitExposed(wheel)
    return wheel


def test_the_ring_chooses_the_hue_and_the_square_the_rest(wheel: ColourWheel) -> None:
    wheel.set_colour(QColor.fromHsvF(0.0, 0.5, 0.5))
    QTest.mouseClick(wheel, _LEFT, pos=QPoint(100, 8))  # a quarter of the way round, anticlockwise
    assert wheel.colour.hsvHueF() == pytest.approx(0.25, abs=0.01)
    assert wheel.colour.valueF() == pytest.approx(0.5, abs=0.01)
    QTest.mouseClick(wheel, _LEFT, pos=QPoint(100, 100))
    assert wheel.colour.hsvSaturationF() == pytest.approx(0.5, abs=0.02)
    assert wheel.colour.hsvHueF() == pytest.approx(0.25, abs=0.01)


def test_the_wheel_shows_what_it_means(wheel: ColourWheel) -> None:
    wheel.set_colour(QColor.fromHsvF(0.6, 0.1, 0.9))
    shown = wheel.grab().toImage()
    ring = shown.pixelColor(100, 10)
    assert ring.hsvHueF() == pytest.approx(0.25, abs=0.02)
    square = shown.pixelColor(140, 140)
    assert square.hsvHueF() == pytest.approx(0.6, abs=0.03)


def test_grey_keeps_the_hue(wheel: ColourWheel) -> None:
    wheel.set_colour(QColor.fromHsvF(0.6, 0.8, 0.8))
    wheel.set_colour(QColor(128, 128, 128))
    QTest.keyClick(wheel, _KEYS.Key_Right)
    assert wheel.colour.hsvHueF() == pytest.approx(0.6, abs=0.02)


def test_shift_turns_the_hue_by_key(wheel: ColourWheel) -> None:
    wheel.set_colour(QColor.fromHsvF(0.5, 1, 1))
    QTest.keyClick(wheel, _KEYS.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert wheel.colour.hsvHueF() == pytest.approx(0.5 + 1 / 72, abs=0.005)


def test_swatches_are_chosen_by_click_and_by_key(qtbot: QtBot) -> None:
    colours = [QColor("red"), QColor("green"), QColor("blue")]
    grid = SwatchGrid("Palette", colours)
    qtbot.addWidget(grid)
    grid.resize(200, grid.heightForWidth(200))
    taken: list[QColor] = []
    grid.chosen.connect(taken.append)
    QTest.mouseClick(grid, _LEFT, pos=QPoint(30, 10))
    QTest.keyClick(grid, _KEYS.Key_Right)
    QTest.keyClick(grid, _KEYS.Key_Return)
    QTest.mouseClick(grid, _LEFT, pos=QPoint(190, 10))  # beside them all
    assert taken == colours[1:]


@pytest.mark.parametrize(
    ("typed", "colour"),
    [("#336699", "#336699"), ("336699", "#336699"), ("f80", "#ff8800"), (" ＃ＦＦ８８００ ", "#ff8800")],
)
def test_a_colour_is_typed(qtbot: QtBot, typed: str, colour: str) -> None:
    panel = ColourPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    edit = next(each for each in panel.findChildren(MarkedEdit) if each.accessibleName())
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    type_text(edit, typed)
    QTest.keyClick(edit, _KEYS.Key_Return)
    assert panel.colour.name() == edit.text() == colour


def test_what_is_no_colour_is_marked(qtbot: QtBot) -> None:
    panel = ColourPanel()
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    panel.set_colour(QColor("#102030"))
    panel.activateWindow()
    edit = next(each for each in panel.findChildren(MarkedEdit) if each.accessibleName())
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    type_text(edit, "#12345")
    QTest.keyClick(edit, _KEYS.Key_Return)
    assert edit.marked
    assert edit.toolTip() == "“#12345” is not a colour; #102030 stays."
    edit.clearFocus()
    assert not edit.marked
    assert panel.colour.name() == edit.text() == "#102030"
    edit.setFocus()
    edit.selectAll()
    type_text(edit, "#abcdef")
    edit.clearFocus()  # as a click on the canvas does
    assert panel.colour.name() == "#abcdef"


@pytest.fixture
def size_field(qtbot: QtBot) -> SizeField:
    field = SizeField(QSize(800, 600))
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    return field


def type_width(field: SizeField, text: str) -> None:
    field.width_edit.setFocus()
    field.width_edit.selectAll()
    QTest.keyClicks(field.width_edit, text)
    QTest.keyClick(field.width_edit, _KEYS.Key_Return)


@pytest.mark.parametrize("canvas", [QSize(1, 1), QSize(8000, 1), QSize(1, 8000), QSize(700, 3)])
def test_the_thinnest_canvases_have_halves_and_proportions(size_field: SizeField, canvas: QSize) -> None:
    size_field.set_canvas(canvas)
    for action in size_field.findChildren(QMenu)[0].actions()[:3]:
        action.trigger()
        assert min(size_field.size_px.toTuple()) >= 1
    type_width(size_field, "2")
    type_width(size_field, "400")
    assert size_field.size_px == QSize(400, min(8192, max(1, round(400 * canvas.height() / canvas.width()))))


def test_a_new_picture_has_any_proportion(qtbot: QtBot) -> None:
    dialog = NewPictureDialog(QSize(800, 600))
    qtbot.addWidget(dialog)
    dialog.show()
    type_width(dialog.findChild(SizeField), "500")
    assert dialog.size_px == QSize(500, 600)


def test_what_is_typed_first_into_a_new_picture_is_its_width(qtbot: QtBot) -> None:
    dialog = NewPictureDialog(QSize(800, 600))
    qtbot.addWidget(dialog)
    dialog.show()
    width = dialog.findChild(SizeField).width_edit
    qtbot.waitUntil(lambda: dialog.focusWidget() is width)
    QTest.keyClicks(width, "500")
    assert dialog.size_px == QSize(500, 600)


@pytest.mark.parametrize(
    ("width", "height", "told", "possible"),
    [
        (PAINTED.most, 600, "", True),
        (6400, 5000, "", True),
        (
            PAINTED.most + 1,
            600,
            "Larger than the models paint: 8192 px a side and 32 megapixels at most.",
            True,
        ),
        (6401, 5000, "Larger than the models paint: 8192 px a side and 32 megapixels at most.", True),
        (CANVAS.most, 600, "Larger than the models paint: 8192 px a side and 32 megapixels at most.", True),
        (
            CANVAS.most,
            CANVAS.most,
            "A canvas of 16384×16384 is not possible: each side is 1 to 16384 px",
            False,
        ),
    ],
)
def test_a_new_picture_says_at_once_what_is_larger_than_models_paint(
    qtbot: QtBot, width: int, height: int, told: str, possible: bool
) -> None:
    dialog = NewPictureDialog(QSize(800, height))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.note.isHidden() or height > 600
    edit = dialog.findChild(SizeField).width_edit
    edit.selectAll()
    QTest.keyClicks(edit, str(width))
    assert dialog.size_px == QSize(width, height)
    assert dialog.note.isVisible() == bool(told)
    assert dialog.note.text().startswith(told)
    (create,) = (button for button in dialog.findChildren(QPushButton) if button.text() == "Create")
    assert create.isEnabled() == possible


def test_the_chain_keeps_the_proportion(size_field: SizeField) -> None:
    type_width(size_field, "400")
    assert size_field.size_px == QSize(400, 300)
    type_width(size_field, "401")
    type_width(size_field, "800")
    assert size_field.size_px == QSize(800, 600)
    size_field.set_chained(False)
    type_width(size_field, "512")
    assert size_field.size_px == QSize(512, 600)


def test_the_size_follows_the_canvas_until_the_artist_says_otherwise(size_field: SizeField) -> None:
    size_field.set_canvas(QSize(640, 480))
    assert size_field.size_px == QSize(640, 480)
    type_width(size_field, "320")
    size_field.set_canvas(QSize(1000, 1000))
    assert size_field.size_px == QSize(320, 240)


def test_a_size_out_of_range_is_held_within_it(size_field: SizeField) -> None:
    size_field.set_chained(False)
    size_field.set_size_px(QSize(0, 100_000))
    assert size_field.size_px == QSize(1, PAINTED.most)


@pytest.mark.parametrize(
    ("typed", "width"),
    [("1,024", 1024), ("1.024", 1024), ("1 024", 1024), ("１２８", 128), ("٦٤٠", 640), ("640.0", 640)],
)
def test_a_size_is_read_as_it_is_typed(size_field: SizeField, typed: str, width: int) -> None:
    size_field.width_edit.selectAll()
    type_text(size_field.width_edit, typed)
    assert size_field.size_px.width() == width  # already while it is typed
    QTest.keyClick(size_field.width_edit, _KEYS.Key_Return)
    assert size_field.size_px.width() == width
    assert size_field.width_edit.text() == str(width)


def test_a_size_that_is_none_is_marked_and_the_last_one_stays(size_field: SizeField, qtbot: QtBot) -> None:
    edit = size_field.width_edit
    tip = edit.toolTip()
    with qtbot.assertNotEmitted(size_field.changed):
        type_width(size_field, "3,5")
        assert edit.marked
        assert edit.toolTip() == "“3,5” is not a number; 800 stays."
        assert size_field.size_px == QSize(800, 600)
        size_field.height_edit.setFocus()  # leaves it
    assert not edit.marked
    assert (edit.text(), edit.toolTip()) == ("800", tip)


def test_an_emptied_size_is_the_last_one(size_field: SizeField) -> None:
    edit = size_field.width_edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, _KEYS.Key_Delete)
    assert size_field.size_px == QSize(800, 600)
    size_field.height_edit.setFocus()
    assert edit.text() == "800"


@pytest.mark.parametrize("typed", ["9223372036854775807", "９２２３３７２０３６８５４７７５８０７"])
def test_a_seed_keeps_all_its_digits(qtbot: QtBot, typed: str) -> None:
    field = SeedField()
    qtbot.addWidget(field)
    edit = field.findChild(NumberEdit)
    edit.selectAll()
    type_text(edit, typed)
    assert field.seed == 2**63 - 1


def test_a_seed_that_was_typed_stays(qtbot: QtBot) -> None:
    field = SeedField()
    qtbot.addWidget(field)
    edit = field.findChild(NumberEdit)
    edit.selectAll()
    assert field.new_each_time
    qtbot.keyClicks(edit, "9")
    assert not field.new_each_time
    assert field.seed == 9


def test_the_dice_throws_another_seed(qtbot: QtBot) -> None:
    field = SeedField()
    qtbot.addWidget(field)
    seeds = set()
    for _ in range(5):
        field.throw()
        seeds.add(field.seed)
    assert len(seeds) > 1


def test_a_preset_brings_its_own_brush(qtbot: QtBot) -> None:
    options = BrushOptions(PRESETS)
    qtbot.addWidget(options)
    options.set_preset("Charcoal")
    assert options.brush == CHARCOAL
    options.set_size(60)
    assert options.brush == replace(CHARCOAL, size=60)
    options.set_size(10_000)
    assert options.brush.size == 500


def test_an_extended_canvas_is_proposed_larger_than_the_present_one(size_field: SizeField) -> None:
    size_field.set_factor(1.25)
    assert size_field.size_px == QSize(1000, 750)
    size_field.set_canvas(QSize(400, 400))
    assert size_field.size_px == QSize(500, 500)
    size_field.set_factor(1)
    assert size_field.size_px == QSize(400, 400)
