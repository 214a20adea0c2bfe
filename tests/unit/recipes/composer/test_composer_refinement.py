"""Refining the composer: pictures get past the discriminator's eye, stay near, and a run goes on where it was kept."""

from pathlib import Path

import pytest
import torch
from PIL import Image

from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known_size
from aipaint_desktop.nn.composer.painting_prior import nothing_known
from aipaint_desktop.nn.composer.word_table import WordTable
from aipaint_desktop.nn.generative.unet import UNet
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.words.names import Names
from recipes.composer.caption_telling import fit_teller
from recipes.composer.refinement import ComposerRefinement, RefinementRecipe
from recipes.pictures.captioned_pictures import Captioned, CompositionSet

NAMES = Names(("landscape", "portrait"), (), ())
WORDS = WordTable(["red", "blue"], torch.eye(2, 128), torch.ones(2))
MEANS = MeanPicture(torch.zeros(known_size(NAMES), 3 * CELLS**2), NAMES)
RECIPE = RefinementRecipe(groups=2, judged=2, walked=1, drifting=1, judged_from=6, learning_rate=2e-3)


@pytest.fixture
def refinement(tmp_path: Path, random_vgg: Vgg16) -> ComposerRefinement:
    """Of red landscapes and blue portraits."""
    captioned = []
    for title, genre, colour in (("red", "landscape", (200, 30, 30)), ("blue", "portrait", (30, 30, 200))):
        path = tmp_path / f"{title}.png"
        Image.new("RGB", (64, 64), colour).save(path)
        captioned.append(Captioned(path, title, genre, "", ""))
    torch.manual_seed(0)
    network = UNet(NAMES, channels=(16, 32, 64), blocks=(1, 1, 1))
    pictures = CompositionSet(captioned, NAMES, WORDS)
    teller = fit_teller(pictures, NAMES, random_vgg, 32)
    return ComposerRefinement(RECIPE, pictures, network, random_vgg, teller, MEANS, nothing_known())


def test_pictures_come_nearer_and_are_judged_in_time(refinement: ComposerRefinement) -> None:
    steps = [figures for _, figures in zip(range(16), refinement.run(), strict=False)]
    early, late = (
        sum(step["velocity"] + step["features"] for step in part) for part in (steps[:3], steps[-3:])
    )
    assert late < early
    assert "judged" not in steps[5]
    assert "judged" in steps[6]
    assert steps[-1]["real"] > steps[-1]["made"]
    assert refinement.samples == 16 * 6


def test_a_run_goes_on_where_it_was_kept(
    refinement: ComposerRefinement, random_vgg: Vgg16, tmp_path: Path
) -> None:
    next(refinement.run())
    refinement.save(tmp_path)
    network = UNet(NAMES, channels=(16, 32, 64), blocks=(1, 1, 1))
    again = ComposerRefinement(
        RECIPE, refinement.pictures, network, random_vgg, refinement.teller, MEANS, nothing_known()
    )
    again.resume(tmp_path)
    assert (again.step, again.seconds) == (refinement.step, refinement.seconds)
    for kept, restored in zip(refinement.average.parameters(), again.average.parameters(), strict=True):
        assert torch.equal(kept, restored)
    next(again.run())
    assert again.step == 2


def test_what_is_kept_lies_between_the_beginning_and_the_average(
    refinement: ComposerRefinement, tmp_path: Path
) -> None:
    begun = refinement.network.leave.bias.detach().clone()
    for _, _ in zip(range(3), refinement.run(), strict=False):
        pass
    average = refinement.average.leave.bias
    wanted = begun + RECIPE.share * (average - begun)
    assert not torch.equal(average, begun)
    assert torch.allclose(refinement.kept().leave.bias, wanted, atol=1e-6)
    refinement.save(tmp_path)
    assert (tmp_path / "kept.safetensors").exists()
