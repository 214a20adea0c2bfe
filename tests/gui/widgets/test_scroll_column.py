from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.scroll_column import ScrollColumn
from aipaint_desktop.ui.widgets.value_slider import ValueSlider


def turn(widget: QWidget) -> bool:
    """Turn the wheel over a widget; tells whether it took it, or left it to what it is in."""
    middle = QPointF(widget.rect().center())
    down = QPoint(0, -120)
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def column(qtbot: QtBot) -> tuple[ScrollColumn, ValueSlider, QComboBox]:
    content = QWidget()
    rows = QVBoxLayout(content)
    slider, choice = ValueSlider("Strength", 0, 100), narrow_choice("Sampler")
    choice.addItems(["one", "two", "three"])
    slider.set_number(50)
    rows.addWidget(slider)
    rows.addWidget(choice)
    rows.addSpacing(900)
    made = ScrollColumn(content)
    qtbot.addWidget(made)
    made.resize(240, 300)
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made, slider, choice


def test_the_wheel_scrolls_past_controls(qtbot: QtBot) -> None:
    _, slider, choice = column(qtbot)
    assert not turn(slider)
    assert not turn(choice)
    assert slider.number == 50
    assert choice.currentIndex() == 0


def test_the_wheel_turns_the_control_that_has_the_focus(qtbot: QtBot) -> None:
    scrolled, slider, choice = column(qtbot)
    scrolled.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    turn(slider)
    assert slider.number < 50
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    turn(choice)
    assert choice.currentIndex() == 1


def test_elsewhere_a_slider_turns_under_the_pointer(qtbot: QtBot) -> None:
    slider = ValueSlider("Size", 0, 100)
    qtbot.addWidget(slider)
    slider.set_number(50)
    turn(slider)
    assert slider.number < 50
