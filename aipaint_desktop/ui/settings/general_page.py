"""Language and look."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from aipaint_desktop.ui.look.theme import THEMES
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.words.language import LANGUAGES

if TYPE_CHECKING:
    from aipaint_desktop.ui.window.main_window import MainWindow


class GeneralPage(SettingsPage):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(self.tr("General"))
        self.language = self.add_choice(self.tr("Language"), LANGUAGES, window.language, window.set_language)
        names = dict(zip(THEMES, (self.tr("Dark"), self.tr("Light")), strict=True))
        self.theme = self.add_choice(self.tr("Theme"), names, window.theme.name, window.set_theme)
        arrange = QPushButton(self.tr("Arrange as at the first start"))
        arrange.clicked.connect(window.docks.arrange)
        self.add_row(self.tr("Panels"), arrange, stretched=False)
        self.rows.addStretch()
