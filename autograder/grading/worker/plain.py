"""Plain data: the only thing that passes between the student's code and the checker.

By value go None, bool, int, float, complex, str, bytes, list, tuple, dict, set, slice and
arrays of booleans, integers, floats or complex numbers. Anything else stays where it is
and is named by a `Handle`, which can be handed back in a later call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

ARRAY_KINDS = "biufc"
MAX_DEPTH = 32
MAX_ITEMS = 200_000
MAX_BYTES = 64 * 2**20
# Keys and members other than text: only texts have hashes that nobody can make alike on purpose,
# and a dictionary of two hundred thousand alike takes an hour to build.
MAX_ODD_KEYS = 5_000


class PlainDataError(ValueError):
    """A value is too large, too deep or too long to be passed."""


@dataclass(frozen=True)
class Handle:
    """Stands for an object that stays with the student's code."""

    number: int
    type_name: str


@dataclass
class Keeper:
    """Keeps the objects that handles stand for."""

    objects: list[Any] = field(default_factory=list)

    def put(self, value: object) -> Handle:
        """Keep `value` and return its handle."""
        self.objects.append(value)
        return Handle(len(self.objects) - 1, type(value).__name__)

    def get(self, handle: Handle) -> Any:
        """Return the object behind `handle`; IndexError if there is none."""
        return self.objects[handle.number]


@dataclass
class _Budget:
    """What one conversion may still use."""

    items: int = MAX_ITEMS
    size: int = MAX_BYTES
    odd_keys: int = MAX_ODD_KEYS

    def spend(self, items: int = 1, size: int = 0, odd_keys: int = 0) -> None:
        self.items -= items
        self.size -= size
        self.odd_keys -= odd_keys
        if min(self.items, self.size, self.odd_keys) < 0:
            raise PlainDataError("the value is too large to be passed on")


def to_plain(value: object, put: Callable[[object], Handle]) -> Any:
    """Copy `value` as plain data; what is not plain is kept by `put`.

    Parameters
    ----------
    value : anything.
    put : keeps an object and returns its handle, such as `Keeper.put`.

    Raises
    ------
    PlainDataError
        If the value is nested deeper, or is larger, than may be passed.
    """
    return _plain(value, put, _Budget(), MAX_DEPTH)


def from_plain(value: Any, get: Callable[[Handle], Any]) -> Any:
    """Copy plain data with every handle replaced by the object that it stands for."""
    if isinstance(value, Handle):
        return get(value)
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple, set)):
        return type(value)(from_plain(item, get) for item in value)
    if isinstance(value, dict):
        return {from_plain(k, get): from_plain(v, get) for k, v in value.items()}
    return value


def _plain(value: Any, put: Callable[[object], Handle], budget: _Budget, depth: int) -> Any:
    if depth < 0:
        raise PlainDataError(f"the value is nested more than {MAX_DEPTH} levels deep")
    budget.spend()
    if value is None or type(value) in (bool, float, complex, Handle):
        return value
    if isinstance(value, (int, str, bytes)) and type(value) in (int, str, bytes):
        budget.spend(size=_length(value))
        return value
    if isinstance(value, (np.ndarray, np.generic)):
        return _plain_array(value, put, budget)
    if isinstance(value, slice):
        return slice(*(_plain(v, put, budget, 0) for v in (value.start, value.stop, value.step)))
    return _plain_container(value, put, budget, depth)


def _length(value: int | str | bytes) -> int:
    return value.bit_length() // 8 + 1 if isinstance(value, int) else len(value)


def _plain_array(
    value: np.ndarray | np.generic, put: Callable[[object], Handle], budget: _Budget
) -> Any:
    if isinstance(value, np.generic) and value.dtype.kind in "US":
        return value.item()
    if value.dtype.kind not in ARRAY_KINDS:
        return put(value)
    budget.spend(size=value.nbytes)
    # A copy of the base class: no subclass can lie about how it compares.
    return np.array(value, dtype=value.dtype.newbyteorder("="), order="C", subok=False)


def _plain_container(
    value: Any, put: Callable[[object], Handle], budget: _Budget, depth: int
) -> Any:
    for base in (list, tuple):
        if isinstance(value, base):
            return base(_plain(item, put, budget, depth - 1) for item in value)
    if isinstance(value, set):
        return {_plain_key(item, put, budget, depth - 1) for item in value}
    if isinstance(value, dict):
        return {
            _plain_key(k, put, budget, depth - 1): _plain(v, put, budget, depth - 1)
            for k, v in value.items()
        }
    return put(value)


def _plain_key(value: Any, put: Callable[[object], Handle], budget: _Budget, depth: int) -> Any:
    # Arrays cannot be keys, and a NumPy scalar would become one.
    plain = value.item() if isinstance(value, np.generic) else value
    budget.spend(items=0, odd_keys=type(plain) not in (str, bytes))
    return _plain(plain, put, budget, depth)
