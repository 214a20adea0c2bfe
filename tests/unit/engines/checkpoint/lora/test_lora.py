"""LoRAs change what diffusers has them change, to the pixel, whatever their tensors are called."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor

from aipaint_desktop.engines import request_json
from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.checkpoint.engine import CheckpointEngine
from aipaint_desktop.engines.checkpoint.lora.applying import with_loras
from aipaint_desktop.engines.checkpoint.lora.file import read_lora
from aipaint_desktop.engines.checkpoint.request import PromptRequest, titled_hash
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput
from tests.support.tiny_checkpoints import tiny_pipeline
from tests.support.tiny_loras import (
    NAMINGS,
    OF_UNET,
    Changes,
    Layer,
    layers_of,
    loha,
    lokr,
    lora,
    named,
    save_lora,
)

MODEL, FIRST, SECOND = "a" * 64, "b" * 64, "c" * 64

Saved = Callable[[str, str], Path]


def request(*loras: tuple[str, float], **changes: Any) -> PromptRequest:
    asked = {"seed": 7, "checkpoint": "tiny", "weights": MODEL, "prompt": "a red house by a lake"}
    asked |= {"width": 64, "height": 64, "steps": 2, "sampler": "euler", "negative": "fog"}
    asked |= {"loras": tuple(titled_hash("lora", sha256) for sha256, _ in loras)}
    asked |= {"lora_weights": tuple(weight for _, weight in loras)}
    return PromptRequest(**(asked | changes))


class Painting:
    """Paints with one model and some files, by hash, as often as is asked."""

    def __init__(self, model: Path, *files: Path) -> None:
        self.files = dict(zip((MODEL, FIRST, SECOND), (model, *files), strict=False))
        self.engine = CheckpointEngine(self.files.__getitem__, "cpu", "fp32", models=LoadedModels())

    def __call__(self, asked: PromptRequest) -> NDArray[np.uint8]:
        return list(self.engine.run(asked, CancelToken()))[-1].image


def by_diffusers(family: Any, tensors: list[Mapping[str, Tensor]], weights: list[float]) -> NDArray[np.uint8]:
    """What diffusers makes of `request` with these LoRAs."""
    import diffusers

    with quiet():
        pipe = tiny_pipeline(family)
        for number, one in enumerate(tensors):
            pipe.load_lora_weights(dict(one), adapter_name=f"a{number}")
        pipe.set_adapters([f"a{number}" for number in range(len(tensors))], weights)
        pipe.scheduler = diffusers.EulerDiscreteScheduler.from_config(pipe.scheduler.config)
        asked = request()
        made = pipe(
            asked.prompt,
            negative_prompt=asked.negative,
            num_inference_steps=asked.steps,
            guidance_scale=asked.guidance,
            generator=torch.Generator("cpu").manual_seed(asked.seed),
            width=asked.width,
            height=asked.height,
        )
    return np.asarray(made.images[0])


def some_layers(pipe: Any) -> list[Layer]:
    """Fewer of the UNet; all of the encoders, as diffusers tells old names by one of them."""
    layers = layers_of(pipe)
    return [layer for number, layer in enumerate(layers) if layer[0] != "unet" or number % 3 == 0]


@pytest.mark.parametrize(
    ("family", "naming"),
    [
        ("sd1", "kohya"),
        ("sd1", "diffusers"),
        ("sd2", "kohya"),
        ("sdxl", "kohya original"),
    ],
)
def test_it_changes_what_diffusers_has_it_change(
    family: str, naming: str, saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines[family]
    alpha = 2 if naming.startswith("kohya") else None
    tensors = named(pipe, lora(pipe, some_layers(pipe), 1, alpha=alpha), naming)
    painting = Painting(saved(family, "folder"), save_lora(tensors, tmp_path / "a.safetensors"))
    made = painting(request((FIRST, 0.7)))
    assert np.array_equal(made, by_diffusers(family, [tensors], [0.7]))
    assert not np.array_equal(made, painting(request()))


def test_several_with_weights_and_without_them_exactly_what_it_was(
    saved: Saved, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines["sd1"]
    first = named(pipe, lora(pipe, some_layers(pipe), 1), "kohya")
    second = named(pipe, lora(pipe, layers_of(pipe, encoders=False)[::2], 2, rank=3, alpha=None), "peft")
    files = [save_lora(one, tmp_path / f"{i}.safetensors") for i, one in enumerate((first, second))]
    painting = Painting(saved("sd1", "folder"), *files)
    without = painting(request())
    both = painting(request((FIRST, 0.7), (SECOND, -0.4)))
    assert np.array_equal(both, by_diffusers("sd1", [first, second], [0.7, -0.4]))
    assert np.array_equal(without, painting(request()))
    assert np.array_equal(without, painting(request((FIRST, 0.0))))
    assert np.array_equal(painting(request((FIRST, 0.0), (SECOND, 1.0))), painting(request((SECOND, 1.0))))


def passed(pipe: Any) -> Tensor:
    """What one pass through all networks that LoRAs change comes to."""
    random = torch.Generator().manual_seed(0)
    words = torch.arange(77)[None]
    noise = torch.randn(1, 4, 8, 8, generator=random)
    text = torch.randn(1, 77, pipe.unet.config.cross_attention_dim, generator=random)
    beside = None
    with torch.no_grad():
        read = pipe.text_encoder(words).last_hidden_state
        if hasattr(pipe, "text_encoder_2"):
            pooled = pipe.text_encoder_2(words).text_embeds
            beside = {"text_embeds": pooled, "time_ids": torch.tensor([[64.0, 64, 0, 0, 64, 64]])}
        made = pipe.unet(noise, 10, text, added_cond_kwargs=beside).sample
    return torch.cat([read.flatten(), made.flatten()])


def changed(pipe: Any, path: Path, weight: float = 1.0) -> Tensor:
    return passed(with_loras(pipe, [(read_lora(path), weight)]))


@pytest.mark.parametrize("family", ["sd1", "sd2", "sdxl"])
@pytest.mark.parametrize("naming", [name for name in NAMINGS if name != "kohya"])
def test_a_naming_changes_nothing_but_names(
    family: str, naming: str, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines[family]
    changes = lora(pipe, layers_of(pipe, encoders=naming not in OF_UNET, convolutions=True), 1)
    known = save_lora(named(pipe, changes, "kohya"), tmp_path / "known.safetensors")
    other = save_lora(named(pipe, changes, naming), tmp_path / "other.safetensors")
    assert torch.equal(changed(pipe, known), changed(pipe, other))


@pytest.mark.parametrize("kind", ["locon", "loha", "loha core"])
def test_kinds_of_lycoris_add_what_peft_adds(kind: str, pipelines: dict[str, Any], tmp_path: Path) -> None:
    from peft import LoHaConfig, LoraConfig, inject_adapter_in_model, set_peft_model_state_dict

    pipe = tiny_pipeline("sd1")
    layers = layers_of(pipe, encoders=False, convolutions=True)
    targets = [path for _part, path in layers]
    config: Any
    if kind == "locon":
        changes = lora(pipe, layers, 1, alpha=2)
        config = LoraConfig(r=4, lora_alpha=2, target_modules=targets)
    else:
        changes = loha(pipe, layers, 1, core=kind == "loha core")
        config = LoHaConfig(r=4, alpha=2, target_modules=targets, use_effective_conv2d=kind == "loha core")
    path = save_lora(named(pipe, changes, "kohya"), tmp_path / "a.safetensors")
    inject_adapter_in_model(config, pipe.unet, "a").eval()
    names = {"lora_down.weight": "lora_A.weight", "lora_up.weight": "lora_B.weight"}
    tensors = {
        f"{layer}.{names.get(ending, ending)}": tensor
        for (_part, layer), parts in changes.items()
        for ending, tensor in parts.items()
        if ending != "alpha"
    }
    told = set_peft_model_state_dict(pipe.unet, tensors, "a")
    assert not told.unexpected_keys
    assert torch.equal(changed(pipelines["sd1"], path), passed(pipe))


@pytest.mark.parametrize("whole", [False, True])
def test_a_kronecker_product_adds_what_its_weight_would_add(
    whole: bool, pipelines: dict[str, Any], tmp_path: Path
) -> None:
    pipe = pipelines["sd1"]
    changes = lokr(pipe, layers_of(pipe, encoders=False, convolutions=True), 1, whole=whole)
    full: Changes = {}
    for (part, layer), parts in changes.items():
        second = parts.get("lokr_w2")
        if second is None:
            second = parts["lokr_w2_a"] @ parts["lokr_w2_b"] / 2  # alpha 1 of rank 2
        own = getattr(pipe, part).get_submodule(layer).weight
        first = parts["lokr_w1"]
        product = torch.kron(first[..., None, None] if second.ndim == 4 else first, second.contiguous())
        full[part, layer] = {"diff": product.reshape(own.shape)}
    one = save_lora(named(pipe, changes, "kohya"), tmp_path / "one.safetensors")
    other = save_lora(named(pipe, full, "kohya"), tmp_path / "other.safetensors")
    assert torch.allclose(changed(pipe, one, 0.5), changed(pipe, other, 0.5), atol=1e-4)
    assert not torch.allclose(changed(pipe, one, 0.5), passed(pipe), atol=1e-2)


def test_a_core_between_gives_what_its_product_gives(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    layers = [("unet", "down_blocks.0.downsamplers.0.conv"), ("unet", "down_blocks.0.resnets.0.conv1")]
    changes = lora(pipe, layers, 1, alpha=None, core=True)
    full: Changes = {}
    for layer, parts in changes.items():
        down, mid, up = (parts[f"lora_{name}.weight"] for name in ("down", "mid", "up"))
        full[layer] = {"diff": torch.einsum("or,rskl,si->oikl", up[..., 0, 0], mid, down[..., 0, 0])}
    one = save_lora(named(pipe, changes, "kohya"), tmp_path / "one.safetensors")
    other = save_lora(named(pipe, full, "kohya"), tmp_path / "other.safetensors")
    assert torch.allclose(changed(pipe, one), changed(pipe, other), atol=1e-4)


def test_lengths_that_were_learned_beside_are_kept_to(pipelines: dict[str, Any], tmp_path: Path) -> None:
    from peft import LoraConfig, inject_adapter_in_model, set_peft_model_state_dict

    pipe = tiny_pipeline("sd1")
    layers = layers_of(pipe, encoders=False)
    tensors = {}
    for (_part, layer), parts in lora(pipe, layers, 1, alpha=None).items():
        tensors[f"{layer}.lora_A.weight"] = parts["lora_down.weight"]
        tensors[f"{layer}.lora_B.weight"] = parts["lora_up.weight"]
        own = pipe.unet.get_submodule(layer).weight
        lengths = 1 + torch.rand(own.shape[0], generator=torch.Generator().manual_seed(3))
        tensors[f"{layer}.lora_magnitude_vector"] = lengths if own.ndim == 2 else lengths[None, :, None, None]
    path = save_lora({f"unet.{name}": one for name, one in tensors.items()}, tmp_path / "a.safetensors")
    config = LoraConfig(r=4, lora_alpha=4, use_dora=True, target_modules=[path for _part, path in layers])
    inject_adapter_in_model(config, pipe.unet, "a").eval()
    assert not set_peft_model_state_dict(pipe.unet, tensors, "a").unexpected_keys
    assert torch.allclose(changed(pipelines["sd1"], path), passed(pipe), atol=1e-4)


def test_alpha_that_stands_beside_the_tensors_is_read(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    layers = layers_of(pipe, encoders=False)
    known = save_lora(named(pipe, lora(pipe, layers, 1, alpha=6), "kohya"), tmp_path / "known.safetensors")
    bare = lora(pipe, layers, 1, alpha=None)
    noted = {"lora_adapter_metadata": json.dumps({"unet.r": 4, "unet.lora_alpha": 6})}
    inside = save_lora(named(pipe, bare, "peft"), tmp_path / "inside.safetensors", noted)
    beside = save_lora(named(pipe, bare, "peft of unet"), tmp_path / "adapter_model.safetensors")
    (tmp_path / "adapter_config.json").write_text(json.dumps({"r": 4, "lora_alpha": 6}))
    assert torch.equal(changed(pipe, known), changed(pipe, inside))
    assert torch.equal(changed(pipe, known), changed(pipe, beside))
    rooted = {
        "lora_adapter_metadata": json.dumps({"unet.r": 4, "unet.lora_alpha": 3, "unet.use_rslora": True})
    }
    root = save_lora(named(pipe, bare, "peft"), tmp_path / "root.safetensors", rooted)
    assert torch.equal(changed(pipe, known), changed(pipe, root))


def test_two_hundred_files_are_painted_with_or_refused_for_the_right_reason(
    pipelines: dict[str, Any], tmp_path: Path
) -> None:
    kinds: Mapping[str, Callable[..., Changes]] = {"lora": lora, "loha": loha, "lokr": lokr}
    paths, choice = 0, random.Random(1)
    for number in range(200):
        family = choice.choice(["sd1", "sd2", "sdxl"])
        naming = list(NAMINGS)[number % len(NAMINGS)]
        kind = "lora" if naming in ("processors", "diffusers") else choice.choice(list(kinds))
        pipe = pipelines[family]
        layers = choice.sample(layers_of(pipe, encoders=naming not in OF_UNET), 4)
        tensors = named(pipe, kinds[kind](pipe, layers, number), naming)
        says = ""
        match number % 5:
            case 0:
                family = choice.choice([other for other in ("sd1", "sd2", "sdxl") if other != family])
                says = "made for another kind of model"
                deep = [
                    (part, path) for part, path in layers_of(pipe, encoders=False) if "attn2.to_k" in path
                ]
                tensors |= named(pipe, kinds[kind](pipe, deep[:1], number), naming)
            case 1:
                says = "do not fit together"
                gone = choice.choice([name for name in tensors if not name.endswith("alpha")])
                del tensors[gone]
            case 2:
                says = "no part of a LoRA"
                tensors["lora_unet_mid_block.something"] = torch.zeros(3)
        path = save_lora(tensors, tmp_path / "one.safetensors")
        if says:
            with pytest.raises(BadInput, match=says) as refused:
                with_loras(pipelines[family], [(read_lora(path), 1.0)])
            assert "one.safetensors" in str(refused.value)
            assert "\n" not in str(refused.value)
        else:
            with_loras(pipelines[family], [(read_lora(path), 1.0)])
            paths += 1
    assert paths == 80


def test_what_is_none_is_refused_in_one_sentence(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    tensors = named(pipe, lora(pipe, layers_of(pipe), 1), "kohya")
    path = tmp_path / "a.safetensors"

    def refused(changes: Mapping[str, Tensor], alone: bool = False) -> str:
        save_lora({**({} if alone else tensors), **changes}, path)
        with pytest.raises(BadInput) as error:
            with_loras(pipe, [(read_lora(path), 1.0)])
        return str(error.value)

    first = next(name for name in tensors if name.endswith("lora_down.weight"))
    assert "no numbers" in refused({first: tensors[first] * float("nan")})
    assert "do not fit together" in refused({first: tensors[first][:2].clone()})
    assert "another kind of model" in refused({first: torch.zeros(4, 5)})
    assert "do not fit together" in refused({first: torch.zeros(())})
    stem = first.removesuffix(".lora_down.weight")
    assert "do not fit together" in refused({f"{stem}.alpha": torch.zeros(3)})
    assert "OFT" in refused({f"{stem}.oft_blocks": torch.zeros(3, 4, 4)}, alone=True)
    assert "(IA)³" in refused({f"{stem}.on_input": torch.zeros(3)}, alone=True)
    assert "is no LoRA" in refused({"emb_params": torch.zeros(3, 768)}, alone=True)
    assert "another kind of model" in refused({f"lora_te2_{stem}.lora_down.weight": torch.zeros(4, 4)})
    content = save_lora(tensors, path).read_bytes()
    for cut in (0, 8, len(content) // 2):
        path.write_bytes(content[:cut])
        with pytest.raises(BadInput, match="damaged"):
            read_lora(path)
    with pytest.raises(BadInput, match="cannot be read"):
        read_lora(tmp_path / "none.safetensors")
    torch.save({}, tmp_path / "a.pt")
    with pytest.raises(BadInput, match="pickle"):
        read_lora(tmp_path / "a.pt")


def test_layers_that_a_model_does_without_are_no_fault(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd2"]
    tensors = named(pipe, lora(pipe, layers_of(pipe), 1), "kohya")
    last = pipe.text_encoder.config.num_hidden_layers
    name = f"lora_te_text_model_encoder_layers_{last}_mlp_fc1"
    more = {f"{name}.lora_down.weight": torch.zeros(4, 128), f"{name}.lora_up.weight": torch.zeros(128, 4)}
    one = save_lora(tensors, tmp_path / "one.safetensors")
    other = save_lora({**tensors, **more}, tmp_path / "other.safetensors")
    assert torch.equal(changed(pipe, one), changed(pipe, other))


def test_a_request_names_them_by_hash() -> None:
    asked = request((FIRST, 0.7), (SECOND, 1))
    assert request_json.from_json(request_json.to_json(asked), {}) == asked
    assert asked.lora_hashes == ((FIRST, 0.7), (SECOND, 1.0))
    for changes, said in (
        ({"lora_weights": (0.7,)}, "2 LoRAs and 1 weights"),
        ({"lora_weights": (0.7, 11.0)}, "weight of the LoRA lora 11 is out of range"),
        ({"loras": ("a@b", "c")}, "by their hashes"),
    ):
        with pytest.raises(BadInput, match=said):
            request((FIRST, 0.7), (SECOND, 1), **changes).validate()


def test_tensors_are_those_of_the_model_itself(pipelines: dict[str, Any], tmp_path: Path) -> None:
    pipe = pipelines["sd1"]
    path = save_lora(named(pipe, lora(pipe, layers_of(pipe), 1), "kohya"), tmp_path / "a.safetensors")
    assert load_file(path)
    before = passed(pipe)
    twin = with_loras(pipe, [(read_lora(path), 1.0)])
    assert twin.vae is pipe.vae
    assert all(
        one is other for one, other in zip(twin.unet.parameters(), pipe.unet.parameters(), strict=True)
    )
    assert torch.equal(passed(pipe), before)
