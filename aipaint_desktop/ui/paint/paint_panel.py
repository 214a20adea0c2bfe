"""What to paint and how: model, operation, references, the numbers that matter, and the Paint button."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.paint.compose_controls import ComposeControls
from aipaint_desktop.ui.paint.painted_from_choice import PaintedFromChoice
from aipaint_desktop.ui.paint.seed_field import SeedField
from aipaint_desktop.ui.paint.size_note import SizeNote
from aipaint_desktop.ui.paint.sketch_controls import SketchControls
from aipaint_desktop.ui.paint.style_controls import StyleControls
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.ui.references.reference_chooser import ReferenceChooser
from aipaint_desktop.ui.widgets.carry_over import carry_over_parts
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.scroll_column import ScrollColumn
from aipaint_desktop.ui.widgets.size_field import SizeField
from aipaint_desktop.ui.widgets.value_slider import ValueSlider
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import good_at, model_family, model_title
from aipaint_desktop.workspace.paint_settings import Operation, PaintSettings, Start
from aipaint_desktop.workspace.painted_from import offered

_MASTER = "style-master"
_OWN_OPERATIONS = {
    "style": Operation.STYLIZE,
    "composer": Operation.COMPOSE,
    "lab": Operation.GENERATE,
    "sketch": Operation.SKETCH,
    "upscale": Operation.UPSCALE,
}
_EXTENDED, _UPSCALED = 1.25, 2.0  # how much larger the canvas is proposed to become
_LEAST_STEPS, _MOST_STEPS = 2, 50


class PaintPanel(QFrame):
    """`settings` and `references.chosen` say what is asked for; `changed` that either is another now.

    live: whether the canvas shows at once what would be painted; only where an engine can follow the brush.
    """

    paint_requested = Signal()
    changed = Signal()

    def __init__(
        self,
        models: Sequence[ModelEntry],
        references: ReferenceChooser,
        regions: StyleRegions,
        compose_controls: ComposeControls,
        sketch_controls: SketchControls,
        canvas: QSize,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.references = references
        self.size_field = SizeField(canvas)
        self.size_note = SizeNote()
        self.seed_field = SeedField()
        self._engines: dict[str, str] = {}
        self._weights: dict[str, str] = {}
        self._model = narrow_choice(self.tr("Model"))
        self._offer(models)
        self._operation = self._make_operations()
        self._from_canvas = QCheckBox(self.tr("Like the canvas itself"))
        self._from_canvas.setToolTip(
            self.tr("Take the paint from what is on the canvas, not from a reference")
        )
        self._from_canvas.setChecked(True)
        self._keep = self._make_closeness()
        self._regions = regions
        self.style_controls = StyleControls(regions)
        self.compose_controls = compose_controls
        self.sketch_controls = sketch_controls
        self._more = self._make_more()
        self._steps = ValueSlider(self.tr("Steps"), _LEAST_STEPS, _MOST_STEPS)
        self._steps.setToolTip(
            self.tr(
                "How often the painting is gone over at each size, from coarse to fine: more takes longer and settles "
                "finer"
            )
        )
        self._steps.set_number(8)
        self.live = QCheckBox(self.tr("Live"))
        self.live.setToolTip(self.tr("Show on the canvas what would be painted, while you draw"))
        self.painted_from = PaintedFromChoice()
        self._estimate = QLabel()
        self._estimate.setProperty("role", "muted")
        self._paint = QPushButton(self.tr("Paint"))
        self._paint.setObjectName("paint")
        self._paint.setProperty("role", "primary")
        self._paint.setToolTip(self.tr("Paint (Ctrl+Enter)"))
        name_icon(self._paint, "paintbrush-vertical")
        self._lay_out()
        self._connect()
        self._show_operation()

    def _offer(self, models: Sequence[ModelEntry]) -> None:
        self._engines = {model.id: model.engine for model in models}
        self._weights = {model.id: model.weights for model in models}
        self._model.clear()
        for model in models:
            self._model.addItem(model_title(model), model.id)
            told = f"{model_family(model)}\n{good_at(model)}"
            self._model.setItemData(self._model.count() - 1, told, Qt.ItemDataRole.ToolTipRole)

    def _make_operations(self) -> QComboBox:
        operations = narrow_choice(self.tr("What to do"))
        for operation, words in (
            (Operation.PAINT, self.tr("Paint sketch")),
            (Operation.VARY, self.tr("Vary")),
            (Operation.FILL, self.tr("Fill selection")),
            (Operation.EXTEND, self.tr("Extend canvas")),
            (Operation.TILE, self.tr("Seamless tile")),
        ):
            operations.addItem(words, operation)
        return operations

    def _make_closeness(self) -> ValueSlider:
        slider = ValueSlider(self.tr("Closeness"), 0, 100, " %")
        slider.setAccessibleName(self.tr("Closeness to the sketch"))
        slider.setToolTip(
            self.tr("How closely to keep to the sketch: from a glance (0 %) to line by line (100 %)")
        )
        slider.set_number(60)
        return slider

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setText(self.tr("More"))
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setCheckable(True)
        more.setProperty("role", "disclosure")
        name_icon(more, "chevron-right", "chevron-down")
        return more

    def _lay_out(self) -> None:
        form = QWidget()
        form.setObjectName("form")
        rows = QVBoxLayout(form)
        rows.setContentsMargins(12, 4, 12, 4)
        rows.setSpacing(8)
        what = QHBoxLayout()
        what.setSpacing(8)
        what.addWidget(self._model, 7)
        what.addWidget(self._operation, 6)
        rows.addLayout(what)
        rows.addWidget(self.compose_controls)
        rows.addWidget(self.sketch_controls)
        rows.addWidget(self._from_canvas)
        rows.addWidget(self.references, 1)
        rows.addWidget(self._keep)
        rows.addWidget(self.style_controls)
        numbers = QFormLayout()
        numbers.setSpacing(8)
        numbers.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._size_label = QLabel(self.tr("Size"))
        numbers.addRow(self._size_label, self.size_field)
        numbers.addRow(self.size_note)
        numbers.addRow(self.tr("Seed"), self.seed_field)
        rows.addLayout(numbers)
        rows.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._steps)
        self._steps.hide()

        press = QHBoxLayout()
        press.setSpacing(12)
        press.addWidget(self._paint, 1)
        press.addWidget(self.live)
        press.addWidget(self._estimate)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(12, 8, 12, 12)
        bottom.setSpacing(8)
        bottom.addWidget(self.painted_from)
        bottom.addLayout(press)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._column = ScrollColumn(form)
        whole.addWidget(self._column, 1)
        whole.addLayout(bottom)

    def _connect(self) -> None:
        self._paint.clicked.connect(self.paint_requested)
        self._operation.currentIndexChanged.connect(self._show_operation)
        self._from_canvas.toggled.connect(self._show_operation)
        self._more.toggled.connect(self._show_more)
        self._model.currentIndexChanged.connect(self._show_operation)
        self.compose_controls.changed.connect(self._show_operation)
        self.sketch_controls.changed.connect(self._show_operation)
        self.references.images_changed.connect(self._show_references)
        for signal in (
            self.references.changed,
            self.size_field.changed,
            self._keep.edited,
            self._steps.edited,
            self.style_controls.changed,
            self.painted_from.changed,
        ):
            signal.connect(self.changed)
        self.changed.connect(self._show_regions)

    @property
    def settings(self) -> PaintSettings:
        size = self.size_field.size_px
        return PaintSettings(
            operation=self.operation,
            from_canvas=self._from_canvas.isChecked(),
            keep=self._keep.number / 100,
            width=size.width(),
            height=size.height(),
            seed=self.seed_field.seed,
            steps=round(self._steps.number),
            style=self.style_controls.settings,
            compose=self.compose_controls.settings,
            sketch=self.sketch_controls.settings,
            model=self._model.currentData(),
            weights=self._weights.get(self._model.currentData(), ""),
            painted_from=self.painted_from.choice,
        )

    def settings_for(self, operation: Operation) -> PaintSettings:
        """What is set, but for another operation with the first model that does it, at the size of the canvas; the
        panel stays as it is."""
        if self.operation is operation:
            return self.settings
        model, canvas = self._first_model(operation), self.size_field.canvas
        return replace(
            self.settings,
            operation=operation,
            model=model,
            weights=self._weights.get(model, ""),
            width=canvas.width(),
            height=canvas.height(),
            style=replace(self.style_controls.settings, quality="fast", from_fast=False),
        )

    def take_over(self, other: "PaintPanel") -> None:
        """Be set as the other panel is, which may be in another language."""
        carry_over_parts(other, self)
        self._show_operation()

    @property
    def operation(self) -> Operation:
        """What Paint will do; every engine but the painter has one operation of its own."""
        own = _OWN_OPERATIONS.get(self._engines.get(self._model.currentData(), ""))
        if own is not None:
            return own
        chosen: Operation = self._operation.currentData()
        return chosen

    @property
    def can_be_live(self) -> bool:
        """Whether what is chosen can follow the brush; of the style models only the fast one does."""
        fast = self._model.currentData() != _MASTER
        return self.operation is Operation.SKETCH or (self.operation is Operation.STYLIZE and fast)

    def set_model(self, model: str) -> None:
        """model: its id; nothing changes where the selector does not offer it."""
        index = self._model.findData(model)
        if index >= 0:
            self._model.setCurrentIndex(index)

    def set_models(self, models: Sequence[ModelEntry]) -> None:
        """Offer these models; the one that was chosen stays so if it is among them, else the first is."""
        chosen = self._model.currentData()
        self._model.blockSignals(True)
        self._offer(models)
        self.set_model(chosen)
        self._model.blockSignals(False)
        self._show_operation()

    def set_operation(self, operation: Operation) -> None:
        """Choose what to do, and the first model that does it."""
        if self._engines.get(self._model.currentData()) != _engine_of(operation):
            self.set_model(self._first_model(operation))
        if operation not in _OWN_OPERATIONS.values():
            self._operation.setCurrentIndex(self._operation.findData(operation))

    def _first_model(self, operation: Operation) -> str:
        """The first model that does it, "" where there is none."""
        wanted = _engine_of(operation)
        return next((model for model, engine in self._engines.items() if engine == wanted), "")

    def set_keep(self, keep: float) -> None:
        """keep: closeness to the sketch, 0 to 1."""
        self._keep.set_number(100 * keep)
        self.changed.emit()

    def set_steps(self, steps: int) -> None:
        self._steps.set_number(steps)
        self.changed.emit()

    def next_seed(self) -> None:
        """Throw the dice if the artist wants a new seed each time."""
        if self.seed_field.new_each_time:
            self.seed_field.throw()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """What the painting would take, beside the button; None where it cannot be painted yet."""
        if estimate is None:
            self._estimate.clear()
            return
        gigabytes = estimate.bytes / 2**30
        self._estimate.setText(
            self.tr("about {0}\n{1} GB").format(duration(estimate.seconds), f"{max(0.1, gigabytes):.1f}")
        )
        self._estimate.setToolTip(self.tr("Time and memory that the painting will take on this machine"))

    def _show_operation(self) -> None:
        operation = self.operation
        sketching, stylizing = operation is Operation.PAINT, operation is Operation.STYLIZE
        composing, drawing = operation is Operation.COMPOSE, operation is Operation.SKETCH
        by_painter = operation not in _OWN_OPERATIONS.values()
        self._operation.setVisible(by_painter)
        self.compose_controls.setVisible(composing)
        if composing:
            self.compose_controls.offer_words()
        self.style_controls.setVisible(stylizing)
        if stylizing:
            self.style_controls.set_quality("master" if self._model.currentData() == _MASTER else "fast")
        self.sketch_controls.setVisible(drawing)
        if drawing:
            self.sketch_controls.offer_names()
        self.live.setVisible(self.can_be_live)
        if not self.can_be_live:
            self.live.setChecked(False)
        self._more.setVisible(by_painter)
        self._steps.setVisible(by_painter and self._more.isChecked())
        self._keep.setVisible(sketching)
        self._from_canvas.setVisible(by_painter and not sketching)
        self.references.setEnabled(self._likes_chosen(operation))
        self.references.setVisible(operation not in (Operation.GENERATE, Operation.UPSCALE))
        sized = operation is not Operation.FILL
        self._size_label.setVisible(sized)
        self.size_field.setVisible(sized)
        beyond = composing and self.compose_controls.settings.start is Start.BEYOND
        extending = operation is Operation.EXTEND or beyond
        upscaling = operation is Operation.UPSCALE
        self.painted_from.offer(operation, offered(self.settings))
        self.size_field.set_factor(_EXTENDED if extending else _UPSCALED if upscaling else 1.0)
        self.changed.emit()

    def _show_more(self, more: bool) -> None:
        self._show_operation()
        if more:  # below what can be seen at once, perhaps
            QTimer.singleShot(0, self._steps, lambda: self._column.ensureWidgetVisible(self._steps))

    def _likes_chosen(self, operation: Operation) -> bool:
        """Whether it is painted like the chosen references."""
        match operation:
            case Operation.COMPOSE:
                return self.compose_controls.settings.likes_chosen
            case Operation.SKETCH:
                return self.sketch_controls.settings.like_chosen
            case Operation.PAINT | Operation.STYLIZE:
                return True
            case _:
                return not self._from_canvas.isChecked()

    def _show_references(self) -> None:
        self.style_controls.show_references(self.references.chosen, self.references.chosen_images)

    def _show_regions(self) -> None:
        stylizing = self.operation is Operation.STYLIZE
        self._regions.show([entry.id for entry in self.references.chosen] if stylizing else [])


def _engine_of(operation: Operation) -> str:
    own = {each: engine for engine, each in _OWN_OPERATIONS.items()}
    return own.get(operation, "painter")
