"""Turning words into a painting."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.jobs.images import pixels_of
from aipaint_desktop.jobs.job import FilmFrame
from aipaint_desktop.ui.paint.operations.compose_controls import ComposeControls, Start
from aipaint_desktop.ui.paint.operations.operation import Operation, Surroundings
from aipaint_desktop.values.picture import LatePicture, Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings


@dataclass(frozen=True, kw_only=True)
class ComposeSettings(PaintSettings):
    """See `ComposeRequest`.

    frame: what `Start.FRAME` begins with. fitting: paint like the shipped reference that fits best, whatever is chosen.
    count: more than one compose a sheet to choose from, without finishing any.
    """

    prompt: str = ""
    negative: str = ""
    guidance: float = ComposeRequest.guidance
    start: Start = Start.WORDS
    keep: float = ComposeRequest.keep
    frame: Picture | None = None
    finish: Finish = "upscale"
    fitting: bool = True
    count: int = 1

    @property
    def growth(self) -> float:
        return 1.25 if self.start is Start.BEYOND else 1.0

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        if self.start is Start.CANVAS:
            return PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.VISIBLE, PaintedFrom.SELECTION
        return (PaintedFrom.VISIBLE,) if self.start in (Start.SELECTION, Start.BEYOND) else ()

    @property
    def likes_chosen(self) -> bool:
        return not self.fitting and self.finish != "none" and self.count == 1

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> ComposeRequest:
        start, keep, selection = self._start(canvas)
        return ComposeRequest(
            seed=self.seed,
            prompt=self.prompt,
            negative=self.negative,
            guidance=self.guidance,
            start=start,
            keep=keep,
            selection=selection,
            finish="none" if self.count > 1 else self.finish,
            references=references if self.likes_chosen else (),
            width=self.width,
            height=self.height,
            count=self.count,
        )

    def _start(self, canvas: Canvas) -> tuple[Picture | None, float, Picture | None]:
        """What it begins with, how closely it keeps to that, and the selection."""
        selection = canvas.selected
        match self.start:
            case Start.CANVAS:
                return canvas.picture, self.keep, selection
            case Start.SELECTION:
                if selection is None:
                    raise BadInput(
                        "Nothing is selected: select with the rectangle or the lasso what is to be composed."
                    )
                return canvas.picture, self.keep, selection
            case Start.BEYOND:
                larger, around = _on_larger_canvas(canvas.picture, self.width, self.height)
                return larger, 0.0, around
            case Start.FRAME if self.frame is not None and selection is not None:
                return _in_selection(self.frame, canvas.picture, selection), self.keep, selection
            case Start.FRAME:
                return self.frame, self.keep, selection
            case Start.WORDS if selection is not None:
                return (
                    canvas.picture,
                    0.0,
                    selection,
                )  # nothing of what is selected, but all of what is around it
            case Start.WORDS:
                return None, self.keep, None


def _on_larger_canvas(picture: Picture, width: int, height: int) -> tuple[Picture, Picture]:
    """The picture in the middle of a canvas of this size, and a mask of what is around it."""
    left, top = (width - picture.width) // 2, (height - picture.height) // 2
    if left < 0 or top < 0 or (left == 0 and top == 0):
        raise BadInput(
            "The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole.",
            width,
            height,
            picture.width,
            picture.height,
        )
    place = slice(top, top + picture.height), slice(left, left + picture.width)

    def on_it() -> NDArray[np.uint8]:
        pixels = np.full((height, width, picture.pixels.shape[2]), 255, np.uint8)
        pixels[place] = picture.pixels
        return pixels

    around = np.full((height, width), 255, np.uint8)
    around[place] = 0
    return LatePicture(width, height, on_it, "canvas"), Picture(around, "around the canvas")


def _in_selection(frame: Picture, picture: Picture, selection: Picture) -> Picture:
    """A frame of a composition, enlarged, where anything is selected, and the picture elsewhere."""

    def framed() -> NDArray[np.uint8]:
        whole = resized(opaque(frame.pixels), picture.width, picture.height)
        pixels, selected = picture.pixels.copy(), selection.pixels > 0
        pixels[..., :3][selected] = whole[selected]
        return pixels

    return LatePicture(picture.width, picture.height, framed, frame.name)


class Compose(Operation[ComposeControls]):
    id: ClassVar[str] = "compose"
    engine: ClassVar[str] = "composer"
    controls = ComposeControls

    def make_controls(self, around: Surroundings) -> ComposeControls:
        return ComposeControls(around.prompts, around.background)

    def begin(self, controls: ComposeControls, _model: str) -> None:
        controls.offer_words()

    def goes_on_from(self, request: Request) -> bool:
        return isinstance(request, ComposeRequest)

    def go_on(self, controls: ComposeControls, request: Request, frame: FilmFrame) -> None:
        assert frame.image is not None
        pixels = pixels_of(frame.image, frame.image.width(), frame.image.height())
        if request.within is not None:  # which says what of it is seen
            pixels = pixels[..., :3]
        picture = Picture(pixels, f"step {frame.step}")
        controls.go_on_from(picture, request.branches[frame.step], frame.step)

    def settings(self, controls: ComposeControls, common: PaintSettings) -> ComposeSettings:
        frame = controls.frame
        return ComposeSettings(
            **vars(common),
            prompt=controls.prompt.toPlainText(),
            negative=controls.negative.text(),
            guidance=controls.guidance.number,
            start=controls.start.currentData(),
            keep=frame.keep if frame else controls.keep.number / 100,
            frame=frame.picture if frame else None,
            finish=controls.finish.currentData(),
            fitting=controls.fitting.isChecked(),
        )
