"""The models that the artist can choose from, and the engines that run them."""

import importlib.util
from dataclasses import dataclass

from aipaint_desktop.engines.base import Engine


@dataclass(frozen=True)
class ModelEntry:
    """One line of the model selector.

    engine: id of the engine that runs it.
    family: the kind of model, as the literature names it.
    ready: whether everything it needs is installed.
    good_at, bad_at: one sentence each, in English.
    """

    id: str
    engine: str
    family: str
    title: str
    title_zh: str
    licence: str
    ready: bool
    good_at: str
    bad_at: str


def catalogue() -> tuple[ModelEntry, ...]:
    """Every model that is there, in the order of the selector. Loads nothing."""
    return (
        ModelEntry(
            id="painter",
            engine="painter",
            family="diffusion",
            title="Painter",
            title_zh="画师",
            licence="no weights; that of the reference picture",
            ready=importlib.util.find_spec("torch") is not None,
            good_at="Painting flat sketches in the manner of a picture, variations, filling, extending.",
            bad_at="Photographs as sketches, and anything that the reference picture does not show.",
        ),
    )


def engines_by_id(device: str = "auto") -> dict[str, Engine]:
    """Every engine by its id. device: a wish as `engines.devices.choose_device` takes it."""
    from aipaint_desktop.engines.painter import PainterEngine

    painter = PainterEngine(device)
    return {painter.id: painter}
