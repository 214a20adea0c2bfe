"""Textual inversions (Gal et al. 2022): files with vectors that stand for a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors import SafetensorError, safe_open

from aipaint_desktop.engines.checkpoint.safetensors_file import check_no_pickle
from aipaint_desktop.values.refusal import BadInput, reason_of

if TYPE_CHECKING:
    from torch import Tensor

_MOST_VECTORS = 75  # that a text encoder reads at once
_NAMES = {"clip_l": 0, "clip_g": 1}  # of the text encoders of SDXL


@dataclass(frozen=True, eq=False)
class Embedding:
    """What a word means. word: how prompts say it. vectors: (n, width) for the text encoders of this width."""

    word: str
    vectors: Mapping[int, "Tensor"]


def read_embedding(path: Path, word: str) -> Embedding:
    """Read a textual inversion. Raises `BadInput` with a sentence that names the file and why it is none."""
    check_no_pickle(path)
    try:
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None
    rows = [tensor[None] if tensor.ndim == 1 else tensor for tensor in tensors.values()]
    if not 1 <= len(rows) <= len(_NAMES) or any(
        tensor.ndim != 2 or not 1 <= len(tensor) <= _MOST_VECTORS for tensor in rows
    ):
        raise BadInput("{0} is no textual inversion: it does not hold vectors for one word.", path.name)
    if any(not bool(tensor.float().isfinite().all()) for tensor in rows):
        raise BadInput("{0} is damaged: some of its vectors are no numbers.", path.name)
    return Embedding(word, {int(tensor.shape[1]): tensor for tensor in rows})
