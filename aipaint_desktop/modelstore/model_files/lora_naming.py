"""LoRAs and their kin: how their tensors are named, what they hold, and which model they are for."""

import re
from collections.abc import Iterable, Mapping

from aipaint_desktop.modelstore.model_files.header import Header
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind
from aipaint_desktop.values.refusal import Sentence

# the ending of a tensor's name: what it is of an adapter
_DOWN = (
    ".lora_down.weight",
    ".lora_A.weight",
    ".lora_A.default.weight",
    ".lora.down.weight",
    "_lora.down.weight",
    ".lora_linear_layer.down.weight",
)
_UP = (
    ".lora_up.weight",
    ".lora_B.weight",
    ".lora_B.default.weight",
    ".lora.up.weight",
    "_lora.up.weight",
    ".lora_linear_layer.up.weight",
)
_HOLDS = {  # the first that is found tells what is held
    "loha": (".hada_w1_a", ".hada_w1_b", ".hada_w2_a", ".hada_w2_b", ".hada_t1", ".hada_t2"),
    "lokr": (".lokr_w1", ".lokr_w1_a", ".lokr_w1_b", ".lokr_w2", ".lokr_w2_a", ".lokr_w2_b", ".lokr_t2"),
    "oft": (".oft_blocks", ".oft_diag", ".oft_R", ".oft_R.weight", ".oft_R.default.weight"),
    "glora": (".a1.weight", ".a2.weight", ".b1.weight", ".b2.weight"),
    "ia3": (".on_input", ".ia3_l", ".ia3_l.weight", ".ia3_l.default"),
    "full": (".diff", ".diff_b", ".w_norm", ".b_norm", ".set_weight"),
}
_PLAIN = ("glora", "ia3", "full")  # their endings could stand in any model
_BESIDE = (".alpha", ".scale", ".rescale", ".bias", ".lora_mid.weight", ".weight", ".reshape_weight")
_DORA = (
    ".dora_scale",
    ".lora_magnitude_vector",
    ".lora_magnitude_vector.weight",
    ".lora_magnitude_vector.default.weight",
)

_KOHYA = re.compile(
    r"lora_(unet|te|te1|te2|te3|prior|transformer)_|lycoris_|lora_te_text_model|oft_unet_|(?:boft|loha|lokr)_unet_"
)
_PEFT = re.compile(
    r"(?:base_model\.model\.)?(?:unet|transformer|text_encoder(?:_[23])?|diffusion_model|prior|te\d?)\."
)

# What names say of the model that an adapter is for, dots and underscores alike.
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("flux2", re.compile(r"double_stream_modulation|single_stream_modulation")),
    ("chroma", re.compile(r"distilled_guidance_layer")),
    ("flux", re.compile(r"double_blocks.\d|single_blocks.\d|single_transformer_blocks.\d")),
    ("sd3", re.compile(r"joint_blocks.\d|transformer_blocks.\d+.attn2?.(?:add_[qkv]_proj|to_add_out)")),
    ("qwen-image", re.compile(r"transformer_blocks.\d+.(?:img|txt)_(?:mod|mlp)")),
    ("z-image", re.compile(r"(?:noise|context)_refiner.\d")),
    ("pixart", re.compile(r"adaln_single")),
)
_UNET = re.compile(r"(?:down|up|input|output)_blocks.\d|mid_block.|middle_block.")
_SECOND_ENCODER = re.compile(r"lora_te2_|text_encoder_2\.|lora_te1_|^te2\.")
_DEEP = re.compile(r"(?:down_blocks.\d.attentions.\d|mid_block.attentions.0).transformer_blocks.[1-9]")
_SDXL_INPUT = re.compile(
    r"(?:input_blocks.[4578].1|output_blocks.[0-5].1|middle_block.1).transformer_blocks.[1-9]"
)
_CONTEXT = re.compile(r"attn2.to_[kv]\b|attn2_to_[kv]\b|attn2.processor.to_[kv]|attn2_processor_to_[kv]")
_WIDTHS = {768: "sd1", 1024: "sd2", 2048: "sdxl"}


def is_lora(header: Header) -> bool:
    """Tell whether anything in a file is named as parts of LoRAs and their kin are."""
    return any(_role(name) not in ("", "beside") for name in header.shapes)


def identify_lora(header: Header) -> Identity:
    """Tell a LoRA's naming, what it holds and which model it is for; a faulty one is told with the reason."""
    names = header.shapes
    held, dora = _holds(names), any(name.endswith(_DORA) for name in names)
    strangers = [name for name in names if not _role(name)]
    variant = " ".join(part for part in (_naming(names), held, "dora" if dora else "") if part)
    family = _family(header)
    reason = None
    if strangers:
        reason = Sentence("It has the tensor {0}, which is no part of a LoRA.", repr(strangers[0][:80]))
    elif not held and header.has_shapes:
        reason = _fault(names)
    elif held in ("loha", "lokr"):
        reason = _half(names, held)
    if reason is None and not _naming(names):
        reason = Sentence("It is a LoRA, but its tensors are named in no way that is known here.")
    return Identity(Kind.LORA if reason is None else Kind.REFUSED, family, variant, reason)


def _role(name: str) -> str:
    if name.endswith(_DOWN):
        return "down"
    if name.endswith(_UP):
        return "up"
    said = bool(_KOHYA.match(name) or _PEFT.match(name))
    for held, endings in _HOLDS.items():
        if name.endswith(endings) and (said or held not in _PLAIN):
            return held
    if name.endswith(_DORA):
        return "dora"
    # a plain weight or bias counts only where the name says whose it is
    return "beside" if said and name.endswith(_BESIDE) else ""


def _holds(names: Iterable[str]) -> str:
    roles = {_role(name) for name in names}
    if "down" in roles or "up" in roles:
        return "locon" if any(name.endswith(".lora_mid.weight") for name in names) else ""
    return next((held for held in _HOLDS if held in roles), "")


def _naming(names: Iterable[str]) -> str:
    adapters = [name for name in names if _role(name) not in ("", "beside")]
    if any(_KOHYA.match(name) for name in adapters):
        return "kohya"
    if any(".processor." in name and "_lora." in name for name in adapters):
        return "attention processors"
    if any(name.endswith((".lora.down.weight", ".lora_linear_layer.down.weight")) for name in adapters):
        return "diffusers"
    if any(name.startswith("diffusion_model.") for name in adapters):
        return "comfyui"
    if any(name.startswith("base_model.model.") for name in adapters):
        return "peft"
    if any(_PEFT.match(name) for name in adapters):
        return "diffusers peft"
    if any(_UNET.match(name) or pattern.match(name) for name in adapters for _family, pattern in _FAMILIES):
        return "bare"
    return ""


def _fault(names: Mapping[str, tuple[int, ...]]) -> Sentence | None:
    """Why pairs of down and up are none: one of them is missing, or their ranks differ."""
    downs = {_stem(name, _DOWN): names[name] for name in names if name.endswith(_DOWN)}
    ups = {_stem(name, _UP): names[name] for name in names if name.endswith(_UP)}
    if alone := sorted(downs.keys() ^ ups.keys()):
        return Sentence("It is a LoRA of which half is missing for {0}.", repr(alone[0][:80]))
    for place, down in downs.items():
        up = ups[place]
        if len(down) < 2 or len(up) < 2 or down[0] != up[1]:
            return Sentence("It is a LoRA whose two parts for {0} do not fit together.", repr(place[:80]))
    return None


def _half(names: Mapping[str, tuple[int, ...]], held: str) -> Sentence | None:
    """Why products of Hadamard or Kronecker are none: a factor is missing."""
    needed = {
        "loha": ((".hada_w1_a",), (".hada_w1_b",), (".hada_w2_a",), (".hada_w2_b",)),
        "lokr": ((".lokr_w1", ".lokr_w1_a"), (".lokr_w2", ".lokr_w2_a")),
    }[held]
    places = {_stem(name, _HOLDS[held]) for name in names if name.endswith(_HOLDS[held])}
    for place in sorted(places):
        if not all(any(f"{place}{ending}" in names for ending in either) for either in needed):
            return Sentence("It is a LoRA of which half is missing for {0}.", repr(place[:80]))
    return None


def _stem(name: str, endings: Iterable[str]) -> str:
    ending = max((end for end in endings if name.endswith(end)), key=len)
    return name[: -len(ending)]


def _family(header: Header) -> str:
    names = header.shapes
    for family, pattern in _FAMILIES:
        if any(pattern.search(name) for name in names):
            return family
    for name, shape in names.items():  # how wide the text is that the model attends to
        if _CONTEXT.search(name) and name.endswith(_DOWN) and len(shape) > 1 and shape[1] in _WIDTHS:
            return _WIDTHS[shape[1]]
    if any(_SECOND_ENCODER.search(name) for name in names):
        return "sdxl"
    if any(_DEEP.search(name) or _SDXL_INPUT.search(name) for name in names):
        return "sdxl"
    noted = header.metadata.get("modelspec.architecture", "") + header.metadata.get(
        "ss_base_model_version", ""
    )
    return next((family for words, family in _NOTED if words in noted), "")


_NOTED = (
    ("stable-diffusion-xl", "sdxl"),
    ("sdxl", "sdxl"),
    ("stable-diffusion-v2", "sd2"),
    ("sd_v2", "sd2"),
    ("stable-diffusion-v1", "sd1"),
    ("sd_v1", "sd1"),
    ("stable-diffusion-3", "sd3"),
    ("flux", "flux"),
)
