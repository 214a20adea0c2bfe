"""The words of CLIP's text encoders, from the pairs that ship."""

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING

from aipaint_desktop import paths

if TYPE_CHECKING:
    from transformers import CLIPTokenizer

_START, _END = "<|startoftext|>", "<|endoftext|>"
_LONGEST = 77  # tokens that the encoders were trained on


def clip_tokenizer(pad: str = _END) -> "CLIPTokenizer":
    """Make the tokenizer of a text encoder. pad: what fills up a prompt that is short; "!" for OpenCLIP's encoders."""
    from transformers import CLIPTokenizer

    merges = _merges()
    vocabulary = _vocabulary(merges)
    return CLIPTokenizer(
        vocab=vocabulary,
        merges=list(merges),
        bos_token=_START,
        eos_token=_END,
        unk_token=_END,
        pad_token=pad,
        model_max_length=_LONGEST,
    )


@lru_cache(maxsize=1)
def _merges() -> tuple[tuple[str, str], ...]:
    path = paths.resources() / "checkpoints" / "clip-merges.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return tuple((first, second) for first, second in (line.split() for line in file))


def _vocabulary(merges: tuple[tuple[str, str], ...]) -> dict[str, int]:
    """Each symbol's number: bytes, bytes that end a word, joined pairs, start and end."""
    letters = _byte_letters()
    symbols = [*letters, *(letter + "</w>" for letter in letters)]
    symbols += [first + second for first, second in merges]
    return {symbol: number for number, symbol in enumerate([*symbols, _START, _END])}


def _byte_letters() -> list[str]:
    """The letter that stands for each byte in byte-level BPE, those that can be printed first (Radford et al. 2019)."""
    printed = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    return [chr(byte) for byte in printed] + [chr(256 + number) for number in range(256 - len(printed))]
