"""Folders of other families than Stable Diffusion 1, 2 and XL: painted with by diffusers' own pipelines, words alone.

A pipeline computes all in one call. It does so on a thread of its own, which ends with the run, and whose steps are
told as its scheduler takes them.
"""

import copy
import inspect
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from types import MethodType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import Device
from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order, Step
from aipaint_desktop.engines.checkpoint.families import PIPELINES
from aipaint_desktop.engines.checkpoint.ideas import LatentColours, fit_colours
from aipaint_desktop.engines.checkpoint.loading import INDEX, read_json, told_of_loading
from aipaint_desktop.engines.checkpoint.lora.file import Lora
from aipaint_desktop.engines.checkpoint.trails import Trail
from aipaint_desktop.engines.computing.memory import free_memory
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch
    from torch import Tensor

_LIBRARIES = ("diffusers", "transformers")
_LEFT = 2_000_000_000  # bytes of a card, for pictures


class _Stopped(Exception):
    """Ends a pipeline's call, whose run has ended."""


def is_other(path: Path) -> bool:
    """Tell whether a model is a folder of one of these families."""
    return path.is_dir() and _class_of(path) in PIPELINES


def load_other(path: Path, dtype: "torch.dtype", device: Device) -> "OtherPainter":
    """Load such a folder. Raises `BadInput` with a sentence that names it and what it lacks."""
    import diffusers

    index = read_json(path / INDEX, path.name)
    for part, made in index.items():
        match made:
            case [str(library), str(kind)] if library in _LIBRARIES:
                _check_weights(path, part)
            case [None, None]:
                continue
            case [_, _]:
                raise BadInput(
                    "In the folder {0} the part '{1}' is of a kind that is not known.", path.name, part[:80]
                )
    kind = getattr(diffusers, _class_of(path))
    with told_of_loading(path.name):
        pipe = kind.from_pretrained(path, local_files_only=True, use_safetensors=True, torch_dtype=dtype)
    pipe.set_progress_bar_config(disable=True)
    networks = [part for part in pipe.components.values() if hasattr(part, "parameters")]
    for network in networks:
        network.requires_grad_(False)
    if device.kind != "cpu":
        size, free = sum(one.nbytes for part in networks for one in part.parameters()), free_memory(device)
        if free is None or size < free - _LEFT:
            pipe.to(device.kind)
        else:  # the networks take turns
            pipe.enable_model_cpu_offload(device=device.kind)
    return OtherPainter(pipe, device, PIPELINES[_class_of(path)], path.name)


class OtherPainter(Denoiser):
    """Paints words with a pipeline of another family."""

    def __init__(self, pipe: Any, device: Device, multiple: int, name: str) -> None:
        self._pipe, self._device, self._multiple, self._name = pipe, device, multiple, name
        self._fitted: LatentColours | None
        try:
            self._fitted = fit_colours(pipe.vae)
        except (AttributeError, RuntimeError, ValueError, TypeError):  # a VAE of another shape
            self._fitted = None

    def along(self, _trail: Trail) -> "OtherPainter":
        """Give itself: it goes on from nothing, and leaves nothing."""
        return self

    def with_vae(self, _path: Path) -> "OtherPainter":
        raise BadInput("{0} is painted with by words alone: no VAE of choice and no LoRAs yet.", self._name)

    def with_loras(self, _loras: Sequence[tuple[Lora, float]]) -> "OtherPainter":
        return self.with_vae(Path())

    @property
    def native_side(self) -> int:
        """Give the most that is painted: all at once, as nothing of it can be painted finer in parts."""
        return 4096

    def paint(self, order: Order, check: Callable[[], None]) -> Iterator[Step]:
        """Yield what there is after each step. Raises `BadInput` where more is asked for than words as a picture."""
        if order.start is not None or order.regions or len(order.stretches) > 1:
            raise BadInput("{0} is painted with by words alone: it begins with no picture yet.", self._name)
        check()
        told: SimpleQueue[Step | BaseException] = SimpleQueue()
        stop = threading.Event()

        def run() -> None:
            try:
                picture = self._call(order, told, stop)
                told.put(Step(0, 0, picture))
            except BaseException as error:  # which the run raises
                told.put(error)

        thread = threading.Thread(target=run, name="aipaint-pipeline")
        thread.start()
        number = 0
        try:
            while True:
                step = told.get()
                if isinstance(step, BaseException):
                    raise step
                if step.steps == 0:
                    yield Step(number + 1, number + 1, step.picture)
                    return
                check()
                number = step.number
                yield step
        finally:
            stop.set()
            thread.join()

    def _call(
        self, order: Order, told: "SimpleQueue[Step | BaseException]", stop: threading.Event
    ) -> NDArray[np.uint8]:
        import torch

        width, height = (-(-side // self._multiple) * self._multiple for side in (order.width, order.height))
        twin, stretch = copy.copy(self._pipe), order.stretches[0]
        count = 0

        def after(idea: "Tensor") -> None:
            nonlocal count
            if stop.is_set():
                raise _Stopped
            count += 1
            told.put(Step(count, max(order.steps, count) + 1, self._shown(idea, width, height)))

        scheduler = copy.deepcopy(self._pipe.scheduler)
        scheduler.step = MethodType(_telling(type(scheduler).step, after), scheduler)
        vars(twin)["scheduler"] = scheduler
        asked = {
            "prompt": stretch.prompt,
            "negative_prompt": stretch.negative,
            "width": width,
            "height": height,
            "num_inference_steps": order.steps,
            "generator": torch.Generator("cpu").manual_seed(stretch.seed),
            "output_type": "np",
            "use_resolution_binning": False,  # the size is what was asked for
        }
        takes = inspect.signature(type(twin).__call__).parameters
        # what Qwen-Image calls guidance is what others do; its own of that name is of models that were distilled
        asked["true_cfg_scale" if type(twin).__name__ == "QwenImagePipeline" else "guidance_scale"] = (
            stretch.guidance
        )
        with torch.no_grad(), quiet():
            made = twin(**{name: value for name, value in asked.items() if name in takes}).images[0]
        return np.asarray(made * 255).round().astype(np.uint8)

    def _shown(self, idea: "Tensor", width: int, height: int) -> NDArray[np.uint8]:
        """Latents as colours: as the VAE has them where that could be fitted, else by how they spread."""
        latents = _unpacked(idea[:1].float().cpu(), width, height)
        if self._fitted is not None and latents.shape[1] == len(self._fitted.weights) - 1:
            return self._fitted.picture(latents)
        three = latents[0, :3]
        spread = (three - three.mean((1, 2), keepdim=True)) / (three.std((1, 2), keepdim=True) + 1e-6)
        shown: NDArray[np.uint8] = (127.5 + 50 * spread).clamp(0, 255).permute(1, 2, 0).byte().numpy()
        return shown


def _class_of(path: Path) -> str:
    return str(read_json(path / INDEX, path.name).get("_class_name"))


def _check_weights(path: Path, part: str) -> None:
    """Raise `BadInput` where a part's weights are pickles, or it is not there."""
    if Path(part).name != part or not (path / part).is_dir():
        raise BadInput("The folder {0} lacks its part '{1}'.", path.name, part[:80])
    names = [file.name for file in (path / part).iterdir()]
    if any(name.endswith((".bin", ".ckpt", ".pt")) for name in names) and not any(
        name.endswith(".safetensors") for name in names
    ):
        raise BadInput(
            "The part '{0}' of {1} is a pickle, which could run any program when opened; "
            "only safetensors are read.",
            part,
            path.name,
        )


def _telling(step: Callable[..., Any], after: "Callable[[Tensor], None]") -> Callable[..., Any]:
    """A scheduler's step that tells what would be left were all noise taken away."""

    def told(self: Any, predicted: "Tensor", time: Any, sample: "Tensor", *more: Any, **others: Any) -> Any:
        before = getattr(self, "step_index", None)
        made = step(self, predicted, time, sample, *more, **others)
        flows = type(self).__name__.startswith("FlowMatch")
        index = before if before is not None else 0
        idea = sample - self.sigmas[index].to(sample) * predicted if flows else sample
        after(idea)
        return made

    return told


def _unpacked(latents: "Tensor", width: int, height: int) -> "Tensor":
    """Latents (1, channels, h, w), of which some pipelines make a row of patches of 2×2, or a film of one frame."""
    if latents.ndim == 5:
        return latents[:, :, 0]
    if latents.ndim == 4:
        return latents
    rows, columns = height // 16, width // 16
    patches = latents.reshape(1, rows, columns, -1, 2, 2).permute(0, 3, 1, 4, 2, 5)
    return patches.reshape(1, patches.shape[1], 2 * rows, 2 * columns)
