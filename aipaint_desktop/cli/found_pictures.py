"""What is said of a folder of pictures that is trained on."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipaint_desktop.training.lab.picture_folder import PictureFolder

_REFUSED_SHOWN = 5


def tell_of(pictures: "PictureFolder") -> None:
    """Say on stderr how many pictures there are, and which files are left out for what reason."""
    print(f"training on {len(pictures.accepted)} pictures of {pictures.name}", file=sys.stderr)
    for refused in pictures.refused[:_REFUSED_SHOWN]:
        print(f"not used: {refused.reason}", file=sys.stderr)
    if len(pictures.refused) > _REFUSED_SHOWN:
        print(f"not used: {len(pictures.refused) - _REFUSED_SHOWN} more", file=sys.stderr)
