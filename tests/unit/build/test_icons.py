"""The app's icon for the three platforms."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from icons import SIZES, render, write_icons

DRAWING = Path(__file__).resolve().parents[3] / "resources" / "aipaint.svg"


@pytest.mark.parametrize("size", [16, 256])
def test_the_drawing_fills_the_icon_and_leaves_its_corners_clear(size: int) -> None:
    pixels = np.asarray(render(DRAWING, size))
    assert pixels.shape == (size, size, 4)
    assert pixels[0, 0, 3] == 0
    assert pixels[size // 2, size // 2, 3] == 255
    assert pixels[..., :3][pixels[..., 3] == 255].std(axis=0).min() > 30  # colours that differ, even small


def test_every_platform_gets_its_sizes(tmp_path: Path) -> None:
    write_icons(DRAWING, tmp_path)
    assert {int(file.stem) for file in tmp_path.glob("*.png")} == set(SIZES)
    with Image.open(tmp_path / "aipaint.ico") as windows:
        assert windows.info["sizes"] == {(size, size) for size in SIZES if size <= 256}
    with Image.open(tmp_path / "aipaint.icns") as mac:
        assert {size * scale for size, _, scale in mac.info["sizes"]} >= {32, 128, 256, 512, 1024}


def test_what_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "not.svg").write_text("paint")
    with pytest.raises(ValueError, match=r"not\.svg is not a drawing"):
        render(tmp_path / "not.svg", 16)
