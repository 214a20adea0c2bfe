"""What a model file of the artist's is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from aipaint_desktop.values.refusal import Sentence
from aipaint_desktop.values.text import as_text

PICKLED = "pickle"
"""The variant of what is read from a pickle, which runs nothing of it."""

_DIGITS = 8
_OF_DIFFUSERS = ("diffusion_pytorch_model", "model", "pytorch_lora_weights")  # in folders that have the name


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


KIND_TITLES: Mapping[Kind, Sentence] = {
    Kind.CHECKPOINT: Sentence("model"),
    Kind.FOLDER: Sentence("model in a folder"),
    Kind.DIFFUSION: Sentence("model without text encoder and VAE"),
    Kind.VAE: Sentence("VAE"),
    Kind.TEXT_ENCODER: Sentence("text encoder"),
    Kind.IMAGE_ENCODER: Sentence("image encoder"),
    Kind.LORA: Sentence("LoRA"),
    Kind.EMBEDDING: Sentence("textual inversion"),
    Kind.CONTROLNET: Sentence("ControlNet"),
    Kind.T2I_ADAPTER: Sentence("T2I-Adapter"),
    Kind.IP_ADAPTER: Sentence("IP-Adapter"),
    Kind.UPSCALER: Sentence("upscaler"),
    Kind.UNKNOWN: Sentence("unknown"),
    Kind.REFUSED: Sentence("refused"),
}

FAMILY_TITLES: Mapping[str, str] = {
    "sd1": "Stable Diffusion 1.x",
    "sd2": "Stable Diffusion 2.x",
    "sdxl": "SDXL",
    "sdxl-refiner": "SDXL refiner",
    "sd3": "Stable Diffusion 3.x",
    "flux": "FLUX.1",
    "flux2": "FLUX.2",
    "chroma": "Chroma",
    "pixart": "PixArt",
    "sana": "Sana",
    "kandinsky": "Kandinsky",
    "karlo": "Karlo",
    "qwen-image": "Qwen-Image",
    "z-image": "Z-Image",
}
"""What families are called, in every language; of an upscaler the family is its architecture's own name."""


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
    it is known; of a folder that of the names and hashes of its weights. few_steps: whether it paints in a few steps,
    as the artist has said; None where they said nothing.
    """

    path: Path
    size: int
    changed: int
    identity: Identity
    sha256: str = ""
    few_steps: bool | None = None

    @property
    def kind(self) -> Kind:
        return self.identity.kind

    @property
    def title(self) -> str:
        """Give what it is called: its name without the suffix, or the name of its folder where all such files are
        called the same."""
        if self.kind is Kind.FOLDER:
            return as_text(self.path.name)
        stem = self.path.stem
        return as_text(self.path.parent.name if stem.removesuffix(".fp16") in _OF_DIFFUSERS else stem)

    @property
    def id(self) -> str:
        """Give the id in the list of models: its title and the first digits of its hash, by which it is found wherever
        it was moved; its path until the hash is known."""
        return f"{self.title}@{self.sha256[:_DIGITS]}" if self.sha256 else str(self.path)

    @property
    def family_title(self) -> str:
        """Give what its family is called, "" where that is not told."""
        return FAMILY_TITLES.get(self.identity.family, self.identity.family)

    @property
    def usable(self) -> bool:
        return self.identity.reason is None
