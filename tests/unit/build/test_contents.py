"""What goes into the app."""

from pathlib import Path

import pytest

from contents import is_needed, own_files

ROOT = Path(__file__).resolve().parents[3]


def test_what_ships_is_taken_and_how_it_was_made_is_not(tmp_path: Path) -> None:
    for name in (
        "resources/icons/brush.svg",
        "resources/translations/aipaint_zh_CN.ts",
        "resources/translations/update.py",
        "models/style/model.toml",
        "models/style/.cache",
        "recipes/style/README.md",
        "notes/private.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    taken = [(file.relative_to(tmp_path).as_posix(), folder) for file, folder in own_files(tmp_path)]
    assert taken == [
        ("resources/icons/brush.svg", "resources/icons"),
        ("resources/translations/aipaint_zh_CN.ts", "resources/translations"),
        ("models/style/model.toml", "models/style"),
    ]


def test_the_project_ships_no_source_code_among_its_resources() -> None:
    suffixes = {file.suffix for file, _ in own_files(ROOT)}
    assert {".svg", ".jpg", ".toml", ".safetensors"} <= suffixes
    assert not suffixes & {".py", ".pyc", ".sh"}


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "torch/lib/libtorch_cpu.so",
        "torch/bin/torch_shm_manager",
        "torch-2.13.0.dist-info/METADATA",
    ],
)
def test_what_the_window_and_the_engines_load_is_kept(path: str) -> None:
    assert is_needed(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "torch/lib/libjitbackend_test.so",
        "torch-2.13.0.dist-info/direct_url.json",
    ],
)
def test_what_they_do_not_is_left_out(path: str) -> None:
    assert not is_needed(path)
