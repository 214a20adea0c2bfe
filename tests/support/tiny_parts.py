"""Small parts with random weights that several families have."""

import string
from typing import Any

from aipaint_desktop.engines.checkpoint.tokens import _byte_letters, clip_tokenizer

LETTERS = ["▁", *string.ascii_letters, *string.digits, *",.!? "]
_SPECIAL = [
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|image_pad|>",
]
IMAGE_TOKEN = 256 + _SPECIAL.index("<|image_pad|>")


def vae(channels: int, **more: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(32, 32, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=channels,
        layers_per_block=1,
        **more,
    )


def flowing(**more: Any) -> Any:
    from diffusers import FlowMatchEulerDiscreteScheduler

    return FlowMatchEulerDiscreteScheduler(**more)


def clip(kind: str) -> Any:
    import transformers

    config = transformers.CLIPTextConfig(
        vocab_size=49408,
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        projection_dim=32,
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=1,
    )
    return getattr(transformers, kind)(config)


def t5() -> dict[str, Any]:
    from transformers import T5Config, T5EncoderModel, T5Tokenizer

    words = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *((letter, -2.0) for letter in LETTERS)]
    config = T5Config(
        vocab_size=256, d_model=32, d_kv=8, d_ff=32, num_layers=1, num_heads=4, feed_forward_proj="gated-gelu"
    )
    return {"encoder": T5EncoderModel(config), "tokenizer": T5Tokenizer(vocab=words, extra_ids=0)}


def qwen_tokenizer() -> Any:
    from transformers import Qwen2Tokenizer

    vocabulary = {letter: number for number, letter in enumerate([*_byte_letters(), *_SPECIAL])}
    tokenizer = Qwen2Tokenizer(vocab=vocabulary, merges=[])
    tokenizer.add_special_tokens({"additional_special_tokens": _SPECIAL[1:]})
    return tokenizer


def qwen_vl() -> Any:
    """Reads words and looks at pictures."""
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    text = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 2,
        "vocab_size": 300,
        "rope_scaling": {"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
    }
    vision = {
        "depth": 1,
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_heads": 2,
        "out_hidden_size": 16,
    }
    config = Qwen2_5_VLConfig(text_config=text, vision_config=vision, image_token_id=IMAGE_TOKEN)
    return Qwen2_5_VLForConditionalGeneration(config)


def qwen_vae() -> Any:
    from diffusers import AutoencoderKLQwenImage

    return AutoencoderKLQwenImage(
        base_dim=8,
        z_dim=4,
        dim_mult=[1, 2, 2, 2],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
        latents_mean=[0.1, 0.0, -0.1, 0.2],
        latents_std=[1.0, 1.5, 0.5, 1.0],
    )


def qwen_transformer() -> Any:
    from diffusers import QwenImageTransformer2DModel

    return QwenImageTransformer2DModel(
        patch_size=2,
        in_channels=16,
        out_channels=4,
        num_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=16,
        axes_dims_rope=(8, 4, 4),
    )


def flux_transformer(channels: int = 16, out: int | None = None, **more: Any) -> Any:
    """Denoises as FLUX.1 does. channels: that it takes of a token; out: that it gives, as many where not said."""
    from diffusers import FluxTransformer2DModel

    return FluxTransformer2DModel(
        patch_size=1,
        in_channels=channels,
        out_channels=out,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=32,
        pooled_projection_dim=32,
        axes_dims_rope=(4, 4, 8),
        guidance_embeds=True,
        **more,
    )


def flux_parts() -> dict[str, Any]:
    """What FLUX.1 has beside what denoises, by the names of its parts."""
    words = t5()
    return {
        "scheduler": flowing(use_dynamic_shifting=True),
        "vae": vae(4, shift_factor=0.0609, use_quant_conv=False, use_post_quant_conv=False),
        "text_encoder": clip("CLIPTextModel"),
        "tokenizer": clip_tokenizer(),
        "text_encoder_2": words["encoder"],
        "tokenizer_2": words["tokenizer"],
    }
