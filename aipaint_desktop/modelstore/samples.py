"""What each reference makes of one and the same sketch: small paintings for the gallery."""

import hashlib
from pathlib import Path

from aipaint_desktop import paths
from aipaint_desktop.engines.base.engine import CancelToken, Engine
from aipaint_desktop.engines.painter.requests import PaintRequest
from aipaint_desktop.files.export import save_picture
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.modelstore.references import ReferenceEntry

_FOLDER = "samples"


def sketch_file() -> Path:
    """Tell where the sketch is that all samples are painted from."""
    return paths.resources() / "references" / _FOLDER / "sketch.png"


def sample_file(entry: ReferenceEntry) -> Path:
    """Tell where a reference's sample is or will be: with those that ship, or in the artist's own folder.

    Raises `OSError` where an own reference is gone.
    """
    if not entry.own:
        return sketch_file().with_name(entry.path.name)
    content = hashlib.sha256(entry.path.read_bytes()).hexdigest()
    return paths.user_data() / _FOLDER / f"{content[:32]}.jpg"


def paint_sample(entry: ReferenceEntry, painter: Engine, token: CancelToken) -> Path:
    """Paint the sketch like a reference and keep it; what was painted before is painted again.

    Raises `BadInput` and `OSError` where the reference cannot be read or the sample not be written.
    """
    sketch = read_picture(sketch_file())
    request = PaintRequest(
        seed=1,
        sketch=sketch,
        references=(read_picture(entry.path),),
        width=sketch.width,
        height=sketch.height,
    )
    *_, last = painter.run(request, token)
    file = sample_file(entry)
    file.parent.mkdir(parents=True, exist_ok=True)
    save_picture(file, last.image)
    return file
