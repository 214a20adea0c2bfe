"""Files that have the tensors of real models in name, and in shape what tells them apart; all of them zero."""

import json
import math
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Shapes = Mapping[str, tuple[int, ...]]

_BYTES = 2  # of a number of float16


def safetensors(shapes: Shapes, metadata: Mapping[str, str] | None = None) -> bytes:
    """A safetensors file with these tensors."""
    header: dict[str, object] = {"__metadata__": dict(metadata)} if metadata else {}
    reached = 0
    for name, shape in shapes.items():
        end = reached + _BYTES * math.prod(shape)
        header[name] = {"dtype": "F16", "shape": list(shape), "data_offsets": [reached, end]}
        reached = end
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + bytes(reached)


_ALIGNED = 32  # bytes, where tensors begin


def gguf(shapes: Shapes, notes: Mapping[str, str] | None = None, *, whole: bool = False) -> bytes:
    """A GGUF file with these tensors in its header. whole: with what they hold, too, which are zeros."""
    out = [b"GGUF", struct.pack("<IQQ", 3, len(shapes), len(notes or {}))]

    def text(words: str) -> bytes:
        return struct.pack("<Q", len(words.encode())) + words.encode()

    for key, value in (notes or {}).items():
        out += [text(key), struct.pack("<I", 8), text(value)]
    reached = 0
    for name, shape in shapes.items():
        out += [text(name), struct.pack("<I", len(shape)), *(struct.pack("<Q", side) for side in shape[::-1])]
        out += [struct.pack("<IQ", 1, reached)]
        if whole:
            reached += -(-_BYTES * math.prod(shape) // _ALIGNED) * _ALIGNED
    header = b"".join(out)
    return header + bytes(max(64, -len(header) % _ALIGNED + reached))


# -- LoRAs: the places that they change, and ten ways to name what they hold ------------------------------------------

_ATTENTION = ("attn1.to_q", "attn1.to_k", "attn2.to_k", "attn2.to_v", "attn2.to_out.0", "ff.net.0.proj")


def _places(family: str) -> list[tuple[str, int, int]]:
    """Layers of a model in diffusers' names, and how many numbers they take and give."""
    text = {"sd1": 768, "sd2": 1024, "sdxl": 2048}[family]
    blocks = [
        "down_blocks.1.attentions.0.transformer_blocks.0",
        "mid_block.attentions.0.transformer_blocks.0",
    ]
    if family == "sdxl":
        blocks.append("mid_block.attentions.0.transformer_blocks.5")
    return [
        (f"{block}.{layer}", text if layer in ("attn2.to_k", "attn2.to_v") else 640, 640)
        for block in blocks
        for layer in _ATTENTION
    ]


def _pairs(
    name: Callable[[str], str], down: str, up: str, family: str, rank: int, alpha: bool
) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for place, inside, outside in _places(family):
        shapes[f"{name(place)}{down}"] = rank, inside
        shapes[f"{name(place)}{up}"] = outside, rank
        if alpha:
            shapes[f"{name(place)}.alpha"] = ()
    return shapes


def _kohya(place: str) -> str:
    return "lora_unet_" + place.replace(".", "_")


def _hadamard(family: str, rank: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for place, inside, outside in _places(family):
        for part in ("1", "2"):
            shapes[f"{_kohya(place)}.hada_w{part}_a"] = outside, rank
            shapes[f"{_kohya(place)}.hada_w{part}_b"] = rank, inside
        shapes[f"{_kohya(place)}.alpha"] = ()
    return shapes


def _kronecker(family: str, rank: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for place, inside, outside in _places(family):
        shapes[f"{_kohya(place)}.lokr_w1"] = 8, 8
        shapes[f"{_kohya(place)}.lokr_w2_a"] = outside // 8, rank
        shapes[f"{_kohya(place)}.lokr_w2_b"] = rank, inside // 8
        shapes[f"{_kohya(place)}.alpha"] = ()
    return shapes


def _with_te(shapes: dict[str, tuple[int, ...]], family: str, rank: int) -> dict[str, tuple[int, ...]]:
    for encoder, width in (("te1", 768), ("te2", 1280)) if family == "sdxl" else (("te", 768),):
        layer = f"lora_{encoder}_text_model_encoder_layers_0_self_attn_q_proj"
        shapes |= {
            f"{layer}.lora_down.weight": (rank, width),
            f"{layer}.lora_up.weight": (width, rank),
            f"{layer}.alpha": (),
        }
    return shapes


def _processors(place: str) -> str:
    block, layer = place.rsplit(".to_", 1) if ".to_" in place else (place, "")
    return f"unet.{block}.processor.to_{layer.split('.')[0]}" if layer else ""


def _by_processors(family: str, rank: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for place, inside, outside in _places(family):
        if name := _processors(place):
            shapes[f"{name}_lora.down.weight"] = rank, inside
            shapes[f"{name}_lora.up.weight"] = outside, rank
    return shapes


NAMINGS: Mapping[str, tuple[str, Callable[[str, int], dict[str, tuple[int, ...]]]]] = {
    "kohya": (
        "kohya",
        lambda f, r: _with_te(_pairs(_kohya, ".lora_down.weight", ".lora_up.weight", f, r, True), f, r),
    ),
    "kohya-loha": ("kohya loha", _hadamard),
    "kohya-lokr": ("kohya lokr", _kronecker),
    "kohya-dora": (
        "kohya dora",
        lambda f, r: (
            _pairs(_kohya, ".lora_down.weight", ".lora_up.weight", f, r, True)
            | {f"{_kohya(place)}.dora_scale": (outside, 1) for place, _in, outside in _places(f)}
        ),
    ),
    "kohya-ia3": (
        "kohya ia3",
        lambda f, _r: {
            f"{_kohya(place)}.{part}": shape
            for place, inside, _out in _places(f)
            for part, shape in (("weight", (inside, 1)), ("on_input", ()))
        },
    ),
    "kohya-oft": (
        "kohya oft",
        lambda f, r: {
            f"{_kohya(place)}.{part}": shape
            for place, _in, outside in _places(f)
            for part, shape in (("oft_blocks", (r, outside // r, outside // r)), ("alpha", ()))
        },
    ),
    "kohya-locon": (
        "kohya locon",
        lambda f, r: (
            _pairs(_kohya, ".lora_down.weight", ".lora_up.weight", f, r, True)
            | {
                "lora_unet_down_blocks_0_resnets_0_conv1.lora_down.weight": (r, 320, 1, 1),
                "lora_unet_down_blocks_0_resnets_0_conv1.lora_mid.weight": (r, r, 3, 3),
                "lora_unet_down_blocks_0_resnets_0_conv1.lora_up.weight": (320, r, 1, 1),
            }
        ),
    ),
    "diffusers-peft": (
        "diffusers peft",
        lambda f, r: _pairs("unet.{}".format, ".lora_A.weight", ".lora_B.weight", f, r, False),
    ),
    "peft": (
        "peft",
        lambda f, r: _pairs("base_model.model.{}".format, ".lora_A.weight", ".lora_B.weight", f, r, False),
    ),
    "diffusers": (
        "diffusers",
        lambda f, r: _pairs("unet.{}".format, ".lora.down.weight", ".lora.up.weight", f, r, False),
    ),
    "processors": ("attention processors", _by_processors),
    "comfyui": (
        "comfyui",
        lambda f, r: _pairs("diffusion_model.{}".format, ".lora_A.weight", ".lora_B.weight", f, r, False),
    ),
    "bare": ("bare", lambda f, r: _pairs("{}".format, ".lora_A.weight", ".lora_B.weight", f, r, False)),
}
"""What a LoRA's naming is told as, and what makes its shapes for a family and a rank."""


def loras(count: int = 200) -> Iterator[tuple[str, str, str, Shapes]]:
    """So many LoRAs: the name of each, what its variant is to be told as, its family, and its shapes."""
    families = ("sd1", "sd2", "sdxl")
    for number in range(count):
        naming = list(NAMINGS)[number % len(NAMINGS)]
        variant, make = NAMINGS[naming]
        family, rank = families[number % 3], (1, 2, 4, 8, 16)[number // 3 % 5]
        yield f"{naming}-{family}-{number}", variant, family, make(family, rank)


# -- models ----------------------------------------------------------------------------------------------------------


def unet(
    family: str, prefix: str = "model.diffusion_model.", channels: int = 4
) -> dict[str, tuple[int, ...]]:
    """The tensors of a UNet, in the names of the first publication, by which families differ."""
    width = 32
    shapes: dict[str, tuple[int, ...]] = {
        "input_blocks.0.0.weight": (width, channels, 3, 3),
        "out.2.weight": (4, width, 3, 3),
        "time_embed.0.weight": (width, width),
    }
    blocks = {"sd1": (1, 4), "sd2": (1, 4), "sdxl": (4, 7), "sdxl-refiner": (4, 7)}[family]
    depths = {"sdxl": (2, 10), "sdxl-refiner": (4, 4)}.get(family, (1, 1))
    for block, depth in zip(blocks, depths, strict=True):
        shapes[f"input_blocks.{block}.1.proj_in.weight"] = (
            (width, width, 1, 1) if family == "sd1" else (width, width)
        )
        for number in range(depth):
            shapes[f"input_blocks.{block}.1.transformer_blocks.{number}.attn2.to_k.weight"] = width, width
    if family.startswith("sdxl"):
        shapes["label_emb.0.0.weight"] = width, width
    return {prefix + name: shape for name, shape in shapes.items()}


_VAE = {
    "encoder.conv_in.weight": (8, 3, 3, 3),
    "decoder.conv_in.weight": (8, 4, 3, 3),
    "decoder.mid.block_1.norm1.weight": (8,),
}


def checkpoint(family: str, channels: int = 4) -> dict[str, tuple[int, ...]]:
    """A whole model in one file."""
    return unet(family, channels=channels) | {
        f"first_stage_model.{name}": shape for name, shape in _VAE.items()
    }


def files() -> dict[str, tuple[str, str, Shapes]]:
    """Files of every kind by their names, which say nothing: the kind and family that each is to be told as."""
    w = (4, 4)
    return {
        "a1": ("checkpoint", "sd1", checkpoint("sd1")),
        "a2": ("checkpoint", "sd2", checkpoint("sd2")),
        "a3": ("checkpoint", "sdxl", checkpoint("sdxl")),
        "a4": ("checkpoint", "sdxl-refiner", checkpoint("sdxl-refiner")),
        "a5": ("diffusion", "sd1", unet("sd1")),
        "a6": (
            "diffusion",
            "sdxl",
            {
                "conv_in.weight": (8, 4, 3, 3),
                "down_blocks.0.resnets.0.conv1.weight": (8, 8, 3, 3),
                "down_blocks.1.attentions.0.transformer_blocks.1.attn2.to_k.weight": w,
                "add_embedding.linear_1.weight": w,
            },
        ),
        "a7": (
            "diffusion",
            "flux",
            {"double_blocks.0.img_attn.qkv.weight": w, "single_blocks.0.linear1.weight": w},
        ),
        "a8": ("diffusion", "sd3", {"model.diffusion_model.joint_blocks.0.context_block.attn.qkv.weight": w}),
        "b1": ("vae", "", _VAE),
        "b2": ("vae", "", {f"first_stage_model.{name}": shape for name, shape in _VAE.items()}),
        "b3": ("vae", "", {"decoder.layers.0.weight": (4, 4, 3, 3)}),
        "c1": ("text-encoder", "", {"text_model.embeddings.token_embedding.weight": w}),
        "c4": ("text-encoder", "", {"embeddings.token_embedding.weight": w}),
        "c2": ("text-encoder", "", {"encoder.block.0.layer.0.SelfAttention.k.weight": w}),
        "c3": ("image-encoder", "", {"vision_model.embeddings.class_embedding": (4,)}),
        "d1": ("embedding", "sd1", {"emb_params": (3, 768)}),
        "d2": ("embedding", "sdxl", {"clip_l": (3, 768), "clip_g": (3, 1280)}),
        "d3": ("embedding", "sd2", {"<mine>": (1024,)}),
        "e1": (
            "controlnet",
            "sd1",
            unet("sd1", "control_model.") | {"control_model.zero_convs.0.0.weight": (4, 4, 1, 1)},
        ),
        "e2": ("controlnet", "", {"controlnet_cond_embedding.conv_in.weight": (4, 3, 3, 3)}),
        "e3": (
            "controlnet",
            "sdxl",
            {"controlnet_cond_embedding.conv_in.weight": (4, 3, 3, 3), "add_embedding.linear_1.weight": w},
        ),
        "e4": (
            "refused",
            "",
            {"controlnet_cond_embedding.conv_in.weight": (4, 3, 3, 3), "task_embedding": (6, 320)},
        ),
        "f1": ("t2i-adapter", "", {"adapter.body.0.resnets.0.block1.weight": (4, 4, 3, 3)}),
        "f3": (
            "t2i-adapter",
            "sd1",
            {"body.0.block1.weight": (4, 4, 3, 3), "conv_in.weight": (4, 192, 3, 3)},
        ),
        "f4": (
            "t2i-adapter",
            "sdxl",
            {
                "adapter.body.0.resnets.0.block1.weight": (4, 4, 3, 3),
                "adapter.conv_in.weight": (4, 768, 3, 3),
            },
        ),
        "f5": (
            "t2i-adapter",
            "sd1",
            {"body.0.body.0.block1.weight": (4, 4, 3, 3), "body.0.in_conv.weight": (4, 64, 1, 1)},
        ),
        "f6": (
            "ip-adapter",
            "sdxl",
            {"image_proj.latents": (1, 16, 4), "ip_adapter.1.to_k_ip.weight": (4, 2048)},
        ),
        "f7": (
            "refused",
            "sd1",
            {
                "image_proj.proj.0.weight": w,
                "image_proj.proj.2.weight": w,
                "image_proj.norm.weight": (4,),
                "ip_adapter.0.to_q_lora.down.weight": w,
                "ip_adapter.1.to_k_ip.weight": (320, 768),
            },
        ),
        "f2": ("ip-adapter", "sd1", {"image_proj.proj.weight": w, "ip_adapter.1.to_k_ip.weight": (320, 768)}),
        "g1": (
            "upscaler",
            "ESRGAN",
            {"model.0.weight": (4, 3, 3, 3), "model.1.sub.0.RDB1.conv1.0.weight": (4, 4, 3, 3)},
        ),
        "g2": (
            "upscaler",
            "ESRGAN",
            {
                f"params_ema.{name}": (4, 4, 3, 3)
                for name in (
                    "conv_first.weight",
                    "body.0.rdb1.conv1.weight",
                    "conv_body.weight",
                    "conv_last.weight",
                )
            },
        ),
        "g3": ("upscaler", "Compact", {f"body.{number}.weight": (4, 4, 3, 3) for number in (0, 1, 2)}),
        "g4": ("refused", "GFPGAN", {"toRGB.0.weight": w, "stylegan_decoder.style_mlp.1.weight": w}),
        "h1": ("unknown", "", {"something.else.weight": (3, 5)}),
        "h2": ("unknown", "", {}),
    }


def controls() -> dict[str, dict[str, tuple[int, ...]]]:
    """Whole files of controls, small: as far as their numbers are read from shapes."""
    net: dict[str, tuple[int, ...]] = {
        "control_model.input_hint_block.0.weight": (4, 3, 3, 3),
        "control_model.input_hint_block.2.weight": (4, 4, 3, 3),
        "control_model.input_hint_block.4.weight": (8, 4, 3, 3),
        "control_model.input_hint_block.6.weight": (8, 8, 3, 3),
        "control_model.zero_convs.0.0.weight": (8, 8, 1, 1),
        "control_model.input_blocks.1.0.in_layers.2.weight": (8, 8, 3, 3),
        "control_model.input_blocks.1.1.transformer_blocks.0.attn1.to_q.weight": (8, 8),
        "control_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (8, 16),
        "control_model.input_blocks.2.0.op.weight": (8, 8, 3, 3),
        "control_model.input_blocks.3.0.in_layers.2.weight": (16, 8, 3, 3),
        "control_model.middle_block.1.transformer_blocks.0.attn1.to_q.weight": (16, 16),
    }
    adapter: dict[str, tuple[int, ...]] = {"conv_in.weight": (4, 192, 3, 3)}
    for number in range(8):
        adapter[f"body.{number}.block1.weight"] = (4, 4, 3, 3)
        adapter[f"body.{number}.block2.weight"] = (4, 4, 1, 1)
    eyes: dict[str, tuple[int, ...]] = {
        "vision_model.embeddings.patch_embedding.weight": (64, 3, 8, 8),
        "vision_model.embeddings.position_embedding.weight": (17, 64),
        "vision_model.encoder.layers.0.mlp.fc1.weight": (128, 64),
        "visual_projection.weight": (48, 64),
    }
    like = {"image_proj.proj.weight": (8, 48), "ip_adapter.1.to_k_ip.weight": (8, 768)}
    return {"controlnet": net, "t2i-adapter": adapter, "image-encoder": eyes, "ip-adapter": like}


def diffusers_folder(
    folder: Path, pipeline: str = "StableDiffusionPipeline", *, linear: bool = False
) -> Path:
    """A folder as diffusers keeps models, its weights empty."""
    (folder / "unet").mkdir(parents=True)
    (folder / "vae").mkdir()
    index = {
        "_class_name": pipeline,
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }
    (folder / "model_index.json").write_text(json.dumps(index))
    (folder / "unet" / "config.json").write_text(json.dumps({"use_linear_projection": linear}))
    for part in ("unet", "vae"):
        (folder / part / "diffusion_pytorch_model.safetensors").write_bytes(safetensors({"a.weight": (2, 2)}))
    return folder
