"""What each medium is for."""

from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.brushes.brush import Brush, Input, Kind, Wetness, follow
from aipaint_desktop.brushes.dynamics import PenSample
from aipaint_desktop.brushes.media.wet_pixels import WetPixels
from aipaint_desktop.brushes.stroke import Stroke
from aipaint_desktop.document.document import Document
from aipaint_desktop.values.geometry import Rect
from tests.unit.brushes.media.strokes import (
    BLUE,
    HEIGHT,
    RED,
    WET,
    WIDTH,
    YELLOW,
    across,
    draw,
    ground,
    pixels_of,
)


def test_a_finger_drags_paint_the_way_it_goes() -> None:
    document = ground(BLUE, YELLOW)
    draw(document, WET["smudge"], across(start=100, end=220))
    row = pixels_of(document)[100]
    assert row[160, 2] > 90  # blue beyond the border
    assert row[140].tolist() == pytest.approx([*BLUE, 255], abs=8)  # and no yellow before it
    assert (np.diff(row[150:210, 2]) < 12).all()  # less and less of it


def test_a_longer_finger_drags_farther() -> None:
    dragged = []
    for length in (0.3, 0.6, 0.95):
        document = ground(BLUE, YELLOW)
        brush = replace(WET["smudge"], wet=Wetness(length=length))
        draw(document, brush, across(start=100, end=260))
        dragged.append(int(pixels_of(document)[100, 150:, 2].sum()))
    assert dragged == sorted(dragged)
    assert dragged[2] > 1.5 * dragged[0]


def test_a_blender_smooths_both_sides_alike() -> None:
    document = ground((0, 0, 0), (200, 200, 200))
    draw(document, WET["blend"], across())
    row = pixels_of(document)[100, :, 0]
    assert np.abs(np.diff(row)).max() < 60
    assert row[149] + row[150] == pytest.approx(200, abs=12)


def test_oil_mixes_as_pigments_do() -> None:
    document = ground(BLUE)
    draw(document, WET["oil"], across(), YELLOW)
    red, green, blue = pixels_of(document)[71:77, 60:240, :3].reshape(-1, 3).mean(axis=0)
    assert green > max(red, blue)  # where it is thin


def test_oil_runs_dry() -> None:
    document = Document(900, HEIGHT)
    brush = replace(WET["oil"], size=40, wet=Wetness(mix=0, load=0.3))
    draw(document, brush, across(start=20, end=880), RED)
    alpha = pixels_of(document)[82:118, :, 3].mean(axis=0)
    assert alpha[60:120].mean() > 150
    assert alpha[780:840].mean() < 0.4 * alpha[60:120].mean()


def test_bristles_carry_colours_of_their_own() -> None:
    """A clean brush, half of which goes through red and half through blue, leaves red and blue side by side."""
    document = ground((240, 240, 235))
    edge = pixels_of(document).astype(np.uint8)
    edge[:100, :100, :3], edge[100:, :100, :3] = RED, BLUE
    document.paste_image(edge, "Both")
    brush = Brush("Clean", size=60, smoothing=0, kind=Kind.OIL, wet=Wetness(mix=0.8, load=0))
    draw(document, brush, across(start=40, end=200))
    above, below = (
        pixels_of(document)[80:92, 130].mean(axis=0),
        pixels_of(document)[108:120, 130].mean(axis=0),
    )
    assert above[0] > above[2] + 15
    assert below[2] > below[0] + 15


def test_oil_streaks_along_the_stroke() -> None:
    document = ground(BLUE, (240, 240, 235))
    draw(document, replace(WET["oil"], softness=0.1), across(), RED)
    grey = pixels_of(document)[78:122, 160:240, :3].mean(axis=2)
    along, sideways = np.abs(np.diff(grey, axis=1)).mean(), np.abs(np.diff(grey, axis=0)).mean()
    assert sideways > 2 * along


def test_a_wash_is_darker_at_its_edge() -> None:
    document = ground((255, 255, 255))
    brush = replace(
        WET["watercolour"], softness=0.3, opacity=0.6, wet=Wetness(edge=0.6, granulation=0, spread=0)
    )
    draw(document, brush, across(), BLUE)
    darkness = 255 - pixels_of(document)[:, 80:220, :3].mean(axis=2)
    inside = darkness[92:108].mean()
    # The edge is not straight, so that its darkest pixel is looked for in each column.
    edge = darkness[60:90].max(axis=0).mean()
    assert inside > 40
    assert edge > 1.2 * inside


def test_washes_are_transparent() -> None:
    document = ground((255, 255, 255))
    brush = replace(WET["watercolour"], opacity=0.7, wet=Wetness(spread=0))
    draw(document, brush, across(), BLUE)
    before = pixels_of(document)[95:105, 100:200, :3].mean(axis=(0, 1))
    draw(document, brush, across(), YELLOW)
    red, green, blue = after = pixels_of(document)[95:105, 100:200, :3].mean(axis=(0, 1))
    assert after.sum() < before.sum() - 20
    assert green > max(red, blue)


def test_a_wash_on_nothing_looks_as_on_white() -> None:
    on_white, on_nothing = ground((255, 255, 255)), Document(WIDTH, HEIGHT)
    for document in (on_white, on_nothing):
        draw(document, WET["watercolour"], across(), BLUE)
    paint = pixels_of(on_nothing)
    alpha = paint[..., 3:] / 255
    over_white = paint[..., :3] * alpha + 255 * (1 - alpha)
    assert np.abs(over_white - pixels_of(on_white)[..., :3]).max() <= 3


def test_what_is_wet_runs_farther_and_draws_what_was_there_along() -> None:
    reached = []
    for spread in (0.0, 0.7):
        document = ground((255, 255, 255))
        brush = replace(WET["watercolour"], wet=Wetness(spread=spread))
        draw(document, brush, across(), BLUE)
        reached.append(int((pixels_of(document)[:, 150, 0] < 250).sum()))
    assert reached[1] > reached[0] + 6


def test_pushing_moves_pixels_with_the_pen() -> None:
    document = ground(BLUE, YELLOW)
    draw(document, WET["push"], across(start=130, end=170))
    row = pixels_of(document)[100]
    assert row[170].tolist() == pytest.approx([*BLUE, 255], abs=3)
    assert row[225].tolist() == [*YELLOW, 255]


def test_pushing_there_and_back_keeps_the_picture_sharp() -> None:
    document = ground(BLUE, YELLOW)
    draw(document, WET["push"], [*across(start=130, end=170), *across(start=130, end=170)[::-1]])
    row = pixels_of(document)[100, :, 0]
    assert (np.abs(np.diff(row)) > 60).any()  # sampled once: a border stays one


def test_bloating_and_pinching_are_each_other_s_opposite() -> None:
    sizes = []
    for kind in ("bloat", "pinch"):
        document = ground((255, 255, 255))
        pixels = pixels_of(document).astype(np.uint8)
        pixels[90:110, 140:160, :3] = 0
        document.paste_image(pixels, "Square")
        draw(document, replace(WET[kind], size=120), [PenSample(150, 100)])
        sizes.append(int((pixels_of(document)[..., 0] < 128).sum()))
    assert sizes[0] > 440 > 360 > sizes[1]


def test_swirling_turns_clockwise() -> None:
    document = ground((255, 255, 255))
    pixels = pixels_of(document).astype(np.uint8)
    pixels[40:100, 148:152, :3] = 0  # a line from the middle upwards
    document.paste_image(pixels, "Line")
    draw(document, replace(WET["swirl"], size=140), [PenSample(150, 100)])
    columns = np.flatnonzero(pixels_of(document)[80, :, 0] < 128)
    assert columns.mean() > 152


def test_a_clone_copies_from_its_source() -> None:
    document = ground(BLUE, YELLOW)
    draw(document, WET["clone"], across(start=60, end=90), offset=(150, 0))
    after = pixels_of(document)
    assert after[100, 75].tolist() == [*YELLOW, 255]
    assert after[100, 200].tolist() == [*YELLOW, 255]
    assert after[100, 130].tolist() == [*BLUE, 255]


def test_healing_takes_texture_from_there_and_colours_from_here() -> None:
    rng = np.random.default_rng(2)
    ramp = np.linspace(60, 200, WIDTH)[None, :] + rng.normal(0, 6, (HEIGHT, WIDTH))
    pixels = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    pixels[..., :3] = np.clip(ramp, 0, 255)[..., None]
    pixels[92:108, 92:108, :3] = (90, 0, 0)  # a blemish
    document = Document(WIDTH, HEIGHT)
    document.paste_image(pixels, "Photo")
    draw(document, replace(WET["heal"], size=40), across(start=90, end=110), offset=(120, 20))
    healed = pixels_of(document)[92:108, 92:108, :3]
    wanted = ramp[92:108, 92:108]
    assert healed.mean() == pytest.approx(wanted.mean(), abs=4)
    assert healed[..., 0].std() == pytest.approx(wanted.std(), rel=0.4)
    assert np.abs(healed[..., 0] - healed[..., 1]).max() < 12


def test_memory_is_in_proportion_to_what_was_touched() -> None:
    document = Document(8000, 6000)
    pixels = WetPixels(document.begin_edit("Stroke"))
    pixels.read(Rect(3000, 3000, 200, 200))
    assert pixels.bytes < 4 * 4 * 512 * 512


def test_a_full_brush_hides_its_bristles_and_an_empty_one_shows_them() -> None:
    """Also the tooth of the canvas."""
    bare = []
    for load in (0.7, 0.2):
        document = Document(WIDTH, HEIGHT)
        brush = replace(WET["oil"], softness=0, wet=Wetness(mix=0, load=load))
        draw(document, brush, across(end=160))
        bare.append((pixels_of(document)[80:120, 60:130, 3] < 250).mean())
    assert bare[0] < 0.02
    assert bare[1] > 0.1


@pytest.mark.parametrize(("kind", "ragged"), [("oil", True), ("knife", False)])
def test_bristles_come_down_one_after_the_other_and_a_blade_at_once(kind: str, ragged: bool) -> None:
    document = Document(WIDTH, HEIGHT)
    brush = replace(
        WET[kind],
        softness=0,
        roundness=0.2,
        angle=90,
        dynamics=(follow(Input.DIRECTION),),
        wet=Wetness(mix=0, load=1),
    )
    draw(document, brush, across(step=4))
    begins = (pixels_of(document)[76:124, :, 3] > 200).argmax(axis=1)
    assert (np.ptp(begins) > 8) == ragged


def test_light_catches_less_on_the_paint_of_small_brushes() -> None:
    seen = []
    for size in (60, 12):
        document = ground(BLUE)
        brush = replace(WET["oil"], size=size, softness=0, wet=Wetness(mix=0, load=1, relief=1))
        draw(document, brush, across(), BLUE)
        seen.append(float(np.abs(pixels_of(document) - (*BLUE, 255)).max()))
    assert seen[1] < 0.7 * seen[0]


def test_streaks_of_oil_wander() -> None:
    document = Document(WIDTH, HEIGHT)
    brush = replace(WET["oil"], size=40, softness=0, wet=Wetness(mix=0, load=0.3))
    draw(document, brush, across())
    alpha = pixels_of(document)[84:116, :, 3]
    profiles = [alpha[:, left : left + 40].mean(axis=1) for left in (80, 120, 180)]
    near, far = (np.corrcoef(profiles[0], profile)[0, 1] for profile in profiles[1:])
    assert near > far + 0.1
    assert near > 0.5


def test_no_two_strokes_of_oil_have_the_same_bristles() -> None:
    drawn = []
    for seed in (1, 2):
        document = Document(WIDTH, HEIGHT)
        stroke = Stroke(document.begin_edit("Oil"), WET["oil"], RED, seed=seed)
        for sample in across():
            stroke.add(sample)
        stroke.finish()
        drawn.append(pixels_of(document))
    assert not np.array_equal(*drawn)


def test_a_full_brush_keeps_its_colour_longer_than_an_empty_one() -> None:
    kept = []
    for load in (1.0, 0.1):
        document = ground(YELLOW)
        draw(document, replace(WET["oil"], size=30, wet=Wetness(mix=0.5, load=load)), across(), BLUE)
        after = pixels_of(document)[90:110, 220:240, :3].mean(axis=(0, 1))
        kept.append(float(np.abs(after - BLUE).mean()))
    assert kept[0] < 60 < kept[1]


def test_a_tap_of_oil_is_whole() -> None:
    document = Document(WIDTH, HEIGHT)
    brush = replace(WET["oil"], softness=0, wet=Wetness(mix=0, load=1, relief=1))
    draw(document, brush, [PenSample(150.0, 100.0, 0.9, time=0.0)], RED)
    middle = pixels_of(document)[85:115, 135:165, 3]  # but for the tooth of the canvas
    assert middle.min() > 100
