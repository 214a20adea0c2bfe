from dataclasses import replace
from pathlib import Path

import numpy as np

from aipaint_desktop.engines.checkpoint.request import PromptRequest
from aipaint_desktop.engines.composer.request import ComposeRequest
from aipaint_desktop.engines.lab.request import GenerateRequest
from aipaint_desktop.engines.painter.requests import PaintRequest, VaryRequest
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import catalogue
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.workspace.result_names import Titles, numbered, result_name

ENTRIES = [
    ReferenceEntry("sea", "Stormy sea", Path("/pictures/sea.jpg")),
    ReferenceEntry("wood", "Birches", Path("/pictures/wood.png")),
    ReferenceEntry("long", "A" * 300, Path("/pictures/long.png")),
]
CANVAS = Picture(np.zeros((64, 64, 3), np.uint8), "canvas")
SEA, WOOD, LONG = (Picture(np.zeros((64, 64, 3), np.uint8), entry.path.name) for entry in ENTRIES)


def painted(*references: Picture) -> PaintRequest:
    return PaintRequest(seed=1, references=references, sketch=CANVAS, width=64, height=64, keep=0.5)


def name(request: object) -> str:
    return result_name(request, "Variation", ENTRIES, catalogue(), Titles())  # type: ignore[arg-type]


def test_a_painting_is_called_after_its_references_and_the_model() -> None:
    assert name(painted(SEA)) == "Stormy sea – Painter"
    assert name(painted(SEA, WOOD)) == "Stormy sea, Birches – Painter"
    assert name(painted(SEA, WOOD, LONG)) == "Stormy sea, Birches … – Painter"
    assert len(name(painted(LONG))) < 60
    fast = StylizeRequest(seed=1, picture=CANVAS, references=(WOOD,), weights=(1.0,), width=64, height=64)
    titles = {model.id: model.title for model in catalogue()}
    assert name(fast) == f"Birches – {titles['style-fast']}"
    assert name(replace(fast, quality="master")) == f"Birches – {titles['style-master']}"


def test_a_composition_is_called_after_its_prompt() -> None:
    composed = ComposeRequest(seed=1, prompt="mountains\n at  sunset", width=64, height=64)
    assert name(composed) == "mountains at sunset – Composer"
    assert name(replace(composed, prompt="")) == "Variation – Composer"
    assert "…" in name(replace(composed, prompt="a wide valley " * 20))


def test_what_is_like_no_reference_is_called_after_what_was_done() -> None:
    assert name(VaryRequest(seed=1, references=(CANVAS,), width=64, height=64)) == "Variation – Painter"
    gone = GenerateRequest(seed=1, trained="my-skies", weights="0" * 64, width=64, height=64)
    assert name(gone) == "Variation – my-skies"


def test_a_picture_is_called_after_the_model_that_made_it_and_no_other_of_its_engine() -> None:
    asked = PromptRequest(seed=1, checkpoint="lake", weights="0" * 64, prompt="a boat", width=64, height=64)
    other = replace(catalogue()[0], id="hills@12345678", engine="checkpoint", title="hills")
    assert result_name(asked, "Variation", ENTRIES, [other], Titles()) == "a boat – lake"


def test_names_that_are_taken_are_numbered() -> None:
    assert numbered("Sea", []) == "Sea"
    assert numbered("Sea", ["Sea", "Sea 2", "Sea 4"]) == "Sea 3"
