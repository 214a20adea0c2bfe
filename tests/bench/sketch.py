"""How long one pass over a line drawing takes, in seconds and in V (see `painter`).

python -m tests.bench.sketch --vgg16 WEIGHTS [--sides 384 512 1024] [--rounds 7]

From pixels to pixels, with a reference that is read every time; medians of rounds in which everyone takes a turn.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture
from tests.bench.painter import vgg_seconds


def drawing_of(side: int) -> Picture:
    pixels = np.full((side, side, 3), 250, np.uint8)
    pixels[:: side // 6], pixels[:, :: side // 5] = 40, 40
    return Picture(pixels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vgg16", type=Path, required=True)
    parser.add_argument("--sides", type=int, nargs="+", default=[384, 512, 1024])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    reference = read_picture(paths.resources() / "references" / "sea-cliff.jpg")
    engine = engines_by_id("cpu")["sketch"]
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(1 + options.rounds):
        for side in options.sides:
            request = SketchRequest(
                seed=1, drawing=drawing_of(side), references=(reference,), width=side, height=side
            )
            began = time.perf_counter()
            list(engine.run(request, CancelToken()))
            if number:  # the first round loads and warms up
                taken[f"{side} px"].append(time.perf_counter() - began)
        taken["V"].append(vgg_seconds(options.vgg16, runs=1))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    in_v = {f"{name}, V": seconds / medians["V"] for name, seconds in medians.items() if name != "V"}
    print(json.dumps({name: round(value, 3) for name, value in (medians | in_v).items()}, indent=2))


if __name__ == "__main__":
    main()
