"""Language and look."""

from typing import Protocol

from PySide6.QtWidgets import QPushButton

from aipaint_desktop.ui.look.theme import THEMES, Theme
from aipaint_desktop.ui.settings.page import SettingsPage
from aipaint_desktop.ui.words.language import LANGUAGES


class Appearance(Protocol):
    """What the page sets: how the program looks and speaks."""

    language: str
    theme: Theme

    def set_language(self, name: str) -> None:
        """Speak this one of `language.LANGUAGES`."""

    def set_theme(self, name: str) -> None:
        """Look like this one of `theme.THEMES`."""

    def arrange_panels(self) -> None:
        """Put every panel where it stands at the first start."""


class GeneralPage(SettingsPage):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__(self.tr("General"))
        self.language = self.add_choice(
            self.tr("Language"), LANGUAGES, appearance.language, appearance.set_language
        )
        names = dict(zip(THEMES, (self.tr("Dark"), self.tr("Light")), strict=True))
        self.theme = self.add_choice(self.tr("Theme"), names, appearance.theme.name, appearance.set_theme)
        arrange = QPushButton(self.tr("Arrange as at the first start"))
        arrange.clicked.connect(appearance.arrange_panels)
        self.add_row(self.tr("Panels"), arrange, stretched=False)
        self.rows.addStretch()
