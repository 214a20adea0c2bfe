"""Which pipelines of diffusers paint, what each of them can do, and which family it is of.

A folder says in its `model_index.json` which it is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Ability(Enum):
    """What can be asked of a model."""

    WORDS = "words"  # words become a picture
    REFINE = "refine"  # a picture changes, as much of it as becomes noise
    FILL = "fill"  # a part of a picture is painted anew, and what is beyond it
    EDIT = "edit"  # words say what is to change in a picture
    MIX = "mix"  # LoRAs, controls, regions, a sampler and a VAE of choice go with it


EDIT, INPAINT = "edit", "inpaint"
"""Variants of families: made for editing by instruction, and for filling."""

PRIOR, DECODER = "prior", "decoder"
"""Halves of models that are published apart: what thinks of a picture, and what paints it, which takes the other."""


@dataclass(frozen=True)
class Pipeline:
    """A class of diffusers.

    family, variant: of what it paints with. multiple: what the sides that it paints are multiples of, px.
    refines, fills: classes with the same parts that begin with a picture, and that fill a mask; "" where there is none.
    edits: whether words and a picture make another one. words: whether words alone do.
    guidance, steps: what it calls how much the words count, and how many steps it takes. before: steps beside these,
    which are as many as it says itself. proposes: how many steps, and how much the words count, as it proposes itself.
    """

    family: str
    variant: str = ""
    proposes: tuple[int, float] = (50, 4.0)
    multiple: int = 16
    refines: str = ""
    fills: str = ""
    edits: bool = False
    words: bool = True
    guidance: str = "guidance_scale"
    steps: str = "num_inference_steps"
    before: int = 0

    @property
    def abilities(self) -> frozenset[Ability]:
        can = {
            Ability.WORDS: self.words,
            Ability.REFINE: self.refines,
            Ability.FILL: self.fills,
            Ability.EDIT: self.edits,
        }
        return frozenset(ability for ability, there in can.items() if there)


_TRUE = "true_cfg_scale"  # guidance, where a pipeline calls that of distilled models so

PIPELINES: Mapping[str, Pipeline] = {
    "StableDiffusion3Pipeline": Pipeline(
        "sd3",
        proposes=(28, 7.0),
        refines="StableDiffusion3Img2ImgPipeline",
        fills="StableDiffusion3InpaintPipeline",
    ),
    "FluxPipeline": Pipeline(
        "flux", proposes=(28, 3.5), refines="FluxImg2ImgPipeline", fills="FluxInpaintPipeline"
    ),
    "FluxFillPipeline": Pipeline("flux", INPAINT, proposes=(50, 30.0), fills="FluxFillPipeline", words=False),
    "FluxKontextPipeline": Pipeline("flux", EDIT, proposes=(28, 3.5), edits=True),
    "Flux2Pipeline": Pipeline("flux2", edits=True),
    "Flux2KleinPipeline": Pipeline("flux2", edits=True),
    "ChromaPipeline": Pipeline("chroma", proposes=(35, 5.0), refines="ChromaImg2ImgPipeline"),
    "PixArtAlphaPipeline": Pipeline("pixart", proposes=(20, 4.5)),
    "PixArtSigmaPipeline": Pipeline("pixart", proposes=(20, 4.5)),
    "SanaPipeline": Pipeline("sana", proposes=(20, 4.5), multiple=32),
    "QwenImagePipeline": Pipeline(
        "qwen-image",
        refines="QwenImageImg2ImgPipeline",
        fills="QwenImageInpaintPipeline",
        guidance=_TRUE,
    ),
    "QwenImageEditPipeline": Pipeline("qwen-image", EDIT, edits=True, words=False, guidance=_TRUE),
    "QwenImageEditPlusPipeline": Pipeline("qwen-image", EDIT, edits=True, words=False, guidance=_TRUE),
    "ZImagePipeline": Pipeline(
        "z-image", proposes=(50, 5.0), refines="ZImageImg2ImgPipeline", fills="ZImageInpaintPipeline"
    ),
    "KandinskyV22CombinedPipeline": Pipeline("kandinsky", proposes=(100, 4.0), multiple=64, before=25),
    "KandinskyV22Pipeline": Pipeline("kandinsky", DECODER, proposes=(100, 4.0), multiple=64, before=25),
    "KandinskyV22PriorPipeline": Pipeline("kandinsky", PRIOR, words=False),
    "UnCLIPPipeline": Pipeline(
        "karlo",
        proposes=(25, 8.0),
        guidance="decoder_guidance_scale",
        steps="decoder_num_inference_steps",
        before=25 + 7,
    ),
    "StableDiffusionInstructPix2PixPipeline": Pipeline(
        "sd1", EDIT, proposes=(100, 7.5), multiple=8, edits=True, words=False
    ),
}
"""What folders of other families than Stable Diffusion 1, 2 and XL, and editions that edit, are painted with."""

FAMILIES_IN_FILES: Mapping[str, str] = {
    "sd3": "text_encoder (CLIP), text_encoder_2 (CLIP), text_encoder_3 (T5), tokenizer, tokenizer_2, tokenizer_3, vae",
    "flux": "text_encoder (CLIP), text_encoder_2 (T5), tokenizer, tokenizer_2, vae",
    "flux2": "text_encoder (Mistral, Qwen3), tokenizer, vae",
    "chroma": "text_encoder (T5), tokenizer, vae",
    "sana": "text_encoder (Gemma 2), tokenizer, vae",
    "qwen-image": "text_encoder (Qwen2.5-VL), tokenizer, vae",
    "z-image": "text_encoder (Qwen3), tokenizer, vae",
}
"""Of which diffusers reads what denoises from a file of its own, and what has to be in a folder beside it."""

OF_STABLE_DIFFUSION = frozenset((Ability.WORDS, Ability.REFINE, Ability.FILL, Ability.MIX))
"""What Stable Diffusion 1, 2 and XL can be asked for."""


def pipeline_named(name: str) -> str:
    """Give the one of `PIPELINES` that a folder is loaded with, whose parts that of this name has; "" for none."""
    if name in PIPELINES:
        return name
    return next((base for base, each in PIPELINES.items() if name in (each.refines, each.fills)), "")


def abilities_of(family: str, variant: str) -> frozenset[Ability]:
    """Tell what models of a family and variant can be asked for."""
    found = [
        each.abilities for each in PIPELINES.values() if (each.family, each.variant) == (family, variant)
    ]
    return frozenset.intersection(*found) if found else OF_STABLE_DIFFUSION
