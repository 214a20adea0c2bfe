"""Which typefaces there are for texts."""

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase

from aipaint_desktop.document.state import State
from aipaint_desktop.document.text import TextStyle


def is_there(style: TextStyle) -> bool:
    """Tell whether what a style is set in is known to this machine."""
    return not style.family or QFontDatabase.hasFamily(style.family)


def missing(state: State) -> Sequence[str]:
    """List the typefaces of a document's texts that are not on this machine, each once."""
    styles = [layer.text.style for layer in state.layers if layer.text is not None]
    return list(dict.fromkeys(style.family for style in styles if not is_there(style)))
