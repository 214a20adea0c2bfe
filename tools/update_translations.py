"""Bring the translations up to date with the program's words.

    python tools/update_translations.py

`aipaint_zh_CN.ts`, which the window reads as it is, then holds every string of the program; the new ones are marked
unfinished and wait to be translated, in the file or with Qt Linguist.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def collect(target: Path) -> None:
    """Merge the strings of the source into the .ts file `target`; those that are gone are dropped."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "aipaint_desktop").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    program = Path(sys.executable).with_name("pyside6-lupdate" + Path(sys.executable).suffix)
    subprocess.run([program, *sources, *options, "-ts", target], check=True, cwd=ROOT)


def main() -> None:
    for file in sorted((ROOT / "resources" / "translations").glob("*.ts")):
        collect(file)


if __name__ == "__main__":
    main()
