"""Small pipelines with random weights of families beside Stable Diffusion 1, 2 and XL, of their real classes."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch

from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.other.processors import looking_processor
from aipaint_desktop.engines.checkpoint.tokens import clip_tokenizer
from aipaint_desktop.engines.computing.quiet import quiet
from tests.support.tiny_checkpoints import save_folder
from tests.support.tiny_parts import (
    LETTERS,
    clip,
    flowing,
    flux_parts,
    flux_transformer,
    qwen_tokenizer,
    qwen_transformer,
    qwen_vae,
    qwen_vl,
    t5,
    vae,
)

Folder = Callable[[str], tuple[Any, Path]]
"""Gives the pipeline of a family and the folder that it is saved in."""


def tiny_family(name: str, seed: int = 0) -> Any:
    """Make one of those below, the same for the same seed."""
    load_libraries()
    torch.manual_seed(seed)
    with quiet():
        pipe = {**FAMILIES, **EDITORS, **_FILLERS}[name]()
    for part in pipe.components.values():
        if isinstance(part, torch.nn.Module):
            part.eval()
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _sd3() -> Any:
    from diffusers import SD3Transformer2DModel, StableDiffusion3Pipeline

    words = t5()
    transformer = SD3Transformer2DModel(
        sample_size=32,
        patch_size=1,
        in_channels=16,  # as many as its inpainting asks for
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=32,
        caption_projection_dim=32,
        pooled_projection_dim=64,
        out_channels=16,
    )
    return StableDiffusion3Pipeline(
        transformer,
        flowing(),
        vae(16, shift_factor=0.0609, use_quant_conv=False, use_post_quant_conv=False),
        clip("CLIPTextModelWithProjection"),
        clip_tokenizer(),
        clip("CLIPTextModelWithProjection"),
        clip_tokenizer("!"),
        words["encoder"],
        words["tokenizer"],
    )


def _flux() -> Any:
    from diffusers import FluxPipeline

    return FluxPipeline(**flux_parts(), transformer=flux_transformer())


def _chroma() -> Any:
    from diffusers import ChromaPipeline, ChromaTransformer2DModel

    words = t5()
    transformer = ChromaTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        axes_dims_rope=(4, 4, 8),
        approximator_hidden_dim=32,
        approximator_layers=1,
        approximator_num_channels=16,
    )
    return ChromaPipeline(
        flowing(use_dynamic_shifting=True),
        vae(4, shift_factor=0.0609, use_quant_conv=False, use_post_quant_conv=False),
        words["encoder"],
        words["tokenizer"],
        transformer,
    )


def _pixart() -> Any:
    from diffusers import DPMSolverMultistepScheduler, PixArtAlphaPipeline, PixArtTransformer2DModel

    words = t5()
    transformer = PixArtTransformer2DModel(
        sample_size=8,
        num_layers=1,
        patch_size=2,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_channels=32,
        in_channels=4,
        cross_attention_dim=32,
        out_channels=8,
    )
    return PixArtAlphaPipeline(
        words["tokenizer"], words["encoder"], vae(4), transformer, DPMSolverMultistepScheduler()
    )


def _sana() -> Any:
    from diffusers import AutoencoderDC, SanaPipeline, SanaTransformer2DModel
    from transformers import Gemma2Config, Gemma2Model, GemmaTokenizer

    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    vocabulary = {word: number for number, word in enumerate([*special, *LETTERS])}
    encoder = Gemma2Model(
        Gemma2Config(
            vocab_size=256,
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=8,
        )
    )
    transformer = SanaTransformer2DModel(
        in_channels=4,
        out_channels=4,
        num_layers=1,
        num_attention_heads=2,
        attention_head_dim=8,
        num_cross_attention_heads=2,
        cross_attention_head_dim=8,
        cross_attention_dim=16,
        caption_channels=16,
        sample_size=2,
    )
    vae = AutoencoderDC(
        latent_channels=4,
        attention_head_dim=2,
        encoder_block_types=("ResBlock", "EfficientViTBlock"),
        decoder_block_types=("ResBlock", "EfficientViTBlock"),
        encoder_block_out_channels=(8, 8),
        decoder_block_out_channels=(8, 8),
        encoder_qkv_multiscales=((), (5,)),
        decoder_qkv_multiscales=((), (5,)),
        encoder_layers_per_block=(1, 1),
        decoder_layers_per_block=(1, 1),
        downsample_block_type="conv",
        upsample_block_type="interpolate",
        decoder_norm_types="rms_norm",
        decoder_act_fns="silu",
        scaling_factor=0.41407,
    )
    return SanaPipeline(GemmaTokenizer(vocab=vocabulary, merges=[]), encoder, vae, transformer, flowing())


def _z_image() -> Any:
    from diffusers import ZImagePipeline, ZImageTransformer2DModel
    from transformers import Qwen3Config, Qwen3Model

    tokenizer = qwen_tokenizer()
    tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}{% endfor %}"
    encoder = Qwen3Model(
        Qwen3Config(
            vocab_size=300,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            head_dim=8,
        )
    )
    transformer = ZImageTransformer2DModel(
        all_patch_size=(2,),
        all_f_patch_size=(1,),
        in_channels=16,
        dim=32,
        n_layers=1,
        n_refiner_layers=1,
        n_heads=2,
        n_kv_heads=2,
        cap_feat_dim=16,
        axes_dims=[8, 4, 4],
        axes_lens=[256, 32, 32],
    )
    return ZImagePipeline(flowing(), vae(16, shift_factor=0.1159), encoder, tokenizer, transformer)


def _qwen_image() -> Any:
    from diffusers import QwenImagePipeline

    scheduler = flowing(use_dynamic_shifting=True)
    return QwenImagePipeline(scheduler, qwen_vae(), qwen_vl(), qwen_tokenizer(), qwen_transformer())


def _kontext() -> Any:
    from diffusers import FluxKontextPipeline

    return FluxKontextPipeline(**flux_parts(), transformer=flux_transformer())


def _flux_fill() -> Any:
    from diffusers import FluxFillPipeline

    # latents, those of what is kept, and the mask of each of their pixels
    return FluxFillPipeline(**flux_parts(), transformer=flux_transformer(16 + 16 + 4 * 64, 16))


def _qwen_edit() -> Any:
    return _qwen_editor("QwenImageEditPipeline")


def _qwen_edit_plus() -> Any:
    return _qwen_editor("QwenImageEditPlusPipeline")


def _qwen_editor(kind: str) -> Any:
    import diffusers
    from transformers import Qwen2VLImageProcessorPil

    tokenizer = qwen_tokenizer()
    return getattr(diffusers, kind)(
        scheduler=flowing(use_dynamic_shifting=True),
        vae=qwen_vae(),
        text_encoder=qwen_vl(),
        tokenizer=tokenizer,
        processor=looking_processor(Qwen2VLImageProcessorPil(), tokenizer),
        transformer=qwen_transformer(),
    )


def _flux2_parts(width: int) -> dict[str, Any]:
    from diffusers import AutoencoderKLFlux2, Flux2Transformer2DModel

    made = AutoencoderKLFlux2(
        block_out_channels=(32, 32, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        layers_per_block=1,
    )
    made.bn.running_mean += 0.1
    made.bn.running_var += 0.5
    transformer = Flux2Transformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=3 * width,
        timestep_guidance_channels=256,
        axes_dims_rope=(4, 4, 4, 4),
    )
    return {"scheduler": flowing(use_dynamic_shifting=True), "vae": made, "transformer": transformer}


def _flux2() -> Any:
    from diffusers import Flux2Pipeline
    from transformers import Mistral3Config, Mistral3ForConditionalGeneration

    text = {
        "model_type": "mistral",
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 30,  # it is read after 10, 20 and 30 of them
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
        "vocab_size": 300,
    }
    vision = {
        "model_type": "pixtral",
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "head_dim": 8,
        "image_size": 64,
        "patch_size": 16,
    }
    config = Mistral3Config(text_config=text, vision_config=vision, image_token_index=261)
    tokenizer = qwen_tokenizer()
    tokenizer.chat_template = (
        "{% for m in messages %}{% for c in m['content'] %}{{ c['text'] }}{% endfor %}{% endfor %}"
    )
    encoder = Mistral3ForConditionalGeneration(config)
    return Flux2Pipeline(text_encoder=encoder, tokenizer=tokenizer, **_flux2_parts(16))


def _flux2_klein() -> Any:
    from diffusers import Flux2KleinPipeline
    from transformers import Qwen3Config, Qwen3ForCausalLM

    tokenizer = qwen_tokenizer()
    tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}{% endfor %}"
    encoder = Qwen3ForCausalLM(
        Qwen3Config(
            vocab_size=300,
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=27,  # it is read after 9, 18 and 27 of them
            num_attention_heads=2,
            num_key_value_heads=2,
            head_dim=8,
        )
    )
    return Flux2KleinPipeline(text_encoder=encoder, tokenizer=tokenizer, **_flux2_parts(16))


def _pix2pix() -> Any:
    from diffusers import DDIMScheduler, StableDiffusionInstructPix2PixPipeline, UNet2DConditionModel

    unet = UNet2DConditionModel(
        sample_size=8,
        in_channels=8,
        block_out_channels=(32, 64),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=32,
        attention_head_dim=8,
    )
    return StableDiffusionInstructPix2PixPipeline(
        vae(4),
        clip("CLIPTextModel"),
        clip_tokenizer(),
        unet,
        DDIMScheduler(beta_schedule="scaled_linear", clip_sample=False, steps_offset=1),
        None,
        None,
        requires_safety_checker=False,
    )


def _prior() -> Any:
    from diffusers import PriorTransformer

    return PriorTransformer(
        num_attention_heads=2, attention_head_dim=8, num_layers=1, embedding_dim=32, num_embeddings=77
    )


def _kandinsky() -> Any:
    from diffusers import (
        DDPMScheduler,
        KandinskyV22CombinedPipeline,
        UnCLIPScheduler,
        UNet2DConditionModel,
        VQModel,
    )
    from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModelWithProjection

    unet = UNet2DConditionModel(
        in_channels=4,
        out_channels=8,  # also how sure it is
        addition_embed_type="image",
        down_block_types=("ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"),
        up_block_types=("SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"),
        mid_block_type="UNetMidBlock2DSimpleCrossAttn",
        block_out_channels=(32, 64),
        layers_per_block=1,
        encoder_hid_dim=32,
        encoder_hid_dim_type="image_proj",
        cross_attention_dim=32,
        attention_head_dim=4,
        resnet_time_scale_shift="scale_shift",
    )
    movq = VQModel(
        block_out_channels=(32, 32, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        num_vq_embeddings=12,
        vq_embed_dim=4,
        norm_type="spatial",
    )
    eyes = CLIPVisionConfig(
        hidden_size=32,
        image_size=32,
        patch_size=16,
        intermediate_size=32,
        num_attention_heads=2,
        num_hidden_layers=1,
        projection_dim=32,
    )
    return KandinskyV22CombinedPipeline(
        unet,
        DDPMScheduler(
            beta_schedule="linear", variance_type="learned_range", thresholding=False, clip_sample=True
        ),
        movq,
        _prior(),
        CLIPVisionModelWithProjection(eyes),
        clip("CLIPTextModelWithProjection"),
        clip_tokenizer(),
        UnCLIPScheduler(
            variance_type="fixed_small_log",
            prediction_type="sample",
            clip_sample=True,
            clip_sample_range=5.0,
        ),
        CLIPImageProcessorPil(crop_size=32, size=32),
    )


def _karlo() -> Any:
    from diffusers import UnCLIPPipeline, UnCLIPScheduler, UNet2DConditionModel, UNet2DModel
    from diffusers.pipelines.deprecated.unclip.text_proj import UnCLIPTextProjModel

    decoder = UNet2DConditionModel(
        sample_size=16,
        in_channels=3,
        out_channels=6,
        down_block_types=("ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"),
        up_block_types=("SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"),
        mid_block_type="UNetMidBlock2DSimpleCrossAttn",
        block_out_channels=(32, 64),
        layers_per_block=1,
        cross_attention_dim=32,
        attention_head_dim=4,
        resnet_time_scale_shift="scale_shift",
        class_embed_type="identity",
    )

    def larger() -> Any:
        return UNet2DModel(
            sample_size=32,
            layers_per_block=1,
            down_block_types=("ResnetDownsampleBlock2D", "ResnetDownsampleBlock2D"),
            up_block_types=("ResnetUpsampleBlock2D", "ResnetUpsampleBlock2D"),
            block_out_channels=(32, 64),
            in_channels=6,
            out_channels=3,
        )

    return UnCLIPPipeline(
        _prior(),
        decoder,
        clip("CLIPTextModelWithProjection"),
        clip_tokenizer(),
        UnCLIPTextProjModel(
            clip_embeddings_dim=32, time_embed_dim=128, cross_attention_dim=32, clip_extra_context_tokens=4
        ),
        larger(),
        larger(),
        UnCLIPScheduler(
            variance_type="fixed_small_log",
            prediction_type="sample",
            clip_sample_range=5.0,
        ),
        UnCLIPScheduler(variance_type="learned_range", prediction_type="epsilon"),
        UnCLIPScheduler(variance_type="fixed_small_log", prediction_type="epsilon"),
    )


FAMILIES: Mapping[str, Callable[[], Any]] = {
    "sd3": _sd3,
    "flux": _flux,
    "chroma": _chroma,
    "pixart": _pixart,
    "sana": _sana,
    "z-image": _z_image,
    "qwen-image": _qwen_image,
    "flux2": _flux2,
    "flux2-klein": _flux2_klein,
    "kandinsky": _kandinsky,
    "karlo": _karlo,
}
"""That paint words alone."""

EDITORS: Mapping[str, Callable[[], Any]] = {
    "kontext": _kontext,
    "qwen-edit": _qwen_edit,
    "qwen-edit-plus": _qwen_edit_plus,
    "flux2": _flux2,
    "flux2-klein": _flux2_klein,
    "pix2pix": _pix2pix,
}
"""That edit by instruction."""

_FILLERS: Mapping[str, Callable[[], Any]] = {"flux-fill": _flux_fill}


def save_family(pipe: Any, folder: Path) -> Path:
    """Save a pipeline as diffusers does, its processors named as where torchvision is."""
    save_folder(pipe, folder)
    index = folder / "model_index.json"
    told = json.loads(index.read_text())
    if "processor" in told:
        told["processor"] = ["transformers", "Qwen2VLProcessor"]
    if told["_class_name"] == "Flux2Pipeline":
        told["tokenizer"] = ["transformers", "PixtralProcessor"]
    index.write_text(json.dumps(told))
    return folder
