"""An empty clipboard before and after each test: Qt's offscreen one, left full, crashes as the process ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001  # Qt must be there
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()
