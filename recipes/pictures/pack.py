"""Packs pictures to train on, and what is said of them, into one file of a size, and reads such a pack.

`python -m recipes.pictures.pack FOLDER... -o pack.zip [--captions captions.csv] [--seen seen.json] [--megabytes 60]
[--side 512] [--most 300]`

A pack is a zip of the folders by their names, each picture under its own name (so that the same ones are held out), but
encoded as WebP: at the best quality at which all of it fits and, where none does, smaller as well. It is read where it
is, without being unpacked.
"""

import argparse
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from PIL import Image

from aipaint_desktop.values.refusal import BadInput
from recipes.pictures.picture_sets import Place, picture_files, read_colours

CAPTIONS, SEEN = "captions.csv", "seen.json"

_QUALITIES = (90, 82, 74, 66, 58, 50)
_SHRINKING = 0.85
_SAMPLE = 150  # pictures that tell how large all of them will be
_MARGIN = 0.97  # of the size that the sample may foretell
_ENTRY = 120  # bytes of a picture's two headers, beside its name twice


def named_pictures(folders: Sequence[Path], most: int | None = None) -> list[tuple[str, Place]]:
    """The pictures of the folders and their names in a pack. most: so many of a folder that has more, evenly chosen."""
    named: list[tuple[str, Place]] = []
    for folder in folders:
        files = picture_files(folder)
        count = min(len(files), most or len(files))
        chosen = (files[number * len(files) // count] for number in range(count))
        named += ((f"{folder.name}/{path.name}", path) for path in chosen)
    return named


def pack(
    pictures: Sequence[tuple[str, Place]], file: Path, limit: int, side: int, texts: dict[str, str]
) -> tuple[int, int]:
    """Write a pack of at most `limit` bytes; returns the side in px and the quality that it took.

    pictures: with their names in the pack. side: the longest that a picture may have. texts: of other files, by name.
    """
    sample = pictures[:: max(1, len(pictures) // _SAMPLE)]
    room = limit - sum(len(text.encode()) for text in texts.values())
    for smaller, quality in _choices(side):
        if _size(_encoded(sample, smaller, quality)) * len(pictures) / len(sample) > _MARGIN * room:
            continue
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in texts.items():
                archive.writestr(name, text, zipfile.ZIP_DEFLATED)
            for name, data in _encoded(pictures, smaller, quality):
                archive.writestr(name, data)
        if file.stat().st_size <= limit:
            return smaller, quality
    raise ValueError(f"{len(pictures)} pictures do not fit into {limit} bytes.")


def _choices(side: int) -> Iterator[tuple[int, int]]:
    """Sides and qualities to try, the best first."""
    for step in count():
        smaller = round(side * _SHRINKING**step)
        if smaller < 16:
            return
        yield from ((smaller, quality) for quality in _QUALITIES)


def _size(encoded: Iterator[tuple[str, bytes]]) -> int:
    return sum(len(data) + 2 * len(name) + _ENTRY for name, data in encoded)


def _encoded(pictures: Sequence[tuple[str, Place]], side: int, quality: int) -> Iterator[tuple[str, bytes]]:
    def encode(named: tuple[str, Place]) -> tuple[str, bytes]:
        name, path = named
        picture = read_colours(path)
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        data = io.BytesIO()
        picture.save(data, "WEBP", quality=quality)
        return name, data.getvalue()

    with ThreadPoolExecutor() as pool:
        yield from pool.map(encode, pictures)


def captions_of(captions: Path, pictures: Sequence[tuple[str, Place]]) -> str:
    """The lines of captions.csv that are about these pictures."""
    held = {name for name, _ in pictures}
    written = io.StringIO(newline="")
    with captions.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(written, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(
            row for row in reader if f"{row['archive'].removesuffix('.zip')}/{row['file']}" in held
        )
    return written.getvalue()


def add_pack_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pack",
        type=Path,
        help="data pack in place of folders, which are found in it by how their names begin",
    )


def folders_of(options: argparse.Namespace, begins: str, given: Sequence[Path | None]) -> list[Place]:
    """The folders that an option gives, or else those in the pack whose names begin so. Raises `BadInput` where there
    are none."""
    if options.pack is None:
        found: list[Place] = [folder for folder in given if folder is not None]
    else:
        found = [
            folder
            for folder in sorted(zipfile.Path(options.pack).iterdir(), key=lambda folder: folder.name)
            if folder.is_dir() and folder.name.startswith(begins)
        ]
    if not found:
        raise BadInput("No folder of {0} is given, by an option or in a pack.", begins)
    return found


def captioned_places(options: argparse.Namespace) -> tuple[Place, Place]:
    """The file of captions and the folder of the archives, as options give them or in the pack. Raises `BadInput` where
    they are not given."""
    if options.pack is not None:
        return zipfile.Path(options.pack, CAPTIONS), zipfile.Path(options.pack)
    if options.captions is None or options.pictures is None:
        raise BadInput("Neither captions and pictures are given nor a pack of them.")
    return options.captions, options.pictures


def seen_in(options: argparse.Namespace) -> Place | None:
    """The file of words for what pictures show, as an option gives it or in the pack, if there is one."""
    if options.pack is None:
        given: Path | None = options.seen
        return given
    packed = zipfile.Path(options.pack, SEEN)
    return packed if packed.exists() else None


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="pack", description="Pack pictures to train on into one file.")
    parser.add_argument("folders", type=Path, nargs="+", help="folders of pictures")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--megabytes", type=float, default=60, help="of 10⁶ bytes, at most")
    parser.add_argument("--side", type=int, default=512, help="longest side of a picture, px, at most")
    parser.add_argument(
        "--most", type=int, help="pictures of a folder, at most: of small ones, for large ones' sake"
    )
    parser.add_argument("--captions", type=Path, help="captions.csv, of which the pictures' lines are packed")
    parser.add_argument("--seen", type=Path, help="words for what pictures show, from seen_words")
    options = parser.parse_args(arguments)
    pictures = named_pictures(options.folders, options.most)
    texts = {}
    if options.captions:
        texts[CAPTIONS] = captions_of(options.captions, pictures)
    if options.seen:
        texts[SEEN] = options.seen.read_text(encoding="utf-8")
    side, quality = pack(pictures, options.out, round(options.megabytes * 1e6), options.side, texts)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, up to {side} px, quality {quality}")


if __name__ == "__main__":
    main()
