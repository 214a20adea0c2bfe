"""A program that does as if it gave a lesson, in no time and without torch.

    python fake_lesson.py lesson gan|diffusion --live --device DEVICE [--pictures DIR]

It learns a step each 20 ms while it runs. What the folder of pictures is called decides what becomes of it: `empty` is
refused, `crash` ends at the first step without a word.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import numpy as np

from aipaint_desktop.training.lessons.snapshot import SHOWN_TIMES, SIDE, Grid, LessonName, Snapshot

REFUSED = "The folder empty holds no picture that can be trained on; at least 2 are needed."
_GRIDS: dict[LessonName, dict[str, tuple[int, int]]] = {
    "gan": {"made": (2, 8), "real": (1, 8)},
    "diffusion": {"noisy": (1, len(SHOWN_TIMES)), "guessed": (1, len(SHOWN_TIMES)), "sampled": (2, 8)},
}
_LOSSES: dict[LessonName, dict[str, float]] = {
    "gan": {"generator": 0.9, "discriminator": 1.2},
    "diffusion": {"little noise": 0.4, "some noise": 0.05, "much noise": 0.02},
}


def snapshot(lesson: LessonName, step: int) -> Snapshot:
    random = np.random.default_rng(step)

    def pictures(rows: int, columns: int) -> Grid:
        return random.integers(0, 256, (rows, columns, SIDE, SIDE), np.uint8)

    losses = {name: loss + 0.3 * np.sin(step / 9) + 2 / (1 + step) for name, loss in _LOSSES[lesson].items()}
    verdicts = {"made": (0.3, 0.5) * 8, "real": (0.6, 0.8) * 4} if lesson == "gan" else {}
    return Snapshot(
        step,
        losses if step else {},
        {name: pictures(*size) for name, size in _GRIDS[lesson].items()},
        verdicts,
    )


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("command", choices=["lesson"])
    parser.add_argument("lesson")
    parser.add_argument("--live", action="store_true", required=True)
    parser.add_argument("--device")
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    name = asked.pictures.name if asked.pictures else ""
    if name == "empty":
        print(f"aipaint: {REFUSED}", file=sys.stderr)
        sys.exit(2)
    commands: Queue[str] = Queue()

    def read() -> None:
        for line in sys.stdin:
            commands.put(line.strip())
        commands.put("end")

    Thread(target=read, daemon=True).start()
    step, running = 0, False

    def tell() -> None:
        print(snapshot(asked.lesson, step).to_line(), flush=True)

    tell()
    while True:
        try:
            command = commands.get(timeout=0.02 if running else None)
        except Empty:
            command = ""
        match command:
            case "end":
                return
            case "again":
                step, running = 0, False
            case "run":
                running = True
                continue
            case "pause":
                running = False
            case _:
                if name == "crash":
                    sys.exit(9)
                step += 1
                running = running and command == ""
        tell()


if __name__ == "__main__":
    main()
