"""Small models of every kind that is loaded, as the files and folders of them, and loading what became of these."""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.control.ip_adapter import (
    load_image_encoder,
    read_ip_adapter,
    with_ip_adapters,
)
from aipaint_desktop.engines.checkpoint.control.loading import load_control
from aipaint_desktop.engines.checkpoint.embeddings import read_embedding
from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
from aipaint_desktop.engines.checkpoint.lora.applying import with_loras
from aipaint_desktop.engines.checkpoint.lora.file import read_lora
from aipaint_desktop.engines.checkpoint.other.loading import is_other, load_other
from aipaint_desktop.engines.checkpoint.vae import with_vae
from aipaint_desktop.engines.upscaler_files.loading import load_upscaler
from aipaint_desktop.modelstore.catalogue import painted_with
from aipaint_desktop.modelstore.model_files.fitting import lacks_parts
from aipaint_desktop.modelstore.model_files.model_file import Kind, ModelFile
from tests.support import tiny_controls, tiny_loras
from tests.support.tiny_checkpoints import save_folder, save_single_file, tiny_pipeline
from tests.support.tiny_families import save_family, tiny_family
from tests.support.tiny_gguf import save_gguf
from tests.support.tiny_upscalers import MAKERS, save_upscaler

_CPU = Device("cpu")


class WholeModels:
    """Saves a small model of each kind in an empty folder. files: by their names; folders: of diffusers."""

    def __init__(self, place: Path) -> None:
        load_libraries()
        self._pipe = pipe = tiny_pipeline("sd1")
        self._parts = save_family(tiny_family("flux"), place / "parts")
        files = place / "files"
        files.mkdir()
        self._save_files(files)
        self.files = {path.name: path.read_bytes() for path in sorted(files.iterdir())}
        self.folders = (
            save_folder(pipe.to(dtype=torch.float16), place / "sd1"),
            save_family(tiny_family("pixart"), place / "pixart"),
            save_family(tiny_family("kandinsky"), place / "kandinsky"),
        )
        self._pipe = pipe.to(dtype=torch.float32)

    def _save_files(self, files: Path) -> None:
        pipe = self._pipe
        for family in ("sd1", "sdxl"):
            save_single_file(tiny_pipeline(family), family, files / f"whole-{family}.safetensors")
        tensors = tiny_family("flux").transformer.state_dict()
        save_file({name: one.contiguous() for name, one in tensors.items()}, files / "whole-flux.safetensors")
        save_gguf(tensors, files / "whole-flux.gguf")
        tiny_controls.save_weights(
            tiny_controls.tiny_controlnet(pipe), files / "whole-controlnet.safetensors"
        )
        tiny_controls.save_weights(
            tiny_controls.tiny_t2i_adapter("full_adapter"), files / "whole-t2i.safetensors"
        )
        tiny_controls.save_weights(tiny_controls.tiny_image_encoder(), files / "whole-encoder.safetensors")
        tiny_controls.save_tensors(tiny_controls.ip_adapter_tensors(pipe), files / "whole-ip.safetensors")
        tiny_controls.save_weights(pipe.vae, files / "whole-vae.safetensors")
        layers = tiny_loras.layers_of(pipe)
        for naming in ("kohya", "peft"):
            named = tiny_loras.named(pipe, tiny_loras.lora(pipe, layers, 1), naming)
            tiny_loras.save_lora(named, files / f"whole-lora-{naming}.safetensors")
        save_file({"emb_params": torch.randn(3, 768)}, files / "whole-word.safetensors")
        for name in MAKERS:
            for suffix in (".safetensors", ".pth"):
                save_upscaler(name, files / f"whole-{name}{suffix}")

    def load(self, file: ModelFile) -> Any:
        """Load a file as the engines do, into a small model where it goes with one. Raises `BadInput`."""
        path, pipe, name = file.path, self._pipe, file.path.name
        match file.kind:
            case Kind.UPSCALER:
                return load_upscaler(path)
            case Kind.LORA:
                return with_loras(pipe, [(read_lora(path), 1.0)])
            case Kind.EMBEDDING:
                return read_embedding(path, name)
            case Kind.VAE:
                return with_vae(pipe, path)
            case Kind.CONTROLNET | Kind.T2I_ADAPTER:
                return load_control(path, pipe.unet, "model", torch.float32)
            case Kind.IP_ADAPTER:
                return with_ip_adapters(pipe, [read_ip_adapter(path, torch.float32)], "model")
            case Kind.IMAGE_ENCODER:
                return load_image_encoder(path, torch.float32)
            case Kind.CHECKPOINT | Kind.FOLDER | Kind.DIFFUSION if painted_with(file):
                if lacks_parts(file):
                    return load_other(self._parts, torch.float32, _CPU, denoises=path)
                if is_other(path):
                    return load_other(path, torch.float32, _CPU)
                return load_checkpoint(path, torch.float32, None)
            case _:
                return None
