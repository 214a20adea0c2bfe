"""Speed and memory of the painter, in units of V.

    python tests/bench/painter.py --vgg16 WEIGHTS [--sketch PICTURE] [--like PICTURE]

V is the time of one VGG16 forward pass up to conv4_3 on a 512×512 image in fp32, channels_last, on all cores,
the median of seven in the same run. Paintings are timed inside processes of their own, without imports, so that peak
memory is each one's own.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch

from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.paths import resources

_SIZES = ("640x512", "1280x1024")


def vgg_seconds(weights: Path, runs: int = 7) -> float:
    network = Vgg16(weights, last="relu4_3")
    pass_seconds(network, runs=2)
    return pass_seconds(network, runs)


def pass_seconds(network: Vgg16, runs: int) -> float:
    """Time a pass of a network that has been used before: the median of so many."""
    image = torch.rand(1, 3, 512, 512).to(memory_format=torch.channels_last) * 2 - 1
    times = []
    with torch.inference_mode():
        for _ in range(runs):
            began = time.perf_counter()
            network.features(image, layers=("relu4_3",))
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def paint(sketch: Path, like: Path, size: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "aipaint_desktop", "paint", str(sketch), "--like", str(like)]
    command += ["--size", size, "--seed", "1", "--json", "-o", str(folder / "painting.png")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    references = resources() / "references"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--vgg16", type=Path, required=True)
    parser.add_argument("--sketch", type=Path, default=references / "hill-town.jpg")
    parser.add_argument("--like", type=Path, default=references / "sea-cliff.jpg")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    v = vgg_seconds(arguments.vgg16)
    print(f"V = {v:.3f} s on {torch.get_num_threads()} threads")
    with tempfile.TemporaryDirectory() as folder:
        medians = []
        for size in _SIZES:
            runs = [
                paint(arguments.sketch, arguments.like, size, Path(folder)) for _ in range(arguments.runs)
            ]
            seconds = statistics.median(run["seconds"] for run in runs)
            memory = max(run["peak_memory_mb"] for run in runs)
            medians.append(seconds)
            print(
                f"paint {size}: {seconds:.2f} s = {seconds / v:.1f} V, peak {memory:.0f} MB, {runs[0]['frames']} frames"
            )
    print(f"four times the pixels take {medians[1] / medians[0]:.2f} times as long")
    print(f"V again = {vgg_seconds(arguments.vgg16):.3f} s")


if __name__ == "__main__":
    main()
