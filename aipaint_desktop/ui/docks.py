"""The panels around the canvas, and where they stand at the first start."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

_WIDE = 1500  # from this width on there is room for two columns
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_TAB_GAP = 8  # px between a tab and its panel
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


class Docks(QObject):
    """Colour, layers, history and paint; `QMainWindow.saveState` remembers where the artist put them."""

    def __init__(
        self, window: QMainWindow, colour: QWidget, layers: QWidget, history: QWidget, paint: QWidget
    ) -> None:
        super().__init__(window)
        self._window = window
        window.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AnimatedDocks
        )
        window.setCorner(Qt.Corner.TopRightCorner, _RIGHT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.timeout.connect(self._show_titles)
        self.colour = self._dock(self.tr("Colour"), "colour", colour)
        self.layers = self._dock(self.tr("Layers"), "layers", layers)
        self.history = self._dock(self.tr("History"), "history", history)
        self.paint = self._dock(self.tr("Paint"), "paint", paint)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @property
    def all(self) -> tuple[QDockWidget, ...]:
        return self.colour, self.layers, self.history, self.paint

    def _dock(self, title: str, name: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(panel)
        self._window.addDockWidget(_RIGHT, dock)
        for signal in (dock.dockLocationChanged, dock.topLevelChanged, dock.visibilityChanged):
            signal.connect(lambda _now: self._moved.start())
        return dock

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The Tab key goes into panels behind others as well; what has the focus is to be seen."""
        for dock in self.all:
            if now is not None and dock.isAncestorOf(now):
                dock.raise_()

    def _show_titles(self) -> None:
        """A panel that has a tab needs no title below it that says the same."""
        for bar in self._window.findChildren(QTabBar):
            bar.setAccessibleName(self.tr("Panels"))
        for dock in self.all:
            others = self._window.tabifiedDockWidgets(dock)
            has_tab = not dock.isFloating() and any(not other.isHidden() for other in others)
            gap: QWidget | None = dock.titleBarWidget()
            if has_tab and gap is None:
                dock.setTitleBarWidget(_TabGap())
            elif not has_tab and gap is not None:
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # gives it back its own, unlike the stub
                gap.deleteLater()

    def arrange(self) -> None:
        """Put every panel where it stands at the first start, with regard to the window's width."""
        window = self._window
        for dock in self.all:
            dock.setFloating(False)
            dock.show()
            window.removeDockWidget(dock)
            window.addDockWidget(_RIGHT, dock)
            dock.show()
        if window.width() >= _WIDE:
            window.splitDockWidget(self.colour, self.paint, _ACROSS)
            window.splitDockWidget(self.colour, self.layers, _DOWN)
            window.tabifyDockWidget(self.layers, self.history)
            self.layers.raise_()
            window.resizeDocks([self.colour, self.paint], [280, 324], _ACROSS)
            window.resizeDocks([self.colour, self.layers], [320, 700], _DOWN)
        else:
            window.tabifyDockWidget(self.colour, self.layers)
            window.tabifyDockWidget(self.layers, self.history)
            self.colour.raise_()
            window.resizeDocks([self.colour, self.paint], [324, 324], _ACROSS)
            window.resizeDocks([self.colour, self.paint], [262, 490], _DOWN)


class _TabGap(QWidget):
    """What is between a tab and its panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tabgap")
        QVBoxLayout(self).setContentsMargins(0, _TAB_GAP, 0, 0)
