"""No engine lets a tensor of one device meet one of another: each runs to its end on a device that is pretended."""

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.generative.model import GenerativeModel, as_file, new_network
from tests.support.pretended_device import pretended
from tests.unit.engines.test_every_engine import LIKE, OPERATIONS, SKETCH, requests


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("model") / "weights.safetensors"
    path.write_bytes(as_file(GenerativeModel("diffusion", 64, new_network("diffusion", 64))))
    return path


def engines(device: str, trained: Path) -> dict[str, Engine]:
    return {**engines_by_id(device, "fp32"), "lab": LabEngine(lambda _id, _sha256: trained, device)}


def last(engine: Engine, request: Request) -> NDArray[np.uint8]:
    *_, frame = engine.run(request, CancelToken())
    return frame.image


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_engine_keeps_devices_apart(trained: Path, operation: str) -> None:
    request = requests(SKETCH, LIKE)[operation]
    with pretended("cuda") as device:
        painted = last(engines("cuda", trained)[request.engine], request)
    assert device.asked > 0
    assert painted.shape[:2] == request.size[::-1]
