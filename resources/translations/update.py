"""Bring the translations up to date with the program's words, and compile them.

    python resources/translations/update.py

`aipaint_zh_CN.ts` then holds every string of the program; the new ones are marked unfinished and wait to be
translated, in the file or with Qt Linguist. Run it again afterwards: the compiled `.qm` is what the window reads.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def collect(target: Path) -> None:
    """Merge the strings of the source into the .ts file `target`; those that are gone are dropped."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "aipaint_desktop").rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    _run("pyside6-lupdate", *sources, *options, "-ts", str(target))


def compile_translation(source: Path, target: Path) -> None:
    """Make the .qm file `target` of the .ts file `source`."""
    _run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def _run(program: str, *arguments: str) -> None:
    suffix = Path(sys.executable).suffix
    subprocess.run([Path(sys.executable).with_name(program + suffix), *arguments], check=True, cwd=ROOT)


def main() -> None:
    for file in sorted(HERE.glob("*.ts")):
        collect(file)
        compile_translation(file, file.with_suffix(".qm"))


if __name__ == "__main__":
    main()
