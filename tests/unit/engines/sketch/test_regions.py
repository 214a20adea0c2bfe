"""What drawings by an unsteady hand close in: sky, ground and things, and their colours."""

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.painter.engine import PainterEngine
from aipaint_desktop.engines.sketch.engine import SketchEngine
from aipaint_desktop.engines.sketch.flats import flats_of, paints_of
from aipaint_desktop.engines.sketch.painting import coloured
from aipaint_desktop.engines.sketch.regions import Regions, lines_of, regions_of
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values.oklab import oklab_of
from aipaint_desktop.values.picture import Picture
from tests.quality.hand_drawings import SCENES, drawn

REFERENCES = paths.resources() / "references"


def _regions(scene: str, seed: int = 1) -> Regions:
    return regions_of(lines_of(drawn(SCENES[scene], seed)))


def _at(regions: Regions, x: float, y: float) -> int:
    height, width = regions.labels.shape
    return int(regions.labels[round(y * height), round(x * width)])


def _reference(name: str) -> NDArray[np.uint8]:
    return read_picture(REFERENCES / f"{name}.jpg").pixels[..., :3]


def _apart(flats: NDArray[np.uint8], one: tuple[float, float], two: tuple[float, float]) -> float:
    height, width = flats.shape[:2]
    colours = np.stack([flats[round(y * height), round(x * width)] for x, y in (one, two)], 1)
    lab = oklab_of(colours.astype(np.float32) * np.float32(1 / 255))
    return float(np.linalg.norm(lab[:, 0] - lab[:, 1]))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("scene", "places"),
    [
        ("house and tree", [(0.5, 0.1), (0.5, 0.9), (0.85, 0.15), (0.32, 0.45), (0.72, 0.55), (0.72, 0.8)]),
        ("hills", [(0.7, 0.1), (0.3, 0.5), (0.5, 0.95), (0.3, 0.18)]),
        ("boat", [(0.5, 0.1), (0.1, 0.9), (0.15, 0.18), (0.8, 0.15), (0.55, 0.5), (0.43, 0.45), (0.5, 0.68)]),
        ("road", [(0.7, 0.1), (0.3, 0.9), (0.52, 0.9), (0.4, 0.16)]),
    ],
)
def test_gaps_part_no_less_than_lines(scene: str, places: list[tuple[float, float]], seed: int) -> None:
    regions = _regions(scene, seed)
    assert regions.spacious
    found = [_at(regions, x, y) for x, y in places]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("scene", "upper", "lower"),
    [
        ("vase", (0.5, 0.6), (0.5, 0.8)),
        ("apples", (0.35, 0.5), (0.35, 0.7)),
        ("house and tree", (0.72, 0.52), (0.68, 0.61)),
    ],
)
def test_a_thing_that_a_horizon_runs_through_is_one_region(
    scene: str, upper: tuple[float, float], lower: tuple[float, float], seed: int
) -> None:
    regions = _regions(scene, seed)
    assert _at(regions, *upper) == _at(regions, *lower)
    assert _at(regions, 0.02, 0.2) != _at(regions, 0.02, 0.95)


@pytest.mark.parametrize("short", [0.0, 0.04, 0.09])
def test_a_horizon_that_ends_before_the_border_parts_sky_and_ground(short: float) -> None:
    horizon = [(short + (1 - 2 * short) * n / 20, 0.6 + 0.01 * (n % 3)) for n in range(21)]
    regions = regions_of(lines_of(drawn([horizon], 4)))
    assert _at(regions, 0.5, 0.2) != _at(regions, 0.5, 0.9)
    table = [(0.3 + 0.4 * n / 20, 0.6) for n in range(21)]
    assert regions_of(lines_of(drawn([table], 4))).count == 1
    frame = [(0.06, 0.1), (0.94, 0.1), (0.94, 0.9), (0.06, 0.9), (0.06, 0.1)]
    assert regions_of(lines_of(drawn([frame], 4))).count == 2


def test_a_picture_of_shades_has_no_regions() -> None:
    shades = np.random.default_rng(0).integers(0, 256, (96, 128, 3), np.uint8)
    assert not regions_of(lines_of(shades)).spacious


def test_blank_paper_is_one_region() -> None:
    assert regions_of(lines_of(np.full((60, 80, 3), 255, np.uint8))).count == 1


@pytest.mark.parametrize("reference", ["sea-cliff", "hill-town", "wheat-wind", "wave-print", "river-dots"])
@pytest.mark.parametrize("scene", ["house and tree", "hills", "boat", "castle"])
def test_sky_ground_and_things_are_told_apart_by_their_colours(scene: str, reference: str) -> None:
    flats = flats_of(_regions(scene), paints_of([_reference(reference)]))
    sky, ground = (0.5, 0.05), (0.1, 0.95)
    thing, around = {
        "house and tree": ((0.72, 0.8), ground),
        "hills": ((0.3, 0.18), sky),
        "boat": ((0.5, 0.68), ground),
        "castle": ((0.35, 0.5), sky),
    }[scene]
    assert _apart(flats, sky, ground) > 0.05
    assert _apart(flats, thing, around) > 0.05


def test_the_ground_on_both_sides_of_a_road_has_one_colour() -> None:
    flats = flats_of(_regions("road"), paints_of([_reference("wheat-wind")]))
    assert _apart(flats, (0.25, 0.95), (0.9, 0.95)) == 0
    assert _apart(flats, (0.25, 0.95), (0.5, 0.95)) > 0.05


def test_each_reference_gives_its_own_colours() -> None:
    regions = _regions("hills")
    made = [flats_of(regions, paints_of([_reference(name)])) for name in ("sea-cliff", "wheat-wind")]
    assert np.abs(made[0].astype(int) - made[1]).mean() > 20


def test_regions_are_painted_with_the_references_paint_and_the_first_frame_shows_their_colours() -> None:
    engine = SketchEngine(_none, _none, PainterEngine("cpu"), "cpu", "fp32")
    request = SketchRequest(
        seed=1,
        drawing=Picture(drawn(SCENES["hills"], 1, 160, 120)),
        references=(Picture(_reference("hill-town")),),
        width=160,
        height=120,
        by_regions=True,
    )
    frames = list(engine.run(request, CancelToken()))
    assert [frame.step for frame in frames] == list(range(1, len(frames) + 1))
    assert frames[-1].last
    assert frames[-1].image.shape == (120, 160, 3)
    flats, painted = frames[0].image.astype(float), frames[-1].image.astype(float)
    sky, ground = np.s_[5:25, 90:150], np.s_[105:118, 10:150]
    for part in (sky, ground):
        assert np.abs(painted[part].mean((0, 1)) - flats[part].mean((0, 1))).max() < 40
        assert painted[part].std() > flats[part].std()


def test_a_sketch_in_colours_keeps_them_and_shades_are_left_to_the_network() -> None:
    sketch = read_picture(REFERENCES / "samples" / "sketch.png").pixels
    references = (Picture(_reference("wheat-wind")),)
    kept = coloured(sketch, references)
    assert kept is not None
    assert np.abs(kept.reshape(-1, 3).mean(0) - sketch[..., :3].reshape(-1, 3).mean(0)).max() < 2
    hatched = np.random.default_rng(0).integers(0, 256, (96, 128, 1), np.uint8).repeat(3, 2)
    assert coloured(hatched, references) is None


def _none() -> object:
    raise AssertionError("no network is needed")
