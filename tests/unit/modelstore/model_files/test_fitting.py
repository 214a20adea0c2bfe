"""Files that go with a model are refused where they are made for another, by the names of both."""

from dataclasses import replace
from pathlib import Path

import pytest

from aipaint_desktop.modelstore.model_files.finding import find_model_file
from aipaint_desktop.modelstore.model_files.fitting import find_lora
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind, ModelFile
from aipaint_desktop.values.refusal import BadInput
from tests.support.model_headers import safetensors

PLACE = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k"


def test_a_lora_for_another_kind_of_model_is_refused_by_both_names(tmp_path: Path) -> None:
    path = tmp_path / "ink.safetensors"
    path.write_bytes(
        safetensors({f"{PLACE}.lora_down.weight": (4, 2048), f"{PLACE}.lora_up.weight": (640, 4)})
    )
    model = ModelFile(tmp_path / "lake.safetensors", 1, 1, Identity(Kind.CHECKPOINT, "sd1"), "a" * 64)
    with pytest.raises(BadInput) as refused:
        find_lora(str(path), model)
    assert str(refused.value) == (
        "ink.safetensors is made for SDXL and does not fit lake, which is Stable Diffusion 1.x."
    )
    found = find_lora(str(path), replace(model, identity=Identity(Kind.CHECKPOINT, "sdxl")))
    assert found == find_model_file(str(path))
    assert find_lora(str(path), replace(model, identity=Identity(Kind.CHECKPOINT))) == found
