"""The proof that the built app runs models of the artist's; what was built is played here."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

import isolated_run
import own_models
from tests.support import need_checkpoints

need_checkpoints()


class _App:
    """Paints by what it is told. loras: whether these change anything."""

    def __init__(self, loras: bool = True) -> None:
        self.loras = loras
        self.told: list[list[str]] = []

    def run(self, command: Sequence[str | Path], _hidden: Sequence[Path]) -> str:
        words = [str(word) for word in command]
        self.told.append(words)
        enlarges, changed = (
            words[1] == "upscale",
            ("--lora" in words and self.loras) or "flux.gguf" in words[-3],
        )
        side = 256 if enlarges else 64
        picture = Image.linear_gradient("L").resize((side, side)).rotate(90 if changed else 0)
        picture.save(words[words.index("-o") + 1])
        return ""


def test_what_paints_with_each_layout_and_lora_and_enlarges_is_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = _App()
    monkeypatch.setattr(isolated_run, "run", app.run)
    own_models.prove(tmp_path / "program", tmp_path, [])
    assert [words[1] for words in app.told] == ["compose"] * 8 + ["upscale"]
    models = [Path(words[words.index("--model") + 1]) for words in app.told]
    assert all(model.exists() for model in models)
    assert {model.is_dir() for model in models} == {True, False}


def test_an_app_that_leaves_loras_out_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_run, "run", _App(loras=False).run)
    with pytest.raises(RuntimeError, match="a LoRA changes"):
        own_models.prove(tmp_path / "program", tmp_path, [])
