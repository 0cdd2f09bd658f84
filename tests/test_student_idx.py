"""Reading IDX files, whole and broken."""

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from autograder.student import IdxError, read_idx

IMAGES = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)


def idx_bytes(values: np.ndarray, kind: int = 8) -> bytes:
    header = struct.pack(f">HBB{values.ndim}I", 0, kind, values.ndim, *values.shape)
    return header + values.tobytes()


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_an_array_is_read_whether_gzipped_or_not(tmp_path: Path, pack) -> None:
    path = tmp_path / "no-ending-needed"
    path.write_bytes(pack(idx_bytes(IMAGES)))
    np.testing.assert_array_equal(read_idx(path), IMAGES)


BROKEN = {
    "empty": (b"", "too short"),
    "text": (b"<html>403 Forbidden</html>", "not an IDX file"),
    "wrong magic": (b"\x01" + idx_bytes(IMAGES)[1:], "not an IDX file"),
    "no dimensions": (b"\0\0\x08\0", "not an IDX file"),
    "floats": (idx_bytes(IMAGES, kind=0x0D), "type 0x0d"),
    "cut in the header": (idx_bytes(IMAGES)[:10], "inside the header"),
    "cut in the values": (idx_bytes(IMAGES)[:-1], "24 values announced, 23 there"),
    "too long": (idx_bytes(IMAGES) + b"\0", "24 values announced, 25 there"),
    "cut in the gzip data": (gzip.compress(idx_bytes(IMAGES))[:-12], "damaged or cut short"),
    "damaged gzip data": (b"\x1f\x8b" + b"\x08" * 30, "damaged or cut short"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_named_with_cause_and_remedy(tmp_path: Path, case: str) -> None:
    content, cause = BROKEN[case]
    path = tmp_path / "train-images-idx3-ubyte"
    path.write_bytes(content)
    with pytest.raises(IdxError) as caught:
        read_idx(path)
    message = str(caught.value)
    assert str(path) in message
    assert cause in message
    assert "Get this file again" in message


def test_a_missing_file_is_reported_as_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_idx(tmp_path / "nothing")
