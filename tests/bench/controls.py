"""Whether what guides a model is foreseen: time and memory with a ControlNet, T2I-Adapter, IP-Adapter, regions.

    python -m tests.bench.controls [--side 256] [--steps 4] [--only controlnet]

Stable Diffusion 1.5 of full size, and controls of the published sizes, with random weights in fp16. Seconds are the
processor's on one thread, as in `tests.bench.checkpoints`; each kind is a process of its own, in which a picture
without controls has shown before how fast this machine is.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

import aipaint_desktop.engines.checkpoint.engine as engine_module
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.control.asked import Control, fields_of
from aipaint_desktop.engines.checkpoint.cost import Known
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.request import PromptRequest, titled_hash
from aipaint_desktop.values.picture import Picture
from tests.bench import checkpoints

KINDS = ("controlnet", "t2i-adapter", "ip-adapter", "regions")
_MODEL, _FILE, _ENCODER = "a" * 64, "b" * 64, "c" * 64


def make(folder: Path) -> dict[str, float]:
    """Save what guides, each of its published size."""
    import diffusers
    import torch
    import transformers

    from tests.support.tiny_checkpoints import tiny_pipeline

    checkpoints._make(folder)
    with torch.device("meta"):
        pipe = tiny_pipeline("sd1", full=True)
        networks = {
            "controlnet": diffusers.ControlNetModel.from_unet(pipe.unet, load_weights_from_unet=False),
            "t2i-adapter": diffusers.T2IAdapter(adapter_type="full_adapter"),
            "encoder": transformers.CLIPVisionModelWithProjection(
                transformers.CLIPVisionConfig(
                    hidden_size=1280,
                    intermediate_size=5120,
                    num_hidden_layers=32,
                    num_attention_heads=16,
                    patch_size=14,
                    projection_dim=1024,
                )
            ),
        }
    for name, network in networks.items():
        save(network.state_dict(), folder / f"{name}.safetensors")
    words, eyes = 768, 1024
    tensors = {
        "image_proj.proj.weight": (4 * words, eyes),
        "image_proj.proj.bias": (4 * words,),
        "image_proj.norm.weight": (words,),
        "image_proj.norm.bias": (words,),
    }
    for number, name in enumerate(pipe.unet.attn_processors):
        if name.endswith("attn2.processor"):
            out = pipe.unet.get_submodule(name.removesuffix(".processor")).to_k.weight.shape[0]
            tensors |= {f"ip_adapter.{number}.to_{part}_ip.weight": (out, words) for part in "kv"}
    save(
        {name: torch.empty(shape, device="meta") for name, shape in tensors.items()},
        folder / "ip-adapter.safetensors",
    )
    return {}


def save(shapes: Any, path: Path) -> None:
    """Save random weights of these shapes."""
    import torch
    from safetensors.torch import save_file

    made = {
        name: (0.02 * torch.randn(one.shape)).half()
        for name, one in shapes.items()
        if one.is_floating_point()
    }
    save_file(made, path)


def measure(folder: Path, kind: str, side: int, steps: int) -> dict[str, float]:
    """Paint without controls, then with one kind of them."""
    engine_module.time.perf_counter = checkpoints.time.process_time  # type: ignore[assignment]
    paths = {
        _MODEL: folder / checkpoints._FULL,
        _FILE: folder / f"{kind}.safetensors",
        _ENCODER: folder / "encoder.safetensors",
    }
    known = {
        _MODEL: Known("sd1", paths[_MODEL].stat().st_size),
        _ENCODER: Known("", paths[_ENCODER].stat().st_size),
        _FILE: Known("sd1", paths[_FILE].stat().st_size if kind != "regions" else 0, kind),
    }
    engine = CheckpointEngine(paths.__getitem__, "cpu", "fp32", about=known.__getitem__)
    plain = checkpoints._request(side, steps)
    list(engine.run(plain, CancelToken()))
    asked = PromptRequest(**(vars(plain) | _guided(kind, side)))
    Path("/proc/self/clear_refs").write_text("5")
    before = checkpoints._told("VmRSS")
    bare = engine.estimate(plain)
    foreseen = engine.estimate(asked)
    taken = checkpoints._seconds(lambda: list(engine.run(asked, CancelToken())))
    grown = checkpoints._told("VmHWM") - before
    again = engine.estimate(asked)
    later = checkpoints._seconds(lambda: list(engine.run(asked, CancelToken())))
    return {
        "seconds": taken,
        "seconds, plain, foreseen": bare.seconds,
        "seconds, later": later,
        "seconds foreseen, %": 100 * foreseen.seconds / taken,
        "seconds foreseen, later, %": 100 * again.seconds / later,
        "bytes grown, GB": grown / 1e9,
        "bytes foreseen, GB": foreseen.bytes / 1e9,
        "memory of all, GB": (grown + before) / 1e9,
        "memory of all foreseen, %": 100 * (foreseen.bytes + before) / (grown + before),
    }


def _guided(kind: str, side: int) -> dict[str, Any]:
    picture = Picture(np.random.default_rng(1).integers(0, 255, (side, side, 3), np.uint8))
    match kind:
        case "regions":
            masks = [np.zeros((side, side), np.uint8) for _ in range(2)]
            masks[0][: side // 2] = masks[1][:, : side // 2] = 255
            return {
                "region_masks": tuple(Picture(mask) for mask in masks),
                "region_prompts": ("a storm", "an oak"),
            }
        case "ip-adapter":
            eyes = titled_hash("eyes", _ENCODER)
            return fields_of([Control(titled_hash(kind, _FILE), encoder=eyes)], [picture])
        case _:
            return fields_of([Control(titled_hash(kind, _FILE), map=picture)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=checkpoints.SIDE, help="of what is painted, px")
    parser.add_argument("--steps", type=int, default=checkpoints.STEPS)
    parser.add_argument("--only", choices=("make", *KINDS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        load_libraries()
        folder = arguments.folder
        made = (
            make(folder)
            if arguments.only == "make"
            else measure(folder, arguments.only, arguments.side, arguments.steps)
        )
        print(json.dumps(made))
        return
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        asked = ("--folder", place, "--side", str(arguments.side), "--steps", str(arguments.steps))
        checkpoints.apart("make", *asked, module=__spec__.name)
        for kind in KINDS:
            told = checkpoints.apart(kind, *asked, module=__spec__.name)
            figures |= {f"{kind}, {name}": figure for name, figure in told.items()}
    print(json.dumps({name: round(figure, 3) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
