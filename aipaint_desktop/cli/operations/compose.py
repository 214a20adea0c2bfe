"""`aipaint compose`: words become a painting."""

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import get_args

from aipaint_desktop.cli.arguments import add_count, add_frames, add_like, add_mask, add_output, add_size
from aipaint_desktop.cli.carrying_out import DONE, carry_out_all, check_count
from aipaint_desktop.cli.operations.command import Command
from aipaint_desktop.cli.orders import chosen_seed, read, read_all, read_selection
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.files.export import check_export
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.words.prompts import COMPOSER, Prompts

_COMPOSED = 640, 512


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("prompt", metavar="PROMPT", help="what to paint, in English or Chinese")
    add_like(parser, required=False)
    add_size(parser, "640x512, or the sketch's")
    parser.add_argument(
        "--from",
        type=Path,
        dest="start",
        metavar="SKETCH",
        help="a picture for the composition to begin with",
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
        default=ComposeRequest.guidance,
        metavar="1..10",
        help="how much the words count (default %(default)s)",
    )
    parser.add_argument(
        "--steps",
        type=int,
        default=ComposeRequest.steps,
        metavar="N",
        help="denoising steps of the composition (default %(default)s)",
    )
    parser.add_argument(
        "--finish",
        choices=get_args(Finish),
        help="what takes the small composition to full size (default: painter with --like, upscale without)",
    )
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
        guidance=arguments.guidance,
        steps=arguments.steps,
        start=start,
        keep=arguments.keep,
        selection=read_selection(arguments),
        finish=arguments.finish or ("painter" if arguments.like else "upscale"),
        references=read_all(arguments.like),
        width=width,
        height=height,
    )


def _run(arguments: Namespace) -> int:
    check_export(arguments.output)
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
    if any(reading.weighted for reading in readings) and not arguments.json:
        print("aipaint: weights such as (word:1.3) mean nothing; the words are read.", file=sys.stderr)
    requests = [replace(request, seed=request.seed + number) for number in range(arguments.count)]
    carry_out_all(arguments, requests, engine, {"unknown_words": unknown})
    return DONE


COMPOSE = Command("compose", "turn words into a painting", _add_arguments, _run, model=COMPOSER)
