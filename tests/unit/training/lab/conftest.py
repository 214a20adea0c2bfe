"""Small pictures and small networks."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.nn.generative import gan


@pytest.fixture(autouse=True)
def narrow_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GAN and a VAE of few channels, which take little time to train and to save."""
    monkeypatch.setattr(gan, "_CHANNELS", dict.fromkeys(gan._CHANNELS, 8))


@pytest.fixture
def paintings(tmp_path: Path) -> Path:
    """Six pictures of 96×64: a bright sky above a dark ground, each in its own colours."""
    folder = tmp_path / "paintings"
    folder.mkdir()
    random = np.random.default_rng(0)
    for number in range(6):
        pixels = np.empty((64, 96, 3), np.uint8)
        pixels[:32] = random.integers(180, 256, 3)
        pixels[32:] = random.integers(0, 80, 3)
        Image.fromarray(pixels).save(folder / f"{number}.png")
    return folder
