"""ControlNets, T2I-Adapters, IP-Adapters and image encoders with random weights for the small models, of the very
classes that real ones are of, in the namings that there are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from aipaint_desktop.engines.computing.quiet import quiet
from tests.support.tiny_checkpoints import original_unet_name

CLIP_SIDE, CLIP_WIDTH, CLIP_PROJECTED = 32, 64, 48


def tiny_controlnet(pipe: Any, seed: int = 1, **changes: Any) -> Any:
    """Make a ControlNet for the network of a pipeline, with a will of its own."""
    import diffusers

    torch.manual_seed(seed)
    with quiet():
        made = diffusers.ControlNetModel.from_unet(pipe.unet, load_weights_from_unet=False, **changes)
    return _enlivened(made)


def tiny_t2i_adapter(kind: str, channels: int = 3, seed: int = 2, *, layers: int = 2) -> Any:
    """Make a T2I-Adapter for a network of two resolutions. kind: as diffusers calls it."""
    import diffusers

    torch.manual_seed(seed)
    widths = [64, 128, 128] if kind == "light_adapter" else [64, 128, 128, 128]
    made = diffusers.T2IAdapter(
        in_channels=channels,
        channels=widths,
        num_res_blocks=layers,
        downscale_factor=16 if kind == "full_adapter_xl" else 8,
        adapter_type=kind,
    )
    return _enlivened(made)


def tiny_image_encoder(seed: int = 3) -> Any:
    """Make what sees pictures: CLIP's vision, with its projection."""
    import transformers

    torch.manual_seed(seed)
    config = transformers.CLIPVisionConfig(
        hidden_size=CLIP_WIDTH,
        intermediate_size=2 * CLIP_WIDTH,
        num_hidden_layers=3,
        num_attention_heads=1,
        image_size=CLIP_SIDE,
        patch_size=8,
        projection_dim=CLIP_PROJECTED,
        hidden_act="gelu",
    )
    return _enlivened(transformers.CLIPVisionModelWithProjection(config))


def ip_adapter_tensors(pipe: Any, kind: str = "", seed: int = 4) -> dict[str, Tensor]:
    """Make the tensors of an IP-Adapter for the network of a pipeline. kind: "", "plus" or "full"."""
    random = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=random) / shape[-1] ** 0.5

    words = pipe.unet.config.cross_attention_dim
    made: dict[str, Tensor] = {}
    for number, name in enumerate(pipe.unet.attn_processors):
        if name.endswith("attn2.processor"):
            out = pipe.unet.get_submodule(name.removesuffix(".processor")).to_k.weight.shape[0]
            made[f"ip_adapter.{number}.to_k_ip.weight"] = some(out, words)
            made[f"ip_adapter.{number}.to_v_ip.weight"] = some(out, words)
    match kind:
        case "plus":
            shapes = _resampler(words)
        case "full":
            shapes = {
                "proj.0.weight": (CLIP_WIDTH, CLIP_WIDTH),
                "proj.0.bias": (CLIP_WIDTH,),
                "proj.2.weight": (words, CLIP_WIDTH),
                "proj.2.bias": (words,),
                "proj.3.weight": (words,),
                "proj.3.bias": (words,),
            }
        case _:
            shapes = {
                "proj.weight": (4 * words, CLIP_PROJECTED),
                "proj.bias": (4 * words,),
                "norm.weight": (words,),
                "norm.bias": (words,),
            }
    return {f"image_proj.{name}": some(*shape) for name, shape in shapes.items()} | made


def save_weights(network: Any, path: Path, *, half: bool = False) -> Path:
    """Save the weights of a network as diffusers names them."""
    return save_tensors(network.state_dict(), path, half=half)


def save_tensors(tensors: Mapping[str, Tensor], path: Path, *, half: bool = False) -> Path:
    """Save tensors. half: in fp16."""
    path.parent.mkdir(parents=True, exist_ok=True)
    numbers = {name: one.contiguous().half() if half else one.contiguous() for name, one in tensors.items()}
    save_file({name: one for name, one in numbers.items() if one.is_floating_point()}, path)
    return path


def original_controlnet(network: Any, prefix: str = "control_model.") -> dict[str, Tensor]:
    """Name the tensors of a ControlNet as the first publication does."""
    return {prefix + _original_name(name, network): tensor for name, tensor in network.state_dict().items()}


def original_t2i_adapter(network: Any) -> dict[str, Tensor]:
    """Name the tensors of a T2I-Adapter as the first publication does."""
    layers, light = network.config.num_res_blocks, network.config.adapter_type == "light_adapter"

    def renamed(name: str) -> str:
        name = name.removeprefix("adapter.")
        if light:
            return name.replace(".resnets.", ".body.")
        name = re.sub(r"body\.(\d)\.resnets\.(\d)", lambda m: f"body.{int(m[1]) * layers + int(m[2])}", name)
        return re.sub(r"body\.(\d)\.in_conv", lambda m: f"body.{int(m[1]) * layers}.in_conv", name)

    return {renamed(name): tensor for name, tensor in network.state_dict().items()}


def _original_name(name: str, network: Any) -> str:
    if name.startswith("controlnet_down_blocks."):
        return re.sub(r"controlnet_down_blocks\.(\d+)\.", r"zero_convs.\1.0.", name)
    if name.startswith("controlnet_mid_block."):
        return name.replace("controlnet_mid_block.", "middle_block_out.0.")
    if name.startswith("controlnet_cond_embedding."):
        part = name.removeprefix("controlnet_cond_embedding.")
        last = 2 * (len(network.controlnet_cond_embedding.blocks) + 1)
        part = part.replace("conv_in.", "0.").replace("conv_out.", f"{last}.")
        return "input_hint_block." + re.sub(r"blocks\.(\d)\.", lambda m: f"{2 * int(m[1]) + 2}.", part)
    return original_unet_name(name, network)


def _resampler(words: int) -> dict[str, tuple[int, ...]]:
    """Four layers, of four latents."""
    inner = 64
    shapes: dict[str, tuple[int, ...]] = {
        "latents": (1, 4, inner),
        "proj_in.weight": (inner, CLIP_WIDTH),
        "proj_in.bias": (inner,),
        "proj_out.weight": (words, inner),
        "proj_out.bias": (words,),
        "norm_out.weight": (words,),
        "norm_out.bias": (words,),
    }
    for number in range(4):
        attends, then = f"layers.{number}.0.", f"layers.{number}.1."
        shapes |= {f"{attends}norm{n}.{end}": (inner,) for n in (1, 2) for end in ("weight", "bias")}
        shapes |= {
            f"{attends}to_q.weight": (64, inner),
            f"{attends}to_kv.weight": (128, inner),
            f"{attends}to_out.weight": (inner, 64),
            f"{then}0.weight": (inner,),
            f"{then}0.bias": (inner,),
            f"{then}1.weight": (4 * inner, inner),
            f"{then}3.weight": (inner, 4 * inner),
        }
    return shapes


def _enlivened(network: Any) -> Any:
    """Give what begins at 0 or 1 a life of its own, so that nothing can be left out without being noticed."""
    for parameter in network.parameters():
        if parameter.ndim == 1 or not parameter.any():
            parameter.data += 0.1 * torch.randn_like(parameter)
    return network.requires_grad_(False).eval()
