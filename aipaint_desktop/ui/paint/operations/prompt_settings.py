"""What is set where a model of the artist's paints, and the request that it becomes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from aipaint_desktop.document.state import State
from aipaint_desktop.engines.base.preparation import Preparation
from aipaint_desktop.engines.checkpoint.control.asked import fields_of
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptEditRequest,
    PromptExtendRequest,
    PromptFillRequest,
    PromptRequest,
    taken_steps,
    titled_hash,
)
from aipaint_desktop.engines.checkpoint.samplers import Sampler
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH, find_model_file
from aipaint_desktop.modelstore.model_files.fitting import (
    embeddings_named_in,
    find_lora,
    find_parts,
    find_vae,
)
from aipaint_desktop.modelstore.model_files.index import ModelIndex, read_index
from aipaint_desktop.modelstore.model_files.model_file import ModelFile
from aipaint_desktop.ui.paint.operations.control_settings import ControlSettings, Source
from aipaint_desktop.ui.paint.operations.prompt_branch import Branch
from aipaint_desktop.ui.paint.operations.prompt_mode import Mode
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace.paint_settings import Canvas, PaintedFrom, PaintSettings, centred
from aipaint_desktop.workspace.region_places import RegionPlace

LIVE_STEPS = 8
"""That are taken at most while the canvas follows the brush."""


@dataclass(frozen=True)
class RegionSettings:
    """Says what is painted in a part of the picture.

    words: "" for those of the whole. like: the place, among the chosen references, of the one that it is painted like;
    None for those of the whole.
    """

    place: RegionPlace
    words: str = ""
    like: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromptSettings(PaintSettings):
    """See `PromptRequest`.

    branch: what is gone on from, whatever else is set but words, guidance and seed. mode: what is done. strength: how
    much of what is there becomes noise, 0 to 1. larger: whether the canvas is to grow, by as much as is proposed.
    loras, vae: names of files, by which they are found, the former with weights. parts: the folder of all else that a
    file lacks which only denoises, once it is found.
    regions: parts with words or references of their own; masks: where they are, as large as the canvas, once that is
    known.
    """

    prompt: str = ""
    negative: str = ""
    branch: Branch | None = None
    mode: Mode = Mode.GENERATE
    strength: float = 1.0
    larger: bool = False
    guidance: float = PromptRequest.guidance
    steps: int = PromptRequest.steps
    sampler: Sampler = PromptRequest.sampler
    few_steps: bool = False
    loras: tuple[tuple[str, float], ...] = ()
    controls: tuple[ControlSettings, ...] = ()
    embeddings: tuple[str, ...] = ()
    vae: str = ""
    parts: str = ""
    clip_skip: int = PromptRequest.clip_skip
    regions: tuple[RegionSettings, ...] = ()
    masks: tuple[Picture, ...] = ()

    @property
    def growth(self) -> float:
        return 1.25 if self.larger else 1.0

    @property
    def offered(self) -> tuple[PaintedFrom, ...]:
        if self.branch is not None:
            return ()
        match self.mode:
            case Mode.GENERATE:
                return ()
            case Mode.REFINE:
                return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER, PaintedFrom.SELECTION
        return PaintedFrom.VISIBLE, PaintedFrom.SKETCH, PaintedFrom.LAYER

    @property
    def likes_chosen(self) -> bool:
        return self.branch is None and any(
            control.likes or control.source is Source.REFERENCE for control in self.controls
        )

    @property
    def live(self) -> bool:
        refines = self.mode is Mode.REFINE and self.branch is None
        return refines and taken_steps(self.steps, self.strength) <= LIVE_STEPS

    def foreseen(self) -> Self:
        index = read_index() if self.controls else ModelIndex()
        return replace(
            self, loras=(), controls=tuple(control.expected(index) for control in self.controls), vae=""
        )

    def settled(self, preparation: Preparation) -> Self:
        if self.branch is not None:
            file = find_model_file(self.branch.request.weights, PAINTED_WITH, preparation)
            meanings = embeddings_named_in((self.prompt, self.negative), file)
            return replace(self, embeddings=_named(meanings))
        file = find_model_file(self.model, PAINTED_WITH, preparation)
        meanings = embeddings_named_in(
            (self.prompt, self.negative, *(region.words for region in self.regions)), file
        )
        vae = find_vae(self.vae, preparation) if self.vae else None
        parts = find_parts(file, preparation)
        loras = [(find_lora(name, file, preparation), weight) for name, weight in self.loras]
        named = tuple((titled_hash(lora.title, lora.sha256), weight) for lora, weight in loras)
        return replace(
            self,
            model=file.id,
            weights=file.sha256,
            loras=named,
            controls=tuple(control.settled(file, preparation) for control in self.controls),
            embeddings=_named(meanings),
            vae=titled_hash(vae.title, vae.sha256) if vae else "",
            parts=titled_hash(parts.title, parts.sha256) if parts else "",
        )

    def located(self, state: State) -> Self:
        return replace(self, masks=tuple(Picture(region.place.mask_in(state)) for region in self.regions))

    def request(self, canvas: Canvas, references: tuple[Picture, ...]) -> CheckpointRequest:
        """Build what is asked for: a selection of a canvas that stays as large as it is, is filled."""
        if self.branch is not None:
            return self.branch.going_on(self.prompt, self.negative, self.guidance, self.seed, self.embeddings)
        picture, selected = canvas.picture, canvas.selected
        asked = self._asked(canvas) | self._guided(canvas, references)
        same = (self.width, self.height) == (picture.width, picture.height)
        match self.mode:
            case Mode.GENERATE:
                cut = canvas.selected_at(self.width, self.height)
                return PromptRequest(
                    **asked, width=self.width, height=self.height, selection=cut, in_parts=True
                )
            case Mode.REFINE if selected is None or not same:
                return PromptRequest(
                    **asked,
                    start=picture,
                    keep=self._keep,
                    selection=selected,
                    width=self.width,
                    height=self.height,
                    in_parts=True,
                )
            case Mode.EDIT:
                return PromptEditRequest(
                    **asked,
                    start=picture,
                    selection=selected,
                    width=self.width,
                    height=self.height,
                    in_parts=True,
                )
            case Mode.EXPAND if selected is None or not same:
                return PromptExtendRequest(
                    **asked,
                    picture=picture,
                    width=self.width,
                    height=self.height,
                    left=(self.width - picture.width) // 2,
                    top=(self.height - picture.height) // 2,
                )
        if selected is None:
            raise BadInput(
                "Nothing is selected: select with the rectangle or the lasso what is to be filled."
            )
        if not same:
            raise BadInput("What is selected can be filled at the size of the canvas alone.")
        keep = self._keep if self.mode is Mode.REFINE else 0.0
        return PromptFillRequest(**asked, picture=picture, mask=selected, keep=keep)

    def _guided(self, canvas: Canvas, references: tuple[Picture, ...]) -> dict[str, Any]:
        """What is said of controls, and what regions are painted like: a reference that one has is of no other part."""
        size = self.width, self.height
        grows = self.mode is Mode.EXPAND and size != (canvas.picture.width, canvas.picture.height)
        controls = [each.control(canvas, references, size, grows) for each in self.controls]
        likes: list[Picture | None] = [None] * len(self.regions)
        rest = list(references)
        if any(control.likes for control in self.controls):
            for number, region in enumerate(self.regions):
                if region.like is not None and region.like < len(references):
                    likes[number] = like = references[region.like]
                    rest = [one for one in rest if one is not like]
        return fields_of(controls, rest) | {"region_references": tuple(likes) if any(likes) else ()}

    @property
    def _keep(self) -> float:
        return round(1 - self.strength, 4)

    def _masks(self, canvas: Canvas) -> tuple[Picture, ...]:
        """Where regions are in what is painted; nowhere as long as that is not known."""
        blank = np.zeros((canvas.picture.height, canvas.picture.width), np.uint8)
        masks = self.masks or tuple(Picture(blank) for _region in self.regions)
        if self.mode is Mode.REFINE:  # the canvas is scaled along
            return tuple(Picture(resized(mask.pixels, self.width, self.height)) for mask in masks)
        return tuple(centred(mask, self.width, self.height) for mask in masks)

    def _asked(self, canvas: Canvas) -> dict[str, Any]:
        """What requests of checkpoints have in common."""
        return {
            "region_masks": self._masks(canvas),
            "region_prompts": tuple(region.words for region in self.regions),
            "seed": self.seed,
            "checkpoint": self.model.rpartition("@")[0],
            "weights": self.weights,
            "prompt": "" if self.mode is Mode.REMOVE else self.prompt,
            "negative": self.negative,
            "guidance": self.guidance,
            "steps": self.steps,
            "sampler": self.sampler,
            "few_steps": self.few_steps,
            "loras": tuple(name for name, _weight in self.loras),
            "lora_weights": tuple(weight for _name, weight in self.loras),
            "embeddings": self.embeddings,
            "vae": self.vae,
            "parts": self.parts,
            "clip_skip": self.clip_skip,
        }


def _named(files: Iterable[ModelFile]) -> tuple[str, ...]:
    return tuple(titled_hash(each.title, each.sha256) for each in files)
