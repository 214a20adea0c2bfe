"""PyInstaller's hook for diffusers, which looks up the releases of all that it needs when it is imported; where that of
gguf is not there, it reads no quantised weights."""

from PyInstaller.utils.hooks import copy_metadata

datas = [
    file
    for name in ("diffusers", "transformers", "peft", "gguf")
    for file in copy_metadata(name, recursive=True)
]
