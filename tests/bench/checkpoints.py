"""What the engine of checkpoints costs beside diffusers' own pipelines, and whether it foresees what it takes.

    python -m tests.bench.checkpoints [--side 256] [--steps 4]

Seconds are the processor's, on one thread, so that what else runs counts for nothing; each run is a process of its
own. Overhead: a tiny SDXL, 20 steps with all their pictures. Full size: Stable Diffusion 1.5 in fp16 with random
weights, 2 GB, loaded and painted with once, at --side and --steps. Foreseen: of a second picture, half as large again,
by what the first one showed of this machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aipaint_desktop.engines.checkpoint.engine as engine_module
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.cost import Known
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.request import PromptRequest

SIDE, STEPS = 256, 4
_TINY_STEPS, _TINY_SIDE, _TIMES = 20, 256, 3
_WORDS = "a red house by a lake"


def _told(what: str) -> int:
    """What Linux tells of this process, in bytes."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told[what].split()[0]) * 1024


def _engine(path: Path, family: str) -> CheckpointEngine:
    known = Known(family, path.stat().st_size)
    return CheckpointEngine(lambda _hash: path, "cpu", "fp32", about=lambda _hash: known)


def _request(side: int, steps: int) -> PromptRequest:
    return PromptRequest(
        seed=1,
        checkpoint="model",
        weights="a" * 64,
        prompt=_WORDS,
        width=side,
        height=side,
        steps=steps,
        sampler="euler",
    )


def _bare(path: Path) -> Any:
    """The pipeline as diffusers loads it, given the numbers that it would fetch."""
    import diffusers
    import torch

    from aipaint_desktop.engines.checkpoint.architecture import architecture_of, scheduler_config
    from aipaint_desktop.engines.checkpoint.loading import _unused, _write_configs
    from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes
    from aipaint_desktop.engines.checkpoint.tokens import clip_tokenizer

    built = architecture_of(read_shapes(path), path.name)
    large = built.family == "sdxl"
    schedule = scheduler_config(built.family, None)
    with tempfile.TemporaryDirectory() as folder:
        _write_configs(Path(folder), built, schedule)
        kind = diffusers.StableDiffusionXLPipeline if large else diffusers.StableDiffusionPipeline
        parts: dict[str, Any] = {"tokenizer": clip_tokenizer()}
        if large:
            parts["tokenizer_2"] = clip_tokenizer("!")
        pipe = kind.from_single_file(
            path,
            config=folder,
            local_files_only=True,
            torch_dtype=torch.float32,
            scheduler=diffusers.EulerDiscreteScheduler.from_config(schedule),
            **parts,
            **_unused(large),
        )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _paint_bare(pipe: Any, side: int, steps: int) -> None:
    import torch

    generator = torch.Generator("cpu").manual_seed(1)
    pipe(_WORDS, width=side, height=side, num_inference_steps=steps, guidance_scale=7.0, generator=generator)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


# What runs in a process of its own; each prints one object


def _overhead(folder: Path) -> dict[str, float]:
    from tests.support.tiny_checkpoints import save_single_file, tiny_pipeline

    path = save_single_file(tiny_pipeline("sdxl"), "sdxl", folder / "tiny.safetensors")
    engine, pipe = _engine(path, "sdxl"), _bare(path)
    asked = _request(_TINY_SIDE, _TINY_STEPS)
    ours, theirs = [], []
    for _ in range(_TIMES + 1):  # the first of each warms up
        ours.append(_seconds(lambda: list(engine.run(asked, CancelToken()))))
        theirs.append(_seconds(lambda: _paint_bare(pipe, _TINY_SIDE, _TINY_STEPS)))
    own, bare = min(ours[1:]), min(theirs[1:])
    return {
        "tiny SDXL, bare, ms a step": 1000 * bare / _TINY_STEPS,
        "tiny SDXL, overhead, %": 100 * (own - bare) / bare,
        "tiny SDXL, overhead, ms a step": 1000 * (own - bare) / _TINY_STEPS,
    }


def _make(folder: Path) -> dict[str, float]:
    """A file with random weights of full size."""
    import torch
    from safetensors.torch import save_file

    from tests.support.tiny_checkpoints import single_file_tensors, tiny_pipeline

    with torch.device("meta"):
        pipe = tiny_pipeline("sd1", full=True)
    torch.manual_seed(1)
    tensors = {
        name: (0.03 * torch.randn(one.shape)).half()
        for name, one in single_file_tensors(pipe, "sd1")
        if one.is_floating_point()
    }
    save_file(tensors, folder / _FULL)
    return {}


_FULL = "full.safetensors"


def _bare_full(folder: Path, side: int, steps: int) -> dict[str, float]:
    return {"seconds": _seconds(lambda: _paint_bare(_bare(folder / _FULL), side, steps))}


def _own_full(folder: Path, side: int, steps: int) -> dict[str, float]:
    engine_module.time.perf_counter = time.process_time  # type: ignore[assignment]
    path = folder / _FULL
    size = path.stat().st_size
    engine = _engine(path, "sd1")
    first, second = _request(side, steps), _request(side * 3 // 2, steps)
    Path("/proc/self/clear_refs").write_text("5")
    before = _told("VmRSS")
    foreseen = engine.estimate(first)
    loaded = _seconds(lambda: engine._denoiser(first))
    peak_loading = _told("VmHWM") - before
    rest = _seconds(lambda: list(engine.run(first, CancelToken())))
    taken = _told("VmHWM") - before
    again = engine.estimate(second)
    rest_2 = _seconds(lambda: list(engine.run(second, CancelToken())))
    return {
        "seconds": loaded + rest,
        "loading": loaded,
        "loaded": peak_loading / size,
        "bytes foreseen": foreseen.bytes / taken,
        "gigabytes": taken / 1e9,
        "seconds foreseen before": foreseen.seconds / (loaded + rest),
        "seconds foreseen": again.seconds / rest_2,
    }


def apart(name: str, *arguments: str, module: str = "tests.bench.checkpoints") -> dict[str, float]:
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, "--only", name, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=environment,
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=SIDE, help="of what full size paints, px")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--only", choices=("overhead", "make", "bare", "own"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        load_libraries()
        folder, side, steps = arguments.folder, arguments.side, arguments.steps
        match arguments.only:
            case "overhead":
                figures = _overhead(folder)
            case "make":
                figures = _make(folder)
            case "bare":
                figures = _bare_full(folder, side, steps)
            case _:
                figures = _own_full(folder, side, steps)
        print(json.dumps(figures))
        return
    with tempfile.TemporaryDirectory() as made:
        asked = ("--folder", made, "--side", str(arguments.side), "--steps", str(arguments.steps))
        figures = apart("overhead", *asked)
        apart("make", *asked)
        bare, own = apart("bare", *asked), apart("own", *asked)
    figures |= {
        "SD 1.5, bare, first picture, s": bare["seconds"],
        "SD 1.5, first picture, % of bare": 100 * own["seconds"] / bare["seconds"],
        "SD 1.5, peak of loading and widening, files": own["loaded"],
        "SD 1.5, memory, GB": own["gigabytes"],
        "SD 1.5, memory foreseen, %": 100 * own["bytes foreseen"],
        "SD 1.5, seconds foreseen, first, %": 100 * own["seconds foreseen before"],
        "SD 1.5, seconds foreseen, later, %": 100 * own["seconds foreseen"],
        "SD 1.5, loading, s": own["loading"],
    }
    print(json.dumps({name: round(figure, 3) for name, figure in figures.items()}))


if __name__ == "__main__":
    main()
