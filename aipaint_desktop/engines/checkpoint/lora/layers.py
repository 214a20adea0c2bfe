"""Which layer of a model a LoRA means, by any of the names that it may have."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

# what stands before the name of a layer, and the parts of a pipeline that it may then be in
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lora_unet_", ("unet",)),
    ("lycoris_unet_", ("unet",)),
    ("unet_", ("unet",)),
    ("diffusion_model_", ("unet",)),
    ("lora_te1_", ("text_encoder",)),
    ("lora_te2_", ("text_encoder_2",)),
    ("lora_te_", ("text_encoder",)),
    ("text_encoder_2_", ("text_encoder_2",)),
    ("text_encoder_", ("text_encoder",)),
    ("te1_", ("text_encoder",)),
    ("te2_", ("text_encoder_2",)),
    ("te_", ("text_encoder",)),
    ("lycoris_", ("unet", "text_encoder")),
    ("", ("unet", "text_encoder", "text_encoder_2")),
)
_BEFORE = ("base_model_model_", "model_")  # of peft; of files of whole models
_OLD = {"to_q": "q_proj", "to_k": "k_proj", "to_v": "v_proj", "to_out": "out_proj"}  # of text encoders

_RESNET = {
    "conv1": "in_layers_2",
    "conv2": "out_layers_3",
    "time_emb_proj": "emb_layers_1",
    "conv_shortcut": "skip_connection",
}
_OUTER = {
    "conv_in": "input_blocks_0_0",
    "conv_out": "out_2",
    "time_embedding_linear_1": "time_embed_0",
    "time_embedding_linear_2": "time_embed_2",
    "add_embedding_linear_1": "label_emb_0_0",
    "add_embedding_linear_2": "label_emb_0_2",
}


class LayerNames:
    """The layers of a pipeline's UNet and text encoders that can be changed, by every name that they go by."""

    def __init__(self, pipe: Any) -> None:
        self._paths: dict[str, Mapping[str, str]] = {}
        self._encoders_layers: dict[str, int] = {}
        for part in ("unet", "text_encoder", "text_encoder_2"):
            module = getattr(pipe, part, None)
            if module is None:
                continue
            paths = [name for name, layer in module.named_modules() if _changeable(layer)]
            known = _of_unet(paths, module.config.layers_per_block) if part == "unet" else _of_encoder(paths)
            self._paths[part] = dict(known)
            if part != "unet":
                self._encoders_layers[part] = module.config.num_hidden_layers

    def find(self, place: str) -> tuple[str, str] | None:
        """Find the layer that a LoRA calls so: the part of the pipeline, and its path there; None where there is
        none."""
        name = place.replace(".", "_").replace("_processor_", "_")
        for before in _BEFORE:
            name = name.removeprefix(before)
        for prefix, parts in _PREFIXES:
            if name.startswith(prefix):
                within = name.removeprefix(prefix).removeprefix("text_model_")
                found = (
                    (part, self._paths[part][within]) for part in parts if within in self._paths.get(part, {})
                )
                if (first := next(found, None)) is not None:
                    return first
        return None

    def unused(self, place: str) -> bool:
        """Tell whether it is one of the last layers of a text encoder, which a model does without."""
        match = re.search(r"encoder[._]layers[._](\d+)", place)
        if match is None:
            return False
        second = "te2_" in place or "text_encoder_2" in place
        layers = self._encoders_layers.get("text_encoder_2" if second else "text_encoder")
        return layers is not None and layers <= int(match[1]) < layers + 2


def _changeable(layer: Any) -> bool:
    from torch.nn import Conv2d, Linear

    return isinstance(layer, (Conv2d, Linear))


def _of_encoder(paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        name = path.replace(".", "_").removeprefix("text_model_")
        yield name, path
        for old, new in _OLD.items():
            if name.endswith(new):
                yield name.removesuffix(new) + old, path


def _of_unet(paths: list[str], layers: int) -> Iterator[tuple[str, str]]:
    for path in paths:
        name = path.replace(".", "_")
        yield name, path
        if name.endswith("to_out_0"):
            yield name.removesuffix("_0"), path
        if original := _original(name, layers, paths):
            yield original, path


def _original(name: str, layers: int, paths: list[str]) -> str:
    """Its name in the first publications; "" where it has none. layers: of a resolution."""
    if name in _OUTER:
        return _OUTER[name]
    if match := re.fullmatch(r"mid_block_(resnets|attentions)_(\d)_(.+)", name):
        number = 1 if match[1] == "attentions" else 2 * int(match[2])
        return f"middle_block_{number}_{_inner(match[1], match[3])}"
    match = re.fullmatch(
        r"(down|up)_blocks_(\d)_(resnets|attentions|downsamplers|upsamplers)_(\d)_(.+)", name
    )
    if match is None:
        return ""
    side, level, kind, number, rest = match[1], int(match[2]), match[3], int(match[4]), match[5]
    first = (1 if side == "down" else 0) + level * (layers + 1)
    if kind == "downsamplers":
        return f"input_blocks_{first + layers}_0_op"
    if kind == "upsamplers":
        attends = any(path.startswith(f"up_blocks.{level}.attentions.") for path in paths)
        return f"output_blocks_{first + layers}_{2 if attends else 1}_conv"
    blocks = "input_blocks" if side == "down" else "output_blocks"
    return f"{blocks}_{first + number}_{int(kind == 'attentions')}_{_inner(kind, rest)}"


def _inner(kind: str, rest: str) -> str:
    return rest if kind == "attentions" else _RESNET.get(rest, rest)
