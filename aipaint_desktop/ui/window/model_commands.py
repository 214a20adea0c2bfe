"""Adding models of the artist's own: by the menu, or dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from aipaint_desktop.engines.checkpoint.libraries import HOW_TO_GET, libraries_present
from aipaint_desktop.engines.upscaler_files import libraries as upscalers
from aipaint_desktop.engines.upscaler_files.libraries import spandrel_present
from aipaint_desktop.modelstore.catalogue import painted_with
from aipaint_desktop.modelstore.model_files.finding import ENLARGED_WITH, PAINTED_WITH
from aipaint_desktop.modelstore.model_files.identifying import SUFFIXES
from aipaint_desktop.modelstore.model_files.model_file import KIND_TITLES, PICKLED, ModelFile
from aipaint_desktop.ui.files.incoming import local_files
from aipaint_desktop.ui.settings.model_dialogs import ask_for_files, ask_for_folder
from aipaint_desktop.ui.window.menu_commands import add_command
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.text import as_text
from aipaint_desktop.workspace.model_files import ModelFiles


class ModelCommands(QObject):
    """Takes note of models where they lie, and says what they are.

    noted: one sentence. failed: one sentence on why a model that was added is not painted with. usable: a model that
    can be painted with from now on.
    """

    noted = Signal(str)
    failed = Signal(object)  # Sentence, or words in the artist's language
    usable = Signal(object)  # ModelFile

    def __init__(self, models: ModelFiles, window: QWidget) -> None:
        super().__init__(window)
        self._models = models
        self._window = window
        models.added.connect(self._tell_file)
        models.scanned.connect(self._tell_folder)

    def add_to(self, menu: QMenu) -> None:
        """Put the commands into a menu."""
        add_command(menu, "add_model", self.tr("&Add a model file…"), self._ask_for_files, icon="plus")
        add_command(menu, "add_models", self.tr("Add a &folder with models…"), self._ask_for_folder)

    def drop(self, data: QMimeData) -> bool:
        """Take what was dropped if all of it are model files or folders, and tell whether it is taken."""
        paths = local_files(data)
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path.suffix.lower() in SUFFIXES and path not in folders]
        if not paths or len(folders) + len(files) < len(paths):
            return False
        for folder in folders:
            self._add_folder(folder)
        if files:
            self._models.add_files(files)
        return True

    def _ask_for_files(self) -> None:
        files = ask_for_files(self._window)
        if files:
            self._models.add_files(files)

    def _ask_for_folder(self) -> None:
        folder = ask_for_folder(self._window)
        if folder is not None:
            self._add_folder(folder)

    def _add_folder(self, folder: Path) -> None:
        self.noted.emit(self.tr("{0} is being looked into for models.").format(as_text(folder.name)))
        self._models.add_folder(folder)

    def _tell_file(self, file: ModelFile) -> None:
        kind = refusal(KIND_TITLES[file.kind])
        what = f"{kind}, {file.family_title}" if file.family_title else kind
        if file.kind not in (*PAINTED_WITH, *ENLARGED_WITH):
            self.noted.emit(self.tr("{0} has been added: {1}.").format(file.title, what))
        elif file.kind in ENLARGED_WITH:
            self._tell_upscaler(file, what)
        elif not painted_with(file):
            self.failed.emit(
                self.tr("{0} has been added, but such a model is not painted with yet: {1}.").format(
                    file.title, what
                )
            )
        elif not libraries_present():
            self.failed.emit(HOW_TO_GET)
        else:
            self.noted.emit(self.tr("{0} has been added: {1}.").format(file.title, what))
            self.usable.emit(file)

    def _tell_upscaler(self, file: ModelFile, what: str) -> None:
        if not spandrel_present():
            self.failed.emit(upscalers.HOW_TO_GET)
            return
        words = self.tr("{0} has been added: {1}.")
        if file.identity.variant == PICKLED:
            words = self.tr("{0} has been added: {1}. It is a pickle; only tensors are read from it.")
        self.noted.emit(words.format(file.title, what))
        self.usable.emit(file)

    def _tell_folder(self, folder: Path) -> None:
        found = [
            file for file in self._models.index.files.values() if folder in (file.path, *file.path.parents)
        ]
        refused = sum(not file.usable for file in found)
        words = self.tr("In {0} there are {1} models; {2} more files cannot be used, the settings say why.")
        if not refused:
            words = self.tr("In {0} there are {1} models.")
        self.noted.emit(words.format(as_text(folder.name), len(found) - refused, refused))
