"""A sketch model that was never taught, in a folder as it would ship."""

import hashlib
from pathlib import Path

import torch

from aipaint_desktop.nn.names import Names
from aipaint_desktop.nn.sketch_network import SketchNetwork, save_sketch_network

NAMES = Names(("landscape", "portrait"), ("baroque", "impressionism"), ())

_MANIFEST = """id = "sketch"
engine = "sketch"
family = "conditional GAN"
title = "Sketch"
title_zh = "线稿"
licence = "none"
good_at = "Nothing."
bad_at = "Everything."
needs = ["vgg16"]

[[files]]
name = "sketch.safetensors"
bytes = {size}
sha256 = "{digest}"
"""


def make_sketch_weights(path: Path) -> Path:
    """The weights alone; returns where they are."""
    torch.manual_seed(0)
    save_sketch_network(SketchNetwork(NAMES), path)
    return path


def make_sketch(folder: Path) -> Path:
    """The model's folder; returns it."""
    folder.mkdir()
    content = make_sketch_weights(folder / "sketch.safetensors").read_bytes()
    manifest = _MANIFEST.format(size=len(content), digest=hashlib.sha256(content).hexdigest())
    (folder / "model.toml").write_text(manifest, encoding="utf-8")
    return folder
