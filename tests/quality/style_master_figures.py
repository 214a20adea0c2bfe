"""How well the master style transfer repaints pictures, beside the fast network.

`python -m tests.quality.style_master_figures --photos DIR --references DIR --vgg FILE [--pairs 6] [--held-out]
[--threads N] [--results DIR]`

Pairs and figures are those of `tests.quality.style_figures`. The master is to reach at most half of the fast
network's texture at no more of its content, within five minutes at 512 px on two cores. With --results, every
photo, reference, fast and master result stand side by side in `sheet.png`.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.nn.style.nearest_neighbour import repaint
from aipaint_desktop.nn.style.nearest_neighbour_schedule import MasterSettings, work
from aipaint_desktop.nn.style.network import load_style_network
from aipaint_desktop.nn.vgg import Vgg16
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files, read_at
from tests.quality.style_figures import LONG_SIDE, fast_stylist
from tests.quality.style_measures import Pair, as_picture, pairs, sheet


def master(photo: Tensor, reference: Tensor, vgg: Vgg16, settings: MasterSettings) -> Tensor:
    """The last step of a run."""
    generator = torch.Generator().manual_seed(0)
    for step in repaint(photo, [reference], [1], vgg, settings, check=lambda: None, generator=generator):
        image = step.image
    return image


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=6)
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--network", type=Path, default=Path("models/style-fast/style-fast.safetensors"))
    parser.add_argument("--precision", choices=["bfloat16", "float32"], default="bfloat16")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--held-out", action="store_true", help="only pictures that training never saw, by name"
    )
    parser.add_argument("--results", type=Path, help="folder to write the sheet to")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    photos, references = picture_files(options.photos), picture_files(options.references)
    if options.held_out:
        photos = [path for path in photos if held_out(path.name)]
        references = [path for path in references if held_out(path.name)]

    eye = Vgg16(options.vgg, last="relu4_3")
    vgg = Vgg16(options.vgg, last="relu4_3").to(getattr(torch, options.precision))
    fast = fast_stylist(load_style_network(options.network), eye, 1.0)
    settings = MasterSettings()
    figures: list[list[tuple[float, float, float]]] = []
    rows: list[list[Image.Image]] = []
    print(f"{'':14} {'style':>15} {'texture':>15} {'content':>15} {'seconds':>8}  (fast, master)")
    for photo_path, reference_path in pairs(photos, references, options.pairs):
        photo, reference = read_at(photo_path, LONG_SIDE), read_at(reference_path, LONG_SIDE)
        pair = Pair(eye, photo, reference)
        began = time.perf_counter()
        painted = as_picture(master(photo, reference, vgg, settings))
        seconds = time.perf_counter() - began
        both = [as_picture(fast(photo, reference)), painted]
        figures.append([pair.figures(as_tensor(picture)) for picture in both])
        rows.append([as_picture(photo), as_picture(reference), *both])
        by_figure = zip(*figures[-1], strict=True)
        print(
            f"{photo_path.stem[:14]:14} ",
            "  ".join(f"{quick:6.3f} {slow:6.3f}" for quick, slow in by_figure),
            f"  {seconds:6.1f}, expected {work(*photo.shape[-2:], settings):.0f} V",
            flush=True,
        )
        if options.results:
            options.results.mkdir(parents=True, exist_ok=True)
            sheet(rows, LONG_SIDE).save(options.results / "sheet.png")
    quick, slow = np.mean(figures, 0)
    print(f"{'mean, fast':14} ", np.round(quick, 3))
    print(f"{'mean, master':14} ", np.round(slow, 3))
    print(f"texture {slow[1] / quick[1]:.2f} × the fast network's, content {slow[2] / quick[2]:.2f} ×")


if __name__ == "__main__":
    main()
