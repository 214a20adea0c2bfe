"""The panels around the canvas: one column of them, or two where there is room."""

from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.workspace.stored import flag, number, texts

_WIDE = 1300  # from this width on there is room for two columns: colours and layers in sight together
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_TAB_GAP = 8  # px between a tab and its panel
_ACROSS, _DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
_LAYOUT = 4  # raised when docks are added or renamed, so that an old layout is not forced upon them
_NAMES = ("colour", "layers", "history", "brushes", "paint", "navigator")
_BY_HAND = 0  # instead of a number of columns, where the artist has put a panel elsewhere
_Sizes = dict[str, QSize]


def _first_sizes() -> dict[int, _Sizes]:
    """By number of columns and name of the panel."""
    upper, lower = (QSize(324, 262), QSize(324, 490)), (QSize(280, 320), QSize(280, 400), QSize(324, 600))
    one = dict(zip(_NAMES, (*4 * [upper[0]], upper[1], upper[0]), strict=True))
    two = dict(zip(_NAMES, (lower[0], *3 * [lower[1]], lower[2], lower[0]), strict=True))
    return {_BY_HAND: dict(two), 1: one, 2: two}


class Docks(QObject):
    """Holds the panels for colour, layers, history, brushes and paint, and the navigator, which is closed at first;
    `QMainWindow.saveState` remembers where the artist put them.

    Until the artist moves one, they stand in two columns where the window is wide enough and in one where it is not.
    Their sizes are those that the artist gave them last: a window that was too small for these for a while, or a screen
    that was, takes nothing of them away.
    """

    def __init__(
        self,
        window: QMainWindow,
        colour: QWidget,
        layers: QWidget,
        history: QWidget,
        brushes: QWidget,
        paint: QWidget,
        navigator: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        window.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks
        )  # not animated: what moves slowly cannot be measured
        window.setCorner(Qt.Corner.TopRightCorner, _RIGHT)
        window.setCorner(Qt.Corner.BottomRightCorner, _RIGHT)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._moved = QTimer(self)
        self._moved.setSingleShot(True)
        self._moved.timeout.connect(self._show_titles)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self._fit)
        self._columns = 0
        self._arranging = False
        self._sizes = _first_sizes()
        self._at_press: _Sizes = {}
        self.colour = self._dock(self.tr("Colour"), "colour", colour)
        self.layers = self._dock(self.tr("Layers"), "layers", layers)
        self.history = self._dock(self.tr("History"), "history", history)
        self.brushes = self._dock(self.tr("Brushes"), "brushes", brushes)
        self.paint = self._dock(self.tr("Paint"), "paint", paint)
        self.navigator = self._dock(self.tr("Navigator"), "navigator", navigator)
        self.navigator.toggleViewAction().triggered.connect(self._open_navigator)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        window.installEventFilter(self)

    @property
    def columns(self) -> int:
        """Count the columns that the panels stand in by themselves, 1 or 2; 0 where the artist has put one
        elsewhere."""
        return self._columns

    @property
    def all(self) -> tuple[QDockWidget, ...]:
        return self.colour, self.layers, self.history, self.brushes, self.paint, self.navigator

    def _dock(self, title: str, name: str, panel: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(panel)
        self._window.addDockWidget(_RIGHT, dock)
        for signal in (dock.dockLocationChanged, dock.topLevelChanged, dock.visibilityChanged):
            signal.connect(lambda _now: self._moved.start())
        dock.visibilityChanged.connect(lambda _now: self._resized.start())  # Qt shares out the room anew
        dock.topLevelChanged.connect(self._take_out)
        return dock

    def _open_navigator(self, shown: bool) -> None:
        """Put it beside the colours; a tab that is there before it is opened would have nothing to show."""
        is_out = self._window.dockWidgetArea(self.navigator) == Qt.DockWidgetArea.NoDockWidgetArea
        if shown and (is_out or self._columns != _BY_HAND):
            self._window.tabifyDockWidget(self.colour, self.navigator)
            self.navigator.raise_()

    def show(self, dock: QDockWidget) -> None:
        """Bring a panel into sight, wherever it is."""
        dock.show()
        dock.raise_()

    def remember(self, settings: QSettings) -> None:
        """Keep where the panels stand, and the sizes that the artist gave them."""
        settings.setValue("window/layout", self._window.saveState(_LAYOUT))
        settings.setValue("panels/columns", self._columns)
        settings.setValue("panels/closed", [dock.objectName() for dock in self.all if dock.isHidden()])
        settings.setValue("panels/navigator", int(not self.navigator.isHidden()))
        for columns, sizes in self._sizes.items():
            for name, size in sizes.items():
                settings.setValue(f"panels/{columns}/{name}", size)

    def recall(self, settings: QSettings) -> None:
        """Take up what `remember` kept; what there is no room for stands in one column."""
        layout = settings.value("window/layout")
        for columns, sizes in self._sizes.items():
            for name in sizes:
                size = settings.value(f"panels/{columns}/{name}")
                if isinstance(size, QSize) and not size.isEmpty():
                    sizes[name] = size
        columns = round(number(settings, "panels/columns", 1, 0, 2))
        fits = columns in (_BY_HAND, self._room())
        if fits and isinstance(layout, QByteArray) and self._window.restoreState(layout, _LAYOUT):
            self._columns = columns
            return
        self._columns = self._room()
        closed = texts(settings, "panels/closed")
        for dock in self.all:
            dock.setVisible(dock.objectName() not in closed)
        self.navigator.setVisible(flag(settings, "panels/navigator", False))
        self._stand()

    def _room(self) -> int:
        """For how many columns the window is wide enough."""
        return 2 if self._window.width() >= _WIDE else 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
                self._resized.start()
            elif event.type() == QEvent.Type.MouseButtonPress:  # on a line between panels, perhaps
                self._at_press = self._present_sizes()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                QTimer.singleShot(0, self, self._note_sizes)
        return super().eventFilter(watched, event)

    def _take_out(self, floating: bool) -> None:
        if not self._arranging and self._columns != _BY_HAND:
            self._sizes[_BY_HAND] = dict(self._sizes[self._columns])
            self._columns = _BY_HAND
        if not floating:
            self._at_press = {}
            QTimer.singleShot(0, self, self._note_sizes)

    def _fit(self) -> None:
        """The window has another size: as many columns as there is room for, in the sizes that the artist gave."""
        if self._columns not in (self._room(), _BY_HAND):
            self._columns = self._room()
            self._stand()
            self._resized.start()  # the panels stand there only once Qt has laid them out
        else:
            self._give_sizes()

    def _in_sight(self) -> list[QDockWidget]:
        """Those that stand beside the canvas and not behind another one's tab, which Qt keeps beyond the corner."""
        return [dock for dock in self.all if dock.isVisible() and not dock.isFloating() and dock.x() >= 0]

    def _stacks(self) -> Iterator[list[QDockWidget]]:
        """The panels in sight that lie below one another, the highest first."""
        docks = sorted(self._in_sight(), key=lambda dock: (dock.x(), dock.y()))
        for place in dict.fromkeys(dock.x() for dock in docks):
            yield [dock for dock in docks if dock.x() == place]

    def _present_sizes(self) -> _Sizes:
        sizes: _Sizes = {}
        for dock in self._in_sight():
            for each in (dock, *self._window.tabifiedDockWidgets(dock)):
                sizes[each.objectName()] = dock.size()
        return sizes

    def _note_sizes(self) -> None:
        """The artist has let go of a line between panels: what has changed by it is meant."""
        for name, size in self._present_sizes().items():
            if size != self._at_press.get(name):
                self._sizes[self._columns][name] = size

    def _give_sizes(self) -> None:
        """Every column as wide and every panel as high as the artist wants it; the lowest takes what is left."""
        for docks in self._stacks():
            wanted = [self._sizes[self._columns][dock.objectName()] for dock in docks]
            self._window.resizeDocks(docks[:1], [max(size.width() for size in wanted)], _ACROSS)
            heights = [size.height() for size in wanted[:-1]]
            left = sum(dock.height() for dock in docks) - sum(heights)
            self._window.resizeDocks(docks, [*heights, max(left, wanted[-1].height())], _DOWN)

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
        self._sizes = _first_sizes()
        self._columns = self._room()
        for dock in self.all:
            dock.setVisible(dock is not self.navigator)
        self._stand()
        self._resized.start()

    def _stand(self) -> None:
        """Put the panels into their columns; those that the artist has closed stay closed."""
        window, focused = self._window, QApplication.focusWidget()
        closed = [dock for dock in self.all if dock.isHidden()]
        self._arranging = True
        for dock in self.all:
            dock.setFloating(False)
            window.removeDockWidget(dock)
            if dock is self.navigator and dock in closed:
                continue  # what is closed would still take a place between the others
            window.addDockWidget(_RIGHT, dock)
            dock.show()
        if self._columns == 2:
            window.splitDockWidget(self.colour, self.paint, _ACROSS)
            window.splitDockWidget(self.colour, self.layers, _DOWN)
            window.tabifyDockWidget(self.layers, self.history)
            window.tabifyDockWidget(self.history, self.brushes)
            self.layers.raise_()
        else:
            window.tabifyDockWidget(self.colour, self.layers)
            window.tabifyDockWidget(self.layers, self.history)
            window.tabifyDockWidget(self.history, self.brushes)
            self.colour.raise_()
        if self.navigator not in closed:
            window.tabifyDockWidget(self.colour, self.navigator)
            self.colour.raise_()
        for dock in closed:
            dock.hide()
        if focused is not None:
            focused.setFocus()
        self._arranging = False


class _TabGap(QWidget):
    """What is between a tab and its panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tabgap")
        QVBoxLayout(self).setContentsMargins(0, _TAB_GAP, 0, 0)
