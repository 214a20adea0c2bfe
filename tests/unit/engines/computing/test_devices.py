import os
import subprocess
import sys

import pytest
import torch

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.devices import choose_device
from aipaint_desktop.values.refusal import BadInput


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine with nothing but a plain CPU."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    return monkeypatch


def test_the_fastest_device_is_chosen_unless_another_is_wished_for(machine: pytest.MonkeyPatch) -> None:
    assert devices.available() == ("cpu",)
    assert choose_device() == Device("cpu", "fp32")
    machine.setattr(torch.backends.mps, "is_available", lambda: True)
    assert devices.available() == ("mps", "cpu")
    assert choose_device() == Device("mps")
    machine.setattr(torch.cuda, "is_available", lambda: True)
    assert devices.available() == ("cuda", "mps", "cpu")
    assert choose_device() == Device("cuda")
    assert choose_device("cpu") == Device("cpu")


def test_networks_convolve_in_bf16_only_where_the_processor_multiplies_it(
    machine: pytest.MonkeyPatch,
) -> None:
    machine.setattr(torch.cpu, "_is_amx_tile_supported", lambda: False)
    machine.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    assert choose_device(convolves=True) == Device("cpu", "fp32")
    machine.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: True)
    assert choose_device(convolves=True) == Device("cpu", "bf16")
    assert choose_device() == Device("cpu", "fp32")
    machine.setattr(torch.backends.mps, "is_available", lambda: True)
    assert choose_device(convolves=True) == Device("mps", "fp32")


@pytest.mark.usefixtures("machine")
def test_a_wish_that_cannot_be_met_is_refused() -> None:
    with pytest.raises(BadInput, match="no CUDA device"):
        choose_device("cuda")
    with pytest.raises(BadInput, match="no device 'tpu'"):
        choose_device("tpu")


def test_a_device_is_described_for_people() -> None:
    text = devices.describe(Device("cpu"))
    assert text == f"CPU with {torch.get_num_threads()} threads"


def test_networks_compute_exactly_where_that_is_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_multiplies_bf16", lambda _kind: True)
    assert choose_device("cpu", convolves=True).precision == "bf16"
    assert choose_device("cpu", convolves=True, precision="fp32").precision == "fp32"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), True),
        (torch.OutOfMemoryError("CUDA out of memory."), True),
        (RuntimeError("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: not enough memory"), True),
        (RuntimeError("shapes do not match"), False),
        (ValueError("memory"), False),
    ],
)
def test_running_out_of_memory_is_recognised(error: Exception, expected: bool) -> None:
    assert devices.out_of_memory(error) is expected


def test_torch_is_loaded_by_load_alone_and_works() -> None:
    code = """
import os, sys
from aipaint_desktop.engines.computing import devices
assert "torch" not in sys.modules
devices.load()
import torch
assert os.environ["GOMP_SPINCOUNT"]
assert float(torch.ones(64, 64).matmul(torch.ones(64, 64)).sum()) == 64**3
"""
    environment = {name: value for name, value in os.environ.items() if name != "GOMP_SPINCOUNT"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's allocator is told")
def test_freed_memory_is_kept_for_the_next_images_until_it_is_given_back() -> None:
    program = """
import numpy as np
from pathlib import Path
from aipaint_desktop.engines.computing import devices

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

devices.keep_freed_memory()
before = resident()
images = [np.ones(2_000_000) for _ in range(12)]
del images
kept = resident() - before
devices.give_back_memory()
print(kept, resident() - before)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    kept, left = map(int, done.stdout.split())
    assert kept > 150e6
    assert left < 50e6
