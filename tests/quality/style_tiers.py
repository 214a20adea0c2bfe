"""How well every quality of the style engine repaints pictures unlike those it was trained on, and how long it takes.

python -m tests.quality.style_tiers --photos DIR --references DIR --vgg FILE [--pairs 40] [--first 0]
    [--tiers fast fine master] [--size 512] [--strengths 0.5 0.75 1.25 1.5] [--threads 2] [--held-out]
    [--results DIR [--anew fine]] [--write]

The pairs are the sorted photos with the sorted references, the shorter list repeated; --first says with which of them
to begin. The engine paints as every command and the window do. For each picture, as it comes: style, texture, content
and the distance of patches (`style_measures`), strokes, seconds, and these in V, the time of one VGG16 pass at 512 px
in float32, measured just before and after. A fast row is also painted at other --strengths, between which the mean
figures at content 0.77 are found.

With --results every figure and picture is kept there, and what is there already is not painted again but for the
qualities named by --anew; so a long run can be made in pieces, and `sheet 00.png` and so on show photo, reference and
all tiers side by side, ten pairs each. --write puts the means into docs/figures.md.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.style.request import Quality, StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files, read_at
from tests.bench.painter import pass_seconds
from tests.figures_table import FIGURES, Script, keep
from tests.quality.style_measures import Pair, as_picture, pairs, sheet, strokes

CONTENT = 0.77
"""At which the fast tier is compared with others that keep as much of the scene."""
_PHOTO, _MASTER, _FAST = "photo", "master", "fast"
_SHEET = 10  # pairs
COLUMNS = ("style", "texture", "content", "patches", "strokes", "seconds", "V")
ASKED = {
    "fast, style": "0.085",
    "fast, texture": "0.20",
    "fast, content": "0.95",
    "fast, strokes": "0.4",
    "fast, V": "0.15",
    "fine, style": "0.055",
    "fine, texture": "0.14",
    "fine, content": "1.05",
    "fine, strokes": "0.8",
    "fine, V": "12",
    "master, style": "0.035",
    "master, texture": "0.10",
    "master, content": "0.80",
    "master, V": "47",
}
"""At most so much, but of strokes at least."""


@dataclass(frozen=True)
class Row:
    """Figures of one picture. tier: a quality, with the strength where that is not 1; patches: see `Nearness`."""

    photo: str
    reference: str
    size: int
    tier: str
    style: float
    texture: float
    content: float
    patches: float
    seconds: float
    v: float

    @property
    def key(self) -> tuple[str, str, int, str]:
        return self.photo, self.reference, self.size, self.tier


class Results:
    """Keeps rows and pictures in a folder; several runs may write there at once."""

    def __init__(self, folder: Path, anew: Sequence[str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._file = folder / "rows.jsonl"
        self._rows: dict[tuple[str, str, int, str], Row] = {}
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.exists() else []
        for row in (Row(**json.loads(line)) for line in lines):
            if row.tier.partition(" ")[0] not in anew:
                self._rows[row.key] = row

    def get(self, key: tuple[str, str, int, str]) -> Row | None:
        return self._rows.get(key)

    def add(self, row: Row, picture: Image.Image) -> None:
        self._rows[row.key] = row
        picture.save(self.path(row.key))
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row)) + "\n")

    def path(self, key: tuple[str, str, int, str]) -> Path:
        """Give where a picture is kept."""
        return self._folder / f"{' '.join(map(str, key))}.png"


class Measured:
    """Paints pairs in tiers and measures them."""

    def __init__(self, results: Results, vgg: Vgg16, size: int) -> None:
        self._results = results
        self._vgg = vgg
        self._size = size
        self._engine = engines_by_id("cpu")["style"]

    def warm_up(self, qualities: Iterable[str]) -> None:
        """Load what the engine loads at first, so that no pair is timed with it."""
        blank = Picture(np.full((64, 64, 3), 128, np.uint8))
        for quality in qualities:
            _painted(self._engine, blank, blank, f"{quality} 1")

    def rows(self, photo_file: Path, reference_file: Path, tiers: Sequence[str]) -> Iterator[Row]:
        """Yield one row after another; pictures that are there already are not painted again."""
        photo, reference = (read_at(file, self._size) for file in (photo_file, reference_file))
        pair: Pair | None = None
        for tier in (_PHOTO, *tiers):
            key = photo_file.stem, reference_file.stem, self._size, tier
            row = self._results.get(key)
            if row is None:
                pair = pair or Pair(self._vgg, photo, reference)
                image, seconds, v = as_picture(photo), 0.0, 1.0
                if tier != _PHOTO:
                    image, seconds, v = self._timed(photo, reference, tier)
                row = Row(*key, *pair.nearness(as_tensor(image)), seconds, seconds / v)
                self._results.add(row, image)
            yield row

    def _timed(self, photo: Tensor, reference: Tensor, tier: str) -> tuple[Image.Image, float, float]:
        """A painted picture, its seconds, and those of V meanwhile."""
        picture, like = (Picture(np.asarray(as_picture(one))) for one in (photo, reference))
        before = pass_seconds(self._vgg, runs=1)
        began = time.perf_counter()
        image = _painted(self._engine, picture, like, tier)
        seconds = time.perf_counter() - began
        return image, seconds, (before + pass_seconds(self._vgg, runs=1)) / 2


def _painted(engine: Engine, picture: Picture, reference: Picture, tier: str) -> Image.Image:
    """tier: a quality and, perhaps, the strength."""
    quality, _, strength = tier.partition(" ")
    asked = StylizeRequest(
        seed=0,
        picture=picture,
        references=(reference,),
        weights=(1.0,),
        width=picture.width,
        height=picture.height,
        quality=quality,  # type: ignore[arg-type]
        strength=float(strength or 1),
    )
    *_, last = engine.run(asked, CancelToken())
    return Image.fromarray(last.image)


def figures(row: Row, kept: Mapping[str, Row]) -> tuple[float, ...]:
    """In the order of the columns; strokes are nan where the pair lacks its photo or master. kept: of this pair, by
    tier."""
    placed = float("nan")
    if _PHOTO in kept and _MASTER in kept:
        placed = strokes(row.patches, kept[_PHOTO].patches, kept[_MASTER].patches)
    return row.style, row.texture, row.content, row.patches, placed, row.seconds, row.v


def means(rows: Sequence[Mapping[str, Row]], tiers: Sequence[str]) -> dict[str, tuple[float, ...]]:
    """Average the figures of pairs by tier. Strokes are those of the mean distances, as some pairs leave hardly any
    way from the photo to the master."""
    found: dict[str, tuple[float, ...]] = {}
    for tier in (_PHOTO, *tiers):
        mean = _mean_row([pair[tier] for pair in rows])
        of_these = {
            known: _mean_row([pair[known] for pair in rows])
            for known in (_PHOTO, _MASTER)
            if all(known in pair for pair in rows)
        }
        found[tier] = figures(mean, of_these)
    return found


def _mean_row(rows: Sequence[Row]) -> Row:
    numbers = np.mean([(r.style, r.texture, r.content, r.patches, r.seconds, r.v) for r in rows], 0).tolist()
    return Row("", "", 0, rows[0].tier, *numbers)


def at_content(found: Mapping[str, Sequence[float]], content: float) -> tuple[float, list[float]] | None:
    """Find the strength at which the fast tier keeps so much of the scene, and its figures there, between those that
    were measured; None where it is not between them."""
    by_strength = sorted(
        (float(tier.partition(" ")[2] or 1), row) for tier, row in found.items() if tier.startswith(_FAST)
    )
    for (weaker, low), (stronger, high) in pairwise(by_strength):
        if low[2] <= content <= high[2]:
            share = (content - low[2]) / max(high[2] - low[2], 1e-9)
            between = [a + share * (b - a) for a, b in zip(low, high, strict=True)]
            return weaker + share * (stronger - weaker), between
    return None


def asked_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--tiers", nargs="+", choices=get_args(Quality), default=get_args(Quality))
    parser.add_argument("--size", type=int, default=512, help="long side of all pictures, px")
    parser.add_argument("--strengths", type=float, nargs="*", default=[0.5, 0.75, 1.25, 1.5])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--held-out", action="store_true", help="only pictures that training never saw, by name"
    )
    parser.add_argument("--results", type=Path, help="folder to keep figures, pictures and sheets in")
    parser.add_argument("--anew", nargs="+", default=[], help="qualities that are painted again")
    parser.add_argument("--write", action="store_true", help="keep the means in docs/figures.md")
    return parser.parse_args()


def pairs_asked(options: argparse.Namespace) -> list[tuple[Path, Path]]:
    photos, references = picture_files(options.photos), picture_files(options.references)
    if options.held_out:
        photos = [path for path in photos if held_out(path.name)]
        references = [path for path in references if held_out(path.name)]
    return pairs(photos, references, options.pairs, options.first)


def write_sheets(
    options: argparse.Namespace, results: Results, files: Sequence[tuple[Path, Path]], tiers: Sequence[str]
) -> None:
    """Lay the kept pictures out, `_SHEET` pairs to a page."""
    for page, begin in enumerate(range(0, len(files), _SHEET), options.first // _SHEET):
        rows = []
        for photo, reference in files[begin : begin + _SHEET]:
            keys = [(photo.stem, reference.stem, options.size, tier) for tier in (_PHOTO, *tiers)]
            scene, *painted = (Image.open(results.path(key)) for key in keys)
            rows.append([scene, as_picture(read_at(reference, options.size)), *painted])
        sheet(rows, options.size).save(options.results / f"sheet {page:02}.png")


def line(name: str, numbers: Sequence[float]) -> str:
    return f"{name:34.34} " + " ".join(f"{n:8.1f}" if n >= 10 else f"{n:8.3f}" for n in numbers)


def main() -> None:
    options = asked_of()
    torch.set_num_threads(options.threads)
    files = pairs_asked(options)
    # the master first, which tells where the others' strokes are
    tiers = sorted(options.tiers, key=lambda tier: tier != _MASTER)
    strengths = [f"{_FAST} {strength:g}" for strength in options.strengths if _FAST in tiers]
    found: list[dict[str, Row]] = []
    with tempfile.TemporaryDirectory() as nowhere:
        results = Results(options.results or Path(nowhere), options.anew)
        measured = Measured(results, Vgg16(options.vgg, last="relu4_3"), options.size)
        measured.warm_up(tiers)
        print(" " * 34, " ".join(f"{name:>8}" for name in COLUMNS))
        for number, (photo, reference) in enumerate(files, options.first):
            kept: dict[str, Row] = {}
            for row in measured.rows(photo, reference, [*tiers, *strengths]):
                kept[row.tier] = row
                name = f"#{number} {photo.stem[:12]} {reference.stem[:8]} {row.tier}"
                print(line(name, figures(row, kept)), flush=True)
            found.append(kept)
        if options.results:
            write_sheets(options, results, files, tiers)
    mean = means(found, [*tiers, *strengths])
    if there := at_content(mean, CONTENT):
        mean[f"{_FAST} where content is {CONTENT}, strength {there[0]:.2f}"] = tuple(there[1])
    for tier, numbers in mean.items():
        print(line(f"mean of {len(found)}, {tier}", numbers))
    if options.write:
        size = f"{len(found)} pairs, {options.size} px"
        keep(FIGURES, "quality", Script(__spec__.name, [size], ASKED), list(as_figures(mean)))


def as_figures(found: Mapping[str, Sequence[float]]) -> Iterator[tuple[str, str]]:
    """Give the means names and values, as tables of figures show them."""
    for tier, numbers in found.items():
        for name, number in zip(COLUMNS, numbers, strict=True):
            yield f"{tier}, {name}", f"{number:.3f}"


if __name__ == "__main__":
    main()
