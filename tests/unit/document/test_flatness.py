"""Which documents are no more than one picture."""

from collections.abc import Callable

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.document.flatness import is_flat
from aipaint_desktop.values.geometry import Rect


def opened(alpha: int = 255) -> Document:
    """A picture of 150×90 as it is opened: on paper."""
    return Document.from_picture(np.full((90, 150, 4), (10, 20, 30, alpha), np.uint8), "Photo")


def test_a_picture_as_it_was_opened_is_flat() -> None:
    assert is_flat(opened().state)


def test_a_single_sheet_is_flat_even_where_it_is_transparent() -> None:
    document = opened(100)
    assert not is_flat(document.state)  # the paper shines through
    document.remove_layer(document.layers[0].id)
    assert is_flat(document.state)


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.add_layer("More"),
        lambda document: document.set_opacity(document.active.id, 0.99),
        lambda document: document.set_visible(document.active.id, False),
        lambda document: document.set_visible(document.layers[0].id, False),
        lambda document: document.move_layer(document.layers[0].id, 1),
        lambda document: document.select(np.full((90, 150), 9, np.uint8)),
        lambda document: document.resize(151, 90),
        lambda document: document.begin_edit("Erase").write(
            Rect(149, 89, 1, 1), np.zeros((1, 1, 4), np.uint8)
        ),
        lambda document: document.begin_edit("Brush", document.layers[0].id).write(
            Rect(0, 0, 1, 1), np.full((1, 1, 4), 254, np.uint8)
        ),
    ],
)
def test_whatever_a_picture_file_would_lose_makes_it_more(change: Callable[[Document], object]) -> None:
    document = opened()
    change(document)
    assert not is_flat(document.state)
