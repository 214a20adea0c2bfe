"""The Layer menu: all that can be done to layers and groups, in the menu bar and at a right click in their list."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QSize
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from aipaint_desktop.document.masking import Beginning
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.ui.look.labels import LABELS, TITLES
from aipaint_desktop.ui.panels.layers.panel import LayersPanel
from aipaint_desktop.ui.window.menu_commands import add_command, add_switch

_SWATCH = QSize(14, 14)


class LayerMenu(QObject):
    """Fills a menu, and ticks what the active node is like whenever it opens."""

    def __init__(self, menu: QMenu, layers: LayersPanel) -> None:
        super().__init__(menu)
        self._layers = layers
        self._commands = layers.commands
        self._ticks: list[tuple[QAction, Callable[[Node], bool]]] = []
        self._to_add = menu.addMenu(self.tr("&Add"))
        self._new(self._to_add)
        self._common(menu)
        menu.addSeparator()
        self._places(menu)
        menu.addSeparator()
        self._group(menu.addMenu(self.tr("&Group")))
        self._mask(menu.addMenu(self.tr("Mas&k")))
        self._properties(menu.addMenu(self.tr("&Properties")))
        self._label(menu.addMenu(self.tr("Colour &label")))
        menu.addSeparator()
        self._merge(menu)
        menu.aboutToShow.connect(self._show_ticks)
        layers.offer(menu, self._to_add)

    def _tick(
        self,
        menu: QMenu,
        name: str,
        words: str,
        act: Callable[[], object],
        on: Callable[[Node], bool],
        *keys: str,
    ) -> None:
        """As `add_switch`; `act` turns it over. on: whether it is for a node."""
        self._ticks.append((add_switch(menu, name, words, lambda _on: act(), *keys), on))

    def _show_ticks(self) -> None:
        for action, on in self._ticks:
            action.setChecked(on(self._commands.active))

    def _new(self, menu: QMenu) -> None:
        do = self._commands
        add_command(menu, "new_layer", self.tr("&New layer"), do.add, "Ins", icon="plus")
        add_command(menu, "new_group", self.tr("New &group"), do.add_group, icon="folder")
        add_command(menu, "new_from_visible", self.tr("New layer from &visible"), do.add_visible)
        menu.addSeparator()
        self._masks = [
            add_command(menu, name, words, partial(do.add_mask, beginning))
            for name, words, beginning in (
                ("add_mask", self.tr("&Mask that shows all"), Beginning.ALL),
                ("add_hiding_mask", self.tr("Mask that &hides all"), Beginning.NOTHING),
                ("add_mask_of_selection", self.tr("Mask of the &selection"), Beginning.SELECTION),
            )
        ]

    def _common(self, menu: QMenu) -> None:
        do = self._commands
        add_command(menu, "duplicate_layer", self.tr("&Duplicate layer"), do.duplicate, "Ctrl+J", icon="copy")
        add_command(menu, "rename_layer", self.tr("&Rename…"), self._layers.rename, "F2")
        add_command(menu, "remove_layer", self.tr("D&elete layer"), do.remove, "Shift+Del", icon="trash-2")

    def _places(self, menu: QMenu) -> None:
        do = self._commands
        add_command(menu, "layer_up", self.tr("Move &up"), do.move_up, "Ctrl+PgUp", icon="chevron-up")
        add_command(
            menu, "layer_down", self.tr("Move do&wn"), do.move_down, "Ctrl+PgDown", icon="chevron-down"
        )
        add_command(menu, "layer_to_top", self.tr("Move to t&he top"), do.move_to_top)
        add_command(menu, "layer_to_bottom", self.tr("Move to the &bottom"), do.move_to_bottom)
        above, below = partial(do.choose_next, above=True), partial(do.choose_next, above=False)
        add_command(menu, "next_layer", self.tr("La&yer above"), above, "PgUp")
        add_command(menu, "previous_layer", self.tr("Layer bel&ow"), below, "PgDown")
        add_command(menu, "all_layers", self.tr("&Choose all layers"), do.choose_all)
        self._tick(
            menu,
            "show_alone",
            self.tr("Show alo&ne"),
            do.show_alone,
            lambda node: node.id == do.document.alone,
        )

    def _group(self, menu: QMenu) -> None:
        do = self._commands
        add_command(
            menu, "group_layers", self.tr("&Group the chosen layers"), do.group, "Ctrl+G", icon="folder"
        )
        add_command(menu, "ungroup", self.tr("&Ungroup"), do.ungroup, "Ctrl+Alt+G")
        self._tick(
            menu,
            "pass_through",
            self.tr("&Pass through"),
            do.toggle_through,
            lambda node: isinstance(node, Group) and node.through,
        )

    def _mask(self, menu: QMenu) -> None:
        do = self._commands
        menu.addActions(self._masks)
        menu.addSeparator()
        self._tick(
            menu,
            "paint_mask",
            self.tr("&Paint the mask"),
            self._paint_mask,
            lambda _node: self._is_on_mask,
        )
        self._tick(
            menu,
            "mask_used",
            self.tr("&Use the mask"),
            do.switch_mask,
            lambda node: node.mask is not None and node.mask_used,
        )
        add_command(menu, "invert_mask", self.tr("&Invert the mask"), do.invert_mask)
        add_command(menu, "select_mask", self.tr("Se&lect what it shows"), do.select_mask)
        menu.addSeparator()
        add_command(menu, "apply_mask", self.tr("&Apply the mask"), do.apply_mask)
        add_command(menu, "remove_mask", self.tr("&Delete the mask"), do.remove_mask)

    def _properties(self, menu: QMenu) -> None:
        do = self._commands
        self._tick(menu, "layer_visible", self.tr("&Visible"), do.toggle_visible, lambda node: node.visible)
        self._tick(menu, "layer_locked", self.tr("&Locked"), do.toggle_lock, lambda node: node.locked)
        self._tick(
            menu,
            "alpha_locked",
            self.tr("&Alpha locked"),
            do.toggle_alpha_lock,
            lambda node: isinstance(node, Layer) and node.alpha_locked,
        )
        self._tick(
            menu,
            "clip_layer",
            self.tr("&Clipped to the layer below"),
            do.toggle_clip,
            lambda node: node.clip,
            "Ctrl+Shift+G",
        )

    def _label(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for label, title in TITLES.items():
            words = QCoreApplication.translate("label", str(title))
            action = menu.addAction(_swatch(LABELS[label]) if label else QIcon(), words)
            action.triggered.connect(lambda _checked, label=label: self._commands.set_label(label))
            action.setCheckable(True)
            group.addAction(action)
            self._ticks.append((action, partial(_has_label, label)))

    def _merge(self, menu: QMenu) -> None:
        do = self._commands
        add_command(menu, "merge_down", self.tr("&Merge with the layer below"), do.merge, "Ctrl+E")
        add_command(menu, "merge_visible", self.tr("Merge &visible layers"), do.merge_visible)
        add_command(menu, "rasterise", self.tr("Rasteri&se text"), do.rasterise)
        add_command(menu, "flatten", self.tr("&Flatten picture"), do.flatten)

    @property
    def _is_on_mask(self) -> bool:
        state = self._commands.document.state
        return state.paints_mask_of(state.active)

    def _paint_mask(self) -> None:
        self._commands.paint_mask(not self._is_on_mask)


def _has_label(label: str, node: Node) -> bool:
    return node.label == label


def _swatch(colour: QColor) -> QIcon:
    pixmap = QPixmap(_SWATCH)
    pixmap.fill(colour)
    return QIcon(pixmap)
