"""The seed: the same one paints the same picture again."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QWidget

from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.widgets.number_edit import NumberEdit
from aipaint_desktop.workspace.paint_settings import new_seed

_HIGHEST = 2**63 - 1  # that a request takes


class SeedField(QWidget):
    """Asks for a seed: a number, a dice for another one, and whether to throw it before every painting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = NumberEdit(new_seed(), 0, _HIGHEST)
        self._number.setAccessibleName(self.tr("Seed"))
        self._number.setToolTip(self.tr("The same seed paints the same picture again"))
        self._number.setMinimumWidth(64)
        dice = QToolButton()
        dice.setToolTip(self.tr("Another seed"))
        dice.setAccessibleName(dice.toolTip())
        name_icon(dice, "dices")
        dice.clicked.connect(self.throw)
        self._each_time = QCheckBox(self.tr("New each time"))
        self._each_time.setToolTip(self.tr("Throw the dice before every painting"))
        self._each_time.setChecked(True)
        self._number.textEdited.connect(
            lambda: self.set_new_each_time(False)
        )  # who types a seed wants that one
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._number, 1)
        row.addWidget(dice)
        row.addWidget(self._each_time)

    @property
    def seed(self) -> int:
        return self._number.number

    def set_seed(self, seed: int) -> None:
        self._number.set_number(seed)

    @property
    def new_each_time(self) -> bool:
        return self._each_time.isChecked()

    def set_new_each_time(self, new: bool) -> None:
        self._each_time.setChecked(new)

    def throw(self) -> None:
        self.set_seed(new_seed())
