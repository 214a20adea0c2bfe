"""Which files guide a model by a picture, by how they are built, and which family of models they guide."""

from collections.abc import Collection, Mapping

from aipaint_desktop.engines.checkpoint.families import diffusion_family
from aipaint_desktop.modelstore.model_files.header import Header
from aipaint_desktop.modelstore.model_files.model_file import Identity, Kind
from aipaint_desktop.values.refusal import Sentence

Shape = tuple[int, ...]

_CONTROLNET = (  # what it adds to a copy of half a network
    "zero_convs.0.",
    "input_hint_block.0.",
    "controlnet_cond_embedding.conv_in.",
    "controlnet_down_blocks.0.",
    "controlnet_blocks.0.",
)
_NOT_TRIED = (
    ("lora_controlnet", Sentence("It is a Control-LoRA, which is known but not tried.")),
    (
        "control_add_embedding.",
        Sentence("It joins several ControlNets in one, which is known but not tried."),
    ),
    ("task_embedding", Sentence("It joins several ControlNets in one, which is known but not tried.")),
)
_OF_FACES = Sentence("It needs a network that recognises faces, which is not done here.")
_WORDS = {768: "sd1", 1024: "sd2", 2048: "sdxl"}  # numbers of a word, by family
_FIRST_LAYERS = ("conv_in.weight", "body.0.in_conv.weight")  # of a T2I-Adapter, and of a light one
_SEES = {1 * 8**2: "sd1", 3 * 8**2: "sd1", 1 * 16**2: "sdxl", 3 * 16**2: "sdxl"}


def identify_control(header: Header) -> Identity | None:
    """Tell which ControlNet, T2I-Adapter or IP-Adapter the tensors of a header are; None where they are none."""
    names = header.shapes
    if any(mark in name for name in names for mark in _CONTROLNET):
        return _controlnet(header)
    if any(name.startswith(("image_proj.", "ip_adapter.")) for name in names):
        return _ip_adapter(header.shapes)
    bare = {name.removeprefix("adapter."): shape for name, shape in names.items()}
    if _is_t2i_adapter(bare):
        return Identity(Kind.T2I_ADAPTER, _seen_by(bare))
    return None


def _controlnet(header: Header) -> Identity:
    for mark, reason in _NOT_TRIED:
        if any(name.startswith(mark) for name in header.shapes):
            return Identity(Kind.REFUSED, reason=reason)
    family = diffusion_family(header.shapes).family
    sizes = "add_embedding.linear_1.", "label_emb.0.0."  # what SDXL alone is told beside
    if not family and any(mark in name for name in header.shapes for mark in sizes):
        family = "sdxl"  # of one that attends to nothing at all
    return Identity(Kind.CONTROLNET, family)


def _ip_adapter(shapes: Mapping[str, Shape]) -> Identity:
    family = next(
        (
            _WORDS[shape[1]]
            for name, shape in shapes.items()
            if name.endswith(".to_k_ip.weight") and len(shape) == 2 and shape[1] in _WORDS
        ),
        "",
    )
    recognises = "image_proj.norm.weight" in shapes and "image_proj.proj.2.weight" in shapes
    if recognises or any("perceiver_resampler." in name for name in shapes):
        return Identity(Kind.REFUSED, family, reason=_OF_FACES)
    return Identity(Kind.IP_ADAPTER, family)


def _is_t2i_adapter(names: Collection[str]) -> bool:
    """By the names of diffusers, of the first publication, and of that of its light ones."""
    return (
        any(name.startswith("body.0.resnets.0.block") for name in names)
        or ("body.0.block1.weight" in names and "conv_in.weight" in names)
        or "body.0.body.0.block1.weight" in names
    )


def _seen_by(shapes: Mapping[str, Shape]) -> str:
    """The family, by how large the squares are that the first layer sees at once: those of SDXL are twice as wide."""
    for name in _FIRST_LAYERS:
        shape = shapes.get(name, ())
        if len(shape) == 4:
            return _SEES.get(shape[1], "")
    return ""
