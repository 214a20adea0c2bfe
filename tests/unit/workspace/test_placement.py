"""How results come into documents, without a window."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from aipaint_desktop.document.document import Document
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.painter.requests import ExtendRequest, FillRequest, PaintRequest, VaryRequest
from aipaint_desktop.engines.upscale.request import UpscaleRequest
from aipaint_desktop.files.provenance import engine_run
from aipaint_desktop.jobs.target import Target
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.placement import Fit, fit_of, place_result

GREEN = (30, 140, 60)
CANVAS = Rect(0, 0, 96, 64)
PICTURE = Picture(np.full((64, 96, 3), 200, np.uint8), "canvas")
SELECTED = np.zeros((64, 96), np.uint8)
SELECTED[20:40, 30:60] = 255


def painted(width: int, height: int) -> PaintRequest:
    return PaintRequest(seed=1, sketch=PICTURE, references=(PICTURE,), width=width, height=height)


REQUESTS: dict[str, tuple[Request, Fit]] = {
    "paint": (painted(96, 64), Fit.SAME),
    "paint larger": (painted(192, 128), Fit.SCALED),
    "paint smaller": (painted(48, 32), Fit.SCALED),
    "upscale": (UpscaleRequest(seed=1, picture=PICTURE, width=192, height=128), Fit.SCALED),
    "extend": (
        ExtendRequest(seed=1, picture=PICTURE, width=120, height=80, left=20, top=4, references=()),
        Fit.GROWN,
    ),
    "vary larger": (VaryRequest(seed=1, references=(PICTURE,), width=128, height=80, tile=False), Fit.GROWN),
    "vary narrower": (VaryRequest(seed=1, references=(PICTURE,), width=64, height=80, tile=True), Fit.CUT),
    "fill": (
        FillRequest(seed=1, picture=PICTURE, mask=Picture(SELECTED, "selection"), references=()),
        Fit.SAME,
    ),
    "compose": (ComposeRequest(seed=1, prompt="sea", width=128, height=96), Fit.GROWN),
    "compose from canvas": (
        ComposeRequest(seed=1, prompt="sea", start=PICTURE, width=128, height=96),
        Fit.SCALED,
    ),
}


@pytest.fixture
def document() -> Document:
    document = Document(CANVAS.width, CANVAS.height)
    pixels = np.zeros((10, 20, 4), np.uint8)
    pixels[...] = (0, 0, 0, 255)
    edit = document.begin_edit("Ink")
    edit.write(Rect(40, 30, 20, 10), pixels)
    edit.commit()
    document.select(SELECTED)
    return document


def place(target: Target, request: Request, name: str = "Result") -> None:
    width, height = request.size
    run = engine_run(request, device="cpu", precision="fp32", seconds=1.0)
    place_result(target, request, np.full((height, width, 3), GREEN, np.uint8), name, "Painting", run)


def names(document: Document) -> list[str]:
    return [layer.name for layer in document.layers]


@pytest.mark.parametrize(("request_", "fit"), REQUESTS.values(), ids=REQUESTS)
def test_a_result_of_any_size_is_one_step(document: Document, request_: Request, fit: Fit) -> None:
    assert fit_of(request_, CANVAS.width, CANVAS.height) is fit
    before, steps = document.state, document.history.names
    shown: list[tuple[Rect, int]] = []
    document.changed.add(lambda _change: shown.append((document.rect, len(document.layers))))
    place(Target.of(document), request_)
    assert document.history.names == (*steps, "Painting")
    assert shown == [(Rect(0, 0, *request_.size), 3)]
    assert names(document) == ["Paper", "Sketch", "Result"]
    document.undo()
    assert document.state is before
    document.redo()
    assert document.rect == Rect(0, 0, *request_.size)


def test_only_what_is_asked_for_is_scaled(document: Document) -> None:
    sketch = document.active
    place(Target.of(document), REQUESTS["extend"][0])
    grown = document.layer(sketch.id)
    moved = Rect(60, 34, 20, 10)
    assert (grown.tiles.read(moved) == (0, 0, 0, 255)).all()
    assert grown.tiles.read(document.rect)[..., 3].sum() == 255 * moved.area


def test_the_result_goes_above_what_it_was_painted_from_whatever_is_active_by_then(
    document: Document,
) -> None:
    target = Target.of(document)
    top = document.add_layer("Top")
    place(target, painted(96, 64))
    assert names(document) == ["Paper", "Sketch", "Result", "Top"]
    assert document.active.id == top.id  # the artist's choice


def test_the_result_goes_on_top_where_that_is_gone(document: Document) -> None:
    target = Target.of(document)
    document.add_layer("Top")
    document.remove_layer(target.active_id)
    place(target, painted(96, 64))
    assert names(document) == ["Paper", "Top", "Result"]


def test_a_target_of_several_layers_is_their_topmost(document: Document) -> None:
    paper, sketch = document.layers
    document.add_layer("Top")
    place(Target.of(document, (sketch.id, paper.id)), painted(96, 64))
    assert names(document) == ["Paper", "Sketch", "Result", "Top"]


def test_a_canvas_of_another_size_by_then_keeps_it(document: Document) -> None:
    target = Target.of(document)
    place(Target.of(document), REQUESTS["upscale"][0], "Enlarged")
    place(target, painted(96, 64))
    assert document.rect == Rect(0, 0, 192, 128)
    result = document.layers[3]
    assert result.name == "Result"
    assert (result.tiles.read(document.rect) == (*GREEN, 255)).all()
    place(target, REQUESTS["upscale"][0], "Enlarged again")
    assert document.rect == Rect(0, 0, 192, 128)


def test_a_fill_keeps_to_its_mask(document: Document) -> None:
    place(Target.of(document), REQUESTS["fill"][0])
    assert np.array_equal(document.active.tiles.read(document.rect)[..., 3], SELECTED)


def test_what_cannot_be_placed_changes_nothing(document: Document) -> None:
    state, request = document.state, REQUESTS["extend"][0]
    assert isinstance(request, ExtendRequest)
    huge = replace(request, width=20_000, height=20_000)
    run = engine_run(huge, device="cpu", precision="fp32", seconds=1.0)
    pixels = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (20_000, 20_000, 3))
    attempt: Callable[[], object] = lambda: place_result(  # noqa: E731
        Target.of(document), huge, pixels, "Result", "Painting", run
    )
    with pytest.raises(BadInput, match="is not possible"):
        attempt()
    assert document.state is state
