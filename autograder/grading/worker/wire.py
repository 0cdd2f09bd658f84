"""How plain data crosses the wall: msgpack, with arrays beside it, in frames with a length.

A frame is a fixed head (magic, length of the header, length of the body), a header in msgpack
and a body of raw array bytes. The header holds ``[value, arrays]``, where `arrays` lists the
exact dtype and shape of each array in the body. Nothing is ever unpickled or evaluated: bytes
that are not such a frame raise `WireError`.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgpack
import numpy as np

from .plain import ARRAY_KINDS, MAX_BYTES, MAX_DEPTH, MAX_ITEMS, MAX_ODD_KEYS, Handle

MAGIC = b"NNC1"
HEAD = struct.Struct(">4sIQ")
MAX_HEADER = 4 * 2**20
ALIGNMENT = 16
MAX_BODY = MAX_BYTES + ALIGNMENT * MAX_ITEMS
MAX_DIMENSIONS = 32
MAX_LENGTH = 2**31
# Python refuses to print integers of more than 4300 digits: these have fewer.
MAX_INTEGER_BYTES = 1024
# A message wraps the value that it carries in a list or two of its own.
WRAPPING = 4

HANDLE, ARRAY, TUPLE, SET, SLICE, COMPLEX, INTEGER = range(7)
_SCALARS = (bool, int, float, str, bytes, complex, Handle, np.ndarray, slice)
_COMPLEX = struct.Struct(">dd")


class WireError(Exception):
    """What arrived is not a message, or what was to be sent cannot be one."""


@dataclass(frozen=True)
class Frame:
    """One message as bytes: its head and header, and the arrays that follow."""

    start: bytes
    arrays: tuple[np.ndarray, ...]

    def buffers(self) -> list[bytes | memoryview]:
        """Return the pieces to send, none of them empty."""
        pieces: list[bytes | memoryview] = [self.start]
        for array in self.arrays:
            if array.size:
                pieces.append(array.reshape(-1).view(np.uint8).data)
                padding = -array.nbytes % ALIGNMENT
                pieces += [bytes(padding)] if padding else []
        return pieces

    def tobytes(self) -> bytes:
        """Join everything; for tests and small messages."""
        return b"".join(self.buffers())


def encode(value: Any) -> Frame:
    """Turn plain data into a frame.

    Raises
    ------
    WireError
        If the value is not plain data, or is too large or nested too deeply.
    """
    encoder = _Encoder()
    packed = encoder.pack(value, MAX_DEPTH + WRAPPING)
    specs = msgpack.packb([[a.dtype.str, list(a.shape)] for a in encoder.arrays])
    header = b"\x92" + packed + specs  # a list of two: the value and the arrays' specifications
    body = sum(array.nbytes + -array.nbytes % ALIGNMENT for array in encoder.arrays)
    _check_sizes(len(header), body)
    return Frame(HEAD.pack(MAGIC, len(header), body) + header, tuple(encoder.arrays))


def split_head(head: bytes) -> tuple[int, int]:
    """Return the lengths of header and body that a frame's head announces."""
    if len(head) != HEAD.size:
        raise WireError("the message's head is too short")
    magic, header, body = HEAD.unpack(head)
    if magic != MAGIC:
        raise WireError("the message does not begin as one of this course's worker does")
    _check_sizes(header, body)
    return header, body


def decode(header: bytes | bytearray, body: bytearray) -> Any:
    """Turn a frame's header and body back into plain data.

    Raises
    ------
    WireError
        If they are anything but what `encode` makes of plain data.
    """
    decoder = _Decoder(body)
    try:
        value = decoder.unpack_header(header)
    except (msgpack.UnpackException, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise WireError(f"the message cannot be read: {type(error).__name__}") from error
    _Inspection().inspect(value, MAX_DEPTH + WRAPPING)
    return value


def decode_bytes(data: bytes) -> Any:
    """Decode one whole frame."""
    header, body = split_head(data[: HEAD.size])
    if len(data) != HEAD.size + header + body:
        raise WireError("the message's length is not what its head says")
    return decode(data[HEAD.size : HEAD.size + header], bytearray(data[HEAD.size + header :]))


def _check_sizes(header: int, body: int) -> None:
    if header > MAX_HEADER or body > MAX_BODY:
        raise WireError("the message is too large")


@dataclass
class _Encoder:
    arrays: list[np.ndarray] = field(default_factory=list)

    def pack(self, value: Any, depth: int) -> bytes:
        if depth < 0:
            raise WireError("the value is nested too deeply")
        try:
            return msgpack.packb(
                value,
                default=lambda other: self._extension(other, depth - 1),
                strict_types=True,
                unicode_errors="surrogatepass",
            )
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise WireError(f"the value cannot be sent: {type(error).__name__}") from error

    def _extension(self, value: Any, depth: int) -> msgpack.ExtType:
        if isinstance(value, np.ndarray):
            return msgpack.ExtType(ARRAY, self._add(value).to_bytes(4, "big"))
        if type(value) is complex:
            return msgpack.ExtType(COMPLEX, _COMPLEX.pack(value.real, value.imag))
        if type(value) is int:
            return msgpack.ExtType(INTEGER, _integer_bytes(value))
        code, items = _parts(value)
        return msgpack.ExtType(code, self.pack(items, depth))

    def _add(self, array: np.ndarray) -> int:
        if type(array) is not np.ndarray or array.dtype.kind not in ARRAY_KINDS:
            raise WireError("only plain arrays of numbers can be sent")
        native = np.asarray(array, array.dtype.newbyteorder("="), order="C")
        self.arrays.append(native)
        return len(self.arrays) - 1


def _integer_bytes(value: int) -> bytes:
    length = value.bit_length() // 8 + 1
    if length > MAX_INTEGER_BYTES:
        raise WireError("the integer is too large")
    return value.to_bytes(length, "big", signed=True)


def _parts(value: Any) -> tuple[int, list[Any]]:
    if type(value) is tuple:
        return TUPLE, list(value)
    if type(value) is set:
        return SET, list(value)
    if type(value) is slice:
        return SLICE, [value.start, value.stop, value.step]
    if type(value) is Handle:
        return HANDLE, [value.number, value.type_name]
    raise WireError(f"a {type(value).__name__} is not plain data")


@dataclass
class _Decoder:
    body: bytearray
    arrays: list[np.ndarray] = field(default_factory=list)
    odd_keys: int = MAX_ODD_KEYS

    def unpack_header(self, header: bytes | bytearray) -> Any:
        # The arrays' specifications come second, so the value is kept packed until they are known.
        unpacker = msgpack.Unpacker(max_buffer_size=MAX_HEADER)
        unpacker.feed(header)
        if unpacker.read_array_header() != 2:
            raise WireError("the message's header is malformed")
        start = unpacker.tell()
        unpacker.skip()
        middle = unpacker.tell()
        self._read_arrays(self._unpack(header[middle:], 0))
        return self._unpack(header[start:middle], MAX_DEPTH + WRAPPING)

    def _unpack(self, data: bytes | bytearray, depth: int) -> Any:
        if depth < 0:
            raise WireError("the message is nested too deeply")
        return msgpack.unpackb(
            data,
            ext_hook=lambda code, content: self._extension(code, content, depth - 1),
            object_pairs_hook=self._mapping,
            strict_map_key=False,
            unicode_errors="surrogatepass",
            max_array_len=MAX_ITEMS,
            max_map_len=MAX_ITEMS,
        )

    def _read_arrays(self, specs: Any) -> None:
        if not isinstance(specs, list):
            raise WireError("the list of arrays is malformed")
        offset = 0
        for spec in specs:
            dtype, shape = _checked_spec(spec)
            count = math.prod(shape)
            size = count * dtype.itemsize
            if offset + size > len(self.body):
                raise WireError("an array is longer than its bytes")
            self.arrays.append(_view(self.body, dtype, shape, offset))
            offset += size + -size % ALIGNMENT
        if offset != len(self.body):
            raise WireError("there are bytes that belong to no array")

    def _extension(self, code: int, content: bytes, depth: int) -> Any:
        if code == ARRAY:
            return self._array(content)
        if code == COMPLEX:
            return _complex(content)
        if code == INTEGER:
            return _integer(content)
        items = self._unpack(content, depth)
        if code == SET and isinstance(items, list):
            self._count_keys(items)
        return _assembled(code, items)

    def _mapping(self, pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
        self._count_keys(key for key, _ in pairs)
        return dict(pairs)

    def _count_keys(self, keys: Iterable[Any]) -> None:
        """Refuse a multitude of keys before they meet in one table."""
        self.odd_keys -= sum(type(key) not in (str, bytes) for key in keys)
        if self.odd_keys < 0:
            raise WireError("there are too many keys that are not text")

    def _array(self, content: bytes) -> np.ndarray:
        index = int.from_bytes(content, "big")
        if len(content) != 4 or index >= len(self.arrays):
            raise WireError("an array is named that is not there")
        return self.arrays[index]


def _checked_spec(spec: Any) -> tuple[np.dtype, tuple[int, ...]]:
    if not (isinstance(spec, list) and len(spec) == 2 and isinstance(spec[0], str)):
        raise WireError("an array's specification is malformed")
    if spec[0] not in _DTYPES:
        raise WireError("an array has a dtype that is not sent")
    shape = spec[1]
    if not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
        raise WireError("an array's shape is malformed")
    if not all(type(n) is int and 0 <= n <= MAX_LENGTH for n in shape):
        raise WireError("an array's shape is malformed")
    # Without its zeros: an empty array must not become a huge one when it is summed up.
    if math.prod(n for n in shape if n) > MAX_BYTES:
        raise WireError("an array's shape is too large")
    return _DTYPES[spec[0]], tuple(shape)


_DTYPES = {np.dtype(letter).str: np.dtype(letter) for letter in "?bBhHiIlLqQefdgFDG"}


def _view(body: bytearray, dtype: np.dtype, shape: tuple[int, ...], offset: int) -> np.ndarray:
    array: np.ndarray = np.ndarray(shape, dtype, body, offset) if body else np.empty(shape, dtype)
    if dtype.kind == "b" and array.size and array.view(np.uint8).max() > 1:
        raise WireError("an array of booleans holds something else")
    return array


def _complex(content: bytes) -> complex:
    if len(content) != _COMPLEX.size:
        raise WireError("a complex number is malformed")
    return complex(*_COMPLEX.unpack(content))


def _integer(content: bytes) -> int:
    if not 0 < len(content) <= MAX_INTEGER_BYTES:
        raise WireError("an integer is malformed")
    return int.from_bytes(content, "big", signed=True)


def _assembled(code: int, items: Any) -> Any:
    if not isinstance(items, list):
        raise WireError("a container is malformed")
    if code == TUPLE:
        return tuple(items)
    if code == SET:
        return set(items)
    if code == SLICE and len(items) == 3:
        return slice(*items)
    if code == HANDLE and len(items) == 2:
        return _handle(*items)
    raise WireError("a value has an unknown type")


def _handle(number: Any, type_name: Any) -> Handle:
    if type(number) is not int or number < 0 or type(type_name) is not str:
        raise WireError("a handle is malformed")
    return Handle(number, type_name[:200])


@dataclass
class _Inspection:
    """Counts what was read and admits plain data only (msgpack knows other types too)."""

    items: int = MAX_ITEMS

    def inspect(self, value: Any, depth: int) -> None:
        self.items -= 1
        if depth < 0 or self.items < 0:
            raise WireError("the value is too large or nested too deeply")
        kind = type(value)
        if kind in (list, tuple, set):
            for item in value:
                self.inspect(item, depth - 1)
        elif kind is dict:
            for key, item in value.items():
                self.inspect(key, depth - 1)
                self.inspect(item, depth - 1)
        elif kind is slice:
            for item in (value.start, value.stop, value.step):
                self.inspect(item, depth - 1)
        elif value is not None and kind not in _SCALARS:
            raise WireError("the value is not plain data")
