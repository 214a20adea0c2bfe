"""How well drawings of paintings that were not trained on are painted.

`python -m tests.quality.sketch_figures --paintings DIR --vgg FILE [--network FILE] [--count 200] [--sheet FILE]`
`python -m tests.quality.sketch_figures --hand [--sheet FILE]`

kernel distance: of the results, and of the drawings themselves, to the paintings, in features of VGG16 (relu4_3).
edges: F-score of the results' edges against the drawings' lines within 3 px, with the one threshold that is best for
all of them (optimal dataset scale: Arbeláez et al. 2011). nearer: share of the way to the reference's channel means and
deviations (`losses.style_distance`), from the drawing and from what is painted without a reference.

With `--hand`: 24 contours that a script draws as a shaky hand does (`hand_drawings`) are painted like the pictures that
ship, one each in turn. halo: how far what is within 6 px of a border is from its region's mean, over how far the rest
is, in OKLab, per region of 1 % and more; the median and the worst drawing's. apart: the least distance between the mean
colours of neighbouring regions; the median and the worst drawing's.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn.functional import max_pool2d

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.sketch.regions import Regions, lines_of, regions_of
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.nn.resize import gaussian_blur
from aipaint_desktop.nn.style.losses import manner, style_distance
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.oklab import oklab_of
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files, read_at
from recipes.sketch.line_drawings import Hand, draw, ridges
from tests.quality.composer_measures import features, kernel_distance
from tests.quality.hand_drawings import all_drawings

_HAND = Hand(wander=0.6, gaps=0.1, weight=0.5, pressure=0.3, colour=0.0)
_REACH = 3  # px
_INK = -0.2  # luminance in −1..1 of what counts as a line
_THRESHOLDS = np.geomspace(0.005, 0.2, 16)  # of the gradient, a px, of luminance in −1..1
_SHOWN = 24


def picture_of(tensor: Tensor) -> Picture:
    pixels = ((tensor[0].permute(1, 2, 0) + 1) * 127.5).round().clamp(0, 255).byte().numpy()
    return Picture(pixels, "picture")


def agreement(drawing: Tensor, result: Tensor) -> Tensor:
    """Precision and recall (thresholds, 2) of the result's edges, of the drawing's lines; both (1, 3, H, W)."""
    lines = (drawing.mean(1, keepdim=True) < _INK).float()
    ridge, size = ridges(gaussian_blur(result.mean(1, keepdim=True), 2.0))
    near_lines = max_pool2d(lines, 2 * _REACH + 1, 1, _REACH)
    scores = []
    for threshold in _THRESHOLDS:
        edges = (ridge & (size > threshold)).float()
        near_edges = max_pool2d(edges, 2 * _REACH + 1, 1, _REACH)
        scores.append(
            torch.stack(
                [
                    (edges * near_lines).sum() / edges.sum().clamp_min(1),
                    (lines * near_edges).sum() / lines.sum().clamp_min(1),
                ]
            )
        )
    return torch.stack(scores)


def halo_and_contrast(regions: Regions, painted: NDArray[np.uint8]) -> tuple[float, float]:
    """Give the halo of a painting (H, W, 3) along the borders of a drawing's regions, and the least contrast."""
    lab = np.moveaxis(oklab_of(np.moveaxis(painted, 2, 0).astype(np.float32) * np.float32(1 / 255)), 0, 2)
    means, halos = {}, []
    for region in np.flatnonzero(regions.areas >= 0.01 * regions.labels.size):
        inside = regions.labels == region
        depth = cv2.distanceTransform(np.pad(inside.astype(np.uint8), 1, constant_values=1), cv2.DIST_L2, 5)
        depth = depth[1:-1, 1:-1]
        near, deep = inside & (depth <= 2 * _REACH), depth > 2 * _REACH
        if deep.sum() < 100:
            continue
        means[int(region)] = middle = lab[inside].mean(0)
        spread = [np.linalg.norm(lab[part] - middle, axis=1).mean() for part in (near, deep)]
        halos.append(spread[0] / spread[1])
    apart = [
        float(np.linalg.norm(means[one] - means[two]))
        for one in means
        for two in means
        if one < two and regions.contacts[one, two]
    ]
    return float(np.mean(halos)), min(apart, default=1.0)


def by_hand(engine: SketchEngine, sheet: Path | None) -> dict[str, float]:
    """Measure, and show, contours painted like the pictures that ship."""
    references = [read_picture(path) for path in sorted((paths.resources() / "references").glob("*.jpg"))]
    found, rows = [], []
    for number, (name, drawing) in enumerate(all_drawings().items()):
        reference = references[number % len(references)]
        asked = SketchRequest(
            seed=1,
            drawing=Picture(drawing, name),
            references=(reference,),
            width=drawing.shape[1],
            height=drawing.shape[0],
            by_regions=True,
        )
        first, *_, last = engine.run(asked, CancelToken())
        found.append(halo_and_contrast(regions_of(lines_of(drawing)), last.image))
        rows.append(np.concatenate([drawing, first.image, last.image], 1))
        print(name, reference.name, *(round(value, 3) for value in found[-1]), flush=True)
    if sheet is not None:
        half = len(rows) // 2
        whole = np.concatenate([np.concatenate(rows[:half]), np.concatenate(rows[half:])], 1)
        Image.fromarray(whole).save(sheet)
    halos, apart = np.array(found).T
    return {
        "halo": float(np.median(halos)),
        "halo, worst": float(halos.max()),
        "apart": float(np.median(apart)),
        "apart, worst": float(apart.min()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--paintings", type=Path, nargs="+", default=[], help="folders; held-out ones are used"
    )
    parser.add_argument("--hand", action="store_true", help="contours drawn by hand instead")
    parser.add_argument(
        "--vgg", type=Path, default=Path("models/vgg16/vgg16.safetensors"), help="VGG16 weights, safetensors"
    )
    parser.add_argument("--network", type=Path, default=Path("models/sketch/sketch.safetensors"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--side", type=int, default=256, help="long side of the drawings, px")
    parser.add_argument("--sheet", type=Path, help="where to show drawings with three references each")
    options = parser.parse_args()
    engine = SketchEngine(lambda: options.network, lambda: options.vgg, PainterEngine("cpu"), "cpu")
    if options.hand:
        print(json.dumps({n: round(v, 3) for n, v in by_hand(engine, options.sheet).items()}, indent=2))
        return
    found = [path for folder in options.paintings for path in picture_files(folder) if held_out(path.name)]
    chosen = np.random.default_rng(0).permutation(len(found))[: options.count]
    paintings = [read_at(found[index], options.side) for index in chosen]
    drawings = [
        draw(painting, _HAND, np.random.default_rng(number)) for number, painting in enumerate(paintings)
    ]

    def painted(drawing: Tensor, *references: Tensor) -> Tensor:
        picture = picture_of(drawing)
        asked = SketchRequest(
            seed=1,
            drawing=picture,
            references=tuple(map(picture_of, references)),
            width=picture.width,
            height=picture.height,
        )
        *_, last = engine.run(asked, CancelToken())
        return as_tensor(Image.fromarray(last.image))

    vgg = Vgg16(options.vgg, last="relu4_3")

    @torch.inference_mode()
    def apart(picture: Tensor, reference: Tensor) -> float:
        return style_distance(manner(vgg.features(picture)), manner(vgg.features(reference))).item()

    def reference_for(number: int) -> Tensor:
        return paintings[(number + 1) % len(paintings)]

    plain = [painted(drawing) for drawing in drawings]
    alike = [painted(drawing, reference_for(number)) for number, drawing in enumerate(drawings)]
    with torch.inference_mode():
        real = features(vgg, paintings)
        scale = real.std(0) + 1e-3
        distances = {
            name: kernel_distance(features(vgg, pictures), real, scale)
            for name, pictures in (("drawings", drawings), ("without", plain), ("with", alike))
        }
        precision, recall = (
            torch.stack([agreement(drawing, result) for drawing, result in zip(drawings, alike, strict=True)])
            .mean(0)
            .T
        )
    scores = 2 * precision * recall / (precision + recall).clamp_min(1e-6)
    best = int(scores.argmax())
    styles = np.array(
        [
            [apart(picture[number], reference_for(number)) for picture in (drawings, plain, alike)]
            for number in range(len(drawings))
        ]
    ).mean(0)
    figures = {
        "kernel distance of drawings": distances["drawings"],
        "without a reference": distances["without"] / distances["drawings"],
        "with a reference": distances["with"] / distances["drawings"],
        "edges": scores[best].item(),
        "precision": precision[best].item(),
        "recall": recall[best].item(),
        "nearer than the drawing": 1 - styles[2] / styles[0],
        "nearer than without a reference": 1 - styles[2] / styles[1],
    }
    print(json.dumps({name: round(float(value), 4) for name, value in figures.items()}, indent=2))
    if options.sheet:
        rows = []
        for number, drawing in enumerate(drawings[:_SHOWN]):
            likes = [paintings[(number + step) % len(paintings)] for step in (0, 1, 2)]
            cells = [drawing, *(painted(drawing, like) for like in likes)]
            rows.append(np.concatenate([_cell(cell) for cell in cells], 1))
        half = -(-len(rows) // 2)
        columns = [np.concatenate(part, 0) for part in (rows[:half], rows[half:])]
        Image.fromarray(np.concatenate(columns, 1)).save(options.sheet)


def _cell(picture: Tensor, side: int = 224) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = Image.fromarray(picture_of(picture).pixels)
    image.thumbnail((side, side))
    paper = Image.new("RGB", (side, side))
    paper.paste(image)
    return np.asarray(paper)


if __name__ == "__main__":
    main()
