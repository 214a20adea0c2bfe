"""A list of the artist's model files that a picture is painted with."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from aipaint_desktop.jobs.background import Background
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.ui.widgets.added_list import AddedList, AddedRow, let_find

Row = TypeVar("Row", bound=AddedRow)


class ModelFileList(AddedList[Row]):
    """Lists those that were added; the menu of its button lists those of its kinds in the artist's folders, as they are
    when it is opened, and asks for a file."""

    def __init__(
        self,
        kinds: tuple[Kind, ...],
        background: Background,
        parent: QWidget | None = None,
        spacing: int = 4,
    ) -> None:
        super().__init__(parent, spacing)
        self.called = ""  # what such files are
        self._kinds = kinds
        self._background = background
        self._folder = Path.home()
        self._fill(ModelIndex())
        self.menu.aboutToShow.connect(self._read)

    def put_known(self, file: ModelFile) -> None:
        """Add one that is known."""
        raise NotImplementedError

    def put_file(self, path: Path) -> None:
        """Add one that the artist has pointed to."""
        raise NotImplementedError

    def _read(self) -> None:
        self._background.run(read_index, self._fill, lambda _why: None, asked_by=self)

    def _fill(self, index: ModelIndex) -> None:
        self.menu.clear()
        for file in index.of_kind(*self._kinds):
            self.menu.addAction(self._action(file))
        let_find(self.menu, self.tr("Find"))
        if not self.menu.isEmpty():
            self.menu.addSeparator()
        self.menu.addAction(self.tr("File…"), self._ask_for_file)

    def _action(self, file: ModelFile) -> QAction:
        action = QAction(file.title.replace("&", "&&"), self.menu)
        if file.family_title:
            action.setText(f"{action.text()}\t{file.family_title}")  # where menus have keys
        action.triggered.connect(lambda: self.put_known(file))
        return action

    def _ask_for_file(self) -> None:
        files, _kind = QFileDialog.getOpenFileNames(
            self, self.add.text(), str(self._folder), f"{self.called} (*.safetensors)"
        )
        for name in files:
            path = Path(name)
            self._folder = path.parent
            self.put_file(path)
