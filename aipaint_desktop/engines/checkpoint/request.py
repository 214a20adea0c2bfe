"""What a checkpoint is asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self, TypeAlias

from aipaint_desktop.engines.base.painted_over import without_painted_over
from aipaint_desktop.engines.base.request import (
    Request,
    SelectiveRequest,
    check_prompt,
    check_range,
    check_seed,
)
from aipaint_desktop.engines.base.sizes import check_extension, check_mask, check_size
from aipaint_desktop.engines.checkpoint.control.asked import MOST_CONTROLS, MOST_STRENGTH, Control
from aipaint_desktop.engines.checkpoint.prompts import fragments, with_choices_made
from aipaint_desktop.engines.checkpoint.samplers import Sampler, passes, passes_of_step
from aipaint_desktop.values.picture import Mask, Picture
from aipaint_desktop.values.refusal import BadInput, Sentence
from aipaint_desktop.values.titles import StepTitle

Prediction: TypeAlias = Literal["auto", "epsilon", "v"]

MOST_STEPS = 200
MOST_GUIDANCE = 30
MOST_CLIP_SKIP = 12
MOST_WEIGHT = 10
"""of a LoRA, to both sides of 0."""
ALIGNMENT = 8
"""px: sides that models take are multiples of this."""

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Stretch:
    """What steps are painted with, up to the frame `until`, which is the last of them. See `CheckpointRequest`."""

    until: int
    prompt: str
    negative: str
    guidance: float
    seed: int


@dataclass(frozen=True, kw_only=True)
class CheckpointRequest(Request):
    """What all requests of a checkpoint have.

    checkpoint: what the file or folder is called, never where it lies. weights: its SHA-256, 64 hexadecimal digits.
    prompt: what to paint; negative: what to stay away from. guidance: how much the words count, 1 for no more than they
        say. steps: of denoising; of a start that is kept in part, proportionally fewer are taken.
    few_steps: whether the model was distilled to paint in a few steps, which are then counted from pure noise.
    prediction: what the model predicts, where its file says nothing of it.
    loras: files that change what it paints, each named by `titled_hash`; lora_weights: how much of each, 1 as it was
        trained.
    embeddings: files that give words of the prompt a meaning, their titles, named likewise. vae: a file that stands in
        for the model's own VAE; "" for none. clip_skip: how far from the end the text encoders are read, 1 as trained.
    parts: of a file that only denoises, the folder that has all else, named likewise; "" for none.
    turns: the frames after which it went on with other words, guidance or another seed; turn_prompts, turn_negatives,
        turn_guidances, turn_seeds: those that it had until then.
    controls: files that guide it, named likewise; what each field that follows says of them, `Control` tells.
        inpainting_controls may be left out. references: what IP-Adapters paint like.
    region_masks: where, at the result's size, other words count as well, which region_prompts are: before those of the
        whole picture. region_references: what IP-Adapters paint like there instead of like the references, None for
        nothing else; may be left out.
    """

    engine: ClassVar[str] = "checkpoint"

    checkpoint: str
    weights: str
    prompt: str
    negative: str = ""
    guidance: float = 7.0
    steps: int = 25
    sampler: Sampler = "dpmpp_2m_karras"
    few_steps: bool = False
    prediction: Prediction = "auto"
    loras: tuple[str, ...] = ()
    lora_weights: tuple[float, ...] = ()
    embeddings: tuple[str, ...] = ()
    vae: str = ""
    clip_skip: int = 1
    parts: str = ""
    turns: tuple[int, ...] = ()
    turn_prompts: tuple[str, ...] = ()
    turn_negatives: tuple[str, ...] = ()
    turn_guidances: tuple[float, ...] = ()
    turn_seeds: tuple[int, ...] = ()
    controls: tuple[str, ...] = ()
    control_strengths: tuple[float, ...] = ()
    control_begins: tuple[float, ...] = ()
    control_ends: tuple[float, ...] = ()
    control_maps: tuple[Picture, ...] = ()
    image_encoders: tuple[str, ...] = ()
    inpainting_controls: tuple[bool, ...] = ()
    references: tuple[Picture, ...] = ()
    region_masks: tuple[Mask, ...] = ()
    region_prompts: tuple[str, ...] = ()
    region_references: tuple[Picture | None, ...] = ()

    @property
    def model(self) -> str:
        return self.checkpoint

    @property
    def sources(self) -> tuple[Picture, ...]:
        return *self.references, *(like for like in self.liked_regions if like is not None)

    @property
    def words(self) -> str:
        return self.prompt

    @property
    def steps_asked(self) -> int:
        return self.steps

    @property
    def strength(self) -> float:
        """Tell how much of what it begins with becomes noise, 0 to 1."""
        return 1.0

    @property
    def taken_steps(self) -> int:
        """Count the steps that are taken."""
        return taken_steps(self.steps, self.strength)

    @property
    def frames(self) -> int:
        """Count the frames of a run: a sampler may take more than one for a step."""
        return passes(self.sampler, self.taken_steps)

    @property
    def branches(self) -> Mapping[int, float]:
        each = passes_of_step(self.sampler)
        return {frame: frame / self.frames for frame in range(each, self.frames, each)}

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """List what is painted with, from the first frame to the last."""
        earlier = zip(
            self.turns,
            self.turn_prompts,
            self.turn_negatives,
            self.turn_guidances,
            self.turn_seeds,
            strict=True,
        )
        now = Stretch(self.frames, self.prompt, self.negative, self.guidance, self.seed)
        return *(Stretch(*each) for each in earlier), now

    def going_on(self, frame: int, now: Stretch) -> Self:
        """Ask for the same up to a frame, and from there on for what a stretch says, whose end does not matter."""
        earlier = [each for each in self.stretches if each.until < frame]
        at = self.stretches[len(earlier)]
        return replace(
            self._with_turns([*earlier, replace(at, until=frame)]),
            prompt=now.prompt,
            negative=now.negative,
            guidance=now.guidance,
            seed=now.seed,
        )

    @property
    def before_turn(self) -> Self | None:
        """Give the request that is the same up to the last turn, and has not made it; None where there is none."""
        if not self.turns:
            return None
        *earlier, last, _now = self.stretches
        return replace(
            self._with_turns(earlier),
            prompt=last.prompt,
            negative=last.negative,
            guidance=last.guidance,
            seed=last.seed,
        )

    def _with_turns(self, earlier: Sequence[Stretch]) -> Self:
        return replace(
            self,
            turns=tuple(each.until for each in earlier),
            turn_prompts=tuple(each.prompt for each in earlier),
            turn_negatives=tuple(each.negative for each in earlier),
            turn_guidances=tuple(each.guidance for each in earlier),
            turn_seeds=tuple(each.seed for each in earlier),
        )

    @property
    def v_prediction(self) -> bool | None:
        """Tell what the model predicts; None where it is left to the model."""
        return None if self.prediction == "auto" else self.prediction == "v"

    @property
    def lora_hashes(self) -> tuple[tuple[str, float], ...]:
        """Give the SHA-256 and the weight of each LoRA that changes anything."""
        pairs = zip(self.loras, self.lora_weights, strict=True)
        return tuple((hash_of(lora), float(weight)) for lora, weight in pairs if weight != 0)

    @property
    def painted_stretches(self) -> tuple[Stretch, ...]:
        """Give the stretches, once all that is left to chance was chosen by their seeds."""
        return tuple(
            replace(
                each,
                prompt=with_choices_made(each.prompt, each.seed),
                negative=with_choices_made(each.negative, each.seed),
            )
            for each in self.stretches
        )

    @property
    def guided_by(self) -> tuple[Control, ...]:
        """Give the controls that change anything."""
        maps = iter(self.control_maps)
        every = zip(
            self.controls,
            self.control_strengths,
            self.control_begins,
            self.control_ends,
            self.image_encoders,
            self._inpainting,
            strict=True,
        )
        found = (
            Control(
                file,
                float(strength),
                float(begin),
                float(end),
                None if encoder or inpaints else next(maps),
                encoder,
                inpaints,
            )
            for file, strength, begin, end, encoder, inpaints in every
        )
        return tuple(control for control in found if control.strength != 0)

    @property
    def _inpainting(self) -> tuple[bool, ...]:
        return self.inpainting_controls or (False,) * len(self.controls)

    @property
    def painted_regions(self) -> tuple[str, ...]:
        """Give the words of regions, once all that is left to chance was chosen by the seed."""
        return tuple(with_choices_made(prompt, self.seed) for prompt in self.region_prompts)

    @property
    def liked_regions(self) -> tuple[Picture | None, ...]:
        """Give what each region is painted like, None for the references of the whole picture."""
        return self.region_references or (None,) * len(self.region_masks)

    def validate(self) -> None:
        super().validate()
        if not _HASH.fullmatch(self.weights):
            raise BadInput("The request names no model by its hash.")
        self._check_turns()
        self._check_regions()
        for stretch in self.stretches:
            check_prompt(stretch.prompt, stretch.negative)
            check_range(Sentence("guidance"), stretch.guidance, 0, MOST_GUIDANCE)
            check_seed(stretch.seed)
        if not 1 <= self.steps <= MOST_STEPS:
            raise BadInput("{0} steps are out of range: 1 to {1}.", self.steps, MOST_STEPS)
        if not 1 <= self.clip_skip <= MOST_CLIP_SKIP:
            raise BadInput("A clip skip of {0} is out of range: 1 to {1}.", self.clip_skip, MOST_CLIP_SKIP)
        if not all(
            _HASH.fullmatch(hash_of(file))
            for file in (*self.embeddings, *filter(None, (self.vae, self.parts)))
        ):
            raise BadInput("The request does not name all files by their hashes.")
        for stretch in self.painted_stretches:
            fragments(stretch.prompt)
            fragments(stretch.negative)
        self._check_loras()
        self._check_controls()

    def _check_regions(self) -> None:
        if len(self.region_masks) != len(self.region_prompts):
            raise BadInput(
                "There are {0} regions and words for {1}.", len(self.region_masks), len(self.region_prompts)
            )
        if len(self.liked_regions) != len(self.region_masks):
            raise BadInput(
                "There are {0} regions and references for {1}.",
                len(self.region_masks),
                len(self.region_references),
            )
        if any(self.region_references) and not any(self.image_encoders):
            raise BadInput("A region is painted like a reference by an IP-Adapter: add one to the controls.")
        check_prompt("", *self.region_prompts)
        for mask, words in zip(self.region_masks, self.painted_regions, strict=True):
            fragments(words)
            if (mask.width, mask.height) != self.size:
                width, height = self.size
                raise BadInput(
                    "The region of “{0}” is {1}×{2} but the picture is {3}×{4}.",
                    words,
                    mask.width,
                    mask.height,
                    width,
                    height,
                )

    def _check_turns(self) -> None:
        told = self.turn_prompts, self.turn_negatives, self.turn_guidances, self.turn_seeds
        if any(len(each) != len(self.turns) for each in told):
            raise BadInput("The request does not say what it was painted with up to each turn.")
        if list(self.turns) != sorted(set(self.turns)) or not set(self.turns) <= self.branches.keys():
            raise BadInput("The request goes on from steps that there are not.")

    def _check_loras(self) -> None:
        if len(self.loras) != len(self.lora_weights):
            raise BadInput("There are {0} LoRAs and {1} weights.", len(self.loras), len(self.lora_weights))
        if not all(_HASH.fullmatch(hash_of(lora)) for lora in self.loras):
            raise BadInput("The request does not name all LoRAs by their hashes.")
        for lora, weight in zip(self.loras, self.lora_weights, strict=True):
            check_range(Sentence("weight of the LoRA {0}", title_of(lora)), weight, -MOST_WEIGHT, MOST_WEIGHT)

    def _check_controls(self) -> None:
        count = len(self.controls)
        if count > MOST_CONTROLS:
            raise BadInput("{0} controls are too many: at most {1}.", count, MOST_CONTROLS)
        told = self.control_strengths, self.control_begins, self.control_ends, self.image_encoders
        by_references = sum(map(bool, self.image_encoders))
        without_map = by_references + sum(self._inpainting)
        if (
            any(len(each) != count for each in (*told, self._inpainting))
            or any(map(all, zip(self.image_encoders, self._inpainting, strict=False)))
            or len(self.control_maps) != count - without_map
        ):
            raise BadInput("The request does not say all that it has to of its controls.")
        if not all(
            _HASH.fullmatch(hash_of(file)) for file in (*self.controls, *filter(None, self.image_encoders))
        ):
            raise BadInput("The request does not name all controls by their hashes.")
        if by_references and not self.sources:
            raise BadInput("An IP-Adapter paints like a reference: choose one.")
        for file, strength, begin, end in zip(self.controls, *told[:3], strict=True):
            check_range(Sentence("strength of the control {0}", title_of(file)), strength, 0, MOST_STRENGTH)
            if not 0 <= begin < end <= 1:
                raise BadInput(
                    "The control {0} cannot count from {1} to {2} of the steps: 0 to 1, the end after the beginning.",
                    title_of(file),
                    f"{begin:g}",
                    f"{end:g}",
                )


@dataclass(frozen=True, kw_only=True)
class PromptRequest(CheckpointRequest, SelectiveRequest):
    """Asks for words as a picture, or for a sketch as one.

    width, height: of the result; where a side is no multiple of 8, the next is painted and scaled.
    start: the sketch; keep: 0 (not at all like it) to 1 (as it is).
    in_parts: where it is much larger than what the model was trained on, paint it at that size first and then once
        more, finer, in overlapping parts; a start in parts alone.
    """

    operation: ClassVar[str] = "compose"
    title: ClassVar[StepTitle] = StepTitle("Composed")

    width: int
    height: int
    start: Picture | None = None
    keep: float = 0.5
    in_parts: bool = False

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ground(self) -> Picture | None:
        return self.start

    @property
    def strength(self) -> float:
        return 1.0 if self.start is None else 1 - self.keep

    @property
    def painted_size(self) -> tuple[int, int]:
        """Tell the width and height that the model paints."""
        return aligned(self.width), aligned(self.height)

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        check_range(Sentence("closeness to the start"), self.keep, 0, 1)
        for control in self.guided_by:
            if control.inpaints and self.start is None:
                raise BadInput(
                    "The control {0} goes on from what is there, and a picture of words alone begins with nothing.",
                    title_of(control.file),
                )


@dataclass(frozen=True, kw_only=True)
class PromptEditRequest(PromptRequest):
    """Asks for a picture changed as words say, by a model that is made for it.

    start: what is edited, all of it or what the selection says. in_parts: where a whole picture is much larger or
        smaller than what the model was trained on, edit it at that size, and scale the result.
    """

    operation: ClassVar[str] = "edit"
    title: ClassVar[StepTitle] = StepTitle("Edited")

    @property
    def strength(self) -> float:
        return 1.0

    def validate(self) -> None:
        super().validate()
        if self.start is None:
            raise BadInput("There is no picture to edit.")
        if not self.prompt.strip():
            raise BadInput("Say what is to change: the words are the instruction.")


@dataclass(frozen=True, kw_only=True)
class PromptFillRequest(CheckpointRequest):
    """Asks for what a mask selects painted anew, and seamlessly into what is around it.

    mask: of the picture's size, outside of which nothing changes. keep: 0 (nothing is left of what is there) to 1.
    """

    operation: ClassVar[str] = "fill"
    title: ClassVar[StepTitle] = StepTitle("Filled")

    picture: Picture
    mask: Mask
    keep: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.keep == 0:
            object.__setattr__(self, "picture", without_painted_over(self.picture, self.mask))

    @property
    def strength(self) -> float:
        return 1 - self.keep

    @property
    def size(self) -> tuple[int, int]:
        return self.picture.width, self.picture.height

    @property
    def ground(self) -> Picture:
        return self.picture

    @property
    def within(self) -> Mask:
        return self.mask

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        check_range(Sentence("closeness to the start"), self.keep, 0, 1)
        check_mask(self.mask, self.picture)


@dataclass(frozen=True, kw_only=True)
class PromptExtendRequest(CheckpointRequest):
    """Asks for more beyond the picture's edges. left, top: where the picture lies in the larger canvas, px."""

    operation: ClassVar[str] = "extend"
    title: ClassVar[StepTitle] = StepTitle("Extended")

    picture: Picture
    width: int
    height: int
    left: int
    top: int

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def corner(self) -> tuple[int, int]:
        return self.left, self.top

    def validate(self) -> None:
        super().validate()
        check_size(*self.size)
        check_extension(self.picture, *self.size, *self.corner)


def titled_hash(title: str, sha256: str) -> str:
    """Name a file in a request: for people by its title, and by its hash for who looks for it."""
    return f"{title}@{sha256}"


def title_of(file: str) -> str:
    """Give the title of a file that a request names."""
    return file.rpartition("@")[0]


def hash_of(file: str) -> str:
    """Give the SHA-256 of a file that a request names."""
    return file.rpartition("@")[2]


def taken_steps(steps: int, strength: float) -> int:
    """Count the steps that are taken of a start of which so much, 0 to 1, becomes noise."""
    return max(1, int(steps * strength))


def aligned(side: int) -> int:
    """Give the next side in px that models take."""
    return -(-side // ALIGNMENT) * ALIGNMENT
