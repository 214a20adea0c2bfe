"""Architectures of upscalers and restorers, told by tensors that only they have.

The marks are those by which spandrel tells them (https://github.com/chaiNNer-org/spandrel), in its order where one
could be taken for another.
"""

from collections.abc import Collection, Mapping

from aipaint_desktop.engines.upscaler_files.naming import wrapping
from aipaint_desktop.values.refusal import Sentence

_FIRST = "conv_first.weight"
_RESIDUAL = "layers.0.residual_group"
_ARCHITECTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("SwiftSRGAN", ("initial.cnn.depthwise.weight", "final_conv.pointwise.weight")),
    ("HAT", ("relative_position_index_SA", _FIRST, f"{_RESIDUAL}.blocks.0.conv_block.cab.0.weight")),
    ("ATD", ("relative_position_index_SA", _FIRST, f"{_RESIDUAL}.td")),
    ("GRL", (_FIRST, "norm_start.weight", "layers.0.blocks.0.attn.window_attn.attn_transform.logit_scale")),
    ("Swin2SR", (f"{_RESIDUAL}.blocks.0.norm1.weight", "patch_embed.proj.weight", _FIRST)),
    ("SwinIR", (f"{_RESIDUAL}.blocks.0.norm1.weight", f"{_RESIDUAL}.blocks.0.attn.relative_position_index")),
    ("GFPGAN", ("toRGB.0.weight", "stylegan_decoder.style_mlp.1.weight")),
    ("RestoreFormer", ("quantize.embedding.weight", "encoder.conv_in.weight", "quant_conv.weight")),
    ("LaMa", ("model.model.1.bn_l.running_mean",)),
    ("LaMa", ("generator.model.1.bn_l.running_mean",)),
    ("OmniSR", ("residual_layer.0.residual_layer.0.layer.0.fn.0.weight", "input.weight", "up.0.weight")),
    ("SCUNet", ("m_head.0.weight", "m_tail.0.weight")),
    ("FBCNN", ("m_head.weight", "qf_pred.0.res.0.weight")),
    ("Uformer", ("input_proj.proj.0.weight", "encoderlayer_0.blocks.0.norm1.weight")),
    ("RGT", (_FIRST, "before_RG.1.weight", "layers.0.blocks.0.gamma")),
    ("DAT", (_FIRST, "before_RG.1.weight", "layers.0.blocks.0.ffn.sg.norm.weight")),
    ("CRAFT", (_FIRST, f"{_RESIDUAL}.hf_blocks.0.attn.temperature")),
    ("KBNet", ("intro.weight", "encoders.0.0.attgamma")),
    ("KBNet", ("latent.0.ffn.qkv.weight", "refinement.0.attn.dwconv.0.weight")),
    ("DITN", ("sft.weight", "UFONE.0.ITLs.0.attn.temperature")),
    ("MMRealSR", (_FIRST, "am_list.0.fc.0.weight", "de_net.conv_first.0.weight")),
    ("SPAN", ("conv_1.sk.weight", "block_1.c1_r.sk.weight")),
    ("RealCUGAN", ("unet1.conv1.conv.0.weight", "unet2.conv1.conv.0.weight")),
    ("SAFMN", ("to_feat.weight", "feats.0.safm.mfr.0.weight")),
    ("SAFMNBCIE", ("to_feat.1.weight", "feats.0.layers.0.safm.mfr.0.weight")),
    ("DCTLSA", ("fea_conv.weight", "B1.body.0.transformer_body.0.blocks.0.attn.qkv.weight")),
    ("FFTformer", ("patch_embed.proj.weight", "encoder_level1.0.ffn.fft")),
    ("NAFNet", ("intro.weight", "ending.weight", "middle_blks.0.beta")),
    ("MixDehazeNet", ("patch_embed.proj.weight", "layer1.blocks.0.conv3_19.weight")),
    ("DRUNet", ("m_head.weight", "m_down1.0.res.0.weight", "m_body.0.res.0.weight", "m_tail.weight")),
    ("DRCT", (_FIRST, "layers.0.swin1.norm1.weight")),
    ("ESRGAN", ("model.0.weight", "model.1.sub.0.RDB1.conv1.0.weight")),
    ("ESRGAN", (_FIRST, "body.0.rdb1.conv1.weight", "conv_body.weight", "conv_last.weight")),
    ("ESRGAN", (_FIRST, "RRDB_trunk.0.RDB1.conv1.weight", "trunk_conv.weight", "conv_last.weight")),
    ("ESRGAN", ("model.0.weight", "model.1.sub.0.RDB1.conv1x1.weight")),
    ("PLKSR", ("feats.0.weight", "feats.1.refine.weight")),
    ("RetinexFormer", ("body.0.estimator.conv1.weight", "body.0.denoiser.embedding.weight")),
    ("HVICIDNet", ("HVE_block0.1.weight", "HVD_block0.1.weight")),
    ("SeemoRe", ("conv_1.weight", "upsampler.0.weight", "body.0.local_block.norm_1.weight")),
    ("MoSR", ("gblocks.0.weight", "gblocks.1.fc1.weight")),
    ("MoESR", ("in_to_dim.weight", "blocks.0.blocks.0.gamma")),
    ("RCAN", ("tail.1.weight", "body.0.body.0.body.0.weight")),
    ("FDAT", ("groups.0.blocks.0.inter.cg.1.weight", "groups.0.blocks.0.ffn.fc1.weight")),
    ("AuraSR", ("mid_attn.layers.0.0.to_out.weight", "final_res_block.block1.proj.weights")),
    ("IPT", ("sub_mean.weight", "head.0.1.body.0.weight", "body.encoder.layers.0.self_attn.in_proj_weight")),
    ("DnCNN", tuple(f"model.{number}.bias" for number in range(0, 15, 2))),
    (
        "DnCNN",
        ("model.0.bias", "model.2.bias", "model.3.running_mean", "model.6.running_mean", "model.8.bias"),
    ),
    ("Compact", ("body.0.weight", "body.1.weight", "body.2.weight")),
)

NOT_FOR_PICTURES: Mapping[str, Sentence] = {
    "GFPGAN": Sentence("It restores faces that were cut out and aligned, which is not done here."),
    "RestoreFormer": Sentence("It restores faces that were cut out and aligned, which is not done here."),
    "LaMa": Sentence("It fills holes in photographs, which is not done here."),
}
"""Architectures that are known and of no use here, by the sentence that says why."""


def architecture_of(names: Collection[str]) -> str:
    """Name the architecture of an upscaler or restorer by the names of its tensors; "" where it is none."""
    begin = wrapping(names)
    bare = {name.removeprefix(begin) for name in names}
    return next((name for name, marks in _ARCHITECTURES if all(mark in bare for mark in marks)), "")
