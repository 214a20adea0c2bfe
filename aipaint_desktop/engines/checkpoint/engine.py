"""`checkpoint`: the artist's own Stable Diffusion models."""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

from aipaint_desktop.engines.base.engine import CancelToken, Device, Estimate, Frame
from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.base.slowness import Slowness
from aipaint_desktop.engines.checkpoint.cost import (
    SECONDS_PER_OPERATION,
    Known,
    bytes_of_guide,
    bytes_of_run,
    bytes_of_weights,
    operations,
    seconds_to_load,
)
from aipaint_desktop.engines.checkpoint.editing import edit
from aipaint_desktop.engines.checkpoint.filling import blend_mask, place_of, smaller
from aipaint_desktop.engines.checkpoint.finer import paint_twice
from aipaint_desktop.engines.checkpoint.finer_sizes import MUCH_LARGER, finer_size, native_size
from aipaint_desktop.engines.checkpoint.libraries import check_libraries, load_libraries
from aipaint_desktop.engines.checkpoint.live import LiveCheckpoint
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptEditRequest,
    PromptExtendRequest,
    PromptFillRequest,
    PromptRequest,
    hash_of,
    title_of,
)
from aipaint_desktop.engines.checkpoint.trails import Trail, Trails
from aipaint_desktop.engines.computing.devices import give_back_memory, number_type, out_of_memory
from aipaint_desktop.engines.computing.loaded_models import LoadedModels
from aipaint_desktop.engines.computing.memory import free_memory
from aipaint_desktop.engines.computing.network_engine import FoundEngine
from aipaint_desktop.engines.computing.quiet import quiet
from aipaint_desktop.engines.pictures.ground import Ground
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.engines.pictures.transparency import opaque
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    import torch
    from torch import nn

    from aipaint_desktop.engines.checkpoint.control.guiding import Guide, Likeness
    from aipaint_desktop.engines.checkpoint.control.ip_adapter import IpAdapter
    from aipaint_desktop.engines.checkpoint.denoising import Denoiser, Order
    from aipaint_desktop.engines.checkpoint.embeddings import Embedding
    from aipaint_desktop.engines.checkpoint.regions import Region

_PlacedRequest: TypeAlias = PromptFillRequest | PromptExtendRequest

_LIBRARY, _LOADING = "diffusers", "loading"  # the latter is work as `Slowness` knows it
_CONTROL = "control"  # in names of models in memory
_NOTHING = np.zeros((0, 0, 3), np.uint8)


class CheckpointEngine(FoundEngine):
    """Paints with checkpoints.

    about: tells at once what is known of a model, by its SHA-256. All else as `FoundEngine` takes it.
    """

    id = "checkpoint"
    requests: ClassVar[Sequence[type[Request]]] = (
        PromptRequest,
        PromptFillRequest,
        PromptExtendRequest,
        PromptEditRequest,
    )

    def __init__(
        self,
        find: Callable[[str], Path],
        device: str = "auto",
        precision: str = "auto",
        slowness: Slowness | None = None,
        models: LoadedModels | None = None,
        about: Callable[[str], Known] = lambda _sha256: Known(),
    ) -> None:
        super().__init__(find, device, precision, slowness, models)
        self._about = about
        self._trails = Trails()

    def device(self) -> Device:
        check_libraries()
        return super().device()

    def estimate(self, request: Request) -> Estimate:
        """Foresee seconds from the operations of the model's networks and the speed of earlier runs; bytes from its
        weights and from pixels. A model that is in memory is not counted again."""
        asked = _checkpoint_request(request)
        known, width = self._about(asked.weights), self._width()
        guides = self._about_guides(asked)
        seconds = self._paced(_seconds(asked, known, guides), known.family)
        size = bytes_of_run(asked, known, width)
        for control, guide in zip(asked.guided_by, guides, strict=True):
            sha256 = hash_of(control.encoder or control.file)
            if not self._models.holds(
                lambda name, sha256=sha256: (
                    isinstance(name, tuple)  # type: ignore[misc]
                    and name[:3] == (self.id, _CONTROL, sha256)
                )
            ):
                seconds += self._paced(seconds_to_load(guide, imported=True), _LOADING)
                size += bytes_of_guide(control, guide, known, width)
        if not self._models.holds(
            lambda name: isinstance(name, tuple) and name[:2] == (self.id, asked.weights)
        ):
            imported = _LIBRARY in sys.modules
            seconds += self._paced(seconds_to_load(known, imported=imported), _LOADING)
            size += bytes_of_weights(known, width, self._free(), imported=imported)
        return Estimate(seconds, size)

    def _about_guides(self, asked: CheckpointRequest) -> list[Known]:
        """What is known of each control; of one that paints like references, of what sees those for it."""
        return [self._about(hash_of(control.encoder or control.file)) for control in asked.guided_by]

    def _free(self) -> int | None:
        """Bytes of memory that are free; no library is loaded to find out."""
        return free_memory(super().device()) if "torch" in sys.modules else None

    def _width(self) -> int:
        """Bytes of a number that is computed with; no library is loaded to find out."""
        return 2 if "torch" in sys.modules and super().device().precision == "bf16" else 4

    def run(self, request: Request, token: CancelToken) -> Iterator[Frame]:
        """Yield after each step what the model thinks that the picture becomes, small, and at last the picture."""
        asked = _checkpoint_request(request)
        asked.validate()
        with self._out_of_memory_told(asked):
            yield from self._run(asked, token)

    def _run(self, asked: PromptRequest | _PlacedRequest, token: CancelToken) -> Iterator[Frame]:
        token.check()
        trail = self._trail(asked)
        frames = self._frames(asked, trail, token)
        family = self._about(asked.weights).family
        seconds = _seconds(asked, self._about(asked.weights), self._about_guides(asked))
        expected = self._paced(seconds, family)
        began = time.perf_counter()
        for frame in frames:
            spent = time.perf_counter() - began
            if frame.last and not trail.done:  # else it tells of the rest alone
                self._learn(spent, expected, family)
            left = (frame.steps - frame.step) / (frame.step - trail.done)
            yield replace(frame, seconds_left=spent * left, leads_on=trail.leads_on)

    def _frames(self, asked: CheckpointRequest, trail: Trail, token: CancelToken) -> Iterator[Frame]:
        """Load what is painted with, and give what paints."""
        denoiser = self._denoiser(asked).along(trail)
        embeddings = self._embeddings(asked)
        guiding = self._guides(asked, denoiser)
        token.check()
        if isinstance(asked, PromptEditRequest):
            return edit(
                asked,
                denoiser,
                lambda size, start: guiding.at(
                    replace(_order(asked, *size, start), edits=True, embeddings=embeddings),
                    lambda map_: resized(map_, *size),
                ),
                token.check,
            )
        if isinstance(asked, PromptRequest):
            return _whole(asked, denoiser, embeddings, guiding, token)
        assert isinstance(asked, (PromptFillRequest, PromptExtendRequest))
        return _placed(asked, denoiser, embeddings, guiding, token)

    def follow(self, request: Request) -> LiveCheckpoint:
        """Give what refines a picture as the request says while it is being painted. Loads the model."""
        if not isinstance(request, PromptRequest) or isinstance(request, PromptEditRequest):
            raise BadInput("A checkpoint cannot {0} while you paint.", request.operation)
        request.validate()
        native_side = self._denoiser(request).native_side
        return LiveCheckpoint(request, native_side, lambda asked, token: self._frames(asked, Trail(), token))

    def _learn(self, spent: float, expected: float, work: str) -> None:
        """Believe the first run of a kind wholly, as what ships is of another machine; later ones half-way."""
        self._slowness.learn(spent, expected, work, trust=0.5 if self._slowness.knows(work) else 1.0)

    def _trail(self, asked: CheckpointRequest) -> Trail:
        """What an earlier run has left up to where this one goes another way, and where it leaves its own."""
        before = asked.before_turn
        key = before and (before, self.device())
        return self._trails.begin((asked, self.device()), key, asked.turns[-1] if before else 0)

    def _denoiser(self, asked: CheckpointRequest) -> "Denoiser":
        device = self.device()
        load_libraries()
        from aipaint_desktop.engines.checkpoint.control.ip_adapter import read_ip_adapter
        from aipaint_desktop.engines.checkpoint.denoising import Denoiser
        from aipaint_desktop.engines.checkpoint.ideas import fit_colours
        from aipaint_desktop.engines.checkpoint.loading import load_checkpoint
        from aipaint_desktop.engines.checkpoint.lora.file import read_lora
        from aipaint_desktop.engines.checkpoint.other.loading import is_other, load_other
        from aipaint_desktop.engines.checkpoint.room import place, widen_where_room

        base = self.id, asked.weights, asked.prediction, device, hash_of(asked.parts)

        def load() -> Denoiser:
            import torch

            path, known = self._find(asked.weights), self._about(asked.weights)
            self._make_room(path.name, known, device)
            if asked.parts:
                folder = self._find(hash_of(asked.parts))
                return load_other(folder, number_type(device), device, denoises=path)
            if is_other(path):
                return load_other(path, number_type(device), device)
            began = time.perf_counter()
            pipe = load_checkpoint(path, number_type(device), asked.v_prediction)
            place(pipe, device)
            widen_where_room(pipe.components.values(), device)
            with torch.no_grad():
                denoiser = Denoiser(pipe, fit_colours(pipe.vae), device)
            expected = self._paced(seconds_to_load(known, imported=True), _LOADING)
            self._learn(time.perf_counter() - began, expected, _LOADING)
            return denoiser

        def changed() -> Denoiser:
            import torch

            loras = [(read_lora(self._find(sha256)), weight) for sha256, weight in asked.lora_hashes]
            with torch.no_grad():
                denoiser = self._models.get(base, load)
                if asked.vae:
                    denoiser = denoiser.with_vae(self._find(hash_of(asked.vae)))
                if loras:
                    denoiser = denoiser.with_loras(loras)
                return denoiser.with_ip_adapters(read(), asked.checkpoint) if adapters else denoiser

        adapters = tuple(hash_of(control.file) for control in asked.guided_by if control.encoder)

        def read() -> "list[IpAdapter]":
            return [read_ip_adapter(self._find(sha256), number_type(device)) for sha256 in adapters]

        with quiet():
            if asked.lora_hashes or asked.vae or adapters:
                name = (*base, asked.lora_hashes, hash_of(asked.vae), adapters)
                return self._models.get(name, changed)
            return self._models.get(base, load)

    def _guides(self, asked: CheckpointRequest, denoiser: "Denoiser") -> "_Guiding":
        """Load what guides a run. Raises `BadInput` where it does not fit the model."""
        from aipaint_desktop.engines.checkpoint.control.guiding import Guide, Likeness
        from aipaint_desktop.engines.checkpoint.control.ip_adapter import load_image_encoder
        from aipaint_desktop.engines.checkpoint.control.loading import load_control
        from aipaint_desktop.engines.checkpoint.regions import Region
        from aipaint_desktop.engines.checkpoint.room import widen_where_room

        device = self.device()

        def network(sha256: str, load: "Callable[[Path, torch.dtype], nn.Module]") -> "nn.Module":
            def loaded() -> "nn.Module":
                path = self._find(sha256)
                self._make_room(path.name, self._about(sha256), device)
                made = load(path, number_type(device)).to(device.kind)
                widen_where_room((made,), device)
                return made

            return self._models.get((self.id, _CONTROL, sha256, asked.weights, device), loaded)

        guides, likenesses = [], []
        with quiet():
            for control in asked.guided_by:
                if control.encoder:
                    encoder = network(hash_of(control.encoder), load_image_encoder)
                    likenesses.append(Likeness(encoder, control.strength, control.begin, control.end))
                    continue
                follows = network(
                    hash_of(control.file),
                    lambda path, dtype: load_control(path, denoiser.unet, asked.checkpoint, dtype),
                )
                map_ = None if control.map is None else opaque(control.map.pixels)
                guides.append((Guide(follows, _NOTHING, control.strength, control.begin, control.end), map_))
        references = [opaque(picture.pixels) for picture in asked.references] if likenesses else []
        painted = zip(asked.painted_regions, asked.region_masks, asked.liked_regions, strict=True)
        regions = tuple(
            Region(prompt, mask.pixels, None if like is None else opaque(like.pixels))
            for prompt, mask, like in painted
        )
        return _Guiding(tuple(guides), tuple(likenesses), tuple(references), regions)

    def _make_room(self, name: str, known: Known, device: Device) -> None:
        """Let go of models that nobody runs where memory is wanted for another. Raises `BadInput` where it is not
        enough even so."""
        free = free_memory(device)
        if free is None or known.bytes <= free:
            return
        self._let_go_of_all()
        # what finds no room on a card stays in the machine's memory
        free = free_memory(device if device.kind == "cpu" else Device("cpu"))
        if free is not None and known.bytes > free:
            raise BadInput(
                "{0} needs {1} GB of memory and {2} GB are free: close other programs, or choose a smaller model.",
                name,
                f"{known.bytes / 1e9:.1f}",
                f"{free / 1e9:.1f}",
            )

    def _let_go_of_all(self) -> None:
        self._models.let_go_of_all()
        gc.collect()
        give_back_memory(of_gpu=True)

    @contextmanager
    def _out_of_memory_told(self, asked: CheckpointRequest) -> Iterator[None]:
        """Give memory back where it ran out, and say in one sentence which size would do."""
        try:
            yield
        except Exception as error:
            if not out_of_memory(error):
                raise
            width, height = asked.size
        else:
            return
        from aipaint_desktop.engines.checkpoint.room import size_that_fits

        self._let_go_of_all()  # now that no trace of the error holds what it was computed with
        wide, high = size_that_fits(width, height, self.device(), self._width())
        raise BadInput(
            "There is not enough memory for a picture of {0}×{1}: {2}×{3} would do.",
            width,
            height,
            wide,
            high,
        )

    def _embeddings(self, asked: CheckpointRequest) -> "tuple[Embedding, ...]":
        from aipaint_desktop.engines.checkpoint.embeddings import read_embedding

        return tuple(read_embedding(self._find(hash_of(file)), title_of(file)) for file in asked.embeddings)


@dataclass(frozen=True, eq=False)
class _Guiding:
    """What guides a run: networks with maps of the whole picture, or None where they follow what is there and stays;
    references; and regions of the whole picture."""

    guides: "tuple[tuple[Guide, NDArray[np.uint8] | None], ...]"
    likenesses: "tuple[Likeness, ...]"
    references: tuple[NDArray[np.uint8], ...]
    regions: "tuple[Region, ...]"

    def at(self, order: "Order", fit: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> "Order":
        """Have an order guided. fit: gives the part of a map that is painted, at the size at which it is."""
        from aipaint_desktop.engines.checkpoint.control.guiding import without_what_is_painted

        def seen(map_: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
            if map_ is not None:
                return fit(map_)
            assert order.start is not None  # as the request is checked
            return without_what_is_painted(order.start, order.mask)

        guides = tuple(replace(guide, map=seen(map_)) for guide, map_ in self.guides)
        regions = tuple(replace(region, mask=fit(region.mask)) for region in self.regions)
        return replace(
            order, guides=guides, likenesses=self.likenesses, references=self.references, regions=regions
        )


def _whole(
    asked: PromptRequest,
    denoiser: "Denoiser",
    embeddings: "tuple[Embedding, ...]",
    guiding: "_Guiding",
    token: CancelToken,
) -> Iterator[Frame]:
    """Frames of a picture that is painted as a whole."""
    ground = Ground.of(asked)
    size, finer, native = asked.painted_size, None, denoiser.native_side
    large = asked.in_parts and denoiser.sees_parts and size[0] * size[1] > MUCH_LARGER * native**2
    if large and asked.start is None:
        finer, size = size, native_size(*size, native)
    start = resized(opaque(asked.start.pixels), *size) if asked.start else None
    part = native if large and asked.start else 0
    order = replace(_order(asked, *size, start), embeddings=embeddings, part=part)
    order = guiding.at(order, lambda map_: resized(map_, *size))
    for step in paint_twice(denoiser, order, finer, None, token.check):
        picture = resized(step.picture, *asked.size) if step.number == step.steps else step.picture
        yield ground.lay(Frame(step.number, step.steps, picture, 0.0))


def _placed(
    asked: _PlacedRequest,
    denoiser: "Denoiser",
    embeddings: "tuple[Embedding, ...]",
    guiding: "_Guiding",
    token: CancelToken,
) -> Iterator[Frame]:
    """Frames of a picture of which a part is painted, at the model's size."""
    picture, selection = _picture_and_selection(asked)
    token.check()
    place = place_of(picture, selection, asked.strength, denoiser.native_side)
    fills = isinstance(asked, PromptFillRequest)
    seen = blend_mask(selection) if fills else selection
    ground = Ground(Picture(picture) if fills else Picture(opaque(picture)), Picture(seen))
    below = opaque(picture)
    order = replace(_order(asked, *place.size, place.start), mask=place.mask, embeddings=embeddings)
    order = guiding.at(order, lambda map_: place.part_of(resized(map_, *asked.size)))
    shown, small = smaller(place, below)
    wanted = (place.window.width, place.window.height) if denoiser.sees_parts else place.size
    finer = finer_size(place.size, wanted)
    if finer is not None:
        place = place_of(picture, selection, asked.strength, denoiser.native_side, finer)
    for step in paint_twice(denoiser, order, finer, place.start, token.check):
        if step.number == step.steps:
            painted = place.put_back(place.matched(step.picture), below)
        else:
            painted = shown.put_back(step.picture, small)
        frame = ground.lay(Frame(step.number, step.steps, painted, 0.0))
        yield frame if fills else replace(frame, layer=None)


def _picture_and_selection(asked: _PlacedRequest) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """What is painted into, (H, W, 3 or 4), and where, (H, W)."""
    if isinstance(asked, PromptFillRequest):
        return asked.picture.pixels, asked.mask.pixels
    place = (
        slice(asked.top, asked.top + asked.picture.height),
        slice(asked.left, asked.left + asked.picture.width),
    )
    canvas = np.zeros((asked.height, asked.width, 4), np.uint8)
    canvas[(*place, slice(3))] = asked.picture.pixels[..., :3]
    canvas[(*place, 3)] = 255 if asked.picture.pixels.shape[2] == 3 else asked.picture.pixels[..., 3]
    beyond = np.full((asked.height, asked.width), 255, np.uint8)
    beyond[place] = 0
    return canvas, beyond


def _order(asked: CheckpointRequest, width: int, height: int, start: NDArray[np.uint8] | None) -> "Order":
    from aipaint_desktop.engines.checkpoint.denoising import Order

    return Order(
        stretches=asked.painted_stretches,
        clip_skip=asked.clip_skip,
        steps=asked.steps,
        sampler=asked.sampler,
        few_steps=asked.few_steps,
        width=width,
        height=height,
        start=start,
        strength=asked.strength,
    )


def _seconds(asked: CheckpointRequest, known: Known, guides: Sequence[Known]) -> float:
    """That the networks will take, were this machine the one they were measured on."""
    return SECONDS_PER_OPERATION * operations(asked, known, guides)


def _checkpoint_request(request: Request) -> PromptRequest | _PlacedRequest:
    if not isinstance(request, (PromptRequest, PromptFillRequest, PromptExtendRequest)):
        raise BadInput("A checkpoint cannot {0}.", request.operation)
    return request
