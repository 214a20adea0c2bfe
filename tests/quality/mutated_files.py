"""Thousands of files that were tampered with, read one after the other: none may crash, take long or much memory, and
each is a picture, a document, a brush or refused in one sentence.

python -m tests.quality.mutated_files [--count 10000] [--first SEED] [--only .ora]
"""

import argparse
import io
import json
import multiprocessing
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from PIL import Image

from aipaint_desktop.files.brush_files.reading import SUFFIXES, read_brush_file
from aipaint_desktop.files.documents import has_layers, read_layers
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.model_files.identifying import SUFFIXES as MODEL_SUFFIXES
from aipaint_desktop.modelstore.model_files.identifying import identify
from aipaint_desktop.values.refusal import BadInput
from tests.brush_cases import brush_files
from tests.mutations import mutated
from tests.ora_cases import documents, tampered
from tests.photoshop_cases import several
from tests.picture_cases import ADOBE_RGB, rgb_profile
from tests.support import model_headers

MOST_SECONDS, MOST_BYTES = 2.0, 2**30
_PATIENCE = 60  # seconds until a file counts as one that hangs
_BATCH = 250  # files that one process reads


@cache
def samples(suffix: str = "") -> dict[str, bytes]:
    """Small files of every kind that is read, by their names. suffix: that these end in."""
    colour = np.random.default_rng(1).integers(0, 256, (48, 64, 4), np.uint8)
    smooth = np.repeat(np.repeat(colour[::8, ::8], 8, 0), 8, 1)
    profile = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.2)
    found = several() | documents() | brush_files() | _models()
    for name, form, alpha, options in (
        ("a.png", "PNG", True, {"icc_profile": profile}),
        ("palette.png", "PNG", False, {}),
        ("a.jpg", "JPEG", False, {"icc_profile": profile}),
        ("progressive.jpg", "JPEG", False, {"progressive": True}),
        ("a.webp", "WEBP", True, {}),
        ("lossless.webp", "WEBP", True, {"lossless": True}),
        ("a.avif", "AVIF", True, {}),
        ("a.tif", "TIFF", True, {"compression": "tiff_adobe_deflate"}),
        ("lzw.tif", "TIFF", False, {"compression": "tiff_lzw"}),
        ("a.gif", "GIF", False, {}),
        ("a.bmp", "BMP", False, {}),
        ("a.tga", "TGA", True, {"compression": "tga_rle"}),
        ("a.jp2", "JPEG2000", False, {}),
        ("a.ppm", "PPM", False, {}),
        ("a.ico", "ICO", True, {}),
    ):
        image = Image.fromarray(smooth if alpha else np.ascontiguousarray(smooth[..., :3]))
        image = image.convert("P") if name.startswith("palette") else image
        buffer = io.BytesIO()
        image.save(buffer, form, **options)
        found[name] = buffer.getvalue()
    return {name: content for name, content in found.items() if name.endswith(suffix)}


def _models() -> dict[str, bytes]:
    shapes = model_headers.checkpoint("sd1")
    _variant, lora = model_headers.NAMINGS["kohya"]
    return {
        "lora.safetensors": model_headers.safetensors(lora("sdxl", 2), {"ss_base_model_version": "sdxl"}),
        "model.safetensors": model_headers.safetensors(shapes),
        "model.gguf": model_headers.gguf(shapes, {"general.architecture": "sd1"}),
    }


def read(path: Path) -> str:
    """Read the file as the window does, and return what came of it: "" or why it was refused."""
    if path.name.endswith(MODEL_SUFFIXES):
        return str(identify(path).reason or "")
    try:
        if path.suffix in SUFFIXES:
            read_brush_file(path)
        elif has_layers(path):
            read_layers(path)
        else:
            read_picture(path)
    except BadInput as refused:
        return str(refused)
    return ""


def _reader(pipe: Connection, names: Sequence[str], contents: Sequence[bytes]) -> None:
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in zip(names, contents, strict=True):  # what is loaded once is not what is measured
            path = Path(folder) / name
            path.write_bytes(content)
            read(path)
        while (job := pipe.recv()) is not None:
            name, seed = names[job % len(names)], job
            path = Path(folder) / name
            change = tampered if name.endswith(".ora") and seed % 3 else mutated
            path.write_bytes(change(contents[job % len(names)], seed))
            began = time.perf_counter()
            try:
                said = read(path)
                fault = "" if said.count("\n") == 0 and len(said) < 400 else f"not one sentence: {said!r}"
            except Exception as error:
                said, fault = "", f"{type(error).__name__}: {error}"
            seconds = time.perf_counter() - began
            path.unlink()
            pipe.send((seconds, bool(said), fault, _peak()))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _results(jobs: Sequence[int], suffix: str) -> Iterator[tuple[int, tuple[float, bool, str, int]]]:
    known = samples(suffix)
    names, contents = list(known), list(known.values())
    context = multiprocessing.get_context("spawn")
    for start in range(0, len(jobs), _BATCH):
        here, there = context.Pipe()
        process = context.Process(target=_reader, args=(there, names, contents), daemon=True)
        process.start()
        there.close()
        for job in jobs[start : start + _BATCH]:
            here.send(job)
            try:
                if not here.poll(_PATIENCE):
                    process.kill()
                    yield job, (_PATIENCE, False, f"{names[job % len(names)]} hangs", 0)
                    break
                yield job, here.recv()
            except EOFError:
                yield job, (0.0, False, f"{names[job % len(names)]} ended the process", 0)
                break
        else:
            here.send(None)
        here.close()
        process.join()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.mutated_files", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first file")
    parser.add_argument("--only", default="", help="suffix of the files")
    arguments = parser.parse_args()
    names = list(samples(arguments.only))
    slowest, peak, refused, faults, total = (0.0, ""), (0, ""), 0, [], 0
    for job, (seconds, was_refused, fault, memory) in _results(
        range(arguments.first, arguments.first + arguments.count), arguments.only
    ):
        name = f"{names[job % len(names)]} {job}"
        total += 1
        refused += was_refused
        slowest, peak = max(slowest, (seconds, name)), max(peak, (memory, name))
        if fault or seconds > MOST_SECONDS or memory > MOST_BYTES:
            faults.append(f"{name}: {fault or f'{seconds:.1f} s, {memory / 2**20:.0f} MB'}")
            print(faults[-1], file=sys.stderr)
    figures = {
        "files": total,
        "refused": refused,
        "slowest_s": round(slowest[0], 2),
        "slowest": slowest[1],
        "peak_mb": round(peak[0] / 2**20),
        "peak": peak[1],
        "faults": len(faults),
    }
    print(json.dumps(figures))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
