"""A choice in a narrow panel lists whole names."""

from pytestqt.qtbot import QtBot

from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice


def test_the_list_is_as_wide_as_its_names(qtbot: QtBot) -> None:
    choice = narrow_choice("Model")
    qtbot.addWidget(choice)
    name = "landscapesXL_v3-fp16-with-a-longer-name"
    choice.addItems(["a1", name])
    choice.resize(100, 30)
    choice.show()
    choice.showPopup()
    assert choice.width() == 100
    assert choice.view().viewport().width() >= choice.fontMetrics().horizontalAdvance(name)
    choice.hidePopup()
    choice.addItem("a" * 400)
    choice.showPopup()
    assert choice.view().width() < 1000
    choice.hidePopup()
