"""`aipaint generate`: new pictures of an artist's own model."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from aipaint_desktop.cli.arguments import add_count, add_frames, add_output, add_size
from aipaint_desktop.cli.carrying_out import DONE, carry_out_all, check_count
from aipaint_desktop.cli.operations.command import Command
from aipaint_desktop.cli.orders import chosen_seed
from aipaint_desktop.engines.lab.engine import LabEngine
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.files.export import check_export
from aipaint_desktop.files.film import check_film, save_film
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.manifests import Manifest
from aipaint_desktop.modelstore.own_models import find_model, weights_of
from aipaint_desktop.nn.generative.families import read_metadata
from aipaint_desktop.values.refusal import BadInput


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="its folder, or its name among your models")
    add_count(parser)
    parser.add_argument(
        "--to", type=int, metavar="SEED", help="instead go in N pictures from the seed to this one"
    )
    add_size(parser, "the model's own")
    parser.add_argument("--film", type=Path, metavar="FILM", help="also a GIF or WebP of all the pictures")
    add_frames(parser)
    add_output(parser)


def _order(arguments: Namespace, model: Manifest) -> list[GenerateRequest]:
    """One request for each picture: with seeds that count up, or on the way from one seed to another."""
    (weights,) = model.files
    seed, count = chosen_seed(arguments), arguments.count
    try:
        _, side = read_metadata(weights.verified())
    except ValueError:
        raise BadInput(
            "The weights {0}/{1} are not those of a model of the lab.", model.id, weights.path.name
        ) from None
    width, height = arguments.size or (side, side)
    first = GenerateRequest(
        seed=seed, trained=model.id, weights=weights.sha256, width=width, height=height, to_seed=arguments.to
    )
    if arguments.to is None:
        return [replace(first, seed=seed + number) for number in range(count)]
    return [replace(first, share=number / max(1, count - 1)) for number in range(count)]


def _run(arguments: Namespace) -> int:
    check_export(arguments.output)
    if arguments.film:
        check_film(arguments.film)
    check_count(arguments.count)
    model = find_model(arguments.model)
    requests = _order(arguments, model)
    for request in requests:
        request.validate()
    engine = LabEngine(lambda _, sha256: weights_of(model, sha256), arguments.device)
    engine.device()
    reports = carry_out_all(arguments, requests, engine, {})
    if arguments.film:
        save_film(arguments.film, [read_picture(Path(report.output)).pixels for report in reports])
    return DONE


GENERATE = Command("generate", "make new pictures with a model of your own", _add_arguments, _run)
