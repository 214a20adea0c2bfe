"""A composer that answers but was never taught: for tests of everything around the network."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import torch

from aipaint_desktop import paths
from aipaint_desktop.engines.composer.composition import MEANS, PAINTINGS
from aipaint_desktop.nn.composer.mean_picture import CELLS, MeanPicture, known_size
from aipaint_desktop.nn.composer.painting_prior import nothing_known
from aipaint_desktop.nn.generative.unet import UNet, save_unet
from aipaint_desktop.words.names import Names
from aipaint_desktop.words.prompts import WEIGHTS

WORDS = ("words.txt", "words.safetensors", "chinese.tsv", "names.tsv", "subjects.tsv")
NAMES = Names(("landscape", "portrait"), ("impressionism",), ("claude monet",))

_MANIFEST = """id = "composer"
engine = "composer"
family = "text-conditional diffusion"
title = "Composer"
title_zh = "构图师"
licence = "none"
good_at = "Nothing."
bad_at = "Everything."
"""


def make_composer(folder: Path) -> Path:
    """The model's folder, with the words that ship; returns it."""
    folder.mkdir()
    for name in WORDS:
        shutil.copy(paths.models() / "composer" / name, folder)
    torch.manual_seed(0)
    network = UNet(NAMES)
    for weights in network.parameters():
        if not weights.any():  # what starts at zero would hide the words
            torch.nn.init.normal_(weights, std=0.05)
    save_unet(network, folder / WEIGHTS)
    MeanPicture(0.3 * torch.randn(known_size(NAMES), 3 * CELLS**2), NAMES).save(folder / MEANS)
    one = torch.ones(1, dtype=torch.int64)
    replace(nothing_known(), genre=one, movement=one, artist=one).save(folder / PAINTINGS)
    manifest = _MANIFEST
    for name in (WEIGHTS, MEANS, PAINTINGS, *WORDS):
        content = (folder / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        manifest += f'\n[[files]]\nname = "{name}"\nbytes = {len(content)}\nsha256 = "{digest}"\n'
    (folder / "model.toml").write_text(manifest, encoding="utf-8")
    return folder
