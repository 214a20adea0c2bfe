"""How long it takes to make a frame ready to be shown, and to fill a large ragged region.

python -m tests.bench.pixels [--rounds 9]

A frame is 1024×1280 px, made an image and a thumbnail; at 15 a second it is to take a twentieth of the time between
two. The region is four fifths of 1200×1200 px at random. The quickest of the rounds counts, in milliseconds.
"""

import argparse
import json
import time
from collections.abc import Callable

import numpy as np

from aipaint_desktop.document.selecting.similar import Likeness, similar_region
from aipaint_desktop.jobs.images import thumbnail, to_qimage


def quickest(act: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - began))
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    frame = np.zeros((1280, 1024, 3), np.uint8)
    ragged = np.full((1200, 1200, 4), 255, np.uint8)
    ragged[..., :3] *= np.random.default_rng(0).random((1200, 1200, 1)) < 0.8
    figures = {
        "a frame shown, ms": quickest(lambda: (thumbnail(frame), to_qimage(frame)), rounds),
        "a ragged region filled, ms": quickest(lambda: similar_region(ragged, 600, 600, Likeness(0)), rounds),
    }
    print(json.dumps({name: round(value, 2) for name, value in figures.items()}, indent=2))


if __name__ == "__main__":
    main()
