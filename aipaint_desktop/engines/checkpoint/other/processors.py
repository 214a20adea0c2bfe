"""What prepares words and pictures for text encoders that also look at pictures, where torchvision is not there.

transformers wants torchvision for these, which they need for films alone.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_LOOKING = ("Qwen2VLProcessor", "Qwen2_5_VLProcessor")
_READING = ("PixtralProcessor",)


def processors_without_torchvision(path: Path, index: Mapping[str, Any]) -> dict[str, Any]:
    """Load those parts of a folder that could not be loaded by what its index says; none where torchvision is there.

    Pictures are prepared by Pillow. FLUX.2's processor is only asked to read, which its tokenizer does.
    """
    from transformers import AutoTokenizer
    from transformers.utils import is_torchvision_available

    made: dict[str, Any] = {}
    if is_torchvision_available():
        return made
    for part, told in index.items():
        match told:
            case ["transformers", str(kind)] if kind in _LOOKING:
                made[part] = _looking(path / part)
            case ["transformers", str(kind)] if kind in _READING:
                made[part] = AutoTokenizer.from_pretrained(path / part, local_files_only=True)
    return made


def _looking(folder: Path) -> Any:
    from transformers import AutoTokenizer, Qwen2VLImageProcessorPil

    return looking_processor(
        Qwen2VLImageProcessorPil.from_pretrained(folder, local_files_only=True),
        AutoTokenizer.from_pretrained(folder, local_files_only=True),
    )


def looking_processor(looks: Any, reads: Any) -> Any:
    """Make a processor of Qwen2-VL that looks at no films. looks, reads: its image processor and its tokenizer."""
    from transformers import Qwen2VLProcessor
    from transformers.processing_utils import ProcessorMixin

    class Looking(Qwen2VLProcessor):  # type: ignore[misc]
        def __init__(self, image_processor: Any, tokenizer: Any, chat_template: Any = None) -> None:
            self.image_token, self.video_token = "<|image_pad|>", "<|video_pad|>"
            self.image_token_id = tokenizer.convert_tokens_to_ids(self.image_token)
            self.video_token_id = tokenizer.convert_tokens_to_ids(self.video_token)
            ProcessorMixin.__init__(self, image_processor, tokenizer, chat_template=chat_template)

    return Looking(looks, reads)
