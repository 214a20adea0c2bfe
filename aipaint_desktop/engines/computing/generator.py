"""The generator that paints line drawings and, with other weights, enlarges; and the eye that reads for it."""

from pathlib import Path

import torch

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing.devices import number_type
from aipaint_desktop.engines.computing.reference_eye import ReferenceEye
from aipaint_desktop.engines.computing.vgg_weights import load_vgg
from aipaint_desktop.nn.sketch.network import SketchNetwork, load_sketch_network
from aipaint_desktop.nn.style.network import CODE_LAYERS


def load_generator(network: Path, vgg: Path, device: Device) -> tuple[SketchNetwork, ReferenceEye]:
    """Load a generator onto a device, and what reads references for it. Raises `ValueError` where the file does not
    hold such a network, and `BadInput` where the other does not hold VGG16."""
    place, precision = torch.device(device.kind), number_type(device)
    # codes are read in float32: they are small and decide everything
    loaded = load_sketch_network(network).to(place).paint_in(precision)
    return loaded, ReferenceEye(load_vgg(vgg, CODE_LAYERS[-1]), place, precision)
