"""PyInstaller's hook for torch: what the program's imports lead to, where the common hook takes every module.

The common one imports and analyses some thousand modules that nothing here leads to, and adds torch's own tests.
"""

from importlib.util import find_spec

from PyInstaller import isolated
from PyInstaller.utils.hooks import PY_DYLIB_PATTERNS, collect_dynamic_libs, get_package_paths


@isolated.decorate
def loaded_by_training() -> list[str]:
    """The modules that one step of training loads, some of them by names that no analysis finds."""
    import sys

    import torch

    layer = torch.nn.Linear(1, 1)
    optimizer = torch.optim.AdamW(layer.parameters())
    layer(torch.zeros(1, 1)).sum().backward()
    optimizer.step()
    return [name for name in sys.modules if name.startswith("torch.")]


_LIBRARIES = [*PY_DYLIB_PATTERNS, "*.so.*"]

hiddenimports = loaded_by_training()
warn_on_missing_hiddenimports = False  # some of them are parts of torch's library and no files
# torch reads the source of its configuration modules when they are imported
module_collection_mode = "pyz+py"

_, _folder = get_package_paths("torch")
binaries = collect_dynamic_libs("torch", search_patterns=_LIBRARIES)
binaries += [(f"{_folder}/bin/torch_shm_manager*", "torch/bin")]  # torch does not start without it
if find_spec("nvidia"):  # CUDA's libraries come as distributions of their own
    binaries += collect_dynamic_libs("nvidia", search_patterns=_LIBRARIES)

# torch looks for its libraries beside the one that asks, and would be led astray by links elsewhere
bindepend_symlink_suppression = ["**/torch/lib/*.so*", "**/nvidia/**/lib*.so*"]
