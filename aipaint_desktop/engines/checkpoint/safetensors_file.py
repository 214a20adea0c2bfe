"""What all files of weights have to be before anything is read of them."""

from pathlib import Path

from safetensors import SafetensorError, safe_open

from aipaint_desktop.engines.checkpoint.architecture import Shapes
from aipaint_desktop.values.refusal import BadInput, reason_of

_PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle")


def check_no_pickle(path: Path) -> None:
    """Raise `BadInput` where a file could run any program when it is opened."""
    if path.suffix.lower() in _PICKLES:
        raise BadInput(
            "{0} is a pickle, which could run any program when opened; only safetensors are read.", path.name
        )


def read_shapes(path: Path) -> Shapes:
    """Read the shapes of the tensors of a safetensors file, and no tensor. Raises `BadInput`."""
    check_no_pickle(path)
    try:
        with safe_open(path, framework="numpy") as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    except SafetensorError:
        raise BadInput("{0} is damaged or no safetensors file.", path.name) from None
