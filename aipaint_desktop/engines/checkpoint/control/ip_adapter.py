"""IP-Adapters (Ye et al. 2023): attention to pictures beside the words."""

import copy
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.checkpoint.architecture import Config
from aipaint_desktop.engines.checkpoint.control.loading import does_not_fit
from aipaint_desktop.engines.checkpoint.families import Shapes
from aipaint_desktop.engines.checkpoint.lora.applying import twin_of
from aipaint_desktop.engines.checkpoint.narrow import compute_in, computes_in, computes_on, widen
from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes, read_tensors
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch
    from torch import Tensor

_PROJECTION, _ATTENTION = "image_proj.", "ip_adapter."
_MOST_LAYERS = 100
_HEADS = {768: (12, "quick_gelu"), 1024: (16, "quick_gelu"), 1280: (16, "gelu"), 1664: (16, "gelu")}
"""Of the encoders that were published, by their width: heads of attention, and what comes between layers."""


@dataclass(frozen=True, eq=False)
class IpAdapter:
    """What a file holds. projection, attention: its tensors, by their names within either part."""

    name: str
    projection: "Mapping[str, Tensor]"
    attention: "Mapping[str, Tensor]"


def read_ip_adapter(path: Path, dtype: "torch.dtype") -> IpAdapter:
    """Read an IP-Adapter. dtype: what wider numbers become. Raises `BadInput`."""
    tensors = read_tensors(path, (_PROJECTION, _ATTENTION), dtype)

    def part(prefix: str) -> "dict[str, Tensor]":
        return {name.removeprefix(prefix): one for name, one in tensors.items() if name.startswith(prefix)}

    return IpAdapter(path.name, part(_PROJECTION), part(_ATTENTION))


def with_ip_adapters(pipe: Any, adapters: Sequence[IpAdapter], model: str) -> Any:
    """Give a pipeline that attends to pictures, too, and shares all its tensors with the given one, which stays as it
    is. model: what it is called. Raises `BadInput` where an adapter does not fit it."""
    from diffusers.models.embeddings import MultiIPAdapterImageProjection

    unet: Any = twin_of(pipe.unet)
    for adapter in adapters:
        _check(unet, adapter, model)
    states = [
        {"image_proj": dict(adapter.projection), "ip_adapter": dict(adapter.attention)}
        for adapter in adapters
    ]
    dtype, device = computes_in(unet), computes_on(unet)
    try:
        with quiet():
            unet.encoder_hid_proj = None
            processors = unet._convert_ip_adapter_attn_to_diffusers(states, low_cpu_mem_usage=False)
            projections = [
                unet._convert_ip_adapter_image_proj_to_diffusers(one["image_proj"], low_cpu_mem_usage=False)
                for one in states
            ]
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise BadInput(
            "{0} is not built as IP-Adapters are.", ", ".join(one.name for one in adapters)
        ) from error
    unet.set_attn_processor(processors)
    unet.encoder_hid_proj = MultiIPAdapterImageProjection(projections)
    unet.config.encoder_hid_dim_type = "ip_image_proj"
    added = [
        unet.encoder_hid_proj,
        *(one for one in unet.attn_processors.values() if hasattr(one, "to_k_ip")),
    ]
    for part in added:
        part.to(device, dtype).requires_grad_(False).eval()
    twin = copy.copy(pipe)
    vars(twin)["unet"] = unet
    return twin


def set_strengths(unet: Any, strengths: Sequence[float] | Sequence[Sequence[float]]) -> None:
    """Say how much each adapter of a network counts that nobody else runs, or how much of it each reference."""
    for processor in unet.attn_processors.values():
        if hasattr(processor, "to_k_ip"):
            processor.scale = list(strengths)


def embed(
    unet: Any, encoders: Sequence[Any], references: Sequence[NDArray[np.uint8]]
) -> "list[tuple[Tensor, Tensor]]":
    """Tell what each adapter's encoder sees in nothing and in references (H, W, 3), as
    `prepare_ip_adapter_image_embeds` of diffusers' pipelines does: (1, count, ...) each."""
    import torch
    from diffusers.models.embeddings import ImageProjection
    from transformers import CLIPImageProcessor

    embedded = []
    for encoder, projection in zip(encoders, unet.encoder_hid_proj.image_projection_layers, strict=True):
        side = encoder.config.image_size
        with quiet():
            seen = CLIPImageProcessor(size=side, crop_size=side)(
                list(references), return_tensors="pt"
            ).pixel_values
        seen = seen.to(computes_on(encoder), computes_in(encoder))
        if isinstance(projection, ImageProjection):
            of_all = encoder(seen).image_embeds
            of_nothing = torch.zeros_like(of_all)
        else:
            of_all = encoder(seen, output_hidden_states=True).hidden_states[-2]
            of_nothing = encoder(torch.zeros_like(seen), output_hidden_states=True).hidden_states[-2]
        embedded.append((of_nothing[None].to(computes_on(unet)), of_all[None].to(computes_on(unet))))
    return embedded


def load_image_encoder(path: Path, dtype: "torch.dtype") -> Any:
    """Load what sees pictures for IP-Adapters: CLIP's vision, with its projection. Raises `BadInput`."""
    import torch
    import transformers

    shapes = read_shapes(path)
    config = vision_config(shapes, path.name)
    with torch.device("meta"), quiet():
        network = transformers.CLIPVisionModelWithProjection(transformers.CLIPVisionConfig(**config))
    wanted = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
    given = {name: name.removeprefix("image_encoder.") for name in shapes}
    damaged = next((name for name in wanted if shapes.get(name) != wanted[name]), None)
    if damaged is not None:
        raise BadInput("{0} is damaged: it lacks {1}, or that is of another shape.", path.name, damaged)
    tensors = {
        given[name]: one for name, one in read_tensors(path, ("",), dtype).items() if given[name] in wanted
    }
    network.load_state_dict(tensors, assign=True)
    embeddings = network.vision_model.embeddings
    embeddings.position_ids = torch.arange(embeddings.num_positions).expand((1, -1))
    network.requires_grad_(False)
    network.eval()
    compute_in(network, dtype)
    widen(embeddings.patch_embedding)  # its weights say what pictures are shown to it in
    return network


def vision_config(shapes: Shapes, file: str) -> Config:
    """Read the numbers of an image encoder from the shapes of its tensors. Raises `BadInput`."""
    patch = shapes.get("vision_model.embeddings.patch_embedding.weight", ())
    places = shapes.get("vision_model.embeddings.position_embedding.weight", ())
    inner = shapes.get("vision_model.encoder.layers.0.mlp.fc1.weight", ())
    projected = shapes.get("visual_projection.weight", ())
    layers = 0
    while layers < _MOST_LAYERS and f"vision_model.encoder.layers.{layers}.mlp.fc1.weight" in shapes:
        layers += 1
    whole = (len(patch), len(places), len(inner), len(projected)) == (4, 2, 2, 2)
    across = math.isqrt(max(0, places[0] - 1)) if whole else 0
    if not whole or not across or across**2 != places[0] - 1 or not patch[3] or not patch[0]:
        raise BadInput("{0} is no image encoder as IP-Adapters need it.", file)
    width = patch[0]
    heads, between = _HEADS.get(width, (max(1, width // 64), "gelu"))
    if width % heads:
        raise BadInput("{0} is no image encoder as IP-Adapters need it.", file)
    return {
        "hidden_size": width,
        "intermediate_size": inner[0],
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "image_size": across * patch[3],
        "patch_size": patch[3],
        "projection_dim": projected[0],
        "hidden_act": between,
    }


def _check(unet: Any, adapter: IpAdapter, model: str) -> None:
    """Raise `BadInput` where it has not what each attention to words of a network takes."""
    attending = [name for name in unet.attn_processors if not name.endswith("attn1.processor")]
    everything = list(unet.attn_processors)
    for number, name in enumerate(everything):
        if name not in attending:
            continue
        layer = unet.get_submodule(name.removesuffix(".processor"))
        for end, own in (("to_k_ip", layer.to_k), ("to_v_ip", layer.to_v)):
            tensor = adapter.attention.get(f"{number}.{end}.weight")
            if tensor is None or tensor.shape != own.weight.shape:
                raise does_not_fit(adapter.name, model)
    if len(adapter.attention) != 2 * len(attending):
        raise does_not_fit(adapter.name, model)
