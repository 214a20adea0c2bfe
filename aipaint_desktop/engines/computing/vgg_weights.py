"""VGG16 from the weights that are installed."""

from pathlib import Path

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.nn.vgg import STYLE_LAYERS, Vgg16
from aipaint_desktop.values.refusal import BadInput


def load_vgg(path: Path, device: Device) -> Vgg16:
    """Load VGG16 up to `last`. Raises `BadInput` where the file does not hold its weights."""
    try:
        return Vgg16(path, STYLE_LAYERS[-1]).to(device.kind, number_type(device))
    except ValueError:
        raise BadInput("The weights {0} are not those of VGG16.", path.name) from None
