"""`aipaint compose`: words become a painting."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import get_args

from aipaint_desktop.cli.arguments import add_count, add_frames, add_like, add_mask, add_output, add_size
from aipaint_desktop.cli.carrying_out import DONE, carry_out_all, check_count
from aipaint_desktop.cli.operations.checkpoint_arguments import (
    add_checkpoint,
    add_model,
    asked_of_model,
    check_with_model,
    check_without_model,
    model_edits,
)
from aipaint_desktop.cli.operations.command import Command
from aipaint_desktop.cli.operations.control_arguments import Placed
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.checkpoint.request import PromptEditRequest, PromptRequest
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.files.export import check_export
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.words.prompt_reader import LONGEST
from aipaint_desktop.words.prompts import COMPOSER, Prompts
from aipaint_desktop.words.unpaintable import unpaintable

_COMPOSED = 640, 512
_PAINTED = 512, 512


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("prompt", metavar="PROMPT", help="what to paint, in English or Chinese")
    add_model(parser)
    add_like(parser, required=False)
    add_size(parser, "640x512, 512x512 with --model, or the sketch's")
    parser.add_argument(
        "--from",
        type=Path,
        dest="start",
        metavar="SKETCH",
        help="a picture for the composition to begin with; a model that edits by instruction changes it as PROMPT says",
    )
    parser.add_argument(
        "--keep",
        type=float,
        default=ComposeRequest.keep,
        metavar="0..1",
        help="how closely to keep to that picture (default %(default)s)",
    )
    add_mask(parser, "compose")
    parser.add_argument("--negative", default="", metavar="WORDS", help="what to stay away from")
    parser.add_argument(
        "--guidance",
        type=float,
        metavar="G",
        help=f"how much the words count (default {ComposeRequest.guidance:g}; {PromptRequest.guidance:g} with --model)",
    )
    parser.add_argument(
        "--steps",
        type=int,
        metavar="N",
        help=f"denoising steps (default {ComposeRequest.steps}; {PromptRequest.steps} with --model)",
    )
    parser.add_argument(
        "--finish",
        choices=get_args(Finish),
        help="what takes the small composition to full size (default: painter with --like, upscale without)",
    )
    parser.add_argument(
        "--in-parts",
        action="store_true",
        help="with --model: paint what is much larger than the model's size twice, then in overlapping parts",
    )
    add_checkpoint(parser)
    add_count(parser)
    add_frames(parser)
    add_output(parser)


def _order(arguments: Namespace) -> ComposeRequest:
    start = read(arguments.start) if arguments.start else None
    width, height = arguments.size or ((start.width, start.height) if start else _COMPOSED)
    return ComposeRequest(
        seed=chosen_seed(arguments),
        prompt=arguments.prompt,
        negative=arguments.negative,
        guidance=ComposeRequest.guidance if arguments.guidance is None else arguments.guidance,
        steps=ComposeRequest.steps if arguments.steps is None else arguments.steps,
        start=start,
        keep=arguments.keep,
        selection=read_selection(arguments),
        finish=arguments.finish or ("painter" if arguments.like else "upscale"),
        references=read_all(arguments.like),
        width=width,
        height=height,
    )


def _order_of_model(arguments: Namespace) -> PromptRequest:
    edits = arguments.start is not None and model_edits(arguments)
    check_with_model(
        arguments, *([] if arguments.control else ["like"]), *([] if edits else ["mask"]), "finish"
    )
    start = read(arguments.start) if arguments.start else None
    width, height = arguments.size or ((start.width, start.height) if start else _PAINTED)
    if edits:
        return PromptEditRequest(
            seed=chosen_seed(arguments),
            start=start,
            selection=read_selection(arguments),
            in_parts=arguments.in_parts,
            width=width,
            height=height,
            **asked_of_model(arguments),
        )
    return PromptRequest(
        seed=chosen_seed(arguments),
        start=start,
        keep=arguments.keep,
        in_parts=arguments.in_parts,
        width=width,
        height=height,
        **asked_of_model(arguments, Placed(start) if start else None),
    )


def _run(arguments: Namespace) -> int:
    check_export(arguments.output)
    check_without_model(arguments)
    if arguments.in_parts and arguments.model is None:
        raise BadInput("--{0} is for models of your own: give one with --model.", "in-parts")
    if arguments.model is not None:
        return _run_model(arguments)
    request = _order(arguments)
    request.validate()
    check_count(arguments.count)
    engine = engines_by_id(arguments.device)[request.engine]
    engine.device()
    prompts = Prompts()
    readings = [prompts.read(words) for words in (arguments.prompt, arguments.negative)]
    unknown = list(dict.fromkeys(word for reading in readings for word in reading.unknown))
    if unknown and not arguments.json:
        print(f"aipaint: nothing is known of {', '.join(unknown)}.", file=sys.stderr)
    beyond = unpaintable(arguments.prompt[:LONGEST])
    if beyond and not arguments.json:
        print(
            f"aipaint: the composer cannot paint: {', '.join(beyond)}. It paints moods, light, land and sea.",
            file=sys.stderr,
        )
    if any(reading.weighted for reading in readings) and not arguments.json:
        print("aipaint: weights such as (word:1.3) mean nothing; the words are read.", file=sys.stderr)
    requests = [replace(request, seed=request.seed + number) for number in range(arguments.count)]
    carry_out_all(arguments, requests, engine, {"unknown_words": unknown, "unpaintable_words": beyond})
    return DONE


def _run_model(arguments: Namespace) -> int:
    check_count(arguments.count)
    engine = engines_by_id(arguments.device)[PromptRequest.engine]
    engine.device()  # before a file of gigabytes is hashed
    request = _order_of_model(arguments)
    requests = [replace(request, seed=request.seed + number) for number in range(arguments.count)]
    carry_out_all(arguments, requests, engine, {})
    return DONE


COMPOSE = Command("compose", "turn words into a painting", _add_arguments, _run, model=COMPOSER)
