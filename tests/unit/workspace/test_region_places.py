"""Parts of the picture that have words of their own."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import centred
from aipaint_desktop.workspace.region_places import RegionPlace, places_in


def test_a_layer_is_where_it_has_paint_and_a_channel_where_it_selects() -> None:
    document = Document(60, 40)
    edit = document.begin_edit("Stroke")
    edit.write(Rect(5, 5, 10, 10), np.full((10, 10, 4), 255, np.uint8))
    edit.commit()
    sky = np.zeros((40, 60), np.uint8)
    sky[:20] = 200
    document.apply("Save selection", lambda state: replace(state, channels={"sky": sky}))
    document.set_visible(document.active.id, False)
    layer, channel = places_in(document.state)  # and not the paper
    assert (layer.layer, channel.channel) == (document.active.id, "sky")
    mask = layer.mask_in(document.state)
    assert np.count_nonzero(mask) == 100
    assert (mask[5:15, 5:15] == 255).all()
    assert np.array_equal(channel.mask_in(document.state), sky)


def test_what_is_gone_is_refused() -> None:
    with pytest.raises(BadInput, match="gone: sky"):
        RegionPlace("sky", channel="sky").mask_in(Document(60, 40).state)
    with pytest.raises(BadInput, match="gone: Boat"):
        RegionPlace("Boat", layer="x").mask_in(Document(60, 40).state)


def test_masks_are_laid_in_the_middle_of_a_larger_picture() -> None:
    larger = centred(Picture(np.full((40, 60), 255, np.uint8)), 80, 50)
    assert (larger.width, larger.height) == (80, 50)
    assert (larger.pixels[5:45, 10:70] == 255).all()
    assert np.count_nonzero(larger.pixels) == 2400
