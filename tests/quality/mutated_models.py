"""Thousands of model files and folders that were tampered with: each is told, or refused in one sentence, before more
memory is asked for than it is large.

python -m tests.quality.mutated_models [--count 2000] [--first SEED]
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.engines.checkpoint.architecture import architecture_of
from aipaint_desktop.engines.checkpoint.control import controlnet, t2i_adapter
from aipaint_desktop.engines.checkpoint.control.ip_adapter import vision_config
from aipaint_desktop.engines.checkpoint.other.single_file import GGUF, check_gguf
from aipaint_desktop.modelstore.model_files.finding import check_usable
from aipaint_desktop.modelstore.model_files.fitting import CONTROLS, encoder_wanted
from aipaint_desktop.modelstore.model_files.header import read_safetensors
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from aipaint_desktop.modelstore.model_files.scanning import look_at
from aipaint_desktop.values.refusal import BadInput
from tests.mutations import mutated
from tests.support import model_headers

MOST_SECONDS = 2.0
LEAST_BYTES = 2**20
"""What Python takes in any case: a file that is smaller is allowed so much."""

Loader = Callable[[Path], object]


@dataclass(frozen=True)
class Outcome:
    """What came of a file. said: why it was refused, "" where it was not. seconds: of the processor, as others may want
    it too. size: bytes of it; peak: bytes that Python took for it."""

    said: str
    fault: str
    seconds: float
    size: int
    peak: int

    @property
    def bad(self) -> str:
        if self.fault:
            return self.fault
        if self.seconds > MOST_SECONDS:
            return f"{self.seconds:.1f} s"
        if self.peak > max(self.size, LEAST_BYTES):
            return f"{self.peak} bytes for {self.size}"
        return ""


def samples() -> dict[str, bytes]:
    """Model files by their names, of a few megabytes at most."""
    named = {
        f"lora-{name}.safetensors": make("sd1", 4) for name, (_told, make) in model_headers.NAMINGS.items()
    }
    known = {
        f"{name}.safetensors": shapes for name, (_kind, _family, shapes) in model_headers.files().items()
    }
    contents = {
        name: model_headers.safetensors(shapes, {"modelspec.architecture": "stable-diffusion-v1"})
        for name, shapes in (named | known).items()
    }
    contents |= {
        f"{name}.safetensors": model_headers.safetensors(shapes)
        for name, shapes in model_headers.controls().items()
    }
    for family in ("sd1", "sdxl"):
        shapes = model_headers.checkpoint(family)
        contents[f"{family}.gguf"] = model_headers.gguf(shapes, {"general.architecture": family})
    denoises = {
        "double_blocks.0.img_attn.qkv.weight": (96, 32),
        "double_blocks.0.img_attn.qkv.bias": (96,),
        "single_blocks.0.linear1.weight": (128, 32),
        "guidance_in.in_layer.weight": (32, 256),
        "img_in.weight": (32, 64),
    }
    for number in range(4):  # as often again, as these are read further
        contents[f"flux-{number}.gguf"] = model_headers.gguf(
            denoises, {"general.architecture": "flux"}, whole=True
        )
    return contents


def treat(path: Path, load: Loader) -> Outcome:
    """Do with a file or folder what the program does: tell what it is, and if it can be used, begin to. load: of
    upscalers."""
    size = sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size
    said = fault = ""
    tracemalloc.reset_peak()
    before, began = tracemalloc.get_traced_memory()[0], time.process_time()
    try:
        file = look_at(path)
        check_usable(file)
        if file.kind is Kind.UPSCALER:
            load(path)
        elif file.kind is Kind.CHECKPOINT and path.suffix == ".safetensors":
            architecture_of(read_safetensors(path).shapes, path.name)
        elif file.kind is Kind.DIFFUSION and path.suffix == GGUF:
            check_gguf(path)
        elif file.kind in CONTROLS or file.kind is Kind.IMAGE_ENCODER:
            _begin_control(file)
    except BadInput as refused:
        said = str(refused)
        fault = "" if said.count("\n") == 0 and len(said) < 400 else f"not one sentence: {said!r}"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - began
    return Outcome(said, fault, seconds, size, tracemalloc.get_traced_memory()[1] - before)


_BASE = {"block_out_channels": (8, 16), "layers_per_block": 1, "cross_attention_dim": 16}


def _begin_control(file: ModelFile) -> None:
    """Read from shapes what is built before any tensor is read."""
    shapes, name = read_safetensors(file.path).shapes, file.path.name
    match file.kind:
        case Kind.CONTROLNET:
            named = controlnet.diffusers_names(shapes, name)
            try:
                controlnet.controlnet_config({named[one]: shapes[one] for one in shapes}, _BASE, name)
            except controlnet.Unlike:
                raise BadInput("{0} does not fit.", name) from None
        case Kind.T2I_ADAPTER:
            named = t2i_adapter.diffusers_names(shapes, name)
            t2i_adapter.t2i_adapter_config({named[one]: shapes[one] for one in shapes}, name)
        case Kind.IP_ADAPTER:
            encoder_wanted(file)
        case _:
            vision_config(shapes, name)


def tampered(folder: Path, seed: int, contents: Mapping[str, bytes]) -> Path:
    """Put a file, or every eighth time a folder of diffusers, of this seed into an empty folder."""
    if seed % 8 == 0:
        whole = model_headers.diffusers_folder(folder / f"folder-{seed}")
        files = sorted(file for file in whole.rglob("*") if file.is_file())
        chosen = files[seed // 8 % len(files)]
        if seed % 5 == 0:
            chosen.unlink()
        else:
            chosen.write_bytes(mutated(chosen.read_bytes(), seed))
        return whole
    name = sorted(contents)[seed % len(contents)]
    path = folder / name
    path.write_bytes(mutated(contents[name], seed))
    return path


def upscaler_loader() -> Loader:
    """Load upscalers where spandrel is installed."""
    from aipaint_desktop.engines.upscaler_files.libraries import spandrel_present

    if not spandrel_present():
        return lambda _path: None
    from aipaint_desktop.engines.upscaler_files.loading import load_upscaler

    return load_upscaler


def run(
    count: int, first: int, contents: Mapping[str, bytes], load: Loader
) -> list[tuple[int, str, Outcome]]:
    """Treat so many, and give seed, name and outcome of each."""
    outcomes = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in contents.items():  # what is loaded once is not what is measured
            (folder / name).write_bytes(content)
            treat(folder / name, load)
            (folder / name).unlink()
        tracemalloc.start()
        try:
            for seed in range(first, first + count):
                path = tampered(folder, seed, contents)
                outcomes.append((seed, path.name, treat(path, load)))
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        finally:
            tracemalloc.stop()
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.mutated_models", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first file")
    arguments = parser.parse_args()
    contents = samples()
    load = upscaler_loader()
    if load.__name__ == "load_upscaler":
        from tests.support.tiny_upscalers import MAKERS, save_upscaler

        with tempfile.TemporaryDirectory() as folder:
            for name in MAKERS:
                path = save_upscaler(name, Path(folder) / f"{name}.safetensors")
                contents[path.name] = path.read_bytes()
                old = save_upscaler(name, Path(folder) / f"{name}.pth")
                contents[old.name] = old.read_bytes()
    outcomes = run(arguments.count, arguments.first, contents, load)
    faults = [f"{name} {seed}: {outcome.bad}" for seed, name, outcome in outcomes if outcome.bad]
    for fault in faults:
        print(fault, file=sys.stderr)
    slowest = max(outcomes, key=lambda one: one[2].seconds)
    hungriest = max(outcomes, key=lambda one: one[2].peak / max(one[2].size, LEAST_BYTES))
    figures = {
        "files": len(outcomes),
        "refused": sum(bool(outcome.said) for _seed, _name, outcome in outcomes),
        "slowest_s": round(slowest[2].seconds, 2),
        "slowest": f"{slowest[1]} {slowest[0]}",
        "most_of_its_size": round(hungriest[2].peak / max(hungriest[2].size, LEAST_BYTES), 2),
        "of": f"{hungriest[1]} {hungriest[0]}",
        "faults": len(faults),
    }
    print(json.dumps(figures))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
