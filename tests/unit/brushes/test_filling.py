import numpy as np
import pytest

from aipaint_desktop.brushes.filling import fill
from aipaint_desktop.document.document import Document


def test_a_region_is_painted_as_far_as_it_is_set_and_selected() -> None:
    document = Document(50, 700)
    region, selection = np.zeros((700, 50), np.uint8), np.zeros((700, 50), np.uint8)
    region[100:600, 10:30] = 200
    selection[:, 20:40] = 255
    selection[:, 25:] = 100
    document.select(selection)
    edit = document.begin_edit("Fill")
    assert fill(edit, region, (10, 20, 30))
    edit.commit()
    pixels = document.layers[-1].tiles.read(document.rect)
    assert np.array_equal(pixels[..., 3], np.minimum(region, selection))
    assert (pixels[300, 22, :3] == (10, 20, 30)).all()


def test_outside_of_the_selection_nothing_is_written() -> None:
    document = Document(50, 40)
    left = np.zeros((40, 50), np.uint8)
    left[:, :20] = 255
    document.select(left)
    edit = document.begin_edit("Fill")
    assert not fill(edit, np.ascontiguousarray(255 - left), (1, 2, 3))
    edit.commit()
    assert not document.layers[-1].tiles.read(document.rect).any()


def test_it_can_be_given_up_halfway() -> None:
    class GivenUpError(Exception):
        pass

    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise GivenUpError

    document = Document(20, 4000)
    edit = document.begin_edit("Fill")
    with pytest.raises(GivenUpError):
        fill(edit, np.full((4000, 20), 255, np.uint8), (1, 2, 3), check)
    edit.cancel()
    assert not document.layers[-1].tiles.read(document.rect).any()
