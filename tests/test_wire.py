"""Plain data cross the wire unchanged, and nothing else gets across."""

import os
import pickle
import socket
import time

import hypothesis.strategies as st
import msgpack
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra import numpy as numpy_strategies

from autograder.grading.worker import wire
from autograder.grading.worker.channel import Channel, Closed
from autograder.grading.worker.plain import (
    MAX_ODD_KEYS,
    Handle,
    Keeper,
    PlainDataError,
    to_plain,
)
from autograder.grading.worker.wire import HEAD, MAGIC, WireError, decode_bytes, encode

DTYPES = "?bBhHiIlLqQefdgFDG"
quick = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

numbers = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(max_size=20)
)
keys = st.one_of(numbers, st.binary(max_size=8), st.tuples(st.integers(), st.text(max_size=3)))
arrays = st.sampled_from(DTYPES).flatmap(
    lambda letter: numpy_strategies.arrays(
        np.dtype(letter), numpy_strategies.array_shapes(min_dims=0, min_side=0, max_side=4)
    )
)
handles = st.builds(Handle, st.integers(0, 2**40), st.text(max_size=20))
slices = st.builds(slice, st.integers() | st.none(), st.integers() | st.none(), st.none())
plain_data = st.recursive(
    st.one_of(numbers, st.binary(max_size=20), arrays, handles, slices),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.sets(keys, max_size=4),
        st.dictionaries(keys, inner, max_size=4),
    ),
    max_leaves=12,
)


def same(a: object, b: object) -> bool:
    """Compare to the last bit, types included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a), list(b)) and same(list(a.values()), list(b.values()))
    if isinstance(a, (float, complex)):
        return repr(a) == repr(b)
    if isinstance(a, set):  # NaN is not equal to itself, and a set has no order
        return sorted(map(repr, a)) == sorted(map(repr, b))
    return a == b or repr(a) == repr(b)


def round_trip(value: object) -> object:
    return decode_bytes(encode(value).tobytes())


def deliver(header: object, body: bytes = b"") -> object:
    """Decode a frame whose header is packed as given."""
    packed = header if isinstance(header, bytes) else msgpack.packb(header)
    return decode_bytes(HEAD.pack(MAGIC, len(packed), len(body)) + packed + body)


@quick
@given(plain_data)
def test_plain_data_come_back_exactly_as_they_were(value):
    assert same(round_trip(value), value)


@pytest.mark.parametrize("letter", DTYPES)
def test_every_numeric_dtype_keeps_its_type_shape_and_bytes(letter):
    array = np.arange(6).reshape(2, 3).astype(letter)
    assert same(round_trip(array), array)


@pytest.mark.parametrize(
    "array",
    [np.zeros((0, 3)), np.array(2.5), np.arange(12.0).reshape(3, 4).T, np.arange(10)[::-2]],
    ids=["empty", "no dimension", "transposed", "every second"],
)
def test_arrays_of_any_layout_keep_their_shape(array):
    assert np.array_equal(round_trip(array), array)
    assert round_trip(array).shape == array.shape


def test_a_byte_swapped_array_arrives_with_the_same_numbers():
    assert np.array_equal(round_trip(np.arange(5, dtype=">f8")), np.arange(5.0))


def test_received_arrays_can_be_written_to():
    received = round_trip([np.zeros(3), np.ones(3)])
    received[0][...] = 7
    assert received[1].tolist() == [1, 1, 1]


@pytest.mark.parametrize("value", [2**200, -(2**200), 2**63, -(2**63) - 1, 2**64])
def test_large_integers_are_exact(value):
    assert round_trip(value) == value


class Liar(np.ndarray):
    """An array that claims to equal everything."""

    def __eq__(self, other):
        return True


@pytest.mark.parametrize(
    "value",
    [object(), np.zeros(2).view(Liar), np.array([object()]), np.array(["text"]), np.float64(1.0),
     type("Sub", (list,), {})(), type("Sub", (int,), {})(3), range(3), frozenset({1}), 2**10_000],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_not_plain_data_is_not_sent(value):
    with pytest.raises(WireError):
        encode(value)


def test_a_value_nested_too_deeply_is_not_sent():
    value: list = []
    for _ in range(100):
        value = [(value,)]
    with pytest.raises(WireError):
        encode(value)


@quick
@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data):
    with pytest.raises(WireError):
        decode_bytes(data)


@quick
@given(st.binary(max_size=200), st.binary(max_size=64))
def test_a_random_header_gives_plain_data_or_is_refused(header, body):
    try:
        value = deliver(b"\x92" + header + b"\x90", body)
    except WireError:
        return
    assert same(round_trip(value), value)


@quick
@given(plain_data, st.data())
def test_a_damaged_message_gives_plain_data_or_is_refused(value, data):
    frame = bytearray(encode(value).tobytes())
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        encode(decode_bytes(bytes(frame)))
    except WireError:
        return


BAD_ARRAY = msgpack.ExtType(wire.ARRAY, bytes(4))


@pytest.mark.parametrize(
    ("specs", "body"),
    [
        ([["<f8", [2]]], bytes(8)),
        ([["<f8", [1]]], bytes(32)),
        ([["<f8", [-1]]], bytes(16)),
        ([["<f8", [2**62, 4]]], bytes(16)),
        ([["<f8", [True]]], bytes(16)),
        ([["<f8", [1.0]]], bytes(16)),
        ([["<f8", [1] * 40]], bytes(16)),
        ([["|O", [1]]], bytes(16)),
        ([["<U4", [1]]], bytes(16)),
        ([["<f8,<f8", [1]]], bytes(16)),
        ([[["x"], [1]]], bytes(16)),
        ([["|b1", [1]]], b"\x02" + bytes(15)),
        ([["<f8", [2**31, 0]]], b""),
        ([], b""),
        ("no list", b""),
    ],
)
def test_an_array_that_is_not_what_it_says_is_refused(specs, body):
    with pytest.raises(WireError):
        deliver([BAD_ARRAY, specs], body)


@pytest.mark.parametrize(
    "value",
    [
        msgpack.Timestamp(1),
        msgpack.ExtType(99, b"\x90"),
        msgpack.ExtType(wire.TUPLE, b"\x01"),
        msgpack.ExtType(wire.SET, msgpack.packb([[1]])),
        msgpack.ExtType(wire.SLICE, msgpack.packb([1])),
        msgpack.ExtType(wire.COMPLEX, b"1234"),
        msgpack.ExtType(wire.INTEGER, b""),
        msgpack.ExtType(wire.HANDLE, msgpack.packb([-1, "x"])),
        msgpack.ExtType(wire.HANDLE, msgpack.packb(["0", "x"])),
        msgpack.ExtType(wire.HANDLE, msgpack.packb([True, "x"])),
    ],
)
def test_a_malformed_extension_is_refused(value):
    with pytest.raises(WireError):
        deliver([value, []])


def test_a_list_as_a_key_is_refused():
    with pytest.raises(WireError):
        deliver(b"\x92\x81\x90\x01\x90")


@pytest.mark.parametrize("opening", [b"\x91", b"\xc7"], ids=["lists", "extensions"])
def test_deep_nesting_is_refused_and_not_followed(opening):
    header = b"\x90"
    for _ in range(300):
        if opening == b"\x91":
            header = opening + header
        else:
            header = msgpack.packb(msgpack.ExtType(wire.TUPLE, b"\x91" + header))
    with pytest.raises(WireError):
        deliver(b"\x92" + header + b"\x90")


def test_too_many_items_are_refused():
    with pytest.raises(WireError):
        deliver([[[0] * 1000] * 400, []])


# Integers that all have the hash 0. A table of so many would take longer than a class.
ALIKE = [
    msgpack.packb(msgpack.ExtType(wire.INTEGER, (number * (2**61 - 1)).to_bytes(12, "big")))
    for number in range(1, 150_000)
]


def test_a_dictionary_of_keys_with_one_hash_is_refused_before_it_is_built():
    pairs = b"".join(key + b"\xc0" for key in ALIKE)
    header = b"\x92" + msgpack.Packer().pack_map_header(len(ALIKE)) + pairs + b"\x90"
    with pytest.raises(WireError, match="too many keys"):
        deliver(header)


def test_a_set_of_members_with_one_hash_is_refused_before_it_is_built():
    members = msgpack.Packer().pack_array_header(len(ALIKE)) + b"".join(ALIKE)
    with pytest.raises(WireError, match="too many keys"):
        deliver([msgpack.ExtType(wire.SET, members), []])


def test_many_keys_that_are_not_text_are_said_to_be_too_many():
    with pytest.raises(PlainDataError, match="too large"):
        to_plain(dict.fromkeys(range(MAX_ODD_KEYS + 1)), Keeper().put)
    texts = {str(number): number for number in range(4 * MAX_ODD_KEYS)}
    assert round_trip(to_plain(texts, Keeper().put)) == texts


@pytest.mark.parametrize(("header", "body"), [(wire.MAX_HEADER + 1, 0), (5, wire.MAX_BODY + 1)])
def test_a_message_that_announces_too_much_is_refused_before_it_is_read(header, body):
    with pytest.raises(WireError):
        wire.split_head(HEAD.pack(MAGIC, header, body))


def test_a_pickle_is_only_bytes_that_are_refused():
    class Bomb:
        def __reduce__(self):
            return os.abort, ()

    with pytest.raises(WireError):
        decode_bytes(pickle.dumps(Bomb()))


@pytest.fixture
def channels():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), Channel(theirs)


def test_messages_sent_together_arrive_one_by_one(channels):
    here, there = channels
    for number in range(5):
        here.send([number, np.full(3, number)])
    assert [there.receive()[0] for _ in range(5)] == [0, 1, 2, 3, 4]


def test_a_message_that_does_not_come_times_out(channels):
    here, _there = channels
    with pytest.raises(TimeoutError):
        here.receive(time.monotonic() + 0.02)


def test_a_message_that_comes_in_part_times_out(channels):
    here, there = channels
    there.socket.send(encode([1, 2, 3]).tobytes()[:-1])
    with pytest.raises(TimeoutError):
        here.receive(time.monotonic() + 0.02)


def test_a_message_that_nobody_takes_times_out(channels):
    here, _there = channels
    with pytest.raises(TimeoutError):
        here.send(np.zeros(10**6), time.monotonic() + 0.05)


def test_a_closed_connection_is_told_from_a_malformed_message(channels):
    here, there = channels
    there.socket.close()
    with pytest.raises(Closed):
        here.receive()


@pytest.mark.fuzz
def test_a_minute_of_damaged_messages_gives_plain_data_or_wire_errors():
    """Time-boxed: FUZZ_SECONDS, 60 by default."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    generator = np.random.default_rng()
    samples = [
        {"a": (1, 2.5, {3, 4}), 1: [None, True, b"x", 2**80], (1, 2): np.arange(6.0)},
        ["given", 3, "relu", (np.ones((3, 2)), slice(1, None)), {}, Handle(0, "Cache")],
        [[np.zeros((0, 2)), np.array(True)], 1 + 2j, "text", {"k": {"l": {"m": ()}}}],
    ]
    frames = [encode(sample).tobytes() for sample in samples]
    end = time.monotonic() + seconds
    refused = 0
    while time.monotonic() < end:
        frame = bytearray(frames[generator.integers(len(frames))])
        for _ in range(generator.integers(1, 6)):
            frame[generator.integers(len(frame))] = generator.integers(256)
        try:
            encode(decode_bytes(bytes(frame)))
        except WireError:
            refused += 1
    assert refused
