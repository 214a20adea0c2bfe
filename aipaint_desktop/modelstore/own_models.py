"""The models that artists train: in the user's folder of models, or wherever they were put."""

from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.modelstore.manifests import MANIFEST, Manifest, read_manifest, read_manifests
from aipaint_desktop.values.refusal import BadInput

ENGINE = "lab"


def own_models() -> dict[str, Manifest]:
    """List every model of the lab in the user's folder by its id; others have no business there."""
    return {
        name: manifest
        for name, manifest in read_manifests(paths.user_models()).items()
        if manifest.engine == ENGINE and len(manifest.files) == 1
    }


def find_model(model: str) -> Manifest:
    """Find a model by its folder, or by the id of one in the user's folder.

    Raises `BadInput` where there is none, or one that artists do not train.
    """
    folder = Path(model)
    if not folder.is_dir():
        folder = paths.user_models() / folder.name if folder.name == model else folder
    if not folder.is_dir():
        raise BadInput("There is no model {0}.", model)
    folder = folder.resolve()
    manifest = read_manifest(folder / MANIFEST)
    if manifest.engine != ENGINE or len(manifest.files) != 1:
        raise BadInput("{0} is not a model of the lab.", folder.name)
    return manifest


def weights_of(manifest: Manifest, sha256: str) -> Path:
    """Verify the weights of a model of the lab. Raises `BadInput` where they are not these any more."""
    (file,) = manifest.files
    if file.sha256 != sha256:
        raise BadInput("The model {0} has been trained on since and is another one now.", manifest.id)
    return file.verified()
