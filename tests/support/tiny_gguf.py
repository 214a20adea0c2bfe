"""GGUF files with the tensors of small networks."""

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

_BLOCK = 32  # numbers that share a scale


def save_gguf(tensors: Mapping[str, Tensor], path: Path) -> Path:
    """Write tensors, matrices in eight bits where their rows are long enough (Q8_0), all else as it is."""
    from gguf import GGMLQuantizationType, GGUFWriter
    from gguf.quants import quantize

    writer = GGUFWriter(path, "flux")
    for name, tensor in tensors.items():
        numbers = tensor.float().numpy()
        if numbers.ndim == 2 and numbers.shape[1] % _BLOCK == 0:
            kind = GGMLQuantizationType.Q8_0
            writer.add_tensor(name, quantize(numbers, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
