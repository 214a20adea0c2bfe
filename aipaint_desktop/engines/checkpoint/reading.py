"""Reading prompts: from words to what a UNet attends to.

The same numbers as `encode_prompt` of diffusers' pipelines; beyond that, what words count, words of files, the layer
that is read from, and prompts of more than 75 tokens, which are read 75 at a time.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aipaint_desktop.engines.checkpoint.embeddings import Embedding
from aipaint_desktop.engines.checkpoint.narrow import computes_in, computes_on
from aipaint_desktop.engines.checkpoint.prompts import Fragment, fragments
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True, eq=False)
class _Token:
    """number: in the vocabulary. vector: what it means instead, where a file says so."""

    number: int
    weight: float
    vector: "Tensor | None" = None


@dataclass(frozen=True, eq=False)
class Reading:
    """What was read. words: (1, tokens, width). pooled: (1, width), what SDXL takes beside; None for others."""

    words: "Tensor"
    pooled: "Tensor | None"


def read_prompts(
    pipe: Any, prompt: str, negative: str, embeddings: Sequence[Embedding], clip_skip: int, *, guided: bool
) -> tuple[Reading, Reading | None]:
    """Read a prompt and, where it is guided by one, what to stay away from.

    clip_skip: the layer of the text encoders that is read from, counted from the last one that the model was trained
    with, which is 1. Raises `BadInput` where an embedding is for another model, or the encoders have too few layers.
    """
    import torch

    prompts = [prompt, negative] if guided else [prompt]
    large = hasattr(pipe, "text_encoder_2")
    encoders = [(pipe.tokenizer, pipe.text_encoder)]
    if large:
        encoders.append((pipe.tokenizer_2, pipe.text_encoder_2))
    words: list[list[Tensor]] = [[] for _ in prompts]
    pooled: list[Tensor | None] = [None for _ in prompts]
    names = [embedding.word for embedding in embeddings]
    parts = [fragments(each, names) for each in prompts]
    for tokenizer, encoder in encoders:
        tokens = [_tokens(each, tokenizer, encoder, embeddings) for each in parts]
        length = tokenizer.model_max_length - 2
        chunks = max(1, *(-(-len(each) // length) for each in tokens))
        for number, each in enumerate(tokens):
            read, beside = _read(each, chunks, tokenizer, encoder, clip_skip, large=large)
            words[number].append(read)
            pooled[number] = beside
    readings = [Reading(torch.cat(each, -1), beside) for each, beside in zip(words, pooled, strict=True)]
    if guided and large and not negative and pipe.config.force_zeros_for_empty_prompt:
        empty = readings[1]
        assert empty.pooled is not None
        readings[1] = Reading(torch.zeros_like(empty.words), torch.zeros_like(empty.pooled))
    return readings[0], readings[1] if guided else None


def _tokens(
    parts: Sequence[Fragment], tokenizer: Any, encoder: Any, embeddings: Sequence[Embedding]
) -> list[_Token]:
    made: list[_Token] = []
    for part in parts:
        if part.vectors is None:
            numbers = tokenizer(part.text, add_special_tokens=False).input_ids
            made += [_Token(number, part.weight) for number in numbers]
            continue
        vectors = _vectors(embeddings[part.vectors], encoder)
        made += [_Token(0, part.weight, vector) for vector in vectors]
    return made


def _vectors(embedding: Embedding, encoder: Any) -> "Tensor":
    width = encoder.config.hidden_size
    found = embedding.vectors.get(width)
    if found is None:
        raise BadInput(
            "The textual inversion {0} is made for another kind of model: its vectors have {1} numbers, "
            "those of this one {2}.",
            embedding.word,
            ", ".join(map(str, embedding.vectors)),
            width,
        )
    return found.to(computes_on(encoder), computes_in(encoder))


def _read(
    tokens: Sequence[_Token], chunks: int, tokenizer: Any, encoder: Any, clip_skip: int, *, large: bool
) -> "tuple[Tensor, Tensor | None]":
    """Words (1, chunks · 77, width), and what an encoder that projects says of all of the first chunk."""
    import torch

    length = tokenizer.model_max_length - 2
    pieces, pooled = [], None
    for first in range(0, chunks * length, length):
        chunk = tokens[first : first + length]
        numbers = [tokenizer.bos_token_id, *(token.number for token in chunk), tokenizer.eos_token_id]
        numbers += [tokenizer.pad_token_id] * (length + 2 - len(numbers))
        vectors = {place: token.vector for place, token in enumerate(chunk, 1) if token.vector is not None}
        ids = torch.tensor([numbers], device=computes_on(encoder))
        read = _with_vectors(encoder, vectors)(ids, output_hidden_states=True)
        if large and pooled is None and read[0].ndim == 2:
            pooled = read[0]
        words = _layer(encoder, read, clip_skip, large=large)
        pieces.append(_weighed(words, [token.weight for token in chunk]))
    return torch.cat(pieces, 1), pooled


def _layer(encoder: Any, read: Any, clip_skip: int, *, large: bool) -> "Tensor":
    """What a layer gave. SDXL reads from the last but one, as it is; others from the last, normalised, and so from
    earlier ones, too."""
    back = clip_skip + large
    if back > len(read.hidden_states):
        raise BadInput(
            "The text encoder has no layer for a clip skip of {0}: at most {1}.",
            clip_skip,
            len(read.hidden_states) - large,
        )
    if back == 1:
        last: Tensor = read.last_hidden_state
        return last
    words: Tensor = read.hidden_states[-back]
    if large:
        return words
    inner = getattr(encoder, "text_model", encoder)
    normalised: Tensor = inner.final_layer_norm(words)
    return normalised


def _weighed(words: "Tensor", weights: Sequence[float]) -> "Tensor":
    """Words that count so much, of the same mean as before, so that the others count what they did."""
    import torch

    if all(weight == 1 for weight in weights):
        return words
    every = torch.ones(words.shape[1])
    every[1 : 1 + len(weights)] = torch.tensor(weights)
    weighed = words * every.to(words)[None, :, None]
    mean, now = words.float().mean(), weighed.float().mean()
    return weighed * (mean / now).to(words) if now != 0 else weighed


def _with_vectors(encoder: Any, vectors: dict[int, "Tensor"]) -> Any:
    """The encoder, or its twin of the same weights that finds these vectors at these places."""
    if not vectors:
        return encoder
    same: dict[int, Any] = {id(tensor): tensor for tensor in (*encoder.parameters(), *encoder.buffers())}
    twin = copy.deepcopy(encoder, same)

    def put(_layer: Any, _given: Any, found: "Tensor") -> "Tensor":
        found = found.clone()
        for place, vector in vectors.items():
            found[0, place] = vector
        return found

    twin.get_input_embeddings().register_forward_hook(put)
    return twin
