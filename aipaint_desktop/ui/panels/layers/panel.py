"""The layers, top to bottom: see, hide, choose, name, reorder, group and mask them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.node import Group, Layer, Node
from aipaint_desktop.document.selecting.combining import Combination
from aipaint_desktop.document.tree import all_nodes, path
from aipaint_desktop.files.provenance import EngineRun
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.panels.layers.commands import LayerCommands, Work
from aipaint_desktop.ui.panels.layers.delegate import RowDelegate
from aipaint_desktop.ui.panels.layers.mode_picker import ModePicker
from aipaint_desktop.ui.panels.layers.model import LayerModel
from aipaint_desktop.ui.panels.layers.node_list import NodeList, Target
from aipaint_desktop.ui.panels.layers.row import THUMBNAIL, Zone
from aipaint_desktop.ui.panels.layers.thumbnails import Thumbnails
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.duration import duration

_THUMBNAIL_DELAY_MS = 250  # thumbnails follow the brush, but not every dab


class LayersPanel(QFrame):
    """Shows the layers of one document at a time.

    commands: what can be done to them. refused: why something was not done. text_opened: the text of this layer is to
    be edited.
    """

    refused = Signal(object)  # Sentence
    text_opened = Signal(str)

    def __init__(
        self, document: Document, background: Background, work: Work, parent: QWidget | None = None
    ) -> None:
        """background: makes thumbnails. work: does what is done to large pictures, and lets the artist end it."""
        super().__init__(parent)
        self.setObjectName("panel")
        self.commands = LayerCommands(document, work, self)
        self.commands.refused.connect(self.refused)
        self.mode = ModePicker()
        self.opacity = ValueSlider(self.tr("Opacity"), 0, 100, " %")
        self._model = LayerModel(self._tip, self)
        self.thumbnails = Thumbnails(background, self)
        self.list = NodeList(self._model)
        self._rows = RowDelegate(self._model, self.thumbnails, self.list)
        self.list.setItemDelegate(self._rows)
        self._stale: set[str] = set()
        self._thumbnails_due = QTimer(self)
        self._thumbnails_due.setSingleShot(True)
        self._thumbnails_due.setInterval(_THUMBNAIL_DELAY_MS)
        self._thumbnails_due.timeout.connect(self._draw_thumbnails)
        self.add_button, self.more_button = QToolButton(), QToolButton()
        self._lay_out()
        self._connect()
        self._follow(document)

    def _lay_out(self) -> None:
        commands = self.commands
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        kinds = QToolButton.ToolButtonPopupMode
        self._button(self.add_button, "plus", self.tr("New layer"), commands.add)
        self._button(self.more_button, "ellipsis", self.tr("More about the layer"), None)
        for button in (self.add_button, self.more_button):
            button.setPopupMode(kinds.InstantPopup if button is self.more_button else kinds.MenuButtonPopup)
        self.delete_button = self._button(QToolButton(), "trash-2", self.tr("Delete layer"), commands.remove)
        for each in (
            self.add_button,
            self._button(QToolButton(), "copy", self.tr("Duplicate layer"), commands.duplicate),
            self._button(QToolButton(), "chevron-up", self.tr("Move layer up"), commands.move_up),
            self._button(QToolButton(), "chevron-down", self.tr("Move layer down"), commands.move_down),
            self.more_button,
        ):
            buttons.addWidget(each)
        buttons.addStretch()
        buttons.addWidget(self.delete_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 12, 8)
        rows.setSpacing(6)
        rows.addWidget(self.mode)
        rows.addWidget(self.opacity)
        rows.addWidget(self.list, 1)
        rows.addLayout(buttons)

    @staticmethod
    def _button(button: QToolButton, icon: str, words: str, act: object) -> QToolButton:
        name_icon(button, icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        if callable(act):
            button.clicked.connect(lambda _checked: act())
        return button

    def _connect(self) -> None:
        commands = self.commands
        self.mode.picked.connect(commands.set_mode)
        self.opacity.edited.connect(lambda percent: commands.set_opacity(percent / 100))
        self._model.renamed.connect(commands.rename)
        self._model.shown.connect(commands.set_visible)
        self.thumbnails.ready.connect(self._model.touch)
        self.list.chosen.connect(
            lambda active, ids, on_mask: self.commands.document.activate(active, also=ids, on_mask=on_mask)
        )
        self.list.switched.connect(self._switch)
        self.list.clip_requested.connect(commands.toggle_clip)
        self.list.alone_requested.connect(commands.show_alone)
        self.list.alpha_requested.connect(self._select_alpha)
        self.list.mask_switched.connect(commands.switch_mask)
        self.list.dropped.connect(self._drop)
        self.list.text_opened.connect(self.text_opened)

    def offer(self, menu: QMenu, to_add: QMenu) -> None:
        """Show a menu at a right click and behind the button for more. to_add: what can be added."""
        self.more_button.setMenu(menu)
        self.add_button.setMenu(to_add)
        self.list.menu_requested.connect(lambda at: menu.popup(at))

    def set_document(self, document: Document) -> None:
        self.stop_following()
        self._follow(document)

    def stop_following(self) -> None:
        """Let go of the document; the panel is not used any more."""
        self._stop_following()

    def _follow(self, document: Document) -> None:
        self.commands.document = document
        self._stop_following = document.changed.add(self._on_changed)
        self._size = document.rect
        self.thumbnails.forget()
        self._show()
        self._want_thumbnails({node.id for node in all_nodes(document.state.nodes)}, at_once=True)

    @property
    def _document(self) -> Document:
        return self.commands.document

    def _on_changed(self, change: Change) -> None:
        if self._document.rect != self._size:
            self._size = self._document.rect
            self.thumbnails.forget()
            self._show()
            self._want_thumbnails({node.id for node in all_nodes(self._document.state.nodes)})
            return
        if change.properties:
            self._show()
        self._want_thumbnails(change.nodes)

    def _show(self) -> None:
        """Show the nodes as they are."""
        state = self._document.state
        self._rows.active_id, self._rows.on_mask = state.active_id, state.paints_mask_of(state.active)
        self._rows.alone = self._document.alone
        self.list.show_state(state)
        self.list.viewport().update()
        self.mode.set_mode(state.active.mode)
        self.opacity.set_number(100 * state.active.opacity)
        self.delete_button.setEnabled(len([*all_nodes(state.nodes)]) > 1)

    # Thumbnails

    def _want_thumbnails(self, node_ids: frozenset[str] | set[str], *, at_once: bool = False) -> None:
        if node_ids:
            self._stale |= node_ids
            self._thumbnails_due.start(0 if at_once else _THUMBNAIL_DELAY_MS)

    def _draw_thumbnails(self) -> None:
        state = self._document.state
        nodes: dict[str, Node] = {}
        known = {node.id for node in all_nodes(state.nodes)}
        for node_id in self._stale & known:
            nodes |= {node.id: node for node in path(state.nodes, node_id)}  # groups show what is in them
        self._stale.clear()
        side = round(THUMBNAIL.width() * self.devicePixelRatioF())
        self.thumbnails.ask(nodes.values(), state.rect, side, state.profile)

    # What the artist does in the list

    def _switch(self, node_id: str, zone: Zone) -> None:
        commands, node = self.commands, self._document.node(node_id)
        match zone:
            case Zone.FOLD if isinstance(node, Group):
                commands.set_folded(node_id, not node.folded)
            case Zone.CLIP:
                commands.toggle_clip(node_id)
            case Zone.ALPHA:
                commands.toggle_alpha_lock(node_id)
            case Zone.THROUGH:
                commands.toggle_through(node_id)
            case Zone.LOCK:
                commands.toggle_lock(node_id)

    def _select_alpha(self, node_id: str, held: Qt.KeyboardModifier) -> None:
        """As in Krita: Shift adds, Alt takes away, both keep what both have."""
        add, take = (
            bool(held & Qt.KeyboardModifier.ShiftModifier),
            bool(held & Qt.KeyboardModifier.AltModifier),
        )
        kinds = {
            (False, False): Combination.REPLACE,
            (True, False): Combination.ADD,
            (False, True): Combination.SUBTRACT,
            (True, True): Combination.INTERSECT,
        }
        self.commands.select_alpha(node_id, kinds[add, take])

    def _drop(self, node_ids: frozenset[str], target: Target) -> None:
        self.commands.move_to(node_ids, target.parent, target.place)

    def rename(self) -> None:
        """Let the artist type another name for the active node."""
        self.list.setFocus()
        self.list.rename()

    def _tip(self, node: Node) -> str:
        """What made a layer, and what its row has no room for."""
        run = node.provenance if isinstance(node, Layer) else None
        if not isinstance(run, EngineRun):
            return ""
        words = self.tr("Painted by {0} on {1}, seed {2}, in {3}")
        return words.format(run.request.engine, run.device.upper(), run.request.seed, duration(run.seconds))
