"""What is written together is seen at once, made of the pixels from before."""

import numpy as np
import pytest

from aipaint_desktop.document.change import Change
from aipaint_desktop.document.document import Document
from aipaint_desktop.document.tile import TILE, Pixels
from aipaint_desktop.values.geometry import Rect

RED, BLUE = np.array([200, 0, 0, 255], np.uint8), np.array([0, 0, 200, 100], np.uint8)


def plain(rect: Rect, colour: Pixels) -> Pixels:
    return np.broadcast_to(colour, (rect.height, rect.width, 4)).copy()


@pytest.fixture
def document() -> Document:
    return Document(400, 300)


def test_what_is_written_together_is_one_change(document: Document) -> None:
    told: list[Change] = []
    document.changed.add(told.append)
    edit = document.begin_edit("Paint")
    first, second = Rect(10, 10, 30, 20), Rect(20, 20, 200, 40)
    with edit.together():
        edit.write(first, plain(first, RED))
        with edit.together():
            edit.write(second, plain(second, BLUE))
        assert not told
        assert not len(document.layers[-1].tiles)
    assert [dict(change.tiles) for change in told] == [
        {(0, 0): Rect(10, 10, 118, 50), (1, 0): Rect(128, 20, 92, 40)}
    ]
    pixels = document.layers[-1].tiles.read(document.rect)
    assert (pixels[10, 10] == RED).all()
    assert (pixels[20, 20] == BLUE).all()
    edit.commit()
    document.undo()
    assert not len(document.layers[-1].tiles)


def test_nothing_of_what_failed_is_written(document: Document) -> None:
    edit = document.begin_edit("Paint")
    rect = Rect(0, 0, TILE, 9)

    def fail() -> None:
        with edit.together():
            edit.write(rect, plain(rect, RED))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    edit.write(rect.moved(0, 20), plain(rect, BLUE))
    pixels = document.layers[-1].tiles.read(document.rect)
    assert not pixels[0].any()
    assert (pixels[20, 0] == BLUE).all()


@pytest.mark.parametrize("mask", [False, True])
def test_pixels_are_made_of_those_from_before(document: Document, mask: bool) -> None:
    if mask:
        document.set_quick_mask(True)
    edit = document.begin_edit("Paint")
    before = 255 if mask else 0
    for value in (100, 50):

        def make(rect: Rect, then: Pixels, out: Pixels, value: int = value) -> None:
            assert (then[..., 0] == before).all()
            assert then.shape == out.shape == (rect.height, rect.width, 4)
            out[:] = (value, value, value, 255)

        edit.repaint(Rect(100, 100, 60, 60), make)
    found = document.selection if mask else document.layers[-1].tiles.read(document.rect)[..., 0]
    assert found is not None
    assert (found[100:160, 100:160] == 50).all()
    edit.cancel()
    edit.repaint(Rect(0, 0, 9, 9), lambda *_: pytest.fail("nothing is made any more"))
