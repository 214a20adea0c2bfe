"""A picture from a file together with what painted it, as long as that is still true."""

from dataclasses import dataclass, replace
from pathlib import Path

from aipaint_desktop.document.profile import Profile
from aipaint_desktop.engines.pictures.pixels import resized
from aipaint_desktop.files.export import read_provenance
from aipaint_desktop.files.pictures.png_chunks import SIGNATURE
from aipaint_desktop.files.pictures.reading import read_picture, read_picture_in_its_space
from aipaint_desktop.files.provenance import EngineRun, pixels_digest
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput, Sentence


@dataclass(frozen=True)
class OpenedPicture:
    """Holds a picture from a file. made_by: the engine's run that painted it, where the file says so. profile: of its
    colours, None for sRGB.

    unkept: why what the file says of its making is not kept, where it says something.
    """

    picture: Picture
    made_by: EngineRun | None = None
    unkept: Sentence | None = None
    profile: Profile | None = None

    def scaled_into(self, width: int, height: int, *, enlarge: bool = True) -> "OpenedPicture":
        """Scale it as large as fits into width × height px. A picture that is scaled is not what was painted any more.

        enlarge: whether a smaller one is enlarged.
        """
        picture = self.picture
        scale = min(width / picture.width, height / picture.height)
        if scale == 1 or (scale > 1 and not enlarge):
            return self
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        unkept = self.unkept
        if self.made_by is not None:
            unkept = Sentence("{0} was scaled to the canvas: how it was made is not kept.", picture.name)
        scaled = Picture(resized(picture.pixels, *size), picture.name)
        return OpenedPicture(scaled, unkept=unkept, profile=self.profile)


def open_picture(path: Path, *, own_space: bool = False) -> OpenedPicture:
    """Read a picture as `read_picture` does, and what painted it where that is a PNG of ours.

    own_space: whether its colours stay in the space of its own profile, if it has one of RGB.

    What the file says of its making is kept where its pixels are those that were saved and nobody painted over what
    the engine had made: running the request again would give another picture. Raises `BadInput` for the picture alone.
    """
    if not own_space:
        return _opened(path, read_picture(path), None)
    return _opened(path, *read_picture_in_its_space(path))


def _opened(path: Path, picture: Picture, profile: Profile | None) -> OpenedPicture:
    opened = _with_making(path, picture)
    return replace(opened, profile=profile)


def _with_making(path: Path, picture: Picture) -> OpenedPicture:
    try:
        with path.open("rb") as file:
            if (
                file.read(len(SIGNATURE)) != SIGNATURE
            ):  # no other format keeps pixels and pictures as they are
                return OpenedPicture(picture)
        made = read_provenance(path)
    except BadInput as error:
        return OpenedPicture(picture, unkept=error.sentence)
    except OSError:  # it was readable just before
        return OpenedPicture(picture)
    if made is None or made.last_run is None:
        return OpenedPicture(picture)
    if not made.pixels:  # as earlier versions wrote it
        return OpenedPicture(
            picture,
            unkept=Sentence(
                "Whether {0} was changed after it was painted cannot be told: how it was made is not kept.",
                picture.name,
            ),
        )
    if made.pixels != pixels_digest(picture.pixels):
        return OpenedPicture(
            picture,
            unkept=Sentence(
                "{0} was changed after it was painted: how it was made is not kept.", picture.name
            ),
        )
    if made.layers[-1].made_by is None:
        return OpenedPicture(
            picture,
            unkept=Sentence("{0} was painted over by hand: how it was made is not kept.", picture.name),
        )
    return OpenedPicture(picture, made.last_run)
