"""`aipaint compose --model` with small models of the artist's."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from aipaint_desktop.engines.checkpoint import libraries
from aipaint_desktop.files.pictures.reading import read_mask, read_picture
from aipaint_desktop.modelstore.model_files.index import read_index
from tests.cli.conftest import CommandLine
from tests.support import need_checkpoints
from tests.support.tiny_checkpoints import save_folder, save_single_file, tiny_pipeline
from tests.support.tiny_families import save_family, tiny_family
from tests.support.tiny_loras import layers_of, lora, named, save_lora

need_checkpoints()

ASKED = ("--steps", "2", "--seed", "3", "--size", "64x64", "--device", "cpu")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    pipe = tiny_pipeline("sd1")
    save_single_file(pipe, "sd1", folder / "lake.safetensors")
    save_folder(pipe, folder / "hills")
    return folder


def test_words_become_a_picture_that_can_be_made_again(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    model = str(models / "lake.safetensors")
    ended = aipaint("compose", "a lake", "--model", model, *ASKED, "-o", "out.png", "--json")
    report = json.loads(ended.out)
    assert (report["engine"], report["model"], report["steps"]) == ("checkpoint", "lake", 2)
    made = read_picture(desk / "out.png")
    assert str(models).encode() not in (desk / "out.png").read_bytes()
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made
    listed = json.loads(aipaint("models", "--json").out)["models"]
    known = next(entry for entry in listed if entry["engine"] == "checkpoint")
    assert known["ready"]
    assert aipaint("compose", "a lake", "--model", known["id"], *ASKED, "-o", "by-id.png").code == 0
    assert read_picture(desk / "by-id.png") == made


def test_a_sketch_from_a_folder_several_at_once(aipaint: CommandLine, desk: Path, models: Path) -> None:
    words = ("compose", "hills", "--model", str(models / "hills"), "--from", "sketch.png", "--keep", "0.5")
    more = ("--sampler", "ddim", "--negative", "fog", "--guidance", "3", "--count", "2", "--frames", "film")
    assert aipaint(*words, *ASKED, *more, "-o", "out.png").code == 0
    assert read_picture(desk / "out-000.png") != read_picture(desk / "out-001.png")
    assert (desk / "film" / "001" / "000.png").exists()


def test_a_model_that_edits_takes_the_words_for_an_instruction(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    editor = str(save_family(tiny_family("pix2pix"), models / "editor"))
    compose = (
        "compose",
        "make it winter",
        "--model",
        editor,
        "--steps",
        "2",
        "--seed",
        "3",
        "--device",
        "cpu",
    )
    sketch = read_picture(desk / "sketch.png")
    assert aipaint(*compose, "--from", "sketch.png", "-o", "out.png").code == 0
    made = read_picture(desk / "out.png")
    assert (made.width, made.height) == (sketch.width, sketch.height)
    assert made != sketch
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made
    mask = np.zeros((sketch.height, sketch.width), np.uint8)
    mask[4:20, 4:20] = 255
    Image.fromarray(mask).save(desk / "part.png")
    assert aipaint(*compose, "--from", "sketch.png", "--mask", "part.png", "-o", "some.png").code == 0
    some = read_picture(desk / "some.png")
    assert np.array_equal(some.pixels[mask == 0], sketch.pixels[mask == 0])
    assert "give it one to begin with" in aipaint.refused(*compose, "--size", "64x64", "-o", "none.png")


def test_loras_change_the_picture_and_are_named_by_hash(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    pipe = tiny_pipeline("sd1")
    tensors = named(pipe, lora(pipe, layers_of(pipe)[::3], 1), "kohya")
    for name in ("ink", "oil"):
        save_lora(
            {key: (2 if name == "oil" else 1) * one for key, one in tensors.items()},
            desk / f"{name}.safetensors",
        )
    compose = ("compose", "hills", "--model", str(models / "lake.safetensors"), *ASKED)
    assert aipaint(*compose, "-o", "none.png").code == 0
    assert aipaint(*compose, "--lora", "ink.safetensors:0.5", "oil.safetensors", "-o", "both.png").code == 0
    assert aipaint(*compose, "--lora", "ink.safetensors:0", "-o", "off.png").code == 0
    both, none = read_picture(desk / "both.png"), read_picture(desk / "none.png")
    assert both != none
    assert read_picture(desk / "off.png") == none
    assert str(desk).encode() not in (desk / "both.png").read_bytes()
    assert aipaint("rerun", "both.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == both
    save_lora({"lora_unet_mid_block.lora_down.weight": torch.zeros(4, 4)}, desk / "half.safetensors")
    assert "half is missing" in aipaint.refused(*compose, "--lora", "half.safetensors", "-o", "out.png")
    assert "kind" in aipaint.refused(*compose, "--lora", str(models / "lake.safetensors"), "-o", "out.png")
    assert "--model" in aipaint.refused("compose", "hills", "--lora", "ink.safetensors", "-o", "out.png")


def test_words_of_files_a_vae_and_an_earlier_layer(aipaint: CommandLine, desk: Path, models: Path) -> None:
    save_file({"emb_params": torch.ones(2, 64)}, desk / "inkstyle.safetensors")
    vae = tiny_pipeline("sd1", 5).vae.state_dict()
    save_file(vae, desk / "soft.safetensors")
    compose = ("compose", "hills, {inkstyle|inkstyle}", "--model", str(models / "lake.safetensors"), *ASKED)
    assert aipaint(*compose, "-o", "none.png").code == 0
    made = [read_picture(desk / "none.png")]
    for more in (
        ("--vae", "soft.safetensors"),
        ("--clip-skip", "2"),
        ("--embedding", "inkstyle.safetensors"),
    ):
        assert aipaint(*compose, *more, "-o", "out.png").code == 0
        made.append(read_picture(desk / "out.png"))
    assert all(one != other for number, one in enumerate(made) for other in made[:number])
    assert aipaint(*compose, "-o", "out.png").code == 0  # one that is known now is found by its name
    assert read_picture(desk / "out.png") == made[-1]
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made[-1]


def test_a_mask_is_filled_and_a_canvas_extended(aipaint: CommandLine, desk: Path, models: Path) -> None:
    more = (
        "--model",
        str(models / "hills"),
        "--prompt",
        "hills",
        "--steps",
        "2",
        "--seed",
        "3",
        "--device",
        "cpu",
    )
    assert aipaint("fill", "sketch.png", "--mask", "mask.png", *more, "-o", "filled.png").code == 0
    sketch, mask = read_picture(desk / "sketch.png").pixels[..., :3], read_mask(desk / "mask.png").pixels
    filled = read_picture(desk / "filled.png").pixels[..., :3]
    assert np.array_equal(filled[mask == 0], sketch[mask == 0])
    assert not np.array_equal(filled[mask > 0], sketch[mask > 0])
    assert aipaint("rerun", "filled.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == read_picture(desk / "filled.png")
    assert aipaint("extend", "sketch.png", "--size", "80x64", *more, "-o", "extended.png").code == 0
    extended = read_picture(desk / "extended.png").pixels[..., :3]
    assert np.array_equal(extended[12:52, 16:64], sketch)
    assert "--prompt" in aipaint.refused(
        "extend", "sketch.png", "--size", "80x64", "--prompt", "x", "-o", "a.png"
    )


def test_what_does_not_fit_together_is_refused(
    aipaint: CommandLine, desk: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose = ("compose", "a lake", "-o", "out.png")
    (desk / "old.ckpt").write_bytes(b"1")
    (desk / "text.safetensors").write_bytes(b"no model")
    assert "pickle" in aipaint.refused(*compose, "--model", "old.ckpt")
    assert "damaged" in aipaint.refused(*compose, "--model", "text.safetensors")
    assert "There is no model" in aipaint.refused(*compose, "--model", "none")
    assert "--sampler" in aipaint.refused(*compose, "--sampler", "ddim")
    assert "--like" in aipaint.refused(*compose, "--model", str(models / "hills"), "--like", "sketch.png")
    monkeypatch.setattr(libraries, "_LIBRARIES", ("no_such_library",))
    (desk / "new.safetensors").write_bytes(b"never looked at")
    fill = ("fill", "sketch.png", "--mask", "mask.png", "-o", "out.png")
    assert "start.py --checkpoints" in aipaint.refused(*fill, "--model", "new.safetensors")
    assert not any(known.title == "new" for known in read_index().files.values())
    assert "start.py --checkpoints" in aipaint.refused(*compose, "--model", str(models / "hills"))


def test_what_it_paints_is_painted_restyled_and_enlarged(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    cpu = ("--device", "cpu", "--seed", "3")
    compose = ("compose", "a lake", "--model", str(models / "lake.safetensors"), *ASKED)
    assert aipaint(*compose, "-o", "words.png").code == 0
    paint = ("paint", "words.png", "--like", "like.png", "--steps", "2", *cpu)
    assert aipaint(*paint, "-o", "painted.png").code == 0
    stylize = ("stylize", "painted.png", "--like", "like.png", "--device", "cpu")
    assert aipaint(*stylize, "-o", "styled.png").code == 0
    assert aipaint("upscale", "styled.png", "--factor", "2", "--device", "cpu", "-o", "large.png").code == 0
    large = read_picture(desk / "large.png")
    assert (large.width, large.height) == (128, 128)
    assert aipaint("rerun", "large.png", "-o", "again.png", "--device", "cpu").code == 0
    assert read_picture(desk / "again.png") == large


def test_what_the_composer_and_a_sketch_make_is_begun_with(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    cpu = ("--device", "cpu", "--seed", "3")
    size = ("--size", "64x64", "--finish", "none", "--steps", "2")
    assert aipaint("compose", "a stormy sea", *size, *cpu, "-o", "composed.png").code == 0
    assert aipaint("sketch", "sketch.png", "--like", "like.png", *cpu, "-o", "coloured.png").code == 0
    begin = ("compose", "a lake", "--model", str(models / "lake.safetensors"), "--steps", "4", *cpu)
    for name in ("composed", "coloured"):
        start = read_picture(desk / f"{name}.png")
        made = [
            read_picture(desk / "out.png").pixels[..., :3].astype(int)
            for keep in ("0.9", "0.1")
            if aipaint(*begin, "--from", f"{name}.png", "--keep", keep, "-o", "out.png").code == 0
        ]
        assert [each.shape[:2] for each in made] == 2 * [(start.height, start.width)]
        assert not np.array_equal(*made)


def test_what_is_there_is_refined_where_a_mask_says(aipaint: CommandLine, desk: Path, models: Path) -> None:
    model = ("--model", str(models / "hills"), "--prompt", "hills", "--steps", "4", "--seed", "3")
    fill = ("fill", "sketch.png", "--mask", "mask.png", "--device", "cpu")
    report = json.loads(aipaint(*fill, *model, "--keep", "0.5", "--json", "-o", "out.png").out)
    assert report["steps"] == 4
    sketch, mask = read_picture(desk / "sketch.png").pixels[..., :3], read_mask(desk / "mask.png").pixels
    refined = read_picture(desk / "out.png").pixels[..., :3]
    assert np.array_equal(refined[mask == 0], sketch[mask == 0])
    assert not np.array_equal(refined[mask > 0], sketch[mask > 0])
    assert "--keep" in aipaint.refused(*fill, "--keep", "0.5", "-o", "out.png")


def test_a_part_has_words_of_its_own(aipaint: CommandLine, desk: Path, models: Path) -> None:
    compose = ("compose", "a lake", "--model", str(models / "hills"), "--from", "sketch.png", "--steps", "2")
    more = ("--seed", "3", "--device", "cpu")
    assert aipaint(*compose, *more, "-o", "none.png").code == 0
    assert aipaint(*compose, *more, "--region", "mask.png:a (castle:1.2)", "-o", "out.png").code == 0
    assert read_picture(desk / "out.png") != read_picture(desk / "none.png")
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == read_picture(desk / "out.png")
    assert "--region" in aipaint.refused("compose", "a lake", "--region", "mask.png:x", "-o", "a.png")
    assert "MASK:WORDS" in aipaint.refused(*compose, "--region", "mask.png", "-o", "a.png")
