from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.modelstore import references
from aipaint_desktop.modelstore.samples import paint_sample, sample_file, sketch_file


class GreyPainter:
    """Paints the mean of the reference."""

    id = "painter"

    def device(self) -> Device:
        return Device("cpu")

    def estimate(self, request: Request) -> Estimate:
        raise NotImplementedError

    def run(self, request: Request, _token: CancelToken) -> Iterator[Frame]:
        assert isinstance(request, PaintRequest)
        grey = request.references[0].pixels.mean()
        yield Frame(1, 1, np.full((request.height, request.width, 3), grey, np.uint8), 0.0)


@pytest.mark.parametrize("entry", references.shipped(), ids=lambda entry: entry.id)
def test_every_reference_that_ships_has_its_sample(entry: references.ReferenceEntry) -> None:
    with Image.open(sketch_file()) as sketch, Image.open(sample_file(entry)) as sample:
        assert sample.size == sketch.size


def test_an_own_reference_gets_a_sample_of_its_content(tmp_path: Path) -> None:
    for name, grey in (("dark.png", 20), ("light.png", 220)):
        Image.new("L", (64, 48), grey).save(tmp_path / name)
    dark, light = (references.add(tmp_path / name) for name in ("dark.png", "light.png"))
    assert not sample_file(dark).exists()
    for entry, grey in ((dark, 20), (light, 220)):
        file = paint_sample(entry, GreyPainter(), CancelToken())
        assert file == sample_file(entry)
        with Image.open(file) as sample:
            assert np.asarray(sample).mean() == pytest.approx(grey, abs=2)
