"""LoRAs with random weights for the small models, in the namings that there are."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from tests.support.tiny_checkpoints import original_unet_name

Layer = tuple[str, str]
"""A part of a pipeline, and the path of a layer there."""

Changes = dict[Layer, dict[str, Tensor]]
"""Tensors by what they are of a change, named as sd-scripts and LyCORIS do."""

_PARTS = ("unet", "text_encoder", "text_encoder_2")


def layers_of(pipe: Any, *, encoders: bool = True, convolutions: bool = False) -> list[Layer]:
    """List layers that LoRAs usually change."""
    found = []
    for part in _PARTS if encoders else _PARTS[:1]:
        module = getattr(pipe, part, None)
        for path, layer in module.named_modules() if module is not None else ():
            attends = path.endswith(("to_q", "to_k", "to_v", "to_out.0", "ff.net.2", "proj_in"))
            reads = path.endswith(("q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"))
            looks = convolutions and path.endswith(("conv1", "conv2", "time_emb_proj", "downsamplers.0.conv"))
            if isinstance(layer, (nn.Linear, nn.Conv2d)) and (attends or reads or looks):
                found.append((part, path))
    return found


def lora(
    pipe: Any, layers: list[Layer], seed: int, rank: int = 4, alpha: float | None = 2, *, core: bool = False
) -> Changes:
    """Make a LoRA. core: of convolutions the looking around is between (Tucker)."""
    random = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> Tensor:
        return 0.3 * torch.randn(*shape, generator=random)

    made: Changes = {}
    for part, path in layers:
        out, *into = getattr(pipe, part).get_submodule(path).weight.shape
        if core and len(into) == 3 and into[1] > 1:
            tensors = {
                "lora_down.weight": some(rank, into[0], 1, 1),
                "lora_mid.weight": some(rank, rank, *into[1:]),
            }
        else:
            tensors = {"lora_down.weight": some(rank, *into)}
        tensors["lora_up.weight"] = some(out, rank, *([1, 1] if len(into) == 3 else []))
        if alpha is not None:
            tensors["alpha"] = torch.tensor(float(alpha))
        made[part, path] = tensors
    return made


def loha(pipe: Any, layers: list[Layer], seed: int, rank: int = 4, *, core: bool = False) -> Changes:
    """Make a LoHa. core: of convolutions in Tucker's form."""
    random = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> Tensor:
        return 0.3 * torch.randn(*shape, generator=random)

    made: Changes = {}
    for part, path in layers:
        out, *into = getattr(pipe, part).get_submodule(path).weight.shape
        around = torch.Size(into).numel()
        if core and len(into) == 3 and into[1] > 1:
            tensors = {f"hada_w{n}_a": some(rank, out) for n in (1, 2)}
            tensors |= {f"hada_w{n}_b": some(rank, into[0]) for n in (1, 2)}
            tensors |= {f"hada_t{n}": some(rank, rank, *into[1:]) for n in (1, 2)}
        else:
            tensors = {f"hada_w{n}_a": some(out, rank) for n in (1, 2)}
            tensors |= {f"hada_w{n}_b": some(rank, around) for n in (1, 2)}
        made[part, path] = tensors | {"alpha": torch.tensor(2.0)}
    return made


def lokr(pipe: Any, layers: list[Layer], seed: int, rank: int = 2, *, whole: bool = False) -> Changes:
    """Make a LoKr. whole: the larger factor is of full rank as well."""
    random = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> Tensor:
        return 0.3 * torch.randn(*shape, generator=random)

    made: Changes = {}
    for part, path in layers:
        out, *into = getattr(pipe, part).get_submodule(path).weight.shape
        split = 4 if into[0] % 4 == 0 and out % 4 == 0 else 1
        tensors = {"lokr_w1": some(split, split)}
        if whole:
            tensors["lokr_w2"] = some(out // split, into[0] // split, *into[1:])
        else:
            tensors["lokr_w2_a"] = some(out // split, rank)
            tensors["lokr_w2_b"] = some(rank, torch.Size(into).numel() // split)
        made[part, path] = tensors | {"alpha": torch.tensor(1.0)}
    return made


def _short(part: str, one: str) -> str:
    return {"unet": "unet", "text_encoder": one, "text_encoder_2": "te2"}[part]


def _hf(part: str, path: str) -> str:
    """A path as it was before transformers shortened it."""
    return path if part == "unet" or path.startswith("text_model.") else f"text_model.{path}"


def _kohya(pipe: Any, part: str, path: str, ending: str) -> str:
    one = "te1" if hasattr(pipe, "text_encoder_2") else "te"
    return f"lora_{_short(part, one)}_{_hf(part, path).replace('.', '_')}.{ending}"


def _kohya_original(pipe: Any, part: str, path: str, ending: str) -> str:
    if part == "unet":
        original = original_unet_name(f"{path}.weight", pipe.unet).removesuffix(".weight")
        return f"lora_unet_{original.replace('.', '_')}.{ending}"
    return _kohya(pipe, part, path, ending)


def _renamed(names: Mapping[str, str], ending: str) -> str:
    return names.get(ending, ending)


def _peft(_pipe: Any, part: str, path: str, ending: str) -> str:
    names = {"lora_down.weight": "lora_A.weight", "lora_up.weight": "lora_B.weight"}
    return f"{part}.{_hf(part, path)}.{_renamed(names, ending)}"


def _peft_of_unet(_pipe: Any, _part: str, path: str, ending: str) -> str:
    names = {"lora_down.weight": "lora_A.weight", "lora_up.weight": "lora_B.weight"}
    return f"base_model.model.{path}.{_renamed(names, ending)}"


def _peft_default(pipe: Any, part: str, path: str, ending: str) -> str:
    return (
        _peft(pipe, part, path, ending)
        .replace("lora_A.", "lora_A.default.")
        .replace("lora_B.", "lora_B.default.")
    )


def _diffusers(_pipe: Any, part: str, path: str, ending: str) -> str:
    middle = "lora" if part == "unet" else "lora_linear_layer"
    names = {"lora_down.weight": f"{middle}.down.weight", "lora_up.weight": f"{middle}.up.weight"}
    return f"{part}.{_hf(part, path)}.{_renamed(names, ending)}"


def _processors(_pipe: Any, part: str, path: str, ending: str) -> str:
    before, _dot, last = path.rpartition(".to_")
    if part != "unet" or not before:
        return _diffusers(_pipe, part, path, ending)
    side = ending.removeprefix("lora_")
    between = "." if ending == "alpha" else "_lora."
    return f"unet.{before}.processor.to_{last.removesuffix('.0')}{between}{side}"


def _comfyui(pipe: Any, part: str, path: str, ending: str) -> str:
    if part == "unet":
        original = original_unet_name(f"{path}.weight", pipe.unet).removesuffix(".weight")
        return f"diffusion_model.{original}.{ending}"
    return _kohya(pipe, part, path, ending)


def _dotted(_pipe: Any, part: str, path: str, ending: str) -> str:
    return f"{part}.{path}.{ending}"


def _bare(_pipe: Any, _part: str, path: str, ending: str) -> str:
    return f"{path}.{ending}"


def _lycoris(_pipe: Any, part: str, path: str, ending: str) -> str:
    return f"lycoris_{_hf(part, path).replace('.', '_')}.{ending}"


NAMINGS: Mapping[str, Callable[[Any, str, str, str], str]] = {
    "kohya": _kohya,
    "kohya original": _kohya_original,
    "diffusers": _diffusers,
    "processors": _processors,
    "peft": _peft,
    "peft default": _peft_default,
    "comfyui": _comfyui,
    "dotted": _dotted,
    "peft of unet": _peft_of_unet,
    "bare": _bare,
    "lycoris": _lycoris,
}
OF_UNET = ("peft of unet", "bare", "lycoris")
"""Those in which a second text encoder has no name."""


def named(pipe: Any, changes: Changes, naming: str) -> dict[str, Tensor]:
    """Give the tensors of a LoRA the names of a naming."""
    name = NAMINGS[naming]
    return {
        name(pipe, part, path, ending): tensor
        for (part, path), tensors in changes.items()
        for ending, tensor in tensors.items()
    }


def save_lora(tensors: Mapping[str, Tensor], path: Path, metadata: dict[str, str] | None = None) -> Path:
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path, metadata)
    return path
