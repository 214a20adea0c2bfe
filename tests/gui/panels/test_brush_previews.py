"""Previews of brushes are painted one at a time, what is in sight first."""

from threading import Event

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from aipaint_desktop.brushes.presets import shipped
from aipaint_desktop.jobs.background import Background
from aipaint_desktop.ui.panels import brush_previews
from aipaint_desktop.ui.panels.brush_previews import BrushPreviews


def test_what_was_asked_for_last_is_painted_first_and_the_rest_waits(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    brushes = [preset.brush for preset in shipped()[:5]]
    may_end, order = Event(), []

    def painted(brush: object, width: int, height: int) -> np.ndarray:
        order.append(brush)
        may_end.wait(30)
        return np.zeros((height, width), np.uint8)

    monkeypatch.setattr(brush_previews, "brush_preview", painted)
    background = Background()
    previews = BrushPreviews(background)
    previews.ask_for(brushes)
    qtbot.waitUntil(lambda: bool(order))
    other: list[int] = []
    background.run(lambda: 1, other.append, lambda _why: None)
    qtbot.waitUntil(lambda: other == [1])  # a picture is opened meanwhile
    previews.ask_for(brushes)
    may_end.set()
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order == list(reversed(brushes))
    background.wait()
