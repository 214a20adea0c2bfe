"""What commands take for the artist's own models, and the request that these stand for."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from aipaint_desktop.cli.arguments import weighted_file
from aipaint_desktop.cli.operations.control_arguments import Placed, add_controls, controls_asked
from aipaint_desktop.cli.orders import read
from aipaint_desktop.engines.checkpoint.libraries import check_libraries
from aipaint_desktop.engines.checkpoint.pipelines import Ability
from aipaint_desktop.engines.checkpoint.request import CheckpointRequest, titled_hash
from aipaint_desktop.engines.checkpoint.samplers import SAMPLERS
from aipaint_desktop.files.pictures.reading import read_mask
from aipaint_desktop.modelstore.catalogue import abilities_of_file
from aipaint_desktop.modelstore.model_files.finding import PAINTED_WITH, find_model_file
from aipaint_desktop.modelstore.model_files.fitting import (
    embeddings_named_in,
    find_embedding,
    find_lora,
    find_parts,
    find_vae,
)
from aipaint_desktop.modelstore.model_files.paces import pace_of
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_ALONE = (
    "region",
    "region_like",
    "sampler",
    "prediction",
    "lora",
    "embedding",
    "vae",
    "clip_skip",
    "control",
    "control_picture",
)


def add_model(parser: ArgumentParser) -> None:
    """Take a model of the artist's."""
    parser.add_argument(
        "--model",
        metavar="ID|PATH",
        help="paint with a Stable Diffusion model: a .safetensors file, a folder of diffusers, or an id of models",
    )


def add_words(parser: ArgumentParser) -> None:
    """Take words, for commands that need none without a model."""
    parser.add_argument("--prompt", default="", metavar="WORDS", help="with --model: what to paint")
    parser.add_argument(
        "--negative", default="", metavar="WORDS", help="with --model: what to stay away from"
    )
    parser.add_argument("--guidance", type=float, metavar="G", help="with --model: how much the words count")
    add_checkpoint(parser)


def add_checkpoint(parser: ArgumentParser) -> None:
    """Take what is asked of such a model alone."""
    _add_loras(parser)
    add_controls(parser)
    parser.add_argument(
        "--embedding",
        type=Path,
        action="extend",
        nargs="+",
        metavar="FILE",
        help="with --model: a textual inversion; the prompt says it by the file's name",
    )
    parser.add_argument("--vae", type=Path, metavar="FILE", help="with --model: a VAE instead of its own")
    parser.add_argument(
        "--clip-skip",
        type=int,
        metavar="N",
        help="with --model: read words from the Nth layer from the end (default 1, as it was trained)",
    )
    parser.add_argument(
        "--region",
        type=region,
        action="append",
        metavar="MASK:WORDS",
        help="with --model: words for the part of the picture where a mask is white, beside those for all of it",
    )
    parser.add_argument(
        "--region-like",
        type=region_like,
        action="append",
        metavar="MASK:PICTURE",
        help="with an ip-adapter as --control: what the part where a mask is white is painted like; with the mask of a "
        "--region it is of that",
    )
    parser.add_argument("--sampler", choices=SAMPLERS, help="with --model: how it denoises")
    parser.add_argument(
        "--few-steps",
        action="store_true",
        help="with --model: it was made to paint in few steps (Turbo, Lightning, LCM), where its file does not say it",
    )
    parser.add_argument(
        "--prediction",
        choices=("auto", "epsilon", "v"),
        default=CheckpointRequest.prediction,
        help="with --model: what it predicts, where its file does not say it (default %(default)s)",
    )


def _add_loras(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--lora",
        type=weighted_file,
        action="extend",
        nargs="+",
        metavar="FILE[:WEIGHT]",
        help="with --model: a LoRA, and how much of it (default 1); several after another, or each with --lora",
    )


def region(text: str) -> tuple[Path, str]:
    """Read a mask's path and words from "sky.png:a storm". The mask ends at the first colon before which there is such
    a file, or at the first one."""
    colons = [place for place, letter in enumerate(text) if letter == ":"]
    if not colons:
        raise ArgumentTypeError(f"{text}: MASK:WORDS is meant")
    at = next((place for place in colons if Path(text[:place]).is_file()), colons[0])
    return Path(text[:at]), text[at + 1 :]


def region_like(text: str) -> tuple[Path, Path]:
    """Read the paths of a mask and of a picture from "sky.png:storm.jpg", as `region` does."""
    mask, picture = region(text)
    return mask, Path(picture)


def asked_of_model(arguments: Namespace, picture: Placed | None = None) -> dict[str, Any]:
    """Give what requests of checkpoints have in common. picture: what is painted from, which maps are made of. Raises
    `BadInput` where there is no such model, or nothing to run it with."""
    check_libraries()  # before a file of gigabytes is hashed
    model = find_model_file(arguments.model, PAINTED_WITH)
    asked: dict[str, Any] = {
        "checkpoint": model.title,
        "weights": model.sha256,
        "prompt": arguments.prompt,
        "negative": arguments.negative,
        "prediction": arguments.prediction,
        "loras": (),
        "lora_weights": (),
    }
    if parts := find_parts(model):
        asked["parts"] = titled_hash(parts.title, parts.sha256)
    given_meanings = [find_embedding(str(path), model) for path in arguments.embedding or ()]
    regions = arguments.region or ()
    texts = arguments.prompt, arguments.negative, *(words for _mask, words in regions)
    meanings = given_meanings or embeddings_named_in(texts, model)
    asked |= _regions(regions, arguments.region_like or ())
    asked["embeddings"] = tuple(titled_hash(file.title, file.sha256) for file in meanings)
    if arguments.vae is not None:
        vae = find_vae(str(arguments.vae))
        asked["vae"] = titled_hash(vae.title, vae.sha256)
    for path, weight in arguments.lora or ():
        lora = find_lora(str(path), model)
        asked["loras"] += (titled_hash(lora.title, lora.sha256),)
        asked["lora_weights"] += (weight,)
    asked |= controls_asked(arguments, model, picture)
    pace = pace_of(replace(model, few_steps=True) if arguments.few_steps else model)
    asked |= {"steps": pace.steps, "guidance": pace.guidance, "sampler": pace.sampler}
    asked["few_steps"] = pace.few
    given = {name: getattr(arguments, name) for name in ("steps", "guidance", "sampler", "clip_skip")}
    return asked | {name: value for name, value in given.items() if value is not None}


def model_edits(arguments: Namespace) -> bool:
    """Tell whether the model edits pictures by instruction. Raises `BadInput` where there is no such model."""
    check_libraries()  # before a file of gigabytes is hashed
    model = find_model_file(arguments.model, PAINTED_WITH)
    return Ability.EDIT in abilities_of_file(find_parts(model) or model)


def _regions(words: Sequence[tuple[Path, str]], likes: Sequence[tuple[Path, Path]]) -> dict[str, Any]:
    """The fields of a request that say what parts of a picture have of their own. Raises `BadInput`."""
    masks = [mask for mask, _words in words]
    prompts = [each for _mask, each in words]
    references: list[Picture | None] = [None] * len(masks)
    for mask, picture in likes:
        if mask not in masks:
            masks.append(mask)
            prompts.append("")
            references.append(None)
        references[masks.index(mask)] = read(picture)
    return {
        "region_masks": tuple(map(read_mask, masks)),
        "region_prompts": tuple(prompts),
        "region_references": tuple(references) if likes else (),
    }


def check_without_model(arguments: Namespace, *names: str) -> None:
    """Raise `BadInput` where an option that only checkpoints have is given without a model. names: of those that other
    models may have as well."""
    if arguments.model is None and arguments.few_steps:
        raise BadInput("--{0} is for models of your own: give one with --model.", "few-steps")
    for name in (*names, *_ALONE):
        if arguments.model is None and getattr(arguments, name) not in (None, "auto", ""):
            raise BadInput("--{0} is for models of your own: give one with --model.", name.replace("_", "-"))


def check_with_model(arguments: Namespace, *names: str) -> None:
    """Raise `BadInput` where one of these options, which no checkpoint has, is given with a model."""
    for name in names:
        if getattr(arguments, name):
            raise BadInput("--{0} says nothing to a model of your own.", name)
