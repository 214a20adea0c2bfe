"""The words of CLIP are the numbers that it was trained with."""

import hashlib

import pytest

from aipaint_desktop.engines.checkpoint.libraries import load_libraries
from aipaint_desktop.engines.checkpoint.tokens import _merges, _vocabulary, clip_tokenizer
from aipaint_desktop.engines.computing.quiet import quiet

START, END = 49406, 49407


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    load_libraries()


def test_the_pairs_are_those_of_the_publication() -> None:
    merges = _merges()
    text = "".join(f"{first} {second}\n" for first, second in merges)
    assert len(merges) == 48_894
    assert hashlib.sha256(text.encode()).hexdigest() == (
        "d308b7377a8ceaa9707a21614fe8c831b9196e197b7aeb69833359362907af02"
    )


def test_every_word_has_the_number_that_the_vocabulary_says() -> None:
    vocabulary = _vocabulary(_merges())
    assert len(vocabulary) == 49_408
    assert (vocabulary["!"], vocabulary["!</w>"]) == (0, 256)
    assert (vocabulary["<|startoftext|>"], vocabulary["<|endoftext|>"]) == (START, END)
    with quiet():
        tokenizer = clip_tokenizer()
        assert tokenizer.get_vocab() == vocabulary
        words = [
            word for word in list(vocabulary)[1000::997] if word.endswith("</w>") and word[:-4].isalpha()
        ]
        words = [word for word in words if word.isascii()]
        for word in words:
            assert tokenizer(word[:-4]).input_ids == [START, vocabulary[word], END]


def test_prompts_are_read_as_published() -> None:
    with quiet():
        tokenizer = clip_tokenizer()
        assert tokenizer("a photo of a cat").input_ids == [START, 320, 1125, 539, 320, 2368, END]
        padded = clip_tokenizer("!")("a cat", padding="max_length", max_length=6).input_ids
    assert padded == [START, 320, 2368, END, 0, 0]
