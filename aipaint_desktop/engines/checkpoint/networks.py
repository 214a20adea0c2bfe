"""Loading the networks of a folder, none of which is built before its files are known to have weights for it.

What diffusers and transformers do not find they leave out, or make up at random.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aipaint_desktop.engines.checkpoint.safetensors_file import read_shapes
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch

MOVED = {"UnCLIPTextProjModel": "diffusers.pipelines.deprecated.unclip.text_proj"}
"""Classes that diffusers has put where it does not look for them."""

LIBRARIES = ("diffusers", "transformers")
"""Whose classes may load what is in a folder."""

_QUANTISED = "quantization_config"


def networks_of(folder: Path, index: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the parts of a folder that are networks. index: its `model_index.json`."""
    import torch

    return tuple(
        part
        for part, told in index.items()
        if isinstance(told, (list, tuple))
        and len(told) == 2
        and isinstance(kind := _class_named(*told), type)
        and issubclass(kind, torch.nn.Module)
        and (folder / part).is_dir()
    )


def load_network(folder: Path, part: str, told: Sequence[str], dtype: "torch.dtype") -> Any:
    """Load a network. told: its library and class. dtype: of its numbers. Raises `BadInput` where weights are missing
    or of other shapes."""
    kind = _class_named(*told)
    files = sorted((folder / part).glob("*.safetensors"))
    _check_room(kind, folder, part, [shape for file in files for shape in read_shapes(file).values()])
    of_diffusers = hasattr(kind, "load_config")
    more: dict[str, Any] = {"torch_dtype" if of_diffusers else "dtype": dtype}
    if files and all(".fp16." in file.name for file in files):
        more["variant"] = "fp16"
    network, found = kind.from_pretrained(
        folder / part, local_files_only=True, use_safetensors=True, output_loading_info=True, **more
    )
    missing = sorted(found["missing_keys"])
    if missing:
        raise BadInput(
            "The part '{0}' of {1} lacks weights: {2} is not there.", part, folder.name, missing[0]
        )
    return network


def _class_named(library: object, name: object) -> Any:
    """The class of a part; None where it is in no library whose classes may run."""
    if library not in LIBRARIES and name not in MOVED:
        return None
    return getattr(import_module(MOVED.get(str(name), str(library))), str(name), None)


def _check_room(kind: Any, folder: Path, part: str, shapes: Sequence[tuple[int, ...]]) -> None:
    """Raise `BadInput` where the numbers of a part ask for more weights than its files have, whose shapes these are."""
    import torch

    place = folder / part
    of_diffusers = hasattr(kind, "load_config")
    if of_diffusers:
        config = kind.load_config(place, local_files_only=True)
        numbers = config
    else:
        config = kind.config_class.from_pretrained(place, local_files_only=True)
        numbers = config.to_dict()
    if isinstance(told := numbers.get(_QUANTISED), Mapping) and (method := told.get("quant_method")):
        raise BadInput(
            "The part '{0}' of {1} is quantised by {2}, which is not read: GGUF files are.",
            part,
            folder.name,
            str(method)[:80],
        )
    lacks = BadInput("The part '{0}' of {1} lacks weights: its config.json tells of more.", part, folder.name)
    if any(count > len(shapes) for count in _layers(numbers)):
        raise lacks
    with torch.device("meta"), quiet():
        network = kind.from_config(config) if of_diffusers else kind(config)
    if sum(parameter.numel() for parameter in network.parameters()) > sum(map(prod, shapes)):
        raise lacks


def _layers(numbers: Mapping[Any, Any]) -> Iterator[int]:
    """How many layers there are said to be of each kind."""
    for name, value in numbers.items():
        if isinstance(value, Mapping):
            yield from _layers(value)
        elif (str(name).startswith("num_") and "layers" in str(name)) or name == "layers_per_block":
            yield from (
                each
                for each in (value if isinstance(value, (list, tuple)) else [value])
                if isinstance(each, int)
            )
