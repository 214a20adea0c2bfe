"""What to paint and how: model, operation, references, the numbers that matter, and the Paint button."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.ui.look.icons import name_icon
from aipaint_desktop.ui.paint.flat_note import FlatNote
from aipaint_desktop.ui.paint.operations.listed import OPERATIONS
from aipaint_desktop.ui.paint.operations.operation import Controls, Operation, Surroundings
from aipaint_desktop.ui.paint.paint_button import PaintButton
from aipaint_desktop.ui.paint.painted_from_choice import PaintedFromChoice
from aipaint_desktop.ui.paint.seed_field import SeedField
from aipaint_desktop.ui.paint.size_note import SizeNote
from aipaint_desktop.ui.references.reference_chooser import ReferenceChooser
from aipaint_desktop.ui.widgets.carry_over import carry_over, carry_over_parts
from aipaint_desktop.ui.widgets.narrow_choice import narrow_choice
from aipaint_desktop.ui.widgets.scroll_column import ScrollColumn
from aipaint_desktop.ui.widgets.size_field import SizeField
from aipaint_desktop.ui.words.duration import duration
from aipaint_desktop.ui.words.names import good_at, model_family, model_title, operation_title
from aipaint_desktop.workspace.paint_settings import PaintSettings
from aipaint_desktop.workspace.situation import Situation

C = TypeVar("C", bound=Controls)


class PaintPanel(QFrame):
    """Sets what is to be painted. `settings` and `references.chosen` say what is asked for; `changed` that either is
    another now.

    live: whether the canvas shows at once what would be painted; only where an engine can follow the brush.
    """

    paint_requested = Signal()
    changed = Signal()

    def __init__(
        self,
        models: Sequence[ModelEntry],
        references: ReferenceChooser,
        around: Surroundings,
        canvas: QSize,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.references = references
        self.size_field = SizeField(canvas)
        self.size_note = SizeNote()
        self.flat_note = FlatNote()
        self.seed_field = SeedField()
        self._engines: dict[str, str] = {}
        self._weights: dict[str, str] = {}
        self._abilities: dict[str, frozenset[Ability]] = {}
        self._offered_as: dict[str, str] = {}  # models by the one in the selector that stands for them
        self._model = narrow_choice(self.tr("Model"))
        self._offer(models)
        self._operation = narrow_choice(self.tr("What to do"))
        self._chosen: dict[str, str] = {}  # operations by the engine for which the artist chose them
        self._controls: dict[type[Controls], Controls] = {}
        for operation in OPERATIONS:
            if operation.controls not in self._controls:
                self._controls[operation.controls] = operation.make_controls(around)
        self._more = self._make_more()
        self.live = QCheckBox(self.tr("Live"))
        self.live.setToolTip(self.tr("Show on the canvas what would be painted, while you draw"))
        self.painted_from = PaintedFromChoice()
        self._estimate = QLabel()
        self._estimate.setProperty("role", "muted")
        self._paint = PaintButton()
        self._situation = Situation(canvas.width(), canvas.height())
        self._lay_out()
        self._connect()
        self._show_operation()

    def _offer(self, models: Sequence[ModelEntry]) -> None:
        self._engines = {model.id: model.engine for model in models}
        self._weights = {model.id: model.weights for model in models}
        self._abilities = {model.id: model.abilities for model in models}
        self._model.clear()
        self._offered_as = {}
        for model in models:
            several = next((each for each in OPERATIONS if model.id in each.models), None)
            first = next((one.id for one in models if several and one.id in several.models), model.id)
            self._offered_as[model.id] = first
            if first != model.id:
                continue
            title = model_title(model) if several is None else operation_title(several.models_title)
            self._model.addItem(title, model.id)
            told = f"{model_family(model)}\n{good_at(model)}"
            self._model.setItemData(self._model.count() - 1, told, Qt.ItemDataRole.ToolTipRole)

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
        for controls in self._controls.values():
            for part in controls.above:
                rows.addWidget(part)
        rows.addWidget(self.references, 1)
        for controls in self._controls.values():
            for part in controls.below:
                rows.addWidget(part)
        numbers = QFormLayout()
        numbers.setSpacing(8)
        numbers.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._size_label = QLabel(self.tr("Size"))
        numbers.addRow(self._size_label, self.size_field)
        numbers.addRow(self.size_note)
        numbers.addRow(self.tr("Seed"), self.seed_field)
        rows.addLayout(numbers)
        rows.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        for controls in self._controls.values():
            for part in controls.more:
                rows.addWidget(part)
            if controls.parent() is None:  # it is no part itself, but keeps them together
                controls.setParent(self)
                controls.hide()

        press = QHBoxLayout()
        press.setSpacing(12)
        press.addWidget(self._paint, 1)
        press.addWidget(self.live)
        press.addWidget(self._estimate)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(12, 8, 12, 12)
        bottom.setSpacing(8)
        bottom.addWidget(self.flat_note)
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
        self._paint.chosen.connect(self._choose_way)
        self.flat_note.painter_wanted.connect(lambda: self.set_operation("paint"))
        self._operation.currentIndexChanged.connect(self._choose_operation)
        self._more.toggled.connect(self._show_more)
        self._model.currentIndexChanged.connect(self._show_operation)
        for controls in self._controls.values():
            controls.changed.connect(self._show_operation)
        self.references.images_changed.connect(self._show_references)
        for signal in (self.references.changed, self.painted_from.changed):
            signal.connect(self.changed)
        self.size_field.changed.connect(self._show_operation)  # which may do another thing at another size
        self.changed.connect(self._mark_references)

    @property
    def settings(self) -> PaintSettings:
        return self._settings_for(self.operation, self._model.currentData(), self.size_field.size_px)

    def settings_for(self, operation: str) -> PaintSettings:
        """Give what is set, but for another operation with the first model that does it, at the size of the canvas; the
        panel stays as it is. operation: its id."""
        other = _by_id(operation)
        if self.operation is other:
            return self.settings
        return self._settings_for(other, self._first_model(other.engine), self.size_field.canvas)

    def _settings_for(self, operation: Operation[Any], model: str, size: QSize) -> PaintSettings:
        common = PaintSettings(
            width=size.width(),
            height=size.height(),
            seed=self.seed_field.seed,
            model=model,
            weights=self._weights.get(model, ""),
            painted_from=self.painted_from.choice,
        )
        return operation.settings(self._controls[operation.controls], common)

    def controls(self, kind: type[C]) -> C:
        """Find the controls of this kind."""
        found = self._controls[kind]
        assert isinstance(found, kind)
        return found

    def remember(self, settings: QSettings) -> None:
        """Keep what the controls want kept for the next start."""
        for controls in self._controls.values():
            controls.remember(settings)

    def recall(self, settings: QSettings) -> None:
        """Set the controls as was remembered."""
        for controls in self._controls.values():
            controls.recall(settings)

    def forget_document(self) -> None:
        """Another document is on the canvas, and what was set for the one before it alone does not count."""
        for controls in self._controls.values():
            controls.forget_document()

    def take_over(self, other: "PaintPanel") -> None:
        """Be set as the other panel is, which may be in another language."""
        self._chosen, self._situation = dict(other._chosen), other._situation
        carry_over_parts(other, self)
        for kind, controls in self._controls.items():
            carry_over(other._controls[kind], controls)
        self._show_operation()

    @property
    def operation(self) -> Operation[Any]:
        """Give what Paint will do."""
        offered = self._offered
        chosen = self._chosen.get(offered[0].engine)
        return next((each for each in offered if each.id == chosen), offered[0])

    @property
    def _offered(self) -> list[Operation[Any]]:
        """What the engine of the chosen model does."""
        engine = self._engines.get(self._model.currentData(), "")
        return [each for each in OPERATIONS if each.engine == engine] or [OPERATIONS[0]]

    def set_model(self, model: str) -> None:
        """Choose a model by its id; nothing changes where the selector does not offer it."""
        index = self._model.findData(self._offered_as.get(model, model))
        if index < 0:
            return
        self._model.setCurrentIndex(index)
        for operation in OPERATIONS:
            if model in operation.models:
                operation.choose_model(self._controls[operation.controls], model)

    def set_models(self, models: Sequence[ModelEntry]) -> None:
        """Offer these models; the one that was chosen stays so if it is among them, if need be by its title alone, else
        the first is."""
        chosen, title = self._model.currentData(), self._model.currentText()
        self._model.blockSignals(True)
        self._offer(models)
        self._model.setCurrentText(title)
        if (index := self._model.findData(chosen)) >= 0:
            self._model.setCurrentIndex(index)
        self._model.blockSignals(False)
        self._show_operation()

    def set_operation(self, operation: str) -> None:
        """Choose what to do, by its id, and the first model that does it."""
        engine = _by_id(operation).engine
        self._chosen[engine] = operation
        if self._engines.get(self._model.currentData()) != engine:
            self._model.setCurrentIndex(max(0, self._model.findData(self._first_model(engine))))
        self._show_operation()

    def _first_model(self, wanted: str) -> str:
        """The first model of an engine, "" where there is none."""
        return next((model for model, engine in self._engines.items() if engine == wanted), "")

    def show_situation(self, there: Situation) -> None:
        """Take notice of what there is on the canvas."""
        if there != self._situation:
            self._situation = there
            self._show_operation()

    def _name_press(self) -> None:
        """Let the controls know what there is, and the button say what it would do."""
        operation, controls = self.operation, self._controls[self.operation.controls]
        size = self.size_field.size_px
        controls.show_situation(self._situation, (size.width(), size.height()))
        self._paint.show_ways(operation.press(controls), operation.ways(controls))

    def _choose_way(self, way: str) -> None:
        self._controls[self.operation.controls].choose_way(way)

    def go_on_from(self, request: Request, frame: FilmFrame) -> None:
        """Be set to go on from a frame of a run, which the artist may then change."""
        operation = next((each for each in OPERATIONS if each.goes_on_from(request)), None)
        if operation is None:
            return
        self.set_operation(operation.id)
        seed = operation.go_on(self._controls[operation.controls], request, frame)
        if seed is not None:
            self.seed_field.set_seed(seed)
            self.seed_field.set_new_each_time(False)

    def next_seed(self) -> None:
        """Throw the dice if the artist wants a new seed each time."""
        if self.seed_field.new_each_time:
            self.seed_field.throw()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Show what the painting would take, beside the button; None where it cannot be painted yet."""
        if estimate is None:
            self._estimate.clear()
            return
        gigabytes = estimate.bytes / 2**30
        self._estimate.setText(
            self.tr("about {0}\n{1} GB").format(duration(estimate.seconds), f"{max(0.1, gigabytes):.1f}")
        )
        self._estimate.setToolTip(self.tr("Time and memory that the painting will take on this machine"))

    def _offer_operations(self) -> None:
        """Offer what the chosen model's engine does, where that is more than one thing."""
        box, offered = self._operation, self._offered
        box.blockSignals(True)
        if [box.itemData(index) for index in range(box.count())] != [each.id for each in offered]:
            box.clear()
            for each in offered:
                box.addItem(operation_title(each.title), each.id)
        box.setCurrentIndex(box.findData(self.operation.id))
        box.blockSignals(False)
        box.setVisible(len(offered) > 1)

    def _choose_operation(self) -> None:
        self.set_operation(self._operation.currentData())

    def _show_operation(self) -> None:
        operation = self.operation
        self._offer_operations()
        controls = self._controls[operation.controls]
        for some in self._controls.values():
            used = some is controls
            unused = operation.unused(some) if used else ()
            for part in (*some.above, *some.below):
                part.setVisible(used and part not in unused)
            for part in some.more:
                part.setVisible(used and self._more.isChecked())
        self._more.setVisible(bool(controls.more))
        chosen = self._model.currentData() or ""
        operation.begin(controls, chosen)
        operation.choose_abilities(controls, self._abilities.get(chosen, frozenset()))
        self._name_press()
        settings = self.settings
        self.live.setVisible(settings.live)
        if not settings.live:
            self.live.setChecked(False)
        self.references.setEnabled(settings.likes_chosen)
        self.references.setVisible(operation.takes_references or settings.likes_chosen)
        self.references.offer_learning(settings.learns)
        self._size_label.setVisible(settings.sized)
        self.size_field.setVisible(settings.sized)
        self.painted_from.offer(operation.id, settings.offered)
        self.size_field.set_factor(settings.growth)
        self.changed.emit()

    def _show_more(self, more: bool) -> None:
        self._show_operation()
        if more:  # below what can be seen at once, perhaps
            for part in self._controls[self.operation.controls].more:
                QTimer.singleShot(0, part, lambda part=part: self._column.ensureWidgetVisible(part))

    def _show_references(self) -> None:
        for controls in self._controls.values():
            controls.show_references(self.references.chosen, self.references.chosen_images)

    def _mark_references(self) -> None:
        current = self.operation.controls
        for kind, controls in self._controls.items():
            controls.mark_references(self.references.chosen if kind is current else [])


def _by_id(operation: str) -> Operation[Any]:
    return next(each for each in OPERATIONS if each.id == operation)
