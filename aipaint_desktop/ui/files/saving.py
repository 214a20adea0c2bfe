"""The questions before work or a file is lost, and where else to save."""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from aipaint_desktop.files.atomic_file import check_target
from aipaint_desktop.files.file_names import typed_path
from aipaint_desktop.ui.words.refusals import refusal
from aipaint_desktop.values.refusal import BadInput, Sentence


class _ReplaceQuestion(QMessageBox):
    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Replace file"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("There is already a file “{0}”. Replace it?").format(path.name))
        self.replace = self.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))


class Changed(Enum):
    """Says what is to become of a file that somebody else has changed."""

    KEEP_BOTH = "keep both"
    OVERWRITE = "overwrite"
    SAVE_AS = "save as"


class _ChangedQuestion(QMessageBox):
    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("The file has changed"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(
            self.tr("“{0}” was changed by another window or program since it was opened here.").format(
                path.name
            )
        )
        self.setInformativeText(
            self.tr(
                "Keep both saves this picture beside it, under another name. What is overwritten is gone."
            )
        )
        role = QMessageBox.ButtonRole.ActionRole
        words = self.tr("Keep both"), self.tr("Overwrite"), self.tr("Save as…")
        self.answers = [
            (self.addButton(each, role), answer) for each, answer in zip(words, Changed, strict=True)
        ]
        self.setDefaultButton(self.answers[0][0])
        self.setEscapeButton(self.addButton(QMessageBox.StandardButton.Cancel))


class _UnsavedQuestion(QMessageBox):
    def __init__(self, name: str, under_way: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Unsaved work"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("Save what you have done on “{0}”?").format(name))
        lost = self.tr("It is lost if you do not save it.")
        self.setInformativeText("\n\n".join(filter(None, (lost, under_way))))
        buttons = QMessageBox.StandardButton
        self.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        self.setDefaultButton(buttons.Save)


class _UnderWayQuestion(QMessageBox):
    def __init__(self, under_way: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Work under way"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("Leave now?"))
        self.setInformativeText(under_way)
        self.leave = self.addButton(self.tr("Leave"), QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.addButton(QMessageBox.StandardButton.Cancel))


def ask_about_unsaved(name: str, under_way: str, parent: QWidget) -> QMessageBox.StandardButton:
    """Ask what is to become of work that is about to go: Save, Discard or Cancel. name: of the picture. under_way: what
    else ends, in whole sentences, or nothing."""
    return QMessageBox.StandardButton(_UnsavedQuestion(name, under_way, parent).exec())


def ask_about_changed(path: Path, parent: QWidget) -> Changed | None:
    """Ask what is to become of a file that somebody else has changed; None where saving was cancelled."""
    question = _ChangedQuestion(path, parent)
    question.exec()
    clicked = question.clickedButton()
    return next((answer for button, answer in question.answers if button is clicked), None)


def may_end(under_way: str, parent: QWidget) -> bool:
    """Ask whether what is under way may end, if there is anything."""
    if not under_way:
        return True
    question = _UnderWayQuestion(under_way, parent)
    question.exec()
    return question.clickedButton() is question.leave


def may_replace(path: Path, parent: QWidget) -> bool:
    """Ask whether the file may be replaced, if there is one."""
    if not path.exists():
        return True
    question = _ReplaceQuestion(path, parent)
    question.exec()
    return question.clickedButton() is question.replace


def tell_refused(title: str, why: Sentence, parent: QWidget) -> None:
    """Say in a box of its own why something is not possible, to go on with the dialog before."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, refusal(why), QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def ask_where_to_save(parent: QWidget, title: str, proposed: Path, kinds: Mapping[str, str]) -> Path | None:
    """Let the artist choose a file, asking once before one is replaced; None where that was cancelled.

    Says in one sentence where what was typed cannot be a file or be written, and lets choose again.

    proposed: a path that is free. kinds: the suffix of each kind of file by what people call it, the first one for
    names without.
    """
    filters = {f"{name} (*{suffix})": suffix for name, suffix in kinds.items()}
    suffixes = tuple(kinds.values())
    while True:
        file, chosen = QFileDialog.getSaveFileName(parent, title, str(proposed), ";;".join(filters))
        if not file:
            return None
        try:
            path = typed_path(file, proposed.parent, filters.get(chosen, suffixes[0]), suffixes)
            check_target(path)
        except BadInput as error:
            tell_refused(title, error.sentence, parent)
            continue
        # the dialog has asked already, but only for the name as it was typed
        return path if path == Path(file) or may_replace(path, parent) else None
