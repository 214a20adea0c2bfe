"""The sheet of a run that trains the sketch network."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from PIL import Image

from aipaint_desktop.nn.sketch.network import SketchNetwork, load_sketch_network
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import models
from aipaint_desktop.training.precision import processor, trained_type
from aipaint_desktop.words.names import Names
from recipes.pictures import pack
from recipes.pictures.picture_sets import held_out
from recipes.sketch.train import main, write_sheet


def test_paintings_of_any_shape_stand_side_by_side(tmp_path: Path) -> None:
    for number, size in enumerate(((400, 200), (150, 300))):
        pixels = np.random.default_rng(number).integers(0, 256, (*size, 3), np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{number}.png")
    torch.manual_seed(0)
    run = SimpleNamespace(
        device=processor(),
        average=SketchNetwork(Names((), (), ()), channels=(32, 32, 48, 48)).requires_grad_(False),
        vgg=Vgg16(models() / "vgg16" / "vgg16.safetensors", last="relu4_3").to(trained_type()),
    )
    write_sheet(run, [tmp_path / "0.png", tmp_path / "1.png"], tmp_path / "sheet.png")  # type: ignore[arg-type]
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (5 * 256, 2 * 256)


FEW = {"width": 16, "groups": 1, "batch": 1, "side": 64, "points": 64, "half": 0.5, "minutes": 0.001}


def test_a_pack_becomes_weights_curves_and_a_sheet(tmp_path: Path, vgg_weights: Path) -> None:
    folders = [tmp_path / name for name in ("exemplars-of-others", "paintings-landscape")]
    names = [f"{number}.png" for number in range(40)]
    kept = next(name for name in names if held_out(name))
    trained = next(name for name in names if not held_out(name))
    for number, folder in enumerate(folders):
        folder.mkdir()
        for name in (kept, trained):
            pixels = np.random.default_rng(number).integers(0, 256, (80, 90, 3), np.uint8)
            Image.fromarray(pixels).save(folder / name)
    lines = [f"paintings-landscape.zip,{name},A wood,baroque,landscape,somebody" for name in (kept, trained)]
    (tmp_path / "captions.csv").write_text("\n".join(["archive,file,title,style,genre,artist", *lines]))
    file = tmp_path / "pack.zip"
    pack.main([*map(str, folders), "-o", str(file), "--captions", str(tmp_path / "captions.csv")])
    run = tmp_path / "run"
    options = {"pack": file, "vgg": vgg_weights, "run": run, "device": "cpu", **FEW}
    main([part for name, value in options.items() for part in (f"--{name}", str(value))])

    network = load_sketch_network(run / "weights.safetensors")
    assert network.names == Names(("landscape",), ("baroque",), ())
    assert len(network.stem.weight) == 16
    assert (run / "curves.csv").read_text().startswith("step,samples,seconds,features,style")
    with Image.open(run / "sheet.png") as sheet, Image.open(run / "curves.png") as curves:
        assert sheet.size == (5 * 256, 256)
        assert curves.width > 0
    assert "samples: 1\n" in (run / "run.txt").read_text(encoding="utf-8")
