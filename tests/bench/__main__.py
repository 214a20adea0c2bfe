"""All that is measured of speed and memory, in one table. Takes some minutes; let nothing else run meanwhile.

python -m tests.bench [--vgg16 WEIGHTS] [--app APPRUN] [--write]

A packaged app is measured only where one is given. Without a screen, set
QT_QPA_PLATFORM=offscreen.
"""

import argparse
import sys
from pathlib import Path

from aipaint_desktop.paths import models, resources
from tests.figures_table import Script, show

VGG16 = models() / "vgg16" / "vgg16.safetensors"


def scripts(vgg16: Path = VGG16, app: Path | None = None) -> list[Script]:
    """vgg16: the weights that V is measured with. app: the program in a packaged app."""
    references = resources() / "references"

    def in_v(name: str, asked: dict[str, str]) -> Script:
        return Script(f"tests.bench.{name}", ["--vgg16", vgg16], asked)

    return [
        Script("tests.bench.window"),
        Script("tests.bench.memory", asked={"after round 2, MB": "1200", "left alone, MB": "1200"}),
        Script("tests.bench.canvas_latency", asked={"worst p99": "33 ms"}),
        Script(
            "tests.bench.brushes",
            asked={
                "worst p99 ms": "16",
                "worst p99 cpu ms": "16",
                "soft, 1,000 px, p99 ms": "33",
                "soft, 1,000 px, p99 cpu ms": "33",
                "round, 16 arms of a star, p99 ms": "16",
                "round, 16 arms of a star, p99 cpu ms": "16",
            },
        ),
        Script(
            "tests.bench.pixels",
            asked={"a frame shown, ms": "3.3", "a ragged region filled, ms": "3000"},
        ),
        Script(
            "tests.bench.document",
            asked={
                "stroke, textured 200 px, idle, p99 ms": "8",
                "stroke, textured 200 px, computing, p99 ms": "25",
                "stroke, soft 500 px, idle, p99 ms": "16",
                "hide a layer, first picture ms": "50",
                "hide a layer, longest stall ms": "16",
                "drag opacity, first picture ms": "50",
                "drag opacity, longest stall ms": "16",
                "undo across the canvas, first picture ms": "50",
                "undo across the canvas, longest stall ms": "16",
                "pan at 100 %, frames a second": "60",
                "pan afar, frames a second": "60",
                "zoom, frames a second": "60",
                "save .ora, s": "3",
                "save .ora, longest stall ms": "16",
                "open .ora, s": "2",
                "open .ora, longest stall ms": "16",
                "500 strokes of undo, MB": "500",
            },
        ),
        Script("tests.bench.live"),
        Script("tests.bench.live", ["--model", "sketch", "--side", "384"]),
        Script("tests.bench.style", [references / "hill-town.jpg", references / "sea-cliff.jpg"]),
        Script("tests.bench.style_cancel"),
        in_v("painter", {}),
        in_v(
            "composer",
            {
                "one composition, V": "1.5",
                "four together, V": "3",
                "640×512 painted, V": "22",
                "first frame": "0.5",
                "peak memory, MB": "1500",
            },
        ),
        in_v("sketch", {"512 px, V": "1.5"}),
        Script(
            "tests.bench.checkpoints",
            asked={
                "tiny SDXL, overhead, %": "5",
                "tiny SDXL, overhead, ms a step": "10",
                "SD 1.5, first picture, % of bare": "125",
                "SD 1.5, memory foreseen, %": "75 to 125",
                "SD 1.5, seconds foreseen, later, %": "75 to 125",
            },
        ),
        Script(
            "tests.bench.controls",
            asked={
                f"{kind}, {what}": "75 to 125"
                for kind in ("controlnet", "regions", "t2i-adapter", "ip-adapter")
                for what in ("seconds foreseen, %", "seconds foreseen, later, %", "memory of all foreseen, %")
            },
        ),
        Script("tests.bench.packaged_app", [app] if app else (), missing=[] if app else ["--app"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--vgg16", type=Path, default=VGG16, help="weights for what is measured in V")
    parser.add_argument("--app", type=Path, help="AppRun of a packaged app")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/figures.md")
    arguments = parser.parse_args()
    keep_as = "bench" if arguments.write else ""
    sys.exit(0 if show(scripts(arguments.vgg16, arguments.app), keep_as) else 1)


if __name__ == "__main__":
    main()
