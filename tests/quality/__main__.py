"""All that is measured of how good results are, in one table. Takes hours.

python -m tests.quality [--data DIR] [--minutes 10] [--write]

DIR holds what the models were trained beside, archives unpacked under their own names; a script is skipped where what
it needs is not there:

    vgg16.safetensors       weights of VGG16, which sees how alike pictures are
    photos/                 photographs to be repainted
    references/             paintings to repaint them like
    sketches/               flat sketches for the painter, as flat_sketches draws some
    captions.csv            and what it names: the painter's and composer's paintings
    paintings-landscape/    of which the held-out ones are drawn, enlarged and composed again
    lab/model/              a model of the lab
    lab/pictures/           what it was trained on
"""

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

from tests.figures_table import Script, show


def scripts(data: Path | None = None, minutes: float = 10) -> list[Script]:
    """data: the folder that the module's docstring tells of. minutes: of the artist's hour."""

    def of_data(name: str, *needs: str, asked: dict[str, str] | None = None) -> Script:
        """needs: arguments; those with a slash before them are paths in the folder."""
        module = f"tests.quality.{name}"
        if data is None:
            return Script(module, missing=["--data"])
        arguments = [data / need[1:] if need.startswith("/") else need for need in needs]
        return Script(module, arguments, asked or {})

    learned = [] if importlib.util.find_spec("sklearn") else ["scikit-learn"]
    vgg = ("--vgg", "/vgg16.safetensors")
    pairs = ("--photos", "/photos", "--references", "/references")
    landscapes = ("--paintings", "/paintings-landscape")
    return [
        Script("tests.quality.first_hour", ["--minutes", f"{minutes:g}"]),
        Script("tests.quality.killed", ["--rounds", "20"]),
        Script("tests.quality.no_network"),
        Script("tests.quality.mutated_models", asked={"longest, s": "2", "faults": "0"}),
        Script("tests.quality.flat_sketches", [Path(tempfile.gettempdir()) / "flat sketches"]),
        Script("tests.quality.layered_painting", [Path(tempfile.gettempdir()) / "layered painting"]),
        Script("tests.quality.watercolour_landscape", [Path(tempfile.gettempdir()) / "watercolour"]),
        Script("tests.quality.ink_drawing", [Path(tempfile.gettempdir()) / "ink"]),
        Script("tests.quality.oil_portrait", [Path(tempfile.gettempdir()) / "oil"]),
        *(
            Script("tests.quality.lesson_figures", [lesson], {"agreement, made": "0.8"}, learned)
            for lesson in ("gan", "diffusion")
        ),
        of_data("painter_figures", "/sketches", "/references", "--vgg16", "/vgg16.safetensors"),
        of_data("composer_figures", "--captions", "/captions.csv", "--pictures", "/", *vgg),
        of_data("style_figures", *pairs, *vgg),
        of_data("style_learned_figures", *pairs),
        of_data("style_seams", *pairs),
        of_data("style_tiers", *pairs, *vgg),
        of_data("sketch_figures", *landscapes, *vgg),
        Script("tests.quality.sketch_figures", ["--hand"], {"halo": "1.15"}),
        of_data("upscale_figures", *landscapes),
        of_data("lab_figures", "/lab/model", "/lab/pictures", asked={"ratio": "0.5"}),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, metavar="DIR")
    parser.add_argument("--minutes", type=float, default=10, help="how long an artist works in the window")
    parser.add_argument("--write", action="store_true", help="keep the figures in docs/figures.md")
    arguments = parser.parse_args()
    keep_as = "quality" if arguments.write else ""
    sys.exit(0 if show(scripts(arguments.data, arguments.minutes), keep_as) else 1)


if __name__ == "__main__":
    main()
