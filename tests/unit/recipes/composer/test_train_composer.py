"""The command that trains the composer, from a data pack to what it hands back and what the engine makes of that."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.composer.composition import Composer
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.nn.generative.unet import UNet, load_unet, save_unet
from aipaint_desktop.paths import models
from aipaint_desktop.words.names import read_names
from recipes.composer import train
from recipes.pictures import pack
from recipes.pictures.picture_sets import held_out

FEW = {"width": 32, "fine": 1, "depth": 1, "groups": 1, "batch": 2, "side": 128, "minutes": 0.0001}


def test_a_pack_becomes_weights_curves_and_a_sheet(tmp_path: Path, vgg_weights: Path) -> None:
    folder = tmp_path / "paintings-landscape"
    folder.mkdir()
    names = [name for name in (f"{number}.png" for number in range(9)) if not held_out(name)][:3]
    for number, name in enumerate(names):
        pixels = np.random.default_rng(number).integers(0, 256, (160, 150, 3), np.uint8)
        Image.fromarray(pixels).save(folder / name)
    lines = [
        f"paintings-landscape.zip,{name},A wood,impressionism,landscape,vincent van gogh" for name in names
    ]
    (tmp_path / "captions.csv").write_text("\n".join(["archive,file,title,style,genre,artist", *lines]))
    (tmp_path / "seen.json").write_text('{"paintings-landscape/0.png": {"trees": 0.9}}')
    file, run = tmp_path / "pack.zip", tmp_path / "run"
    told = [
        f"--{name}={tmp_path / text}" for name, text in (("captions", "captions.csv"), ("seen", "seen.json"))
    ]
    pack.main([str(folder), "-o", str(file), *told])
    with_wishes = {"pack": file, "vgg": vgg_weights, "run": run, "device": "cpu", **FEW}
    wishes = (train.Wish("a wood"),)
    train.main([part for name, value in with_wishes.items() for part in (f"--{name}", str(value))], wishes)

    network = load_unet(run / "weights.safetensors")
    assert network.side == 128
    assert network.names.artists == ("vincent van gogh",)
    assert (run / "curves.csv").read_text().startswith("step,samples,seconds,low,middle,high")
    with Image.open(run / "sheet.png") as sheet, Image.open(run / "curves.png") as curves:
        assert sheet.size == (8 * 2 * 128, 2 * 128)
        assert curves.width > 0
    assert "samples: 2\n" in (run / "run.txt").read_text(encoding="utf-8")


def test_the_engine_composes_at_the_side_that_was_learned(tmp_path: Path) -> None:
    shipped = models() / "composer"
    for file in shipped.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "composer.safetensors").unlink()
    torch.manual_seed(0)
    names = read_names(shipped / "composer.safetensors")
    network = UNet(names, channels=(32, 64, 128), blocks=(1, 1, 1), side=128)
    save_unet(network, tmp_path / "composer.safetensors")
    composer = Composer(tmp_path, Device("cpu"))
    *_, last = composer.compose(
        ComposeRequest(prompt="a forest", width=300, height=200, seed=1), lambda: None
    )
    assert last.pictures[0].shape == (104, 160, 3)
