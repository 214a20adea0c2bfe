"""VGG16 from the weights that are installed."""

from pathlib import Path

from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.refusal import BadInput


def load_vgg(path: Path, last: str) -> Vgg16:
    """Up to `last`. Raises `BadInput` where the file does not hold its weights."""
    try:
        return Vgg16(path, last)
    except ValueError:
        raise BadInput(f"The weights {path.name} are not those of VGG16.") from None
