"""The language of the window: English, in which the program is written, or a translation that ships."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from aipaint_desktop import paths
from aipaint_desktop.ui.words.translation_file import TranslationFile

SOURCE_LANGUAGE = "en"
LANGUAGES = {SOURCE_LANGUAGE: "English", "zh_CN": "简体中文"}  # each named in itself

# what Qt's own Chinese lacks, where no file dialog of the desktop's is to be had
WORDS_OF_QT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)


def system_language() -> str:
    """Choose the first of the languages that the artist's system prefers that is one of `LANGUAGES`, else English."""
    for tag in QLocale.system().uiLanguages():
        known = next((name for name in LANGUAGES if tag.partition("-")[0] == name.partition("_")[0]), None)
        if known:
            return known
    return SOURCE_LANGUAGE


def set_language(app: QApplication, name: str) -> None:
    """Speak this one of `LANGUAGES` from now on, with its way of writing numbers.

    Every window gets `QEvent.LanguageChange` soon after, where this changes anything.
    """
    QLocale.setDefault(QLocale(name))
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.setParent(None)
    if name == SOURCE_LANGUAGE:
        return
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words_of_qt = QTranslator(app)
    if words_of_qt.load(f"qtbase_{name}", qt_folder):
        app.installTranslator(words_of_qt)
    app.installTranslator(TranslationFile(paths.resources() / "translations" / f"aipaint_{name}.ts", app))


def speaks_chinese() -> bool:
    """Tell whether the window speaks Chinese."""
    return QLocale().language() is QLocale.Language.Chinese
