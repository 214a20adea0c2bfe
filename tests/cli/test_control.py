"""`--control` of compose, fill and extend, with small models of the artist's."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from aipaint_desktop.cli.operations.control_arguments import control
from aipaint_desktop.files.pictures.reading import read_picture
from tests.cli.conftest import CommandLine
from tests.support import need_checkpoints
from tests.support.model_headers import safetensors
from tests.support.tiny_checkpoints import save_single_file, tiny_pipeline
from tests.support.tiny_controls import (
    ip_adapter_tensors,
    save_tensors,
    save_weights,
    tiny_controlnet,
    tiny_image_encoder,
    tiny_t2i_adapter,
)

need_checkpoints()

ASKED = ("--steps", "2", "--seed", "3", "--device", "cpu")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    pipe = tiny_pipeline("sd1")
    save_single_file(pipe, "sd1", folder / "lake.safetensors")
    save_weights(tiny_controlnet(pipe), folder / "edges" / "diffusion_pytorch_model.safetensors")
    save_weights(tiny_t2i_adapter("full_adapter"), folder / "colours.safetensors")
    save_tensors(ip_adapter_tensors(pipe), folder / "like" / "like.safetensors")
    wide = {"ip_adapter.1.to_k_ip.weight": (320, 2048), "image_proj.proj.weight": (4, 4)}
    (folder / "like-xl.safetensors").write_bytes(safetensors(wide))
    return folder


def test_what_an_option_says() -> None:
    asked = control("canny:no-such.safetensors:edges.png@0.8:0.1-0.6")
    assert (asked.kind, asked.strength, asked.begin, asked.end) == ("canny", 0.8, 0.1, 0.6)
    assert ("no-such.safetensors", "edges.png") in asked.places
    plain = control("controlnet:lines@0123456789")  # a hash is no strength
    assert (plain.places, plain.strength) == ((("lines@0123456789", ""),), 1.0)
    assert ("C:\\a.safetensors", "D:\\b.png") in control("none:C:\\a.safetensors:D:\\b.png").places


def test_a_map_is_made_or_given_and_can_be_painted_by_again(
    aipaint: CommandLine, desk: Path, models: Path
) -> None:
    compose = ("compose", "a lake", "--model", str(models / "lake.safetensors"), *ASKED, "--size", "64x64")
    noise = np.random.default_rng(2).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    Image.fromarray(noise).save(desk / "map.png")
    made = {}
    for name, more in {
        "none": (),
        "given": ("--control", f"canny:{models / 'edges'}:map.png"),
        "as-it-is": ("--control", f"none:{models / 'edges'}", "--control-picture", "map.png"),
        "half": ("--control", f"canny:{models / 'edges'}:map.png@0.5:0-0.5"),
        "two": (
            "--control",
            f"canny:{models / 'edges'}:map.png",
            f"colour-grid:{models / 'colours.safetensors'}:map.png",
        ),
    }.items():
        assert aipaint(*compose, *more, "-o", f"{name}.png").code == 0
        made[name] = read_picture(desk / f"{name}.png")
    assert made["given"] == made["as-it-is"]
    assert len({one.sha256 for one in made.values()}) == 4
    assert str(models).encode() not in (desk / "two.png").read_bytes()
    assert aipaint("rerun", "two.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == made["two"]


def test_fills_and_canvases_are_guided(aipaint: CommandLine, desk: Path, models: Path) -> None:
    more = ("--model", str(models / "lake.safetensors"), "--prompt", "hills", *ASKED)
    guided = ("--control", f"soft-edge:{models / 'edges'}")
    for command in (
        ("fill", "sketch.png", "--mask", "mask.png"),
        ("extend", "sketch.png", "--size", "80x64"),
    ):
        assert aipaint(*command, *more, "-o", "plain.png").code == 0
        assert aipaint(*command, *more, *guided, "-o", "guided.png").code == 0
        assert read_picture(desk / "plain.png") != read_picture(desk / "guided.png")
    inpaint = ("--control", f"inpaint:{models / 'edges'}")
    assert aipaint("fill", "sketch.png", "--mask", "mask.png", *more, *inpaint, "-o", "in.png").code == 0
    assert aipaint("rerun", "in.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == read_picture(desk / "in.png")
    assert "takes no map" in aipaint.refused(
        *("fill", "sketch.png", "--mask", "mask.png", *more, inpaint[0], f"{inpaint[1]}:sketch.png"),
        *("-o", "out.png"),
    )


def test_an_ip_adapter_needs_an_encoder_and_a_picture(aipaint: CommandLine, desk: Path, models: Path) -> None:
    compose = ("compose", "a lake", "--model", str(models / "lake.safetensors"), *ASKED, "--size", "64x64")
    like = ("--control", f"ip-adapter:{models / 'like' / 'like.safetensors'}")
    said = aipaint.refused(*compose, *like, "--like", "sketch.png", "-o", "out.png")
    assert "like.safetensors needs an image encoder" in said
    assert "image_encoder/model.safetensors" in said
    save_weights(tiny_image_encoder(), models / "like" / "image_encoder" / "model.safetensors")
    assert "choose one" in aipaint.refused(*compose, *like, "-o", "out.png")
    assert aipaint(*compose, *like, "--like", "sketch.png", "-o", "out.png").code == 0
    assert aipaint(*compose, like[0], f"{like[1]}:sketch.png", "-o", "same.png").code == 0
    assert read_picture(desk / "out.png") == read_picture(desk / "same.png")
    assert aipaint("rerun", "out.png", "-o", "again.png").code == 0
    assert read_picture(desk / "again.png") == read_picture(desk / "out.png")
    image = Image.new("L", (64, 64))
    image.paste(255, (0, 0, 32, 64))
    image.save(desk / "left.png")
    own = ("--region-like", "left.png:mask.png", "--region", "left.png:an oak")
    assert aipaint(*compose, *like, "--like", "sketch.png", *own, "-o", "own.png").code == 0
    assert read_picture(desk / "own.png") != read_picture(desk / "out.png")
    assert "IP-Adapter" in aipaint.refused(*compose, *own, "-o", "no.png")


@pytest.mark.usefixtures("desk")
def test_what_does_not_fit_is_refused(aipaint: CommandLine, models: Path) -> None:
    compose = ("compose", "a lake", "-o", "out.png")
    with_model = (*compose, "--model", str(models / "lake.safetensors"))
    edges = str(models / "edges")
    assert "--control" in aipaint.refused(*compose, "--control", f"canny:{edges}")
    assert "no picture to make one of" in aipaint.refused(*with_model, "--control", f"canny:{edges}")
    assert "There is no model" in aipaint.refused(*with_model, "--control", "canny:none.safetensors:map.png")
    assert "cannot be used here" in aipaint.refused(
        *with_model, "--control", f"canny:{models / 'lake.safetensors'}"
    )
    assert "another kind" in aipaint.refused(*with_model, "--control", f"ip-adapter:{edges}")
    said = aipaint.refused(
        *with_model, "--control", f"ip-adapter:{models / 'like-xl.safetensors'}:sketch.png"
    )
    assert (
        "like-xl.safetensors is made for SDXL and does not fit lake, which is Stable Diffusion 1.x." in said
    )
    assert "cannot count" in aipaint.refused(*with_model, "--control", f"canny:{edges}:sketch.png:0.8-0.2")
    assert "--like" in aipaint.refused(
        *with_model, "--control", f"canny:{edges}:sketch.png", "--like", "sketch.png"
    )
