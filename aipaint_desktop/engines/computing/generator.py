"""The generator that paints line drawings and, with other weights, enlarges; and the eye that reads for it."""

from pathlib import Path

import torch

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.engines.computing.reference_eye import ReferenceEye
from aipaint_desktop.nn.sketch.network import SketchNetwork, load_sketch_network
from aipaint_desktop.nn.vgg import Vgg16


def load_generator(network: Path, vgg: Vgg16, device: Device) -> tuple[SketchNetwork, ReferenceEye]:
    """Load a generator onto a device, and make what reads references for it with VGG16, which is there. Raises
    `ValueError` where the file does not hold such a network."""
    place, precision = torch.device(device.kind), number_type(device)
    # codes are read in float32: they are small and decide everything
    loaded = load_sketch_network(network).to(place).paint_in(precision)
    return loaded, ReferenceEye(vgg, place, precision)
