"""The sheet of a run that trains the network which enlarges."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image

from aipaint_desktop.nn.sketch.network import SketchNetwork
from aipaint_desktop.training.precision import processor
from aipaint_desktop.words.names import Names
from recipes.upscale.shrinking import shrunken
from recipes.upscale.train import write_sheet


def test_paintings_of_any_shape_stand_side_by_side(tmp_path: Path) -> None:
    for number, size in enumerate(((400, 320), (350, 600))):
        pixels = np.random.default_rng(number).integers(0, 256, (*size, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{number}.png")
    torch.manual_seed(0)
    network = SketchNetwork(Names((), (), ()), channels=(32, 32, 48, 48)).requires_grad_(False)
    run = SimpleNamespace(device=processor(), average=network, given=shrunken)
    write_sheet(run, [tmp_path / "0.png", tmp_path / "1.png"], tmp_path / "sheet.png")  # type: ignore[arg-type]
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (3 * 320, 2 * 320)
