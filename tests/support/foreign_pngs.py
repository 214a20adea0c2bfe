"""PNGs with what other programs say of their making."""

from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

A1111 = """a red house, (lake:1.2)
by night, steps: none
Negative prompt: people,
blurry
Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 3141592653, Size: 512x768, \
Model hash: 0123456789, Model: lake, Lora hashes: "ink: aa, b: cc", Version: v1.10.1"""

GRAPH = {
    "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd\\lake.safetensors"}},
    "2": {"class_type": "LoraLoader", "inputs": {"model": ["1", 0], "clip": ["1", 1]}},
    "3": {"class_type": "CLIPTextEncode", "inputs": {"text": ["9", 0], "clip": ["2", 1]}},
    "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "people", "clip": ["2", 1]}},
    "5": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 18446744073709551557,
            "steps": ["8", 0],
            "cfg": 7,
            "sampler_name": "euler_ancestral",
            "scheduler": "normal",
            "model": ["2", 0],
            "positive": ["3", 0],
            "negative": ["4", 0],
        },
    },
    "8": {"class_type": "PrimitiveInt", "inputs": {"value": 20}},
    "9": {"class_type": "PrimitiveString", "inputs": {"value": "a red house"}},
}
INVOKE = {
    "positive_prompt": "a red house",
    "negative_prompt": "people",
    "steps": 30,
    "scheduler": "dpmpp_2m_k",
    "cfg_scale": 7.5,
    "seed": 5,
    "model": {"name": "lake", "hash": "blake3:abcdef"},
}
FOOOCUS = {
    "prompt": "a red house",
    "negative_prompt": "",
    "steps": 30,
    "sampler": "dpmpp_2m_sde_gpu",
    "guidance_scale": 4,
    "seed": "77",
    "base_model": "lake.safetensors",
    "base_model_hash": "ABCDEF0123",
}


def png(path: Path, *, packed: bool = False, international: bool = False, **texts: str) -> Path:
    info = PngInfo()
    for name, text in texts.items():
        if international:
            info.add_itxt(name, text, zip=packed)
        else:
            info.add_text(name, text, zip=packed)
    Image.new("RGB", (8, 8)).save(path, pnginfo=info)
    return path
