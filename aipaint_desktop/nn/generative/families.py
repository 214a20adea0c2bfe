"""The kinds of generative models of the lab. No torch here: the command line knows them without it."""

import json
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from safetensors import SafetensorError, safe_open

Family: TypeAlias = Literal["gan", "diffusion", "vae"]
FAMILIES: tuple[Family, ...] = get_args(Family)

TITLES: dict[Family, str] = {"gan": "GAN", "diffusion": "diffusion", "vae": "VAE"}
"""As they are written within a sentence."""

SIZES = (64, 128, 256)
"""px: sides of the pictures that their networks are made for."""

DIFFUSION_STEPS = 20
"""In which diffusion paints a picture; the others take one."""

_KEY = "model"


def to_metadata(family: Family, size: int) -> dict[str, str]:
    """Write what a model is as the metadata of a safetensors file."""
    return {_KEY: json.dumps({"family": family, "size": size})}


def read_metadata(path: Path) -> tuple[Family, int]:
    """Read what the model in a safetensors file is. Raises `ValueError` if there is none."""
    try:
        with safe_open(path, framework="np") as file:
            said = json.loads(file.metadata()[_KEY])
        family, size = said["family"], said["size"]
        if family not in FAMILIES or size not in SIZES:
            raise ValueError(f"no {family!r} of {size!r} px is known")
    except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path} does not hold a generative model: {error}") from error
    return family, size
