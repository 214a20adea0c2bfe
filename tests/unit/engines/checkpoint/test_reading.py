"""Prompts are read as diffusers reads them, and a VAE of choice shows what its file says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.embeddings import Embedding, read_embedding
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.reading import Reading, read_prompts
from aipaint_desktop.engines.checkpoint.request import PromptRequest, titled_hash
from aipaint_desktop.engines.checkpoint.vae import with_vae
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_checkpoints import single_file_tensors, tiny_pipeline

Saved = Callable[[str, str], Path]


def read(
    pipe: Any, prompt: str, embeddings: tuple[Embedding, ...] = (), clip_skip: int = 1, negative: str = ""
) -> Reading:
    with torch.no_grad():
        return read_prompts(pipe, prompt, negative, embeddings, clip_skip, guided=False)[0]


@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
def test_what_diffusers_reads(family: str, pipelines: dict[str, Any]) -> None:
    pipe = pipelines[family]
    for prompt in ("a red house", "", "  Ein rotes Haus, 红色的房子!"):
        with torch.no_grad(), quiet():
            theirs = pipe.encode_prompt(
                prompt, device="cpu", num_images_per_prompt=1, do_classifier_free_guidance=False
            )
        mine = read(pipe, prompt)
        assert torch.equal(mine.words, theirs[0])
        if family == "sdxl":
            assert mine.pooled is not None
            assert torch.equal(mine.pooled, theirs[2])


def test_an_earlier_layer(pipelines: dict[str, Any]) -> None:
    pipe = pipelines["sdxl"]
    with torch.no_grad(), quiet():
        theirs = pipe.encode_prompt("a house", device="cpu", do_classifier_free_guidance=False, clip_skip=1)[
            0
        ]
    assert torch.equal(read(pipe, "a house", clip_skip=2).words, theirs)
    small = pipelines["sd1"]
    ids = small.tokenizer("a house", padding="max_length", return_tensors="pt").input_ids
    with torch.no_grad():
        hidden = small.text_encoder(ids, output_hidden_states=True).hidden_states[-2]
        normalised = small.text_encoder.final_layer_norm(hidden)
    assert torch.equal(read(small, "a house", clip_skip=2).words, normalised)
    with pytest.raises(BadInput, match="at most 3"):
        read(small, "a house", clip_skip=4)


def test_long_prompts_are_read_in_parts(pipelines: dict[str, Any]) -> None:
    pipe = pipelines["sd1"]
    first, second = " ".join(["house"] * 75), "by a lake"
    made = read(pipe, f"{first} {second}").words
    assert torch.equal(made, torch.cat([read(pipe, first).words, read(pipe, second).words], 1))
    with torch.no_grad():
        both = read_prompts(pipe, f"{first} {second}", "fog", (), 1, guided=True)
    assert both[1] is not None
    assert both[0].words.shape == both[1].words.shape == (1, 154, 64)


def test_weights_count_and_the_mean_stays(pipelines: dict[str, Any]) -> None:
    pipe = pipelines["sd1"]
    plain, weighed = read(pipe, "red house").words, read(pipe, "red (house:1.5)").words
    scale = (weighed / plain)[0, :, 0]
    assert torch.allclose(scale[2], 1.5 * scale[1])
    assert torch.allclose(scale[:2], scale[0])
    assert torch.allclose(weighed.mean(), plain.mean(), atol=1e-6)
    assert torch.equal(read(pipe, "red (house:1)").words, plain)


def test_words_of_files_mean_what_diffusers_has_them_mean(pipelines: dict[str, Any], tmp_path: Path) -> None:
    vectors = torch.randn(3, 64, generator=torch.Generator().manual_seed(1))
    for name, tensors in (("ink-7", {"emb_params": vectors}), ("oil-7", {"oil-7": vectors[:1]})):
        save_file(tensors, tmp_path / f"{name}.safetensors")
        pipe = tiny_pipeline("sd1")
        with torch.no_grad(), quiet():
            pipe.load_textual_inversion(tensors, token=name)
            theirs = pipe.encode_prompt(
                f"a house, {name}, by a lake",
                device="cpu",
                num_images_per_prompt=1,
                do_classifier_free_guidance=False,
            )[0]
        known = (read_embedding(tmp_path / f"{name}.safetensors", name),)
        mine = read(pipelines["sd1"], f"a house, {name}, by a lake", known).words
        assert torch.equal(mine, theirs)
        assert not torch.equal(mine, read(pipelines["sd1"], f"a house, {name}, by a lake").words)
        with pytest.raises(BadInput, match="another kind of model"):
            read(pipelines["sd2"], name, known)


def test_both_encoders_of_a_large_model_have_vectors_of_their_own(
    pipelines: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "ink.safetensors"
    save_file({"clip_l": torch.ones(2, 64), "clip_g": torch.ones(2, 128)}, path)
    pipe = pipelines["sdxl"]
    made, without = read(pipe, "ink", (read_embedding(path, "ink"),)), read(pipe, "ink")
    assert not torch.equal(made.words[..., :64], without.words[..., :64])
    assert not torch.equal(made.words[..., 64:], without.words[..., 64:])
    assert made.pooled is not None
    assert not torch.equal(made.pooled, without.pooled)


def test_what_is_no_textual_inversion_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ink.safetensors"

    def refused(tensors: Mapping[str, Tensor]) -> str:
        save_file(dict(tensors), path)
        with pytest.raises(BadInput) as error:
            read_embedding(path, "ink")
        return str(error.value)

    assert "vectors for one word" in refused({"a": torch.zeros(3, 4, 5)})
    assert "vectors for one word" in refused({"a": torch.zeros(100, 64)})
    assert "vectors for one word" in refused({name: torch.zeros(1, 64) for name in "abc"})
    assert "no numbers" in refused({"a": torch.full((1, 64), torch.inf)})
    path.write_bytes(b"none")
    with pytest.raises(BadInput, match="damaged"):
        read_embedding(path, "ink")


def test_a_vae_of_choice_shows_the_picture(pipelines: dict[str, Any], saved: Saved, tmp_path: Path) -> None:
    pipe, other = pipelines["sd1"], tiny_pipeline("sd1", 5)
    original = {
        name: tensor
        for name, tensor in single_file_tensors(other, "sd1")
        if name.startswith("first_stage_model.")
    }
    bare = {name.removeprefix("first_stage_model."): tensor for name, tensor in original.items()}
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    path = tmp_path / "vae.safetensors"
    for tensors in (original, bare, other.vae.state_dict()):
        save_file(tensors, path)
        with torch.no_grad():
            made = with_vae(pipe, path).vae.decode(latents).sample
            assert torch.equal(made, other.vae.decode(latents).sample)
    assert pipe.vae is not other.vae
    hashes = {"a" * 64: saved("sd1", "folder"), "b" * 64: path}
    asked = PromptRequest(seed=1, checkpoint="a", weights="a" * 64, prompt="x", steps=1, width=64, height=64)
    engine = CheckpointEngine(hashes.__getitem__, "cpu", "fp32")
    with_own, with_other = (
        list(engine.run(each, CancelToken()))[-1].image
        for each in (asked, replace(asked, vae=titled_hash("vae", "b" * 64)))
    )
    assert not np.array_equal(with_own, with_other)
    save_file({name: tensor for name, tensor in bare.items() if "mid" not in name}, path)
    with pytest.raises(BadInput, match="no VAE for this kind"):
        with_vae(pipe, path)
    save_file({"emb_params": torch.zeros(1, 64)}, path)
    with pytest.raises(BadInput, match="no VAE for this kind"):
        with_vae(pipe, path)


def test_a_request_says_what_it_is_painted_with() -> None:
    asked = {
        "seed": 1,
        "checkpoint": "a",
        "weights": "a" * 64,
        "prompt": "a {red|red} house",
        "width": 64,
        "height": 64,
    }
    request = PromptRequest(**asked)  # type: ignore[arg-type]
    assert request.painted_stretches[0].prompt == "a red house"
    for changes, said in (
        ({"clip_skip": 13}, "clip skip"),
        ({"vae": "x"}, "by their hashes"),
        ({"embeddings": ("x",)}, "by their hashes"),
        ({"prompt": "(a:99)"}, "out of range"),
    ):
        with pytest.raises(BadInput, match=said):
            PromptRequest(**(asked | changes)).validate()  # type: ignore[arg-type]
