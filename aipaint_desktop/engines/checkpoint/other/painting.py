"""Painting with diffusers' own pipelines.

A pipeline computes all in one call. It does so on a thread of its own, which ends with the run, and whose steps are
told as its schedulers take them.
"""

import inspect
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order, Step
from aipaint_desktop.engines.checkpoint.lora.file import Lora
from aipaint_desktop.engines.checkpoint.other.ideas import fitted_colours, shown, telling
from aipaint_desktop.engines.checkpoint.pipelines import Ability, Pipeline
from aipaint_desktop.engines.checkpoint.trails import Trail
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from torch import Tensor

    from aipaint_desktop.engines.checkpoint.control.ip_adapter import IpAdapter

_NATIVE_SIDE = 1024  # px, where a model does not say what it was trained on


class _Stopped(Exception):
    """Ends a pipeline's call, whose run has ended."""


class OtherPainter(Denoiser):
    """Paints with a pipeline of diffusers as a whole. kind: what it can do. name: what the model is called."""

    def __init__(self, pipe: Any, kind: Pipeline, name: str) -> None:
        self._pipe, self._kind, self._name = pipe, kind, name
        self._fitted = fitted_colours(pipe)

    def along(self, trail: Trail) -> "OtherPainter":
        """Give itself: it goes on from nothing, and leaves nothing."""
        trail.leads_on = False
        return self

    def with_vae(self, _path: Path) -> "OtherPainter":
        raise BadInput("{0} takes no VAE of choice and no LoRAs yet.", self._name)

    def with_loras(self, _loras: Sequence[tuple[Lora, float]]) -> "OtherPainter":
        return self.with_vae(Path())

    def with_ip_adapters(self, _adapters: "Sequence[IpAdapter]", _model: str) -> "OtherPainter":
        raise BadInput("{0} takes no controls yet.", self._name)

    @property
    def unet(self) -> Any:
        raise BadInput("{0} takes no controls yet.", self._name)

    @property
    def abilities(self) -> frozenset[Ability]:
        return self._kind.abilities

    @property
    def native_side(self) -> int:
        network = getattr(self._pipe, "unet", None)
        sample = getattr(self._pipe, "default_sample_size", None) or (network and network.config.sample_size)
        scale = getattr(self._pipe, "vae_scale_factor", None)
        return int(sample * scale) if isinstance(sample, int) and isinstance(scale, int) else _NATIVE_SIDE

    @property
    def sees_parts(self) -> bool:
        return False

    def paint(self, order: Order, check: Callable[[], None]) -> Iterator[Step]:
        """Yield what there is after each step. Raises `BadInput` where more is asked for than the pipeline does."""
        wanted = _wanted(order)
        if wanted not in self.abilities:
            _refuse(wanted, self._name)
        if order.regions or len(order.stretches) > 1:
            raise BadInput("{0} takes no regions, and goes on from no step, yet.", self._name)
        check()
        told: SimpleQueue[Step | BaseException] = SimpleQueue()
        stop = threading.Event()

        def run() -> None:
            try:
                picture = self._call(order, wanted, told, stop)
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
        self, order: Order, wanted: Ability, told: "SimpleQueue[Step | BaseException]", stop: threading.Event
    ) -> NDArray[np.uint8]:
        import torch

        multiple = self._kind.multiple
        width, height = (-(-side // multiple) * multiple for side in (order.width, order.height))
        strength = max(order.strength, 1 / order.steps)  # one step at least
        steps = math.ceil(order.steps * strength) if wanted in (Ability.REFINE, Ability.FILL) else order.steps
        steps += self._kind.before
        count, seen = 0, np.zeros((height // 8, width // 8, 3), np.uint8)

        def after(idea: "Tensor") -> None:
            nonlocal count, seen
            if stop.is_set():
                raise _Stopped
            count += 1
            picture = shown(idea, self._fitted, width, height)
            seen = seen if picture is None else picture
            told.put(Step(count, max(steps, count) + 1, seen))

        pipe = self._pipeline(wanted, after)
        stretch = order.stretches[0]
        asked: dict[str, Any] = {
            "prompt": stretch.prompt,
            "negative_prompt": stretch.negative,
            "width": width,
            "height": height,
            self._kind.steps: order.steps,
            "generator": torch.Generator("cpu").manual_seed(stretch.seed),
            "output_type": "np",
            "use_resolution_binning": False,  # the size is what was asked for
            "max_area": width * height,
            "_auto_resize": False,  # so that what is edited lies where it was
            self._kind.guidance: stretch.guidance,
        }
        if order.start is not None:
            asked["image"] = Image.fromarray(resized(order.start, width, height))
        if wanted in (Ability.REFINE, Ability.FILL):
            asked["strength"] = strength
        if wanted is Ability.FILL and order.mask is not None:
            asked["mask_image"] = Image.fromarray(resized(order.mask, width, height))
        takes = inspect.signature(type(pipe).__call__).parameters
        with torch.no_grad(), quiet():
            made = pipe(**{name: value for name, value in asked.items() if name in takes}).images[0]
        return resized(np.asarray(made * 255).round().astype(np.uint8), order.width, order.height)

    def _pipeline(self, wanted: Ability, after: "Callable[[Tensor], None]") -> Any:
        """A pipeline of the same parts that does what is wanted, whose schedulers tell what they think."""
        import diffusers

        special = {Ability.REFINE: self._kind.refines, Ability.FILL: self._kind.fills}.get(wanted)
        kind = getattr(diffusers, special) if special else type(self._pipe)
        parts = {**self._pipe.config, **self._pipe.components}
        takes = inspect.signature(kind.__init__).parameters
        given = {name: part for name, part in parts.items() if name in takes}
        given |= {name: telling(part, after) for name, part in given.items() if name.endswith("scheduler")}
        made = kind(**given)
        made.set_progress_bar_config(disable=True)
        for name in ("_all_hooks", "_offload_device", "_offload_gpu_id"):  # of networks that take turns
            if name in vars(self._pipe):
                setattr(made, name, vars(self._pipe)[name])
        return made


def _refuse(wanted: Ability, name: str) -> NoReturn:
    match wanted:
        case Ability.WORDS:
            raise BadInput("{0} changes pictures: give it one to begin with.", name)
        case Ability.FILL:
            raise BadInput("{0} fills and extends no picture: choose another model for that.", name)
        case Ability.EDIT:
            raise BadInput("{0} edits no picture by instruction: choose a model that is made for that.", name)
        case _:
            raise BadInput("{0} begins with no picture: it paints words alone.", name)


def _wanted(order: Order) -> Ability:
    if order.start is None:
        return Ability.WORDS
    if order.edits:
        return Ability.EDIT
    return Ability.REFINE if order.mask is None else Ability.FILL
