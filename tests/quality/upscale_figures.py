"""How much nearer to large paintings the upscaling network comes than a bicubic enlargement of small copies.

`python -m tests.quality.upscale_figures --paintings DIR [--count 14] [--factor 4] [--sheet OUT.png]`

Squares of 256 px of the held-out paintings in the folder are made smaller and enlarged again. Printed are means over
them: the distance of VGG16's relu2_2 and relu3_3 from the painting's over that of the bicubic enlargement, the mean
difference of neighbouring px over the painting's, and how far colours are off at the small copy's size, of 255.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageOps

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files

SIDE = 256
LAYERS = ("relu2_2", "relu3_3")


def grain(picture: NDArray[np.uint8]) -> float:
    """Mean difference of neighbouring px of (H, W, 3)."""
    values = picture.astype(np.float32)
    return float(np.mean([np.abs(np.diff(values, axis=axis)).mean() for axis in (0, 1)]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--count", type=int, default=14)
    parser.add_argument("--factor", type=int, default=4)
    parser.add_argument(
        "--sheet", type=Path, metavar="OUT.png", help="small, enlarged, made and the painting"
    )
    options = parser.parse_args()
    engine = engines_by_id("cpu")["upscale"]
    vgg = Vgg16(paths.models() / "vgg16" / "vgg16.safetensors", last=LAYERS[-1])
    found: dict[str, list[float]] = {
        name: [] for name in (*LAYERS, "grain, bicubic", "grain, made", "colours")
    }
    rows = []
    for path in [path for path in picture_files(options.paintings) if held_out(path.name)][: options.count]:
        with Image.open(path) as file:
            painting = np.asarray(ImageOps.fit(file.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS))
        small = resized(painting, SIDE // options.factor, SIDE // options.factor)
        bicubic = np.asarray(Image.fromarray(small).resize((SIDE, SIDE), Image.Resampling.BICUBIC))
        request = UpscaleRequest(seed=0, picture=Picture(small), width=SIDE, height=SIDE)
        *_, last = engine.run(request, CancelToken())
        with torch.no_grad():
            shown = torch.cat([as_tensor(Image.fromarray(one)) for one in (painting, bicubic, last.image)])
            seen = vgg.features(shown, LAYERS)
        for layer in LAYERS:
            real, enlarged, made = seen[layer]
            found[layer].append(((made - real).abs().mean() / (enlarged - real).abs().mean()).item())
        found["grain, bicubic"].append(grain(bicubic) / grain(painting))
        found["grain, made"].append(grain(last.image) / grain(painting))
        again = resized(last.image, small.shape[1], small.shape[0]).astype(np.float32)
        found["colours"].append(float(np.abs(again - small).mean()))
        nearest = np.asarray(Image.fromarray(small).resize((SIDE, SIDE), Image.Resampling.NEAREST))
        rows.append(np.concatenate([nearest, bicubic, last.image, painting], 1))
    print(json.dumps({name: round(float(np.mean(values)), 3) for name, values in found.items()}))
    if options.sheet:
        save_picture(options.sheet, np.concatenate(rows))


if __name__ == "__main__":
    main()
