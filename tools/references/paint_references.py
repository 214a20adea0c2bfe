"""Paint the reference pictures that ship with the app: all of them, or those whose ids are given.

    python tools/references/paint_references.py [--into FOLDER] [id ...]

Each picture is a function of its own in `pictures/`; its seed is fixed, so that it comes out the same
again. Nothing is read but code: every form is composed and every stroke is laid by what stands here.
"""

import argparse
import time
from pathlib import Path

from pictures import PICTURES
from PIL import Image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("ids", nargs="*", metavar="id", help=", ".join(PICTURES))
    parser.add_argument(
        "--into", type=Path, default=Path(__file__).resolve().parents[2] / "resources" / "references"
    )
    arguments = parser.parse_args()
    unknown = [name for name in arguments.ids if name not in PICTURES]
    if unknown:
        parser.error(f"no such picture: {', '.join(unknown)}")
    for name in arguments.ids or PICTURES:
        started = time.perf_counter()
        target = arguments.into / f"{name}.jpg"
        Image.fromarray(PICTURES[name]()).save(target, quality=94, subsampling=0)
        print(f"{target}  {time.perf_counter() - started:.0f} s  {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
