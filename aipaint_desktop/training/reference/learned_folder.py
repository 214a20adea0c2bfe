"""The folder of a reference that is learned: the network that paints like it, the picture, and the run.

    <id>/model.toml  README.md  reference.png  <id>-<step>.safetensors
    <id>/training/   checkpoint.safetensors  progress.jsonl

torch is loaded only to keep a network.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aipaint_desktop
from aipaint_desktop.engines.pictures.transparency import plain
from aipaint_desktop.files.atomic_file import write_atomically
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.modelstore.learned_references import ENGINE, REFERENCE
from aipaint_desktop.modelstore.manifests import MANIFEST
from aipaint_desktop.training.run_folder import RunFolder, as_toml
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

if TYPE_CHECKING:
    from aipaint_desktop.nn.style.network import StyleNetwork

_FAMILY = "feed-forward style transfer, tuned to one picture"
_GOOD_AT = "Painting in the manner of its one reference, at once."
_BAD_AT = "Any other reference."


@dataclass(frozen=True)
class Learned:
    """Tells how far a run has come. first, last: style, texture and content at its beginning and by now."""

    steps: int
    seconds: float
    first: Mapping[str, float]
    last: Mapping[str, float]
    licence: str


@dataclass(frozen=True)
class LearnedFolder(RunFolder):
    """Keeps what was learned of one reference, and the run."""

    def keep_reference(self, reference: Picture) -> None:
        """Write the picture, to the pixel and without what its file tells beside. Raises `BadInput`."""
        save_picture(self.path / REFERENCE, plain(reference).pixels)

    def keep_network(self, network: "StyleNetwork", reference: Picture, learned: Learned) -> None:
        """Write the network as it is now; at every moment the folder holds a whole one, the old or the new.

        Raises `BadInput` where it cannot be written.
        """
        from safetensors.torch import save

        weights = self.path / f"{self.id}-{learned.steps:06}.safetensors"
        # contiguous in memory as they are read, whatever order the layers compute in
        data = save({name: value.half().cpu().contiguous() for name, value in network.state_dict().items()})
        kept = weights.exists()
        write_atomically(weights, data)
        file = {"name": weights.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        facts = {
            "id": self.id,
            "engine": ENGINE,
            "family": _FAMILY,
            "title": self.id,
            "title_zh": self.id,
            "licence": learned.licence,
            "trained_on": "one picture, reference.png",
            "training": _training(learned),
            "good_at": _GOOD_AT,
            "bad_at": _BAD_AT,
            "needs": ["vgg16"],
            "reference": plain(reference).sha256,
        }
        try:
            manifest = f"{as_toml(facts)}\n[[files]]\n{as_toml(file)}"
            write_atomically(self.path / MANIFEST, manifest.encode())
        except BadInput:
            if not kept:  # nobody speaks of them
                weights.unlink(missing_ok=True)
            raise
        write_atomically(self.path / "README.md", self._card(learned).encode())
        for older in self.path.glob("*.safetensors"):
            if older.name != weights.name:
                older.unlink(missing_ok=True)

    def _card(self, learned: Learned) -> str:
        return (
            f"# {self.id}\n\n"
            f"The fast style network, tuned on this machine with AIPaint {aipaint_desktop.__version__} to paint like "
            "one picture, `reference.png`.\n\n"
            f"**Training**: {_training(learned)}; everything but what reads the reference, with the losses of "
            "`training/reference/tuning`, on parts of the pictures that ship and on drawn shapes.\n\n"
            "**Pictures made with it are yours**, for any use, as far as AIPaint is concerned; the rights to the "
            "reference may say more. The weights began as those of the fast style network and have its licence, "
            f"{learned.licence}.\n\n"
            f"**Good at** {_GOOD_AT} **Bad at** {_BAD_AT}\n"
        )


def _training(learned: Learned) -> str:
    changes = ", ".join(
        f"{name} {learned.first[name]:.3f} → {value:.3f}" for name, value in learned.last.items()
    )
    return f"{learned.steps} steps in {learned.seconds / 60:.1f} minutes ({changes} in training)"
