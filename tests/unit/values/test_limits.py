"""One set of limits: what they come to, and that every room takes them."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.document.canvas_size import check_canvas
from aipaint_desktop.engines.base.sizes import check_size
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.values import limits
from aipaint_desktop.values.limits import CANVAS, PAINTED, READ, Limit
from aipaint_desktop.values.refusal import BadInput

SMALL = Limit(4, 20, 200)


@pytest.mark.parametrize(
    ("size", "allowed", "exceeded"),
    [
        ((4, 20), True, False),
        ((20, 10), True, False),
        ((3, 20), False, False),
        ((21, 4), False, True),
        ((4, 21), False, True),
        ((20, 11), False, True),
    ],
)
def test_a_limit_is_of_sides_and_of_the_whole(size: tuple[int, int], allowed: bool, exceeded: bool) -> None:
    assert SMALL.allows(*size) == allowed
    assert SMALL.exceeded_by(*size) == exceeded


def test_what_is_painted_can_be_read_again_and_put_on_a_canvas() -> None:
    assert PAINTED.most <= CANVAS.most
    assert PAINTED.pixels <= READ.pixels <= CANVAS.pixels


@pytest.mark.parametrize(
    ("check", "limit"),
    [(check_canvas, CANVAS), (check_size, PAINTED)],
    ids=["canvas", "painted"],
)
def test_canvas_and_engines_keep_to_them(check: object, limit: Limit) -> None:
    assert callable(check)
    for side in (limit.least, limit.most):
        check(side, limit.least)
        check(limit.least, side)
    widest = limit.pixels // limit.most
    check(limit.most, widest)
    for size in ((limit.most + 1, limit.least), (limit.least, limit.most + 1), (limit.most, widest + 1)):
        with pytest.raises(BadInput):
            check(*size)
    with pytest.raises(BadInput):
        check(limit.least - 1, limit.least)


def test_files_keep_to_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aipaint_desktop.files.pictures import reading

    path = tmp_path / "picture.png"
    Image.fromarray(np.zeros((9, 30, 3), np.uint8)).save(path)
    assert read_picture(path, 270).width == 30
    monkeypatch.setattr(reading, "READ", Limit(1, 29, READ.pixels))
    with pytest.raises(BadInput, match="30×9"):
        read_picture(path)


def test_no_other_module_has_such_numbers() -> None:
    """But those of what formats cost to decode, and of what formats can hold."""
    package = Path(limits.__file__).parent.parent
    numbers = ("16384", "8192", "100_000_000", "64_000_000", "32_000_000")
    elsewhere = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(number in path.read_text(encoding="utf-8") for number in numbers)
    }
    assert elsewhere - _OTHER_THINGS == {"values/limits.py"}


_OTHER_THINGS = {
    "engines/checkpoint/cost.py",  # bytes
    "engines/checkpoint/trails.py",  # bytes
    "engines/painter/engine.py",  # bytes
    "files/brush_files/foreign.py",  # of the tips of brushes
    "files/pictures/reading.py",  # of a format
    "modelstore/manifests.py",  # bytes
    "nn/patches/denoiser.py",  # patches
    "nn/style/nearest_neighbour.py",  # places
    "workspace/preferences.py",  # megabytes
}
