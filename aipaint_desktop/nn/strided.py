"""Strided convolutions that are right on every processor."""

import torch
from torch import Tensor, nn
from torch.nn.functional import pad


def strided(convolution: nn.Conv2d, x: Tensor) -> Tensor:
    """Convolve x (N, C, H, W), which is padded already.

    Where the result is a single column, oneDNN's strided ones in bfloat16 read memory that nobody has written, so that
    it is black, NaN or another one each time. There two columns are computed, of which the first is the result.
    """
    kernel, stride = convolution.kernel_size[1], convolution.stride[1]
    single = stride > 1 and x.shape[3] < kernel + stride
    if not single or convolution.weight.dtype != torch.bfloat16:
        return convolution(x)  # type: ignore[no-any-return]
    wide = pad(x, (0, kernel + stride - x.shape[3], 0, 0), mode="replicate")
    return convolution(wide)[..., :1]  # type: ignore[no-any-return]
