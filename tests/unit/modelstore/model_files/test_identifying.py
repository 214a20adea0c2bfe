"""What a file is, told from its tensors."""

import io
import pickle
import tracemalloc
from pathlib import Path

import pytest
import torch

from aipaint_desktop.modelstore.model_files.header import LONGEST_HEADER, read_safetensors
from aipaint_desktop.modelstore.model_files.identifying import identify
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind
from aipaint_desktop.values.refusal import BadInput
from tests.mutations import mutated
from tests.support import model_headers, need_checkpoints, tiny_checkpoints


@pytest.mark.parametrize("name", model_headers.files())
def test_each_kind_is_told(name: str, tmp_path: Path) -> None:
    kind, family, shapes = model_headers.files()[name]
    path = tmp_path / f"{name}.safetensors"
    path.write_bytes(model_headers.safetensors(shapes))
    told = identify(path)
    assert (told.kind, told.family) == (Kind(kind), family)
    assert (told.reason is None) == (told.kind not in (Kind.UNKNOWN, Kind.REFUSED))


@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
def test_what_diffusers_saves_is_told(family: tiny_checkpoints.Family, tmp_path: Path) -> None:
    need_checkpoints()
    pipe = tiny_checkpoints.tiny_pipeline(family)
    whole = tiny_checkpoints.save_single_file(pipe, family, tmp_path / "a.safetensors")
    folder = tiny_checkpoints.save_folder(pipe, tmp_path / "b")
    assert identify(whole) == Identity(Kind.CHECKPOINT, family)
    assert identify(folder) == Identity(Kind.FOLDER, family)
    parts = {
        part: identify(next((folder / part).glob("*.safetensors")))
        for part in ("unet", "vae", "text_encoder")
    }
    assert parts["unet"] == Identity(Kind.DIFFUSION, family)
    assert (parts["vae"].kind, parts["text_encoder"].kind) == (Kind.VAE, Kind.TEXT_ENCODER)


def test_what_fills_in_is_told_from_its_channels(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(model_headers.safetensors(model_headers.checkpoint("sd1", channels=9)))
    assert identify(path) == Identity(Kind.CHECKPOINT, "sd1", "inpaint")


def test_gguf_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    shapes = {"double_blocks.0.img_attn.qkv.weight": (4, 4), "single_blocks.0.linear1.weight": (4, 4)}
    path.write_bytes(model_headers.gguf(shapes, {"general.architecture": "flux"}))
    assert identify(path) == Identity(Kind.DIFFUSION, "flux")


def test_two_hundred_loras_in_thirteen_namings(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    wrong = {}
    for name, variant, family, shapes in model_headers.loras(200):
        path.write_bytes(model_headers.safetensors(shapes))
        told = identify(path)
        # of factors alone nobody can tell how wide the text is; SDXL has blocks that no other has
        families = (
            {family}
            if any(name.startswith(w) for w in ("diffusers", "peft", "bare", "comfy", "proc"))
            else {family, ""}
        )
        if (told.kind, told.variant) != (Kind.LORA, variant) or told.family not in families:
            wrong[name] = told
    assert not wrong


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"unet.stranger": (1,)}, "It has the tensor 'unet.stranger', which is no part of a LoRA."),
        ({"unet.a.lora_A.weight": (4, 8)}, "It is a LoRA of which half is missing for 'unet.a'."),
        (
            {"unet.a.lora_A.weight": (4, 8), "unet.a.lora_B.weight": (8, 5)},
            "It is a LoRA whose two parts for 'unet.a' do not fit together.",
        ),
    ],
)
def test_faulty_loras_are_refused_with_the_reason(
    change: dict[str, tuple[int, ...]], sentence: str, tmp_path: Path
) -> None:
    _variant, make = model_headers.NAMINGS["diffusers-peft"]
    path = tmp_path / "a.safetensors"
    path.write_bytes(model_headers.safetensors(make("sd1", 4) | change))
    told = identify(path)
    assert told.kind is Kind.REFUSED
    assert str(told.reason) == sentence


def test_a_lora_that_lacks_a_factor_is_refused(tmp_path: Path) -> None:
    _variant, make = model_headers.NAMINGS["kohya-loha"]
    shapes = make("sd1", 4)
    shapes.pop(next(name for name in shapes if name.endswith(".hada_w2_b")))
    path = tmp_path / "a.safetensors"
    path.write_bytes(model_headers.safetensors(shapes))
    assert "half is missing" in str(identify(path).reason)


def test_folders_of_diffusers_are_told(tmp_path: Path) -> None:
    one = model_headers.diffusers_folder(tmp_path / "one")
    two = model_headers.diffusers_folder(tmp_path / "two", linear=True)
    large = model_headers.diffusers_folder(tmp_path / "large", "StableDiffusionXLPipeline")
    assert [identify(path) for path in (one, two, large)] == [
        Identity(Kind.FOLDER, "sd1"),
        Identity(Kind.FOLDER, "sd2"),
        Identity(Kind.FOLDER, "sdxl"),
    ]
    (one / "vae" / "diffusion_pytorch_model.safetensors").unlink()
    (one / "vae").rmdir()
    assert str(identify(one).reason) == "The folder one lacks its part 'vae'."
    (two / "model_index.json").write_text("[" * 100_000)
    assert str(identify(two).reason) == "model_index.json in two is not JSON."


class _Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("harm",)


def test_pickles_are_refused_but_those_of_upscalers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tensors = {f"body.{number}.weight": torch.zeros(2, 2, 3, 3) for number in range(3)}
    torch.save({"params": tensors}, tmp_path / "new.pth")
    torch.save({"params": tensors}, tmp_path / "old.pth", _use_new_zipfile_serialization=False)
    torch.save(tensors, tmp_path / "model.ckpt")
    torch.save({"params": tensors, "more": _Harmful()}, tmp_path / "bad.pth", pickle_protocol=2)
    (tmp_path / "plain.pth").write_bytes(pickle.dumps(_Harmful()))
    for name in ("new.pth", "old.pth"):
        assert identify(tmp_path / name) == Identity(Kind.UPSCALER, "Compact", "pickle")
    for name in ("model.ckpt", "bad.pth", "plain.pth"):
        told = identify(tmp_path / name)
        assert told.kind is Kind.REFUSED
        assert told.reason is not None
    assert "print" in str(identify(tmp_path / "bad.pth").reason)
    assert capsys.readouterr().out == ""


def test_a_header_that_does_not_fit_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes((2**40).to_bytes(8, "little") + b"{}")
    with pytest.raises(BadInput, match="does not fit"):
        read_safetensors(path)
    with path.open("wb") as file:
        file.write((LONGEST_HEADER + 1).to_bytes(8, "little"))
        file.truncate(LONGEST_HEADER + 100)
    with pytest.raises(BadInput, match="too long"):
        read_safetensors(path)


@pytest.mark.parametrize("form", ["safetensors", "gguf", "pth"])
def test_tampered_files_are_told_in_one_sentence(form: str, tmp_path: Path) -> None:
    _variant, make = model_headers.NAMINGS["kohya"]
    saved = io.BytesIO()
    torch.save({f"body.{number}.weight": torch.zeros(2, 2) for number in range(3)}, saved)
    content = {
        "safetensors": model_headers.safetensors(make("sd1", 2), {"ss_base_model_version": "sd_v1"}),
        "gguf": model_headers.gguf({"double_blocks.0.img_attn.qkv.weight": (4, 4)}, {"a": "b"}),
        "pth": saved.getvalue(),
    }[form]
    path = tmp_path / f"a.{form}"
    tracemalloc.start()
    try:
        for seed in range(200):
            path.write_bytes(mutated(content, seed))
            told = identify(path)
            assert str(told.reason).count("\n") == 0
            assert len(str(told.reason)) < 400
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 32 * 2**20
