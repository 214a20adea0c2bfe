"""What a checkpoint is asked for."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from aipaint_desktop.engines.base.painted_over import without_painted_over
from aipaint_desktop.engines.base.request import Request, SelectiveRequest, check_prompt, check_range
from aipaint_desktop.engines.base.sizes import check_extension, check_mask, check_size
from aipaint_desktop.engines.checkpoint.prompts import fragments, with_choices_made
from aipaint_desktop.engines.checkpoint.samplers import Sampler
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


@dataclass(frozen=True, kw_only=True)
class CheckpointRequest(Request):
    """What all requests of a checkpoint have.

    checkpoint: what the file or folder is called, never where it lies. weights: its SHA-256, 64 hexadecimal digits.
    prompt: what to paint; negative: what to stay away from. guidance: how much the words count, 1 for no more than they
        say. steps: of denoising; of a start that is kept in part, proportionally fewer are taken.
    prediction: what the model predicts, where its file says nothing of it.
    loras: files that change what it paints, each named by `titled_hash`; lora_weights: how much of each, 1 as it was
        trained.
    embeddings: files that give words of the prompt a meaning, their titles, named likewise. vae: a file that stands in
        for the model's own VAE; "" for none. clip_skip: how far from the end the text encoders are read, 1 as trained.
    """

    engine: ClassVar[str] = "checkpoint"

    checkpoint: str
    weights: str
    prompt: str
    negative: str = ""
    guidance: float = 7.0
    steps: int = 25
    sampler: Sampler = "dpmpp_2m_karras"
    prediction: Prediction = "auto"
    loras: tuple[str, ...] = ()
    lora_weights: tuple[float, ...] = ()
    embeddings: tuple[str, ...] = ()
    vae: str = ""
    clip_skip: int = 1

    @property
    def model(self) -> str:
        return self.checkpoint

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
    def v_prediction(self) -> bool | None:
        """Tell what the model predicts; None where it is left to the model."""
        return None if self.prediction == "auto" else self.prediction == "v"

    @property
    def lora_hashes(self) -> tuple[tuple[str, float], ...]:
        """Give the SHA-256 and the weight of each LoRA that changes anything."""
        pairs = zip(self.loras, self.lora_weights, strict=True)
        return tuple((hash_of(lora), float(weight)) for lora, weight in pairs if weight != 0)

    @property
    def painted_words(self) -> tuple[str, str]:
        """Give the prompt and what to stay away from, once all that is left to chance was chosen by the seed."""
        return with_choices_made(self.prompt, self.seed), with_choices_made(self.negative, self.seed)

    def validate(self) -> None:
        super().validate()
        if not _HASH.fullmatch(self.weights):
            raise BadInput("The request names no model by its hash.")
        check_prompt(self.prompt, self.negative)
        check_range(Sentence("guidance"), self.guidance, 0, MOST_GUIDANCE)
        if not 1 <= self.steps <= MOST_STEPS:
            raise BadInput("{0} steps are out of range: 1 to {1}.", self.steps, MOST_STEPS)
        if not 1 <= self.clip_skip <= MOST_CLIP_SKIP:
            raise BadInput("A clip skip of {0} is out of range: 1 to {1}.", self.clip_skip, MOST_CLIP_SKIP)
        if not all(_HASH.fullmatch(hash_of(file)) for file in (*self.embeddings, *filter(None, (self.vae,)))):
            raise BadInput("The request does not name all files by their hashes.")
        for words in self.painted_words:
            fragments(words)
        self._check_loras()

    def _check_loras(self) -> None:
        if len(self.loras) != len(self.lora_weights):
            raise BadInput("There are {0} LoRAs and {1} weights.", len(self.loras), len(self.lora_weights))
        if not all(_HASH.fullmatch(hash_of(lora)) for lora in self.loras):
            raise BadInput("The request does not name all LoRAs by their hashes.")
        for lora, weight in zip(self.loras, self.lora_weights, strict=True):
            check_range(Sentence("weight of the LoRA {0}", title_of(lora)), weight, -MOST_WEIGHT, MOST_WEIGHT)


@dataclass(frozen=True, kw_only=True)
class PromptRequest(CheckpointRequest, SelectiveRequest):
    """Asks for words as a picture, or for a sketch as one.

    width, height: of the result; where a side is no multiple of 8, the next is painted and scaled.
    start: the sketch; keep: 0 (not at all like it) to 1 (as it is).
    """

    operation: ClassVar[str] = "compose"
    title: ClassVar[StepTitle] = StepTitle("Composed")

    width: int
    height: int
    start: Picture | None = None
    keep: float = 0.5

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
