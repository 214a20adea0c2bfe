"""How long composing takes, in seconds and in V (see `painter`): one, four together, and words to a finished painting.

python -m tests.bench.composer --vgg16 WEIGHTS [--rounds 5]

Medians of rounds in which everyone takes a turn; the time to the first frame is that of one composition with everything
loaded. Peak memory is that of a process of its own, which makes the finished painting.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from tests.bench.painter import vgg_seconds

PROMPT = "a stormy sea with two boats at dusk, impressionist"
WIDTH, HEIGHT = 640, 512


def requests() -> dict[str, ComposeRequest]:
    one = ComposeRequest(prompt=PROMPT, width=WIDTH, height=HEIGHT, finish="none", seed=1)
    four = ComposeRequest(prompt=PROMPT, width=WIDTH, height=HEIGHT, finish="none", count=4, seed=1)
    enlarged, painted = (
        ComposeRequest(prompt=PROMPT, width=WIDTH, height=HEIGHT, finish=finish, seed=1)
        for finish in ("upscale", "painter")
    )
    size = f"{WIDTH}×{HEIGHT}"
    return {
        "one composition": one,
        "four together": four,
        f"{size} enlarged": enlarged,
        f"{size} painted": painted,
    }


def run(engine: Engine, request: ComposeRequest) -> tuple[float, float]:
    """Seconds to the first frame and to the last."""
    began = time.perf_counter()
    frames = engine.run(request, CancelToken())
    next(frames)
    first = time.perf_counter() - began
    for _ in frames:
        pass
    return first, time.perf_counter() - began


def peak_memory() -> float:
    """MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "aipaint_desktop", "compose", PROMPT, "--size", f"{WIDTH}x{HEIGHT}"]
        command += ["--json", "-o", str(Path(folder) / "painting.png")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["peak_memory_mb"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vgg16", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    engine = engines_by_id("cpu")["composer"]
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(1 + options.rounds):
        for name, request in requests().items():
            first, whole = run(engine, request)
            if number:  # the first round loads and warms up
                taken[name].append(whole)
                if name == "one composition":
                    taken["first frame"].append(first)
        taken["V"].append(vgg_seconds(options.vgg16, runs=1))
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    in_v = {f"{name}, V": seconds / medians["V"] for name, seconds in medians.items() if name != "V"}
    figures = medians | in_v | {"peak memory, MB": peak_memory()}
    print(
        json.dumps({name: round(value, 3) for name, value in figures.items()}, indent=2, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
