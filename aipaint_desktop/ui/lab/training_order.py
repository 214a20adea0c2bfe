"""What the lab asks of the command that trains."""

from dataclasses import dataclass
from pathlib import Path

from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.nn.generative.families import Family
from aipaint_desktop.training.lab.model_folder import THUMBNAIL, ModelFolder


@dataclass(frozen=True)
class TrainingOrder:
    """What is to be trained. pictures: the folder to train on. size: px. resume: go on with the run in the folder.
    base: id of the model to begin with, or nothing."""

    folder: ModelFolder
    family: Family
    size: int
    pictures: Path
    minutes: float
    resume: bool = False
    base: str = ""

    @property
    def name(self) -> str:
        return self.folder.id

    @property
    def watched(self) -> tuple[Path, Path]:
        return self.folder.path / MANIFEST, self.folder.path / THUMBNAIL

    def arguments(self, device: str) -> list[str]:
        """Write the arguments of `aipaint`."""
        said = ["train", self.family, str(self.pictures), "--output", str(self.folder.path)]
        said += ["--size", str(self.size), "--minutes", f"{self.minutes:g}", "--device", device]
        said += ["--resume"] if self.resume else []
        said += ["--from", self.base] if self.base else []
        return [*said, "--json", "--until-input-ends"]
