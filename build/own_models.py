"""Whether the built app runs models of the artist's: small ones with random weights, made now.

own_models.py PROGRAM FOLDER [HIDDEN ...]      FOLDER: for files and pictures; HIDDEN: folders that appear empty to it
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import isolated_run

sys.path.append(str(Path(__file__).resolve().parent.parent))

from tests.support.tiny_checkpoints import save_folder, save_single_file, tiny_pipeline
from tests.support.tiny_families import save_family, tiny_family
from tests.support.tiny_gguf import save_gguf
from tests.support.tiny_loras import layers_of, lora, named, save_lora
from tests.support.tiny_upscalers import save_upscaler

_SIDE, _FACTOR = 64, 4  # px of what is painted, and how much larger it becomes


def prove(program: Path, folder: Path, hidden: list[Path]) -> None:
    """Paint words with each layout of models, with a LoRA, with quantised weights, and enlarge what comes of it. Raises
    `RuntimeError` where a picture is not what it should be, and `CalledProcessError` where there is none."""
    painted: list[NDArray[np.uint8]] = []

    def run(*command: str | Path) -> None:
        output = folder / f"{len(painted)}.png"
        isolated_run.run((program, *command, "-o", output), hidden)
        painted.append(np.asarray(Image.open(output).convert("RGB")))

    words = ("compose", "a red house", "--steps", "3", "--size", f"{_SIDE}x{_SIDE}", "--seed", "1")
    for family in ("sd1", "sdxl"):
        pipe = tiny_pipeline(family)
        layouts = (
            save_single_file(pipe, family, folder / f"{family}.safetensors"),
            save_folder(pipe, folder / family),
        )
        change = named(pipe, lora(pipe, layers_of(pipe), seed=1), "kohya")
        more = ("--lora", save_lora(change, folder / f"{family}-lora.safetensors"))
        for model, loras in zip((*layouts, layouts[0]), ((), (), more), strict=True):
            run(*words, "--model", model, *loras)
        file, same, changed = painted[-3:]
        _check(np.array_equal(file, same), "a file and a folder of one model paint the same")
        _check(not np.array_equal(file, changed), "a LoRA changes what is painted")
        _check(int(np.ptp(file)) > 0, "a picture is not of one colour")
    flux = tiny_family("flux")
    save_family(flux, folder / "parts")
    quantised = save_gguf(flux.transformer.state_dict(), folder / "flux.gguf")
    run(*words, "--model", quantised)
    run(*words, "--model", folder / "parts")
    _check(not np.array_equal(painted[-2], painted[-1]), "quantised weights are those that are painted with")
    _check(int(np.ptp(painted[-2])) > 0, "a picture of quantised weights is not of one colour")
    larger = save_upscaler("ESRGAN", folder / "larger.safetensors")
    run("upscale", folder / "0.png", "--model", larger, "--factor", str(_FACTOR))
    _check(painted[-1].shape[:2] == (_FACTOR * _SIDE, _FACTOR * _SIDE), "an upscaler enlarges")


def _check(holds: bool, what: str) -> None:
    if not holds:
        raise RuntimeError(f"It does not hold that {what}.")


if __name__ == "__main__":
    prove(Path(sys.argv[1]), Path(sys.argv[2]), [Path(hidden) for hidden in sys.argv[3:]])
