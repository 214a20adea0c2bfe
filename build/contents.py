"""What goes into the app, and which parts of its libraries stay out of it."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

_NOT_DATA = {".py", ".pyc"}

# Never imported by the program. The rest of torch's compiler stays: its optimisers import it.
EXCLUDED_MODULES = (
    "torch._inductor.codegen",
    "torch._inductor.fx_passes",
    "torch._inductor.kernel",
    "torch._vendor.quack",
    "torch.contrib",
    "torch.testing._internal.common_methods_invocations",
    "torch.testing._internal.generated",
    "torch.testing._internal.opinfo",
    "torch.utils.benchmark",
    "torch.utils.hipify",
    "torch.utils.tensorboard",
    "triton",
    "zstandard",
    "setuptools",
    "pip",
    "tkinter",
    "readline",
    "sqlite3",
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
)

# The families of Qt's plugins that the window uses, and which of each. GTK's theme is left to the desktop
# portal: it would bring the GTK of the machine that the app is built on.
_QT_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
}
_QT_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<family>[^/]+)/(?:lib)?(?P<name>[^/.]+)\.")

_UNUSED_FILES = re.compile(
    r"""PySide6/(?:Qt/)?qml/
      | PySide6/(?:Qt/)?translations/(?!qtbase_zh_CN)  # Qt's own words, in the language that needs them
      | torch/lib/lib(?:jitbackend_test|torchbind_test|backend_with_compiler|aoti_custom_ops)\.
      | .*\.dist-info/direct_url\.json$  # says where on the building machine it came from
    """,
    re.VERBOSE,
)


def own_files(root: Path) -> Iterator[tuple[Path, str]]:
    """The program's resources and models under the source tree, each with its folder in the app."""
    for folder in ("resources", "models"):
        for file in sorted((root / folder).rglob("*")):
            within = file.relative_to(root)
            hidden = any(part.startswith(".") for part in within.parts)
            if file.is_file() and not hidden and file.suffix not in _NOT_DATA:
                yield file, within.parent.as_posix()


def is_needed(destination: str) -> bool:
    """Whether a library's file, named by its place in the app, is used by the program."""
    path = PurePath(destination).as_posix()
    if plugin := _QT_PLUGIN.match(path):
        return plugin["name"] in _QT_PLUGINS.get(plugin["family"], ())
    return not _UNUSED_FILES.match(path)
