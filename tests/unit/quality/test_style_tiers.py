"""What is told of the tiers of the style engine, without painting."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch.nn.functional import interpolate

from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models
from tests.quality.style_measures import Pair, pairs, strokes
from tests.quality.style_tiers import Results, Row, at_content, figures, means

ROW = Row("photo", "reference", 64, "fast", 0.1, 0.2, 0.7, 0.4, 1.5, 0.5)


def test_pieces_of_a_list_of_pairs_are_those_of_the_whole() -> None:
    photos, references = ([Path(f"{kind}{n}") for n in range(3 + len(kind))] for kind in ("", "like"))
    whole = pairs(photos, references, 10)
    assert [*pairs(photos, references, 4), *pairs(photos, references, 6, 4)] == whole


def test_strokes_lie_between_the_photo_and_the_master() -> None:
    assert strokes(0.5, photo=0.5, master=0.3) == 0
    assert strokes(0.3, photo=0.5, master=0.3) == 1
    of_pair = {"photo": replace(ROW, patches=0.6), "master": replace(ROW, patches=0.2)}
    assert figures(ROW, of_pair)[4] == pytest.approx(0.5)


def test_strokes_of_several_pairs_are_those_of_their_mean_distances() -> None:
    hardly = {"photo": replace(ROW, patches=0.21), "master": replace(ROW, patches=0.2), "fast": ROW}
    far = {"photo": replace(ROW, patches=0.99), "master": replace(ROW, patches=0.2), "fast": ROW}
    assert means([hardly, far], ["fast", "master"])["fast"][4] == pytest.approx(0.5)


def test_the_strength_at_a_content_is_found_between_those_that_were_measured() -> None:
    mean = {"photo": (0.5,) * 7, "fast": (0.1, 0, 0.9, 0, 0, 0, 0), "fast 0.5": (0.3, 0, 0.5, 0, 0, 0, 0)}
    found = at_content(mean, 0.7)
    assert found is not None
    strength, numbers = found
    assert strength == pytest.approx(0.75)
    assert numbers[0] == pytest.approx(0.2)
    assert at_content(mean, 0.95) is None


def test_what_was_measured_is_there_for_the_next_run(tmp_path: Path) -> None:
    Results(tmp_path, []).add(ROW, Image.new("RGB", (4, 4)))
    again = Results(tmp_path, [])
    assert again.get(ROW.key) == ROW
    assert again.path(ROW.key).exists()
    assert Results(tmp_path, ["fast"]).get(ROW.key) is None


def test_patches_of_the_reference_itself_are_nearest() -> None:
    generator = torch.Generator().manual_seed(0)
    noise = torch.rand(2, 3, 8, 8, generator=generator) * 2 - 1
    photo, reference = interpolate(noise, scale_factor=8, mode="bilinear").split(1)
    pair = Pair(Vgg16(models() / "vgg16" / "vgg16.safetensors", last="relu4_3"), photo, reference)
    itself = pair.nearness(reference)
    assert itself.patches < 0.5 * pair.nearness(photo).patches
    assert itself.style == pytest.approx(0, abs=1e-5)
