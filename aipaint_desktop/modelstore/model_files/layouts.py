"""Where other programs keep model files, so that an artist can name the program's folder and nothing else."""

from pathlib import Path

_COMFYUI = (
    "checkpoints",
    "configs",
    "loras",
    "vae",
    "vae_approx",
    "text_encoders",
    "clip",
    "clip_vision",
    "unet",
    "diffusion_models",
    "diffusers",
    "controlnet",
    "t2i_adapter",
    "ipadapter",
    "embeddings",
    "upscale_models",
    "style_models",
)
_A1111 = (
    "Stable-diffusion",
    "Lora",
    "LyCORIS",
    "VAE",
    "VAE-approx",
    "ControlNet",
    "ESRGAN",
    "RealESRGAN",
    "SwinIR",
    "DAT",
    "HAT",
    "Codeformer",
    "text_encoder",
)


def model_folders(folder: Path) -> tuple[Path, ...]:
    """List where the models are in a folder that an artist names: of ComfyUI's, A1111's or InvokeAI's own folder those
    parts of it that hold models; of any other all of it. Nothing is read but names."""
    models = folder / "models"
    if (folder / "invokeai.yaml").is_file() and models.is_dir():
        return (models,)
    if _has(models, _COMFYUI, 3) and not (folder / "webui.py").is_file():
        return (models,)
    if (folder / "webui.py").is_file() or _has(models, _A1111, 3):
        return tuple(part for part in (models, folder / "embeddings") if part.is_dir())
    return (folder,)


def _has(folder: Path, names: tuple[str, ...], least: int) -> bool:
    try:
        return sum((folder / name).is_dir() for name in names) >= least
    except OSError:
        return False
