"""What the paint panel has to know of an operation."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSettings, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.modelstore.manner_names import MannerNames
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.paint.style_regions import StyleRegions
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.words.prompts import Prompts
from aipaint_desktop.workspace.paint_settings import PaintedFrom, PaintSettings
from aipaint_desktop.workspace.situation import Situation


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What controls may turn to. manners: what the sketch model can be asked for, called with whether names are to be
    Chinese. part: takes down a part of the document as it is now, and gives what composites it on any thread."""

    background: Background
    regions: StyleRegions
    prompts: Prompts
    manners: Callable[[bool], MannerNames]
    part: Callable[[PaintedFrom], Callable[[], Picture]]


@dataclass(frozen=True)
class Way:
    """One of the things that a press of Paint can do. id: "" for whatever fits. title: untranslated. possible: whether
    it can be done now. chosen: whether the artist has chosen it."""

    id: str
    title: str
    possible: bool = True
    chosen: bool = False


class Controls(QWidget):
    """What can be set for an operation beside model, references, size and seed; `changed` says that it was.

    above, below: its parts above and below the references; more: those behind *More*.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.above: tuple[QWidget, ...] = ()
        self.below: tuple[QWidget, ...] = ()
        self.more: tuple[QWidget, ...] = ()

    def show_references(self, entries: Sequence[ReferenceEntry], images: Sequence[QImage]) -> None:
        """Take notice of what is chosen, and of small square images of it."""

    def mark_references(self, entries: Sequence[ReferenceEntry]) -> None:
        """Show on the canvas what there is to see of these references, which are those that it is painted like."""

    def forget_document(self) -> None:
        """Take notice that another document is on the canvas."""

    def show_situation(self, there: Situation, size: tuple[int, int]) -> None:
        """Take notice of what there is on the canvas. size: of the result, px."""

    def choose_way(self, way: str) -> None:
        """Do this from now on, as far as it can be done. way: id of one of the operation's."""

    def remember(self, settings: QSettings) -> None:
        """Keep for the next start what is worth it."""

    def recall(self, settings: QSettings) -> None:
        """Be set as was remembered; what is not there, or not what it should be, stays as it is."""


C = TypeVar("C", bound=Controls)

PAINT = str(QT_TRANSLATE_NOOP("operation", "Paint"))


class Operation(ABC, Generic[C]):
    """A kind of request as the artist meets it.

    id: as settings and other rooms name it. engine: id of the one that runs it. title: untranslated, of one of several
    operations of its engine. controls: class of those that set it; operations may share them. takes_references: whether
    it may be painted like references at all. models: those that are one to the artist, whose controls choose between
    them; models_title: what it is called, untranslated.
    """

    id: ClassVar[str]
    engine: ClassVar[str]
    title: ClassVar[str] = ""
    takes_references: ClassVar[bool] = True
    models: ClassVar[tuple[str, ...]] = ()
    models_title: ClassVar[str] = ""

    @property
    @abstractmethod
    def controls(self) -> type[C]: ...

    @abstractmethod
    def make_controls(self, around: Surroundings) -> C:
        """Make what can be set for it."""

    @abstractmethod
    def settings(self, controls: C, common: PaintSettings) -> PaintSettings:
        """Read off what is set. common: model, size, seed, and what is painted from."""

    def begin(self, controls: C, model: str) -> None:
        """Take notice that it is the chosen operation now. model: id of the chosen one."""

    def choose_abilities(self, controls: C, abilities: frozenset[Ability]) -> None:
        """Take notice of what the chosen model can be asked for, of a checkpoint."""

    def choose_model(self, controls: C, model: str) -> None:
        """Choose one of `models` in the controls."""

    def goes_on_from(self, _request: Request) -> bool:
        """Tell whether it can go on from a frame of such a run."""
        return False

    def go_on(self, controls: C, request: Request, frame: FilmFrame) -> int | None:
        """Be set to go on from a frame of a run, whose request `goes_on_from` takes and whose `branches` have it.
        Returns the seed that goes on, None where any does."""
        raise NotImplementedError

    def press(self, _controls: C) -> str:
        """Name what a press of Paint does now, untranslated."""
        return PAINT

    def ways(self, _controls: C) -> tuple[Way, ...]:
        """List what a press of Paint can do, where there is a choice."""
        return ()

    def unused(self, _controls: C) -> tuple[QWidget, ...]:
        """Parts of shared controls that say nothing to this operation."""
        return ()
