"""Thousands of model files and folders that were tampered with: each is told and loaded, or refused in one sentence,
before more memory is asked for than it is large.

python -m tests.quality.mutated_models [--count 2000] [--first SEED]

A third of them were whole small models, whose weights are loaded where nothing speaks against it. Memory is what Python
takes and what the process grows by; a model that is loaded beside what it needs (CLIP's vocabulary, a folder with text
encoders) may take as much as it did before it was tampered with. Seconds are the processor's, without what counting
memory takes.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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

LEAST_GROWTH = 2**25
"""Bytes that a process grows by in any case: libraries take pages by the megabyte."""

Loader = Callable[[ModelFile], object]


@dataclass(frozen=True)
class Outcome:
    """What came of a file. said: why it was refused, "" where it was not. seconds: of the processor, as others may want
    it too. size: bytes of it; peak: bytes that Python took for it; growth: that the process grew by meanwhile."""

    said: str
    fault: str
    seconds: float
    size: int
    peak: int
    growth: int = 0

    def bad(self, before: "Outcome") -> str:
        """Say what is wrong. before: what came of it before it was tampered with."""
        if self.fault:
            return self.fault
        if self.seconds > MOST_SECONDS:
            return f"{self.seconds:.1f} s"
        if self.share(before) > 1:
            return f"{self.peak} bytes of Python's and {self.growth} in all, for {self.size}"
        return ""

    def share(self, before: "Outcome") -> float:
        """Tell what part it took of the bytes that it may take. before: see `bad`."""
        python = self.peak / (before.peak + max(self.size, LEAST_BYTES))
        grown = self.growth / (before.growth + max(self.size, LEAST_GROWTH))
        return max(python, grown)


NOTHING = Outcome("", "", 0.0, 0, 0)


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
    """Do with a file or folder what the program does: tell what it is, and if it can be used, begin to. load: what is
    done with one that can be used."""
    size = sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size
    said = fault = ""
    tracemalloc.reset_peak()
    before, began = tracemalloc.get_traced_memory()[0], time.process_time()
    grown = _resident("VmRSS", anew=True)
    try:
        file = look_at(path)
        check_usable(file)
        load(file)
    except BadInput as refused:
        said = str(refused)
        fault = "" if said.count("\n") == 0 and len(said) < 400 else f"not one sentence: {said!r}"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - began
    grown = _resident("VmHWM") - grown
    return Outcome(said, fault, seconds, size, tracemalloc.get_traced_memory()[1] - before, grown)


def _resident(what: str, *, anew: bool = False) -> int:
    """What Linux tells of this process in bytes, 0 where it tells nothing. anew: forget the most that it was."""
    try:
        if anew:
            Path("/proc/self/clear_refs").write_text("5")
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        return int(told[what].split()[0]) * 1024
    except (OSError, KeyError):
        return 0


def read_numbers(file: ModelFile) -> None:
    """Read from shapes what is built before any tensor is read."""
    if file.kind is Kind.CHECKPOINT and file.path.suffix == ".safetensors":
        architecture_of(read_safetensors(file.path).shapes, file.path.name)
    elif file.kind is Kind.DIFFUSION and file.path.suffix == GGUF:
        check_gguf(file.path)
    elif file.kind in CONTROLS or file.kind is Kind.IMAGE_ENCODER:
        _begin_control(file)


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


def kind_of(seed: int, contents: Mapping[str, bytes], folders: Sequence[Path]) -> str | int:
    """Tell what a seed tampers with: a file, or every eighth time a folder of diffusers, 0 for an empty one."""
    if seed % 8 == 0:
        return seed // 8 % (len(folders) + 1)
    return sorted(contents)[seed % len(contents)]


def tampered(folder: Path, seed: int, contents: Mapping[str, bytes], folders: Sequence[Path] = ()) -> Path:
    """Put what a seed tampers with into an empty folder."""
    kind = kind_of(seed, contents, folders)
    if isinstance(kind, str):
        path = folder / kind
        path.write_bytes(mutated(contents[kind], seed))
        return path
    whole = folder / f"folder-{seed}"
    if kind:
        shutil.copytree(folders[kind - 1], whole)
    else:
        model_headers.diffusers_folder(whole)
    files = sorted(file for file in whole.rglob("*") if file.is_file())
    chosen = files[seed // 8 // (len(folders) + 1) % len(files)]
    if seed % 5 == 0:
        chosen.unlink()
    else:
        chosen.write_bytes(mutated(chosen.read_bytes(), seed))
    return whole


@dataclass(frozen=True)
class Treated:
    """What came of a tampered file or folder, and before of the whole one."""

    seed: int
    name: str
    outcome: Outcome
    before: Outcome

    @property
    def bad(self) -> str:
        return self.outcome.bad(self.before)

    @property
    def share(self) -> float:
        return self.outcome.share(self.before)


def run(
    count: int,
    first: int,
    contents: Mapping[str, bytes],
    load: Loader = read_numbers,
    folders: Sequence[Path] = (),
) -> list[Treated]:
    """Treat so many, and give what came of each."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)

        def whole(kind: str | int) -> Outcome:
            if isinstance(kind, int):
                return treat(folders[kind - 1], load) if kind else NOTHING
            path = folder / kind
            path.write_bytes(contents[kind])
            outcome = treat(path, load)
            path.unlink()
            return outcome

        kinds = [*contents, *range(len(folders) + 1)]
        for kind in kinds:  # what is loaded once is not what is measured
            whole(kind)
        tracemalloc.start()
        try:
            before = {kind: whole(kind) for kind in kinds}
            for seed in range(first, first + count):
                kind = kind_of(seed, contents, folders)
                path = tampered(folder, seed, contents, folders)
                outcome = treat(path, load)
                if outcome.seconds > MOST_SECONDS:
                    outcome = replace(outcome, seconds=_seconds_alone(path, load))
                found.append(Treated(seed, path.name, outcome, before[kind]))
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        finally:
            tracemalloc.stop()
    return found


def _seconds_alone(path: Path, load: Loader) -> float:
    """What it takes where nobody counts memory."""
    tracemalloc.stop()
    try:
        return treat(path, load).seconds
    finally:
        tracemalloc.start()


def main() -> None:
    from tests.quality.whole_models import WholeModels

    parser = argparse.ArgumentParser(prog="python -m tests.quality.mutated_models", description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        models = WholeModels(Path(place))
        outcomes = run(
            arguments.count, arguments.first, samples() | models.files, models.load, models.folders
        )
    faults = [f"{one.name} {one.seed}: {one.bad}" for one in outcomes if one.bad]
    for fault in faults:
        print(fault, file=sys.stderr)
    slowest = max(outcomes, key=lambda one: one.outcome.seconds)
    hungriest = max(outcomes, key=lambda one: one.share)
    figures = {
        "files and folders": len(outcomes),
        "refused in one sentence": sum(bool(one.outcome.said) for one in outcomes),
        "longest, s": round(slowest.outcome.seconds, 2),
        "longest of": f"{slowest.name} {slowest.seed}",
        "most of the memory allowed": round(hungriest.share, 2),
        "most of": f"{hungriest.name} {hungriest.seed}",
        "faults": len(faults),
    }
    print(json.dumps(figures))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
