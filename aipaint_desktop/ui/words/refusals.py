"""Why something was refused, in the artist's language."""

from PySide6.QtCore import QCoreApplication

from aipaint_desktop.values.refusal import Sentence


def refusal(said: Sentence | str) -> str:
    """Translate what is said into the language of the window. Text is in it already."""
    if isinstance(said, str):
        return said
    words = QCoreApplication.translate("BadInput", said.template)
    if not said.arguments:
        return words
    return words.format(*(refusal(one) if isinstance(one, Sentence) else one for one in said.arguments))
