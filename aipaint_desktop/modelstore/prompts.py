"""What the composer understands of a prompt, without loading the network."""

from functools import cached_property
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.engines.base import BadInput
from aipaint_desktop.engines.composer import WEIGHTS
from aipaint_desktop.nn.names import Names, read_names
from aipaint_desktop.nn.prompt_reader import PromptReader, Reading, load_prompt_reader

COMPOSER = "composer"


class Prompts:
    """Reads prompts with the words of a model. folder: of the model; its files are read when first needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.models() / COMPOSER

    def read(self, prompt: str) -> Reading:
        """Raises `BadInput` where the model's files are damaged or missing."""
        return self._reader.read(prompt)

    @property
    def names(self) -> Names:
        """Genres, movements and artists that the model knows. Raises `BadInput`."""
        return self._names

    @cached_property
    def _names(self) -> Names:
        try:
            return read_names(self._folder / WEIGHTS)
        except (OSError, ValueError):
            raise self._damaged() from None

    @cached_property
    def _reader(self) -> PromptReader:
        try:
            return load_prompt_reader(self._folder, self._names)
        except (OSError, ValueError):
            raise self._damaged() from None

    def _damaged(self) -> BadInput:
        return BadInput(f"The files of the model {self._folder.name} are damaged; install it again.")
