"""What a run will take: operations, from which seconds follow, and bytes.

Operations were counted in networks of the published sizes, at two sizes of pictures: so much for each pixel, and so
much for each pair of pixels, as attention compares them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from aipaint_desktop.engines.checkpoint.control.asked import Control
from aipaint_desktop.engines.checkpoint.finer_sizes import LARGER, MOST_PIXELS, MUCH_LARGER, STRENGTH
from aipaint_desktop.engines.checkpoint.request import (
    CheckpointRequest,
    PromptEditRequest,
    PromptFillRequest,
    PromptRequest,
    taken_steps,
)
from aipaint_desktop.engines.checkpoint.samplers import passes

SECONDS_PER_OPERATION = 1.0e-11
"""On two cores of a current CPU."""

BYTES_PER_PIXEL = 4_000
"""That a VAE takes beside its weights in fp32, which is more than a UNet does."""

LEFT_FOR_PICTURES = 3_000_000_000
"""Bytes of memory, and for other programs, where weights are widened."""

_BYTES_ALWAYS = 600_000_000  # libraries
_SECONDS_TO_IMPORT = 8.0
_READ_A_SECOND = 250_000_000  # bytes of a file, with its hash
_LARGE = ("sdxl", "sd3", "flux", "flux2", "chroma", "pixart", "sana", "qwen-image", "z-image")
_PLACED_PIXELS = dict.fromkeys(_LARGE, 1024 * 1024)  # that a fill is painted with, about
_PLACED = 640 * 640
_NATIVE_PIXELS = dict.fromkeys(_LARGE, 1024 * 1024)  # that a model was trained on
_NATIVE = 512 * 512
_OVERLAPPING = 1.8  # times the pixels that parts come to which overlap by a quarter


@dataclass(frozen=True)
class _Network:
    """Operations of one pass: per pixel, and per pair of pixels; always: what reading its weights takes, in as many."""

    each: float
    pair: float
    always: float = 0.0

    def operations(self, pixels: int) -> float:
        return self.each * pixels + self.pair * pixels**2


_UNETS: Mapping[str, _Network] = {
    "sd1": _Network(2.60e6, 1.771, 1e11),
    "sd2": _Network(2.60e6, 1.771, 1e11),
    "sdxl": _Network(5.93e6, 0.493, 3e11),
    # transformers: a token for 16×16 px, 32×32 for Sana, twice the parameters each; always: their words'
    "sd3": _Network(1.56e7, 2.25, 2.7e12),
    "flux": _Network(7.0e7, 10.7, 1.2e13),
    "flux2": _Network(2.5e8, 21.0, 3.3e13),
    "chroma": _Network(6.95e7, 10.7, 9e12),
    "pixart": _Network(4.7e6, 1.97, 1.4e11),
    "sana": _Network(3.1e6, 0.0, 9.6e11),
    "qwen-image": _Network(1.25e8, 11.2, 2e13),
    "z-image": _Network(4.7e7, 7.0, 6e12),
    "kandinsky": _Network(2.60e6, 0.9, 2e11),
    "karlo": _Network(2.60e6, 0.9, 2e11),
}
_COPY = 0.37  # of the operations of a UNet, that those of a ControlNet are
_SEES_ONCE = "t2i-adapter"
_SEEING = 3.3e11  # operations of an image encoder (ViT-H) for one picture
_GUIDES = {  # parameters
    "sd1": 361_000_000,
    "sd2": 364_000_000,
    "sdxl": 1_251_000_000,
    "t2i-adapter": 79_000_000,
    "encoder": 632_000_000,
}
_IN_PARTS = ("", "sd1", "sd2", "sdxl")
"""Families that paint what is large a second time, in parts."""

_ONE_PASS = ("flux", "flux2")
"""Families that are told how much the words count, and are not asked a second time without them."""

_DECODER = _Network(9.46e6, 0.5)
_ENCODER = _Network(4.2e6, 0.5)
_PARAMETERS = {
    "sd1": 1_070_000_000,
    "sd2": 1_290_000_000,
    "sdxl": 3_470_000_000,
    "sd3": 7_700_000_000,
    "flux": 16_900_000_000,
    "flux2": 56_000_000_000,
    "chroma": 13_700_000_000,
    "pixart": 5_400_000_000,
    "sana": 4_200_000_000,
    "qwen-image": 28_900_000_000,
    "z-image": 10_200_000_000,
    "kandinsky": 4_600_000_000,
    "karlo": 2_900_000_000,
}


@dataclass(frozen=True)
class Known:
    """What is known of a model, or of what guides one, without loading it. family: "" where that is not told. bytes: of
    its file, or 0. kind: "t2i-adapter" of one that sees its map once."""

    family: str = ""
    bytes: int = 0
    kind: str = ""


def operations(asked: CheckpointRequest, known: Known, guides: Sequence[Known] = ()) -> float:
    """Count the operations of a run, from the words to the picture. guides: what is known of what guides it, in the
    order of `guided_by`."""
    pixels = _pixels(asked, known)
    unet = _UNETS.get(known.family, _UNETS["sd1"])
    seen = 2 * pixels if isinstance(asked, PromptEditRequest) and known.family != "sd1" else pixels
    twice = asked.guidance > 1 and known.family not in _ONE_PASS
    worded = sum(bool(words.strip()) for words in asked.region_prompts)
    at_once = (2 if twice else 1) * (1 + worded)
    beside = _guiding(asked, guides)
    denoising = passes(asked.sampler, asked.taken_steps) * (
        (1 + _COPY * beside) * at_once * unet.operations(seen) + (1 + beside) * unet.always
    )
    encoders = sum(bool(control.encoder) for control in asked.guided_by)
    denoising += _SEEING * encoders * len(asked.sources)
    again = _pixels_again(asked, known)
    if again:
        part = _native_pixels(known)
        second = passes(asked.sampler, taken_steps(asked.steps, STRENGTH)) * at_once
        denoising += (1 + _COPY * beside) * second * _OVERLAPPING * again / part * unet.operations(part)
        return (
            denoising + _ENCODER.operations(again) + _DECODER.operations(pixels) + _DECODER.operations(again)
        )
    begins = isinstance(asked, PromptRequest) and asked.start is None
    return denoising + _DECODER.operations(pixels) + (0 if begins else _ENCODER.operations(pixels))


def _guiding(asked: CheckpointRequest, guides: Sequence[Known]) -> float:
    """How many ControlNets are asked in a pass, each as much as it counts: what else guides is asked once."""
    told = zip_longest(asked.guided_by, guides, fillvalue=Known())
    asking = ((control, guide) for control, guide in told if isinstance(control, Control))
    return sum(
        control.end - control.begin
        for control, guide in asking
        if not control.encoder and isinstance(guide, Known) and guide.kind != _SEES_ONCE
    )


def bytes_of_guide(control: Control, known: Known, model: Known, width: int) -> int:
    """Foresee the bytes of the weights of what guides a run. model: what is known of that which it guides. The others:
    see `bytes_of_weights`."""
    kind = "encoder" if control.encoder else _SEES_ONCE if known.kind == _SEES_ONCE else model.family
    wide = width * _GUIDES.get(kind, _GUIDES["sd1"])
    return min(wide, known.bytes * width // 2) if known.bytes else wide


def seconds_to_load(known: Known, *, imported: bool) -> float:
    """Foresee how long a model takes to load. imported: whether libraries are in memory."""
    return (0.0 if imported else _SECONDS_TO_IMPORT) + known.bytes / _READ_A_SECOND


def bytes_of_weights(known: Known, width: int, free: int | None, *, imported: bool) -> int:
    """Foresee the bytes of a model's weights. width: bytes of one that is computed with; free: bytes of memory, which
    may leave no room to widen narrower ones; imported: whether libraries are in memory."""
    wide = width * _PARAMETERS.get(known.family, _PARAMETERS["sd1"])
    if known.bytes:
        wide = min(wide, known.bytes * width // 2)
        if free is not None and free - wide < LEFT_FOR_PICTURES:
            wide = min(wide, known.bytes)
    return (0 if imported else _BYTES_ALWAYS) + wide


def bytes_of_run(asked: CheckpointRequest, known: Known, width: int) -> int:
    """Foresee the bytes that a run takes beside weights."""
    return BYTES_PER_PIXEL * width // 4 * max(_pixels(asked, known), _pixels_again(asked, known))


def _pixels(asked: CheckpointRequest, known: Known) -> int:
    """How many are painted, about."""
    if not isinstance(asked, PromptRequest):
        return _PLACED_PIXELS.get(known.family, _PLACED)
    if asked.start is None and _pixels_again(asked, known):
        return _native_pixels(known)
    width, height = asked.painted_size
    return width * height


def _pixels_again(asked: CheckpointRequest, known: Known) -> int:
    """How many are painted a second time, as far as that can be told without a look at a mask."""
    if isinstance(asked, PromptRequest) and not (asked.in_parts and asked.start is None):
        return 0
    if known.family not in _IN_PARTS:
        return 0
    larger = MUCH_LARGER if isinstance(asked, PromptRequest) else LARGER
    pixels = asked.size[0] * asked.size[1]
    if isinstance(asked, PromptFillRequest) or pixels <= larger * _native_pixels(known):
        return 0
    return min(pixels, MOST_PIXELS)


def _native_pixels(known: Known) -> int:
    return _NATIVE_PIXELS.get(known.family, _NATIVE)
