"""Read IDX files, the simple binary format in which MNIST is published.

An IDX file is a header and then the values: two zero bytes, one byte for the type of the values,
one byte for the number of dimensions, each dimension as a big-endian 32-bit number. The format is
described at http://yann.lecun.com/exdb/mnist/ (section "The IDX file format").
"""

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np

UNSIGNED_BYTE = 0x08
GZIP_START = b"\x1f\x8b"
REMEDY = "Get this file again, or name another folder"


class IdxError(ValueError):
    """A file is not the IDX file that it should be; the message names file, cause and remedy."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: {cause}. {REMEDY}.")
        self.path = path


def read_idx(path: str | Path) -> np.ndarray:
    """Return the array of unsigned bytes that an IDX file holds, gzipped or not.

    Parameters
    ----------
    path
        The file. Whether it is gzipped is seen from its first bytes, not from its name.

    Returns
    -------
    numpy.ndarray
        dtype uint8, read-only, in the shape that the file's header names.

    Raises
    ------
    IdxError
        When the file is empty, cut short, too long, damaged, or no IDX file of bytes at all.
    FileNotFoundError
        When there is no such file.
    """
    path = Path(path)
    content = _unpacked(path)
    shape = _shape(path, content)
    start, count = 4 + 4 * len(shape), math.prod(shape)
    found = len(content) - start
    if found < count:
        raise IdxError(path, f"it is cut short: {count} values announced, {found} there")
    if found > count:
        raise IdxError(path, f"it is too long: {count} values announced, {found} there")
    return np.frombuffer(content, dtype=np.uint8, offset=start).reshape(shape)


def _unpacked(path: Path) -> bytes:
    """Return the file's bytes, unpacked when they are gzipped."""
    content = path.read_bytes()
    if not content.startswith(GZIP_START):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise IdxError(path, f"its gzip data is damaged or cut short ({error})") from error


def _shape(path: Path, content: bytes) -> tuple[int, ...]:
    """Return the dimensions that the header announces, once the header makes sense."""
    if len(content) < 4:
        raise IdxError(path, f"it is too short for an IDX file ({len(content)} bytes)")
    zeros, kind, dimensions = struct.unpack(">HBB", content[:4])
    if zeros != 0 or dimensions == 0:
        start = bytes(content[:4]).hex(" ")
        raise IdxError(path, f"it is not an IDX file (it starts with the bytes {start})")
    if kind != UNSIGNED_BYTE:
        raise IdxError(path, f"its values are of type 0x{kind:02x}, not unsigned bytes (0x08)")
    if len(content) < 4 + 4 * dimensions:
        raise IdxError(path, "it is cut short inside the header")
    return struct.unpack(f">{dimensions}I", content[4 : 4 + 4 * dimensions])
