"""Bring the translations up to date with the program's words.

    python tools/update_translations.py

`aipaint_zh_CN.ts`, which the window reads as it is, then holds every string of the program; the new ones are marked
unfinished and wait to be translated, in the file or with Qt Linguist.
"""

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTEXTS = {
    "BadInput": "BadInput",
    "Sentence": "BadInput",
    "StepTitle": "history",
    "LayerTitle": "layer",
    "Diagnosis": "diagnosis",
}
"""The context in which lupdate finds the first argument of a call: so rooms without Qt say what is to be translated."""


def said() -> Iterator[tuple[str, str]]:
    """Find what rooms without Qt say: the context and the text of each."""
    for file in _sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name(name), [ast.Constant(str(text)), *_]) if name in CONTEXTS:
                    yield CONTEXTS[name], text


def collect(target: Path) -> None:
    """Merge the strings of the source into the .ts file `target`; those that are gone are dropped."""
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-silent"]
    program = Path(sys.executable).with_name("pyside6-lupdate" + Path(sys.executable).suffix)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "said.py"
        lines = (f"QT_TRANSLATE_NOOP({_quoted(context)}, {_quoted(text)})\n" for context, text in said())
        listed.write_text("".join(lines), encoding="utf-8")
        subprocess.run([program, *_sources(), listed, *options, "-ts", target], check=True, cwd=ROOT)


def _sources() -> list[Path]:
    return sorted((ROOT / "aipaint_desktop").rglob("*.py"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    for file in sorted((ROOT / "resources" / "translations").glob("*.ts")):
        collect(file)


if __name__ == "__main__":
    main()
