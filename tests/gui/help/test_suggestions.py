"""Suggestions need a document and whether something is being painted, and no window."""

import numpy as np
from pytestqt.qtbot import QtBot

from aipaint_desktop.document.document import Document
from aipaint_desktop.ui.help.suggestions import Suggestions


def test_what_is_suggested_follows_from_the_document(qtbot: QtBot) -> None:  # noqa: ARG001  # Qt must be there
    document, painting = Document(40, 30), False
    suggestions = Suggestions(lambda: document, lambda: painting)

    def suggested() -> list[str]:
        return [each.operation or each.action for each in suggestions.now()]

    assert "open_as_sketch" in suggested()
    document.select(np.full((30, 40), 255, np.uint8))
    assert suggested()[0] == "fill"
    assert "open_as_sketch" not in suggested()  # something has been done
    painting = True
    assert suggested()[-1] == "cancel"
