"""What A1111, ComfyUI, InvokeAI and Fooocus say of a PNG's making."""

import json
from pathlib import Path

import pytest

from aipaint_desktop.engines.checkpoint.sampler_names import sampler_called
from aipaint_desktop.files.pictures.foreign_settings import ForeignSettings, read_foreign_settings
from tests.mutations import mutated
from tests.support.foreign_pngs import A1111, FOOOCUS, GRAPH, INVOKE, png


def test_each_program_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert read_foreign_settings(png(path, parameters=A1111)) == ForeignSettings(
        "A1111",
        "a red house, (lake:1.2)\nby night, steps: none",
        "people,\nblurry",
        28,
        "DPM++ 2M Karras",
        6.5,
        3141592653,
        "lake",
        "0123456789",
    )
    assert read_foreign_settings(png(path, prompt=json.dumps(GRAPH))) == ForeignSettings(
        "ComfyUI", "a red house", "people", 20, "euler_ancestral", 7.0, 18446744073709551557, "lake"
    )
    assert read_foreign_settings(png(path, invokeai_metadata=json.dumps(INVOKE))) == ForeignSettings(
        "InvokeAI", "a red house", "people", 30, "dpmpp_2m_k", 7.5, 5, "lake"
    )
    assert read_foreign_settings(png(path, parameters=json.dumps(FOOOCUS))) == ForeignSettings(
        "Fooocus", "a red house", "", 30, "dpmpp_2m_sde_gpu", 4.0, 77, "lake", "abcdef0123"
    )


@pytest.mark.parametrize("international", [False, True])
def test_packed_texts_are_read_too(international: bool, tmp_path: Path) -> None:
    made = read_foreign_settings(
        png(tmp_path / "a.png", packed=True, international=international, parameters=A1111)
    )
    assert made is not None
    assert made.steps == 28


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"parameters": "only words"},
        {"parameters": "{"},
        {"prompt": "[1, 2]"},
        {"prompt": json.dumps({"1": {"inputs": {"steps": 3, "seed": 1, "positive": ["1", 0]}}})},
        {"invokeai_metadata": "3"},
        {"Comment": A1111},
        {"prompt": "[" * 100_000},
    ],
)
def test_what_says_nothing_known_says_nothing(texts: dict[str, str], tmp_path: Path) -> None:
    made = read_foreign_settings(png(tmp_path / "a.png", **texts))
    assert made is None or made.prompt == ""


def test_files_that_were_tampered_with_raise_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    content = png(path, parameters=A1111, prompt=json.dumps(GRAPH)).read_bytes()
    for seed in range(100):
        path.write_bytes(mutated(content, seed))
        read_foreign_settings(path)
    assert read_foreign_settings(tmp_path / "none.png") is None


def test_samplers_go_by_many_names() -> None:
    for name, sampler in (
        ("Euler a", "euler_a"),
        ("euler_ancestral", "euler_a"),
        ("DPM++ 2M Karras", "dpmpp_2m_karras"),
        ("dpmpp_2m karras", "dpmpp_2m_karras"),
        ("dpmpp_2m_k", "dpmpp_2m_karras"),
        ("DPM++ SDE Karras", "dpmpp_sde"),
        ("UniPC", "unipc"),
        ("dpmpp_2m_sde_gpu", None),
    ):
        assert sampler_called(name) == sampler
