"""The command that trains the style network, from a data pack to what it hands back."""

import csv
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.torch import load_file

from aipaint_desktop.nn.style.network import load_style_network
from recipes.pictures import pack
from recipes.pictures.picture_sets import held_out
from recipes.style.train import main

FEW = {
    "side": 32,
    "late-side": 32,
    "reference-side": 32,
    "whole-side": 48,
    "batch-photos": 1,
    "batch-references": 1,
    "groups": 1,
    "points": 64,
    "channels": 32,
    "blocks": 2,
    "minutes": 0.001,
}


def test_a_pack_becomes_weights_curves_and_a_sheet(tmp_path: Path, vgg_weights: Path) -> None:
    folders = [tmp_path / name for name in ("photos", "exemplars-of-others", "paintings-portrait")]
    names = [f"{number}.png" for number in range(40)]
    kept = next(name for name in names if held_out(name))
    trained = next(name for name in names if not held_out(name))
    for number, folder in enumerate(folders):
        folder.mkdir()
        for name in (kept, trained):
            pixels = np.random.default_rng(number).integers(0, 256, (60, 80, 3), np.uint8)
            Image.fromarray(pixels).save(folder / name)
    pack.main([*map(str, folders), "-o", str(tmp_path / "pack.zip")])
    run = tmp_path / "run"
    options = {"pack": tmp_path / "pack.zip", "vgg": vgg_weights, "run": run, "device": "cpu", **FEW}
    main([part for name, value in options.items() for part in (f"--{name}", str(value))])

    assert len(load_style_network(run / "weights.safetensors").blocks) == 2
    assert all(
        str(value.dtype) == "torch.float16" for value in load_file(run / "weights.safetensors").values()
    )
    with (run / "curves.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert float(row["style"]) >= 0 or row["style"] == ""
    with Image.open(run / "sheet.png") as sheet, Image.open(run / "curves.png") as curves:
        assert sheet.size == (600, 600)  # the held-out photograph and painting, and their headings
        assert curves.width > 0
    account = (run / "run.txt").read_text(encoding="utf-8")
    assert "samples: 1\n" in account
    assert "device: CPU" in account
