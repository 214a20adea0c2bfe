"""Figures of the painter: manner, obedience, borders, coherence; with --variations, whether any of them collapses.

    python -m tests.quality.painter_figures SKETCHES REFERENCES --vgg16 WEIGHTS [--keep 0.6] [--out DIR]
    python -m tests.quality.painter_figures --variations 12 REFERENCE

SKETCHES and REFERENCES are folders of pictures (`flat_sketches` draws some); every sketch is painted like every
reference. --out keeps the paintings and lays them on one sheet. Measures are described in `painter_measures`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures

from aipaint_desktop.engines.base.engine import CancelToken, Frame
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.painter.requests import PainterRequest, PaintRequest, VaryRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values.picture import Picture
from tests.quality.painter_measures import (
    Image,
    Manner,
    area_used,
    borders_kept,
    coherence,
    moved_palette,
    obedience,
    palette_mass_kept,
    region_borders,
)

_CELL = (400, 330)


def painted(engine: PainterEngine, request: PainterRequest) -> Frame:
    *_, last = engine.run(request, CancelToken())
    return last


def pictures(folder: Path) -> list[Picture]:
    return [read_picture(path) for path in sorted(folder.iterdir()) if path.is_file()]


def sheet(rows: list[list[Image]]) -> Pictures.Image:
    page = Pictures.new("RGB", (_CELL[0] * max(map(len, rows)), _CELL[1] * len(rows)), (24, 24, 24))
    for i, row in enumerate(rows):
        for j, image in enumerate(row):
            small = Pictures.fromarray(image)
            small.thumbnail((_CELL[0] - 6, _CELL[1] - 6))
            page.paste(small, (_CELL[0] * j + 3, _CELL[1] * i + 3))
    return page


def paintings(arguments: argparse.Namespace) -> None:
    engine, manner = PainterEngine(), Manner(arguments.vgg16)
    references = pictures(arguments.references)
    statistics = [manner.statistics(reference.pixels) for reference in references]
    rows = [[np.zeros((2, 2, 3), np.uint8), *(reference.pixels for reference in references)]]
    figures: list[tuple[float, ...]] = []
    print(f"{'sketch':16}{'reference':20}  manner  obedience  borders (by chance)  coherence  runs")
    for sketch in pictures(arguments.sketches):
        own, borders, row = manner.statistics(sketch.pixels), region_borders(sketch.pixels), [sketch.pixels]
        for reference, theirs in zip(references, statistics, strict=True):
            request = PaintRequest(
                sketch=sketch,
                references=(reference,),
                width=sketch.width,
                height=sketch.height,
                keep=arguments.keep,
                seed=arguments.seed,
            )
            last = painted(engine, request)
            assert last.sources is not None
            result = last.image
            kept, chance = borders_kept(result, borders)
            figures.append(
                (
                    manner.distance(manner.statistics(result), theirs) / manner.distance(own, theirs),
                    obedience(result, moved_palette(sketch.pixels, reference.pixels)),
                    kept,
                    chance,
                    *coherence(last.sources, sketch.pixels),
                )
            )
            print(f"{sketch.name:16}{reference.name:20}" + _row(figures[-1]), flush=True)
            row.append(result)
            if arguments.out:
                arguments.out.mkdir(parents=True, exist_ok=True)
                name = f"{Path(sketch.name).stem}-{Path(reference.name).stem}.png"
                Pictures.fromarray(result).save(arguments.out / name)
        rows.append(row)
    print(f"{'mean':36}" + _row(np.mean(figures, 0)))
    every = np.array(figures)
    print(
        f"within 0.15: {(every[:, 0] <= 0.15).mean():.0%}, at least 0.85: {(every[:, 1] >= 0.85).mean():.0%}, "
        f"at least 80 % of borders: {(every[:, 2] >= 0.8).mean():.0%} of {len(every)}; worst: "
        f"manner {every[:, 0].max():.3f}, obedience {every[:, 1].min():.3f}, borders {every[:, 2].min():.2f}, "
        f"coherence {every[:, 4].min():.2f}"
    )
    if arguments.out:
        sheet(rows).save(arguments.out / "sheet.png")


def _row(figures: Sequence[float] | NDArray[np.floating]) -> str:
    m, o, b, c, coherent, runs = figures
    return f"  {m:6.3f}  {o:9.3f}  {b:7.2f} ({c:.2f}) {coherent:18.2f} {runs:5.1f}"


def variations(arguments: argparse.Namespace) -> None:
    engine, reference = PainterEngine(), read_picture(arguments.sketches)
    images = []
    for seed in range(arguments.variations):
        request = VaryRequest(
            references=(reference,), width=reference.width, height=reference.height, seed=seed
        )
        last = painted(engine, request)
        assert last.sources is not None
        mass = palette_mass_kept(last.image, reference.pixels)
        print(
            f"seed {seed}: palette kept {mass:.2f}, area used {area_used(last.sources, reference.pixels):.2f}"
        )
        images.append(last.image)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        every = [reference.pixels, *images]
        sheet([every[i : i + 5] for i in range(0, len(every), 5)]).save(arguments.out / "variations.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sketches", type=Path, help="folder of sketches, or with --variations the reference")
    parser.add_argument("references", type=Path, nargs="?")
    parser.add_argument("--vgg16", type=Path)
    parser.add_argument("--keep", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variations", type=int, default=0)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if arguments.variations:
        variations(arguments)
    elif arguments.references is None or arguments.vgg16 is None:
        parser.error("paintings need REFERENCES and --vgg16")
    else:
        paintings(arguments)


if __name__ == "__main__":
    main()
