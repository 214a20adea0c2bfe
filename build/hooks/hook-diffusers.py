"""PyInstaller's hook for diffusers, which looks up the releases of all that it needs when it is imported."""

from PyInstaller.utils.hooks import copy_metadata

datas = [
    file for name in ("diffusers", "transformers", "peft") for file in copy_metadata(name, recursive=True)
]
