"""What can be set about a transform: numbers, what handles do, flips and quarter turns."""

import math
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from aipaint_desktop.document.kernel import Kernel
from aipaint_desktop.document.transforming.handles import Manner
from aipaint_desktop.document.transforming.pose import Pose
from aipaint_desktop.ui.canvas.tools.option_row import add_button, add_named
from aipaint_desktop.ui.widgets.decimal_edit import DecimalEdit

_FAR = 100_000.0
_STEEPEST = 80.0  # degrees
_PATCHES = (2, 3, 4, 6, 8)


class Transforming(Protocol):
    """Who is set by the options. chained: whether what is typed keeps the proportion."""

    chained: bool

    @property
    def changed(self) -> SignalInstance: ...

    @property
    def manner(self) -> Manner: ...

    @property
    def kernel(self) -> Kernel: ...

    @property
    def pose(self) -> Pose | None: ...

    def stand(self, pose: Pose) -> None: ...

    def choose_manner(self, manner: Manner) -> None: ...

    def choose_kernel(self, kernel: Kernel) -> None: ...

    def choose_patches(self, columns: int, rows: int) -> None: ...

    def apply(self) -> None: ...

    def reset(self) -> None: ...


class TransformOptions(QWidget):
    """Shows how what is transformed stands, and lets it be typed."""

    def __init__(self, tool: Transforming) -> None:
        super().__init__()
        self._tool = tool
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        manners = self.tr("Free"), self.tr("Perspective"), self.tr("Warp")
        self.manner = self._choice(self.tr("What handles do"), manners)
        self.manner.activated.connect(lambda index: tool.choose_manner(list(Manner)[index]))
        self.patches = self._choice(
            self.tr("Patches of the mesh, across and down"), [f"{count} × {count}" for count in _PATCHES]
        )
        self.patches.setCurrentIndex(1)
        self.patches.activated.connect(lambda index: tool.choose_patches(_PATCHES[index], _PATCHES[index]))
        self.left = self._number("X", self.tr("From the left, in pixels"), self._move)
        self.top = self._number("Y", self.tr("From the top, in pixels"), self._move)
        self.width_px = self._number(self.tr("W"), self.tr("Width in pixels"), self._set_width, lowest=1)
        self.chain = add_button(self._row, "link", self.tr("Keep the proportion"), lambda: None)
        self.chain.setCheckable(True)
        self.chain.setChecked(tool.chained)
        self.chain.toggled.connect(self._take_chain)
        self.height_px = self._number(self.tr("H"), self.tr("Height in pixels"), self._set_height, lowest=1)
        self.angle = self._number("∠", self.tr("Angle, clockwise"), self._turn, unit="°")
        self.shear = self._number("▱", self.tr("How far it leans"), self._lean, unit="°", most=_STEEPEST)
        add_button(
            self._row, "flip-horizontal", self.tr("Flip horizontally"), lambda: self._flip(across=True)
        )
        add_button(self._row, "flip-vertical", self.tr("Flip vertically"), lambda: self._flip(across=False))
        add_button(self._row, "rotate-ccw", self.tr("Turn left by 90°"), lambda: self._turn_by(-90))
        add_button(self._row, "rotate-cw", self.tr("Turn right by 90°"), lambda: self._turn_by(90))
        kernels = self.tr("Nearest"), self.tr("Bilinear"), self.tr("Bicubic"), self.tr("Lanczos")
        self.kernel = self._choice(self.tr("How pixels are made anew"), kernels)
        self.kernel.activated.connect(lambda index: tool.choose_kernel(list(Kernel)[index]))
        self.apply = add_button(self._row, "check", self.tr("Apply (Enter)"), tool.apply)
        self.reset = add_button(self._row, "x", self.tr("Reset (Esc)"), tool.reset)
        self._row.addStretch(1)
        tool.changed.connect(self._show)
        self._show()

    def _choice(self, name: str, words: Sequence[str]) -> QComboBox:
        choice = QComboBox()
        choice.addItems(list(words))
        choice.setToolTip(name)
        choice.setAccessibleName(name)
        self._row.addWidget(choice)
        return choice

    def _number(
        self,
        label: str,
        name: str,
        take: Callable[[], None],
        *,
        unit: str = "",
        lowest: float | None = None,
        most: float = _FAR,
    ) -> DecimalEdit:
        edit = DecimalEdit(name, -most if lowest is None else lowest, most, unit=unit)
        edit.edited.connect(take)
        add_named(self._row, label, edit)
        return edit

    # What is typed

    def _stand(self, change: Callable[[Pose], Pose]) -> None:
        pose = self._tool.pose
        if pose is not None:
            self._tool.stand(change(pose))

    def _move(self) -> None:
        self._stand(lambda pose: pose.at(self.left.number, self.top.number))

    def _set_width(self) -> None:
        width = self.width_px.number

        def change(pose: Pose) -> Pose:
            height = pose.height * width / pose.width if self.chain.isChecked() else pose.height
            return pose.sized(width, height)

        self._stand(change)

    def _set_height(self) -> None:
        height = self.height_px.number

        def change(pose: Pose) -> Pose:
            width = pose.width * height / pose.height if self.chain.isChecked() else pose.width
            return pose.sized(width, height)

        self._stand(change)

    def _take_chain(self, chained: bool) -> None:
        self._tool.chained = chained

    def _turn(self) -> None:
        self._stand(lambda pose: pose.turned(self.angle.number))

    def _lean(self) -> None:
        self._stand(lambda pose: pose.leaned(-math.tan(math.radians(self.shear.number))))

    def _flip(self, *, across: bool) -> None:
        self._stand(lambda pose: pose.flipped(across=across))

    def _turn_by(self, degrees: float) -> None:
        self._stand(lambda pose: pose.turned(pose.angle + degrees))

    # What is shown

    def _show(self) -> None:
        pose = self._tool.pose
        self.manner.setCurrentIndex(list(Manner).index(self._tool.manner))
        self.kernel.setCurrentIndex(list(Kernel).index(self._tool.kernel))
        self.patches.setVisible(self._tool.manner is Manner.WARP)
        for edit in (self.left, self.top, self.width_px, self.height_px, self.angle, self.shear):
            edit.setEnabled(pose is not None)
        for button in (self.apply, self.reset):
            button.setEnabled(pose is not None and not pose.still)
        if pose is not None:
            self.left.set_number(pose.left)
            self.top.set_number(pose.top)
            self.width_px.set_number(pose.width)
            self.height_px.set_number(pose.height)
            self.angle.set_number(pose.angle)
            self.shear.set_number(-math.degrees(math.atan(pose.shear)))
