"""Selections count once and transparency is kept, whatever the engine: the ones that ship, on small pictures."""

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from aipaint_desktop.document.compositing import composite
from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.engine import CancelToken, Engine, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.request_json import from_json, pictures_of, to_json
from aipaint_desktop.engines.sketch.request import SketchRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

WIDTH, HEIGHT = 96, 64
MAGENTA = (255, 0, 255)
Y, X = np.mgrid[0:HEIGHT, 0:WIDTH]
COLOURS = np.stack([X * 2 + 20, Y * 3 + 10, 128 + 90 * np.sin(X / 9 + Y / 13)], -1).astype(np.uint8)
PHOTO = Picture(COLOURS, "photo")
REFERENCE = Picture(np.random.default_rng(1).integers(60, 160, (64, 64, 3), np.uint8), "reference")
LIKE = {"references": (REFERENCE,)}
SIZE = {"width": WIDTH, "height": HEIGHT}
COMPOSED = {"seed": 1, "steps": 2, "prompt": "the sea", **SIZE}


def _cut_out() -> Picture:
    """A disc with a soft rim on what is transparent and, where nobody sees it, magenta."""
    away = (X - 48) ** 2 + (Y - 32) ** 2
    alpha = np.select([away < 400, away < 700], [255, 128], 0).astype(np.uint8)
    colours = np.where(alpha[..., None] > 0, COLOURS, np.array(MAGENTA, np.uint8))
    return Picture(np.dstack([colours, alpha]), "cut out")


def _over(picture: Picture, selection: Picture | None = None) -> Mapping[str, Request]:
    """One request of every kind that paints over a picture."""
    within = {"selection": selection}
    filled = selection or Picture(np.where(X < 30, 255, 0).astype(np.uint8))
    like = {**LIKE, "weights": (1.0,)}
    return {
        "paint": PaintRequest(seed=1, steps=2, sketch=picture, **LIKE, **SIZE, **within),
        "fill": FillRequest(seed=1, steps=2, picture=picture, mask=filled, **LIKE),
        "stylize": StylizeRequest(seed=1, picture=picture, **like, **SIZE, **within),
        "master": StylizeRequest(
            seed=1, picture=picture, quality="master", steps=1, **like, **SIZE, **within
        ),
        "sketch": SketchRequest(seed=1, drawing=picture, **LIKE, **SIZE, **within),
        "upscale": UpscaleRequest(seed=1, picture=picture, **SIZE, **within),
        "compose": ComposeRequest(start=picture, **COMPOSED, **within),
        "compose, painted": ComposeRequest(start=picture, finish="painter", **LIKE, **COMPOSED, **within),
        "composition": ComposeRequest(start=picture, finish="none", **COMPOSED, **within),
    }  # type: ignore[arg-type]


KINDS = list(_over(PHOTO))


@pytest.fixture(scope="module")
def engines() -> Mapping[str, Engine]:
    return engines_by_id("cpu")


def _last(engines: Mapping[str, Engine], request: Request) -> Frame:
    *_, last = engines[request.engine].run(request, CancelToken())
    assert last.last
    return last


def _laid(picture: Picture, layer: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """As the window shows it."""
    document = Document.from_picture(picture.pixels, "picture")
    document.paste_image(layer, "layer")
    return composite(document.layers, document.rect)


@pytest.mark.parametrize("kind", KINDS)
def test_where_half_is_selected_half_of_the_paint_is_seen(engines: Mapping[str, Engine], kind: str) -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[:, 30:60], mask[:, 60:] = 128, 255
    frame = _last(engines, _over(PHOTO, Picture(mask))[kind])
    assert frame.layer is not None
    assert np.array_equal(frame.layer[..., 3], mask)
    paint, share = frame.layer[..., :3].astype(float), mask[..., None] / 255
    expected = PHOTO.pixels * (1 - share) + paint * share
    assert np.abs(frame.image - expected).max() <= 0.51
    assert np.abs(_laid(PHOTO, frame.layer)[..., :3].astype(int) - frame.image).max() <= 1
    assert np.abs(paint - PHOTO.pixels)[:, 60:].mean() > 0.3  # or it proves nothing


def test_the_paint_itself_is_whole_where_half_is_selected(engines: Mapping[str, Engine]) -> None:
    grey = Picture(np.full((HEIGHT, WIDTH, 3), 40, np.uint8))
    flat = {"references": (Picture(np.full((48, 48, 3), 200, np.uint8)),)}
    half = Picture(np.full((HEIGHT, WIDTH), 128, np.uint8))
    frame = _last(engines, FillRequest(seed=1, steps=2, picture=grey, mask=half, **flat))
    assert np.abs(frame.image.astype(int) - 120).max() <= 1


def test_a_soft_mask_over_all_of_a_picture_is_filled_from_what_it_leaves(
    engines: Mapping[str, Engine],
) -> None:
    ramp = np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))
    frame = _last(engines, FillRequest(seed=1, steps=2, picture=PHOTO, mask=Picture(ramp)))
    assert np.abs(_laid(PHOTO, frame.laid)[..., :3].astype(int) - frame.image).max() <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_cut_out_stays_so_and_nothing_hidden_comes_to_light(
    engines: Mapping[str, Engine], kind: str
) -> None:
    picture = _cut_out()
    request = _over(picture)[kind]
    image = _last(engines, request).image
    assert image.shape[2] == 4
    alpha = picture.pixels[..., 3]
    if kind == "fill":  # paint covers
        alpha = np.where(X < 30, 255, alpha)
    assert np.array_equal(image[..., 3], alpha)
    _assert_no_fringe(image[alpha > 0])


def _assert_no_fringe(seen: NDArray[np.uint8]) -> None:
    colours = seen[:, :3].astype(int)
    assert (np.abs(colours - MAGENTA).sum(1) > 150).all()
    assert (colours.min(1) < 235).all()  # no white either


def test_an_enlarged_shape_keeps_its_edge(engines: Mapping[str, Engine]) -> None:
    picture = _cut_out()
    image = _last(engines, UpscaleRequest(seed=1, picture=picture, width=2 * WIDTH, height=2 * HEIGHT)).image
    small = image.reshape(HEIGHT, 2, WIDTH, 2, 4).mean((1, 3))
    assert np.abs(small[..., 3] - picture.pixels[..., 3]).mean() < 4
    assert image[0, 0, 3] == 0
    _assert_no_fringe(image[image[..., 3] > 0])


def test_beyond_a_cut_out_picture_it_is_opaque_and_within_as_before(engines: Mapping[str, Engine]) -> None:
    picture = _cut_out()
    request = ExtendRequest(seed=1, steps=2, picture=picture, width=120, height=70, left=12, top=3)
    image = _last(engines, request).image
    within = image[3 : 3 + HEIGHT, 12 : 12 + WIDTH]
    assert np.array_equal(within[..., 3], picture.pixels[..., 3])
    assert (image[..., 3].sum() - within[..., 3].sum()) == 255 * (120 * 70 - WIDTH * HEIGHT)
    _assert_no_fringe(image[image[..., 3] > 0])


def test_a_variation_of_a_cut_out_picture_has_its_shape(engines: Mapping[str, Engine]) -> None:
    picture = _cut_out()
    image = _last(engines, VaryRequest(seed=1, steps=2, references=(picture,), **SIZE)).image
    assert np.array_equal(image[..., 3], picture.pixels[..., 3])
    _assert_no_fringe(image[image[..., 3] > 0])
    tile = _last(engines, VaryRequest(seed=1, steps=2, references=(picture,), tile=True, **SIZE)).image
    assert tile.shape[2] == 3  # it would have a seam


def test_a_new_picture_is_cut_out_by_the_selection(engines: Mapping[str, Engine]) -> None:
    mask = np.tile(np.linspace(0, 255, WIDTH).astype(np.uint8), (HEIGHT, 1))
    frame = _last(engines, VaryRequest(seed=1, steps=2, selection=Picture(mask), **LIKE, **SIZE))
    assert np.array_equal(frame.laid[..., 3], mask)


def test_lines_on_nothing_are_painted_whole(engines: Mapping[str, Engine]) -> None:
    alpha = np.zeros((HEIGHT, WIDTH), np.uint8)
    alpha[30:32], alpha[:, 40:42] = 255, 255
    lines = np.dstack([np.zeros((HEIGHT, WIDTH, 3), np.uint8), alpha])
    paper = np.repeat(255 - alpha[..., None], 3, 2)
    clear, white = (
        _last(engines, SketchRequest(seed=1, drawing=Picture(drawing), **LIKE, **SIZE)).image
        for drawing in (lines, paper)
    )
    assert np.array_equal(clear, white)


def test_a_picture_that_shows_nothing_is_blank_paper(engines: Mapping[str, Engine]) -> None:
    nothing = Picture(np.zeros((HEIGHT, WIDTH, 4), np.uint8))
    white = Picture(np.full((HEIGHT, WIDTH, 3), 255, np.uint8))
    images = [_last(engines, _over(picture)["paint"]).image for picture in (nothing, white)]
    assert np.array_equal(*images)


@pytest.mark.parametrize("kind", KINDS)
def test_a_selection_that_does_not_fit_is_refused(kind: str) -> None:
    for mask, why in ((np.ones((9, 9), np.uint8), "is 9×9"), (np.zeros((HEIGHT, WIDTH), np.uint8), "empty")):
        with pytest.raises(BadInput, match=why):
            _over(PHOTO, Picture(mask))[kind].validate()


@pytest.mark.parametrize("kind", KINDS)
def test_requests_from_before_there_were_selections_are_understood(kind: str) -> None:
    request = _over(PHOTO)[kind]
    values = to_json(request)
    values.pop("selection", None)
    assert from_json(values, pictures_of(request)) == request


def test_a_selection_of_a_resized_picture_is_resized_with_it() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[:10] = 255
    ground = Ground(Picture(np.zeros((20, 30, 3), np.uint8)), Picture(mask))
    frame = ground.lay(Frame(1, 1, np.full((40, 60, 3), 200, np.uint8), 0.0))
    assert (frame.image[:18] == 200).all()
    assert (frame.image[22:] == 0).all()
