"""What a model file of the artist's is."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from aipaint_desktop.values.refusal import Sentence


class Kind(Enum):
    """What a file, or a folder of diffusers, is for."""

    CHECKPOINT = "checkpoint"  # a whole model in one file
    FOLDER = "folder"  # a whole model as diffusers keeps it: model_index.json and a folder a part
    DIFFUSION = "diffusion"  # the part that denoises, without text encoders and VAE
    VAE = "vae"
    TEXT_ENCODER = "text-encoder"
    IMAGE_ENCODER = "image-encoder"
    LORA = "lora"
    EMBEDDING = "embedding"
    CONTROLNET = "controlnet"
    T2I_ADAPTER = "t2i-adapter"
    IP_ADAPTER = "ip-adapter"
    UPSCALER = "upscaler"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True)
class Identity:
    """Tells what is in a file.

    family: of the model that it is, or that it is for ("sd1", "sd2", "sdxl", "sdxl-refiner", "sd3", "flux", ...); of an
        upscaler its architecture; "" where tensors do not tell.
    variant: of a LoRA how it is named and what it holds ("kohya", "kohya loha", "peft dora" ...); of a model "inpaint",
        "edit" and what else makes a difference; "" where nothing does.
    reason: why the file cannot be used, of one that is unknown or refused.
    """

    kind: Kind
    family: str = ""
    variant: str = ""
    reason: Sentence | None = None


@dataclass(frozen=True)
class ModelFile:
    """A file, or folder of diffusers, as the index keeps it.

    size: bytes; of a folder those of its weights. changed: when, nanoseconds. sha256: 64 hexadecimal digits, "" until
    it is known; of a folder none.
    """

    path: Path
    size: int
    changed: int
    identity: Identity
    sha256: str = ""

    @property
    def kind(self) -> Kind:
        return self.identity.kind

    @property
    def title(self) -> str:
        """Give what it is called: its name without the suffix."""
        return self.path.name if self.kind is Kind.FOLDER else self.path.stem

    @property
    def usable(self) -> bool:
        return self.identity.reason is None
