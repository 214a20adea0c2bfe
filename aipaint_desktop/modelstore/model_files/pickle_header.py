"""What stands in a pickle, read without running any of it: the names of tensors and what it would call.

Files that torch wrote before safetensors are pickles. Their opcodes are walked through as text (`pickletools`), so
that a file can be told without being opened.
"""

import io
import pickletools
import zipfile
from pathlib import Path
from typing import IO, BinaryIO, cast

from aipaint_desktop.modelstore.model_files.header import LONGEST_HEADER, MOST_TENSORS, Header, shortened
from aipaint_desktop.values.refusal import BadInput, reason_of

_HARMLESS = frozenset(
    {
        "collections OrderedDict",
        "typing OrderedDict",
        "torch._utils _rebuild_tensor_v2",
        "torch._utils _rebuild_parameter",
        *(
            f"torch {kind}Storage"
            for kind in ("BFloat16", "Float", "Half", "Int", "Long", "Double", "Bool", "Byte")
        ),
    }
)
"""What weights alone have to call."""

_TEXTS = (
    "BINUNICODE",
    "SHORT_BINUNICODE",
    "BINUNICODE8",
    "UNICODE",
    "SHORT_BINSTRING",
    "BINSTRING",
    "STRING",
)
_INTS = ("BININT", "BININT1", "BININT2", "INT", "LONG", "LONG1", "LONG4")
_TENSORS = 3  # the pickle of those five that has the weights
_LEGACY = 5  # pickles after another in files before torch 1.6: mark, protocol, system, weights, keys
_MOST_OPCODES = 2_000_000
_MOST_NOTED = 1_000_000  # places of what a pickle refers back to
_SIZE = 2**32  # bytes of a whole file


def read_pickle(path: Path) -> Header:
    """Read the names of tensors in a file of torch's, without shapes. Raises `BadInput` with one sentence where it is
    none, or would do anything but rebuild tensors when it is opened."""
    try:
        size = path.stat().st_size
        if size > _SIZE:
            raise BadInput("{0} is too large a pickle: at most {1} GB.", path.name, _SIZE >> 30)
        with path.open("rb") as file:
            zipped = file.read(2) == b"PK"
            file.seek(0)
            if zipped:
                names = _texts(io.BytesIO(_zipped(path)), 1, path.name, size)
            else:
                names = _texts(_Begin(file, min(size, LONGEST_HEADER)), _LEGACY, path.name, size)
    except OSError as error:
        raise BadInput("{0} cannot be read: {1}.", path.name, reason_of(error)) from None
    return Header(dict.fromkeys(names, ()), {}, "pickle")


class _Begin:
    """The first bytes of a file, of which no more is asked for at once than there are: a pickle may say of a text that
    it has 4 GB."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file = file
        self._length = length

    def read(self, count: int) -> bytes:
        return self._file.read(min(count, self._left))

    def readline(self) -> bytes:
        return self._file.readline(self._left)

    def tell(self) -> int:
        return self._file.tell()

    @property
    def _left(self) -> int:
        return max(0, self._length - self._file.tell())


def _zipped(path: Path) -> bytes:
    """The pickle in the archive, whose other files are tensors, none of them packed."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = archive.infolist()
            if len(files) > MOST_TENSORS or any(file.compress_type != zipfile.ZIP_STORED for file in files):
                raise BadInput("{0} is not an archive as torch makes them.", path.name)
            pickles = [file for file in files if file.filename.rsplit("/", 1)[-1] == "data.pkl"]
            if len(pickles) != 1 or pickles[0].file_size > LONGEST_HEADER:
                raise BadInput("{0} is not an archive as torch makes them.", path.name)
            return archive.read(pickles[0])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, KeyError, RuntimeError):
        raise BadInput("{0} is not an archive as torch makes them.", path.name) from None


def _texts(stream: "io.BytesIO | _Begin", pickles: int, name: str, size: int) -> list[str]:
    """All texts in the pickles, one after the other; refused where anything but tensors would be made, or one that is
    larger than a file of this size."""
    texts, seen = [], 0
    try:
        for number in range(pickles):
            of_tensors = number == min(pickles - 1, _TENSORS)
            for opcode, argument, _place in pickletools.genops(cast("IO[bytes]", stream)):
                seen += 1
                if seen > _MOST_OPCODES or (opcode.name.endswith("PUT") and int(argument or 0) > _MOST_NOTED):
                    raise BadInput("{0} is not a pickle of weights.", name)
                if opcode.name in ("GLOBAL", "INST") and argument not in _HARMLESS:
                    raise BadInput(
                        "{0} is refused: when opened it would call {1}, which weights have no need of.",
                        name,
                        repr(shortened(str(argument).replace(" ", "."))),
                    )
                if opcode.name in ("STACK_GLOBAL", "EXT1", "EXT2", "EXT4", "OBJ", "NEWOBJ", "NEWOBJ_EX"):
                    raise BadInput("{0} is not a pickle of weights.", name)
                if of_tensors and isinstance(argument, int) and argument > size and opcode.name in _INTS:
                    raise BadInput("{0} is damaged: its tensors are larger than the file.", name)
                if opcode.name in _TEXTS and isinstance(argument, str):
                    texts.append(argument)
    except (ValueError, IndexError, OverflowError, MemoryError, UnicodeDecodeError):
        raise BadInput("{0} is not a pickle of weights.", name) from None
    return texts
