"""The numbers of controls of the published sizes are read from their shapes alone."""

from typing import Any

import pytest
import torch

from aipaint_desktop.engines.checkpoint.control.controlnet import controlnet_config
from aipaint_desktop.engines.checkpoint.control.controlnet import diffusers_names as controlnet_names
from aipaint_desktop.engines.checkpoint.control.ip_adapter import vision_config
from aipaint_desktop.engines.checkpoint.control.t2i_adapter import diffusers_names as t2i_adapter_names
from aipaint_desktop.engines.checkpoint.control.t2i_adapter import t2i_adapter_config
from aipaint_desktop.modelstore.model_files.header import Header
from aipaint_desktop.modelstore.model_files.identifying import identify_header
from aipaint_desktop.modelstore.model_files.model_file import Kind
from tests.support.tiny_checkpoints import tiny_pipeline
from tests.support.tiny_controls import original_controlnet, original_t2i_adapter

ATTENDS, PLAIN = "CrossAttnDownBlock2D", "DownBlock2D"
OF_XL = (
    {},
    {"transformer_layers_per_block": 1},
    {"down_block_types": [PLAIN] * 3, "mid_block_type": "UNetMidBlock2D"},
)


def shapes_of(tensors: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in tensors.items()}


@pytest.mark.parametrize(
    ("family", "changes"), [("sd1", {}), ("sd2", {}), *(("sdxl", changes) for changes in OF_XL)]
)
def test_controlnets(family: Any, changes: dict[str, Any]) -> None:
    import diffusers

    with torch.device("meta"):
        unet = tiny_pipeline(family, full=True).unet
        shared = dict(diffusers.ControlNetModel.from_unet(unet, load_weights_from_unet=False).config)
        network = diffusers.ControlNetModel.from_config(shared | changes)
    for tensors in (network.state_dict(), original_controlnet(network)):
        shapes = shapes_of(tensors)
        identity = identify_header(Header(shapes))
        assert (identity.kind, identity.family) == (Kind.CONTROLNET, family)
        names = controlnet_names(shapes, "file")
        config = controlnet_config({names[one]: shapes[one] for one in shapes}, unet.config, "file")
        with torch.device("meta"):
            again = diffusers.ControlNetModel(**config)
        assert shapes_of(again.state_dict()) == shapes_of(network.state_dict())
        heads = "attention_head_dim"
        assert config[heads] == shared[heads]


@pytest.mark.parametrize(
    ("kind", "family", "told"),
    [
        ("full_adapter", "sd1", {}),
        ("light_adapter", "sd1", {"channels": [320, 640, 1280], "num_res_blocks": 4}),
        ("full_adapter_xl", "sdxl", {"downscale_factor": 16}),
    ],
)
@pytest.mark.parametrize("channels", [1, 3])
def test_t2i_adapters(kind: str, family: str, told: dict[str, Any], channels: int) -> None:
    import diffusers

    with torch.device("meta"):
        network = diffusers.T2IAdapter(in_channels=channels, adapter_type=kind, **told)
    for tensors in (network.state_dict(), original_t2i_adapter(network)):
        shapes = shapes_of(tensors)
        identity = identify_header(Header(shapes))
        assert (identity.kind, identity.family) == (Kind.T2I_ADAPTER, family)
        names = t2i_adapter_names(shapes, "file")
        config = t2i_adapter_config({names[one]: shapes[one] for one in shapes}, "file")
        assert config == {name: network.config[name] for name in config}


@pytest.mark.parametrize(
    ("width", "inner", "layers", "heads", "between", "projected"),
    [
        (1280, 5120, 32, 16, "gelu", 1024),
        (1664, 8192, 48, 16, "gelu", 1280),
        (1024, 4096, 24, 16, "quick_gelu", 768),
    ],
)
def test_image_encoders(
    width: int, inner: int, layers: int, heads: int, between: str, projected: int
) -> None:
    import transformers

    config = transformers.CLIPVisionConfig(
        hidden_size=width,
        intermediate_size=inner,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        patch_size=14,
        projection_dim=projected,
        hidden_act=between,
    )
    with torch.device("meta"):
        shapes = shapes_of(transformers.CLIPVisionModelWithProjection(config).state_dict())
    assert identify_header(Header(shapes)).kind is Kind.IMAGE_ENCODER
    read = vision_config(shapes, "file")
    assert read == {name: getattr(config, name) for name in read}
    assert read["image_size"] == 224
