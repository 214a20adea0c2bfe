"""A program that does as if it trained a model, learned a reference or made pictures, in no time and without torch.

    python fake_training.py train FAMILY PICTURES --output DIR --size PX …
    python fake_training.py learn PICTURE --output DIR …
    python fake_training.py generate MODEL_DIR --output FILE --seed N --to N --count N …

It keeps a model and a sheet after its first record and another at its end, which comes when its input is closed.
What the folder of pictures is called decides what becomes of it: `full` is refused, `crash` ends without a word, and
`moment` ends by itself, as if its time were over.
"""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.numpy import save_file

from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.last_sentence import say_last
from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.nn.generative.families import Family, to_metadata
from aipaint_desktop.training.lab.model_folder import THUMBNAIL, ModelFolder
from aipaint_desktop.training.lab.run_settings import RunSettings, keep_settings
from aipaint_desktop.training.reference.learned_folder import LearnedFolder
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import Sentence

_REFUSED = Sentence("There is no room left on the disk to save {0}.", "checkpoint.safetensors")
REFUSED = str(_REFUSED)
WORDS = "The samples look alike. Early in a run this passes; if it stays, the model has collapsed: " + (
    "start again with more varied pictures."
)
_LOSSES = {
    "gan": ("generator", "discriminator", "real", "made"),
    "diffusion": ("little noise", "some noise", "much noise"),
    "vae": ("pixels", "features", "divergence", "generator", "discriminator", "real", "made"),
}


def keep_model(folder: ModelFolder, family: Family, size: int, step: int) -> None:
    """A model whose weights are its step, with all that a training leaves."""
    folder.make()
    keep_settings(folder, RunSettings(family, size))
    folder.checkpoint.write_bytes(b"what was learned")
    weights = folder.path / f"{folder.id}-{step:06}.safetensors"
    save_file({"weights": np.array([step])}, weights, to_metadata(family, size))
    said = {"id": folder.id, "engine": "lab", "family": {"diffusion": family}.get(family, family.upper())}
    said |= {"title": folder.id, "title_zh": folder.id, "licence": "the artist's own"}
    said |= {
        "good_at": "New pictures like those it was trained on, at once; textures and edges.",
        "bad_at": "Variety where it was trained for long on few pictures.",
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    lines += ["[[files]]", f'name = "{weights.name}"', f"bytes = {weights.stat().st_size}"]
    lines.append(f'sha256 = "{step:064}"')
    (folder.path / MANIFEST).write_text("\n".join(lines), encoding="utf-8")
    sheet = np.random.default_rng(step).integers(0, 256, (4 * size, 4 * size, 3), np.uint8)
    Image.fromarray(sheet).save(folder.sheets / f"{step:06}.png")
    Image.fromarray(sheet[:size, :size]).save(folder.path / THUMBNAIL)


def record(folder: ModelFolder, family: Family, step: int, seconds_left: float, sheet: bool) -> None:
    said = {
        "step": step,
        "seconds": step / 4,
        "seconds_left": seconds_left,
        "speed": 31.5,
        "losses": {
            name: number + 2 / (1 + step / 50) + 0.3 * np.sin(step * (number + 1.7))
            for number, name in enumerate(_LOSSES[family])
        },
        "sheet": f"{step:06}.png" if sheet else None,
        "words": [WORDS] if sheet and step >= 100 else [],
    }
    with (folder.training / "progress.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(said) + "\n")  # whatever was left before it


def main() -> None:
    {"train": train, "learn": learn, "generate": generate}[sys.argv[1]](sys.argv[2:])


def keep_learned(folder: LearnedFolder, reference: Picture, step: int) -> str:
    """What was learned of a reference, its weights no more than the step; returns their hash."""
    folder.make()
    folder.keep_reference(reference)
    folder.checkpoint.write_bytes(b"what was learned")
    weights = folder.path / f"{folder.id}-{step:06}.safetensors"
    weights.write_bytes(str(step).encode())
    sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
    said = {"id": folder.id, "engine": "style", "reference": reference.sha256}
    said |= dict.fromkeys(("family", "title", "title_zh", "licence", "good_at", "bad_at"), "-")
    lines = [f"{key} = {json.dumps(value)}" for key, value in said.items()]
    lines += ["[[files]]", f'name = "{weights.name}"', f"bytes = {weights.stat().st_size}"]
    (folder.path / MANIFEST).write_text("\n".join([*lines, f'sha256 = "{sha256}"']), encoding="utf-8")
    return sha256


def learn(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("picture", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--device")
    for flag in ("--json", "--until-input-ends", "--resume"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args(arguments)
    assert asked.until_input_ends
    if asked.picture.stem == "full":
        sys.exit(_refuse())
    folder, reference = LearnedFolder(asked.output), plain(read_picture(asked.picture))
    assert folder.checkpoint.exists() == asked.resume
    first = 200 if asked.resume else 100
    keep_learned(folder, reference, first)
    sys.stdin.read()
    keep_learned(folder, reference, first + 7)


def generate(arguments: list[str]) -> None:
    """Grey pictures, each as bright as 16 times the seed; a model called `full` is refused."""
    parser = ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("--output", type=Path)
    for number in ("--seed", "--to", "--count"):
        parser.add_argument(number, type=int)
    parser.add_argument("--size")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.model.name == "full":
        sys.exit(_refuse())
    for number, grey in enumerate(np.linspace(16 * asked.seed, 16 * asked.to, asked.count)):
        path = asked.output.with_stem(f"{asked.output.stem}-{number:03}")
        save_picture(path, np.full((8, 8, 3), round(grey), np.uint8))


def train(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("family")
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--size", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--device")
    parser.add_argument("--from", dest="base")
    for flag in ("--json", "--until-input-ends", "--resume"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args(arguments)
    assert asked.until_input_ends
    if asked.pictures.name == "full":
        sys.exit(_refuse())
    if asked.pictures.name == "crash":
        sys.exit(9)
    folder = ModelFolder(asked.output)
    first = 200 if asked.resume else 100
    keep_model(folder, asked.family, asked.size, first)
    record(folder, asked.family, first, 90.0, sheet=True)
    if asked.pictures.name != "moment":
        sys.stdin.read()
    keep_model(folder, asked.family, asked.size, first + 7)
    record(folder, asked.family, first + 7, 0.0 if asked.pictures.name == "moment" else 80.0, sheet=True)


def _refuse() -> int:
    say_last(_REFUSED)
    return 2


if __name__ == "__main__":
    main()
