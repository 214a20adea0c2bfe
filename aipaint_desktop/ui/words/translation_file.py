"""A translation as translators write it, a .ts file of Qt Linguist, read without being compiled."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QObject, QTranslator


class TranslationFile(QTranslator):
    """Says what the file says; for words that it lacks, Qt asks the next translator, and in the end says the source."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Read the file. Raises `OSError` where it cannot be read and `ElementTree.ParseError` where it is no XML."""
        super().__init__(parent)
        self._words = dict(_finished(ElementTree.parse(path).getroot()))

    def translate(
        self, context: str, sourceText: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        return self._words.get((context, sourceText))

    def isEmpty(self) -> bool:
        return not self._words


def _finished(root: ElementTree.Element) -> Iterator[tuple[tuple[str, str], str]]:
    """What each source text of each context is in the translation."""
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            text = message.findtext("translation")
            if text:
                yield (name, message.findtext("source") or ""), text
