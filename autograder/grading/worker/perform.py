"""Perform one call of a student's function and report what came of it."""

from __future__ import annotations

import contextlib
import io
import linecache
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import numpy as np

from .plain import Handle, Keeper, PlainDataError, from_plain, to_plain


@dataclass(frozen=True)
class Call:
    """A function to call by name, with plain data as arguments.

    Attributes
    ----------
    seed : seeds NumPy's legacy generator just before the call; None leaves it alone.
    given : names of functions that are replaced by trusted versions during the call.
    keep : positions in a returned sequence of what is not copied out but kept behind a handle,
        such as a cache that only the student's own backward pass has to understand.
    """

    name: str
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    seed: int | None = None
    given: tuple[str, ...] = ()
    keep: tuple[int, ...] = ()


@dataclass(frozen=True)
class CallError:
    """Why a call gave no value.

    Attributes
    ----------
    kind : missing, unfinished, raised, unreadable, or (from a worker) timeout, died, forged.
    exception : name of the exception's type, if one was raised.
    message : what it said.
    line : the student's line that raised it, if known.
    """

    kind: str
    exception: str = ""
    message: str = ""
    line: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a call: its value, its arguments as they were afterwards, or an error."""

    value: Any = None
    arguments: tuple[Any, ...] = ()
    error: CallError | None = None


def perform(
    call: Call,
    namespace: dict[str, Any],
    keeper: Keeper,
    given: Mapping[str, Callable[..., Any]],
) -> Outcome:
    """Call a student's function on copies of the arguments, quietly.

    Parameters
    ----------
    call : what to call.
    namespace : the globals of the student's notebook.
    keeper : keeps what cannot be passed as plain data.
    given : the functions that `call.given` names.
    """
    function = namespace.get(call.name)
    if not callable(function):
        return Outcome(error=CallError("missing"))
    try:
        arguments = [from_plain(value, keeper.get) for value in call.arguments]
        keywords = {name: from_plain(value, keeper.get) for name, value in call.keywords.items()}
    except IndexError:
        return Outcome(error=CallError("unreadable", message="a handle names no object"))
    replaced = {name: given[name] for name in call.given if name != call.name}
    with _quiet(), _replaced(namespace, replaced):
        if call.seed is not None:
            np.random.seed(call.seed)
        try:
            value = function(*arguments, **keywords)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the student raises
            return Outcome(error=describe(error, namespace))
        return _report(value, arguments, keeper, call.keep)


def _report(value: object, arguments: list[Any], keeper: Keeper, keep: tuple[int, ...]) -> Outcome:
    # Converting may run the student's own methods: their errors are failures like any other.
    try:
        if keep and isinstance(value, (list, tuple)):
            value = [keeper.put(item) if i in keep else item for i, item in enumerate(value)]
        plain = to_plain(value, keeper.put)
        after = tuple(to_plain(argument, keeper.put) for argument in arguments)
    except PlainDataError as error:
        return Outcome(error=CallError("unreadable", message=str(error)))
    except Exception as error:  # noqa: BLE001
        return Outcome(error=CallError("unreadable", type(error).__name__, str(error)[:300]))
    return Outcome(plain, after)


def describe(error: BaseException, namespace: dict[str, Any]) -> CallError:
    """Say what was raised, and at which of the student's lines."""
    kind = "unfinished" if isinstance(error, NotImplementedError) else "raised"
    line = _students_line(error.__traceback__, namespace)
    try:
        message = str(error)[:500]
    except Exception as second:  # noqa: BLE001 - a student's own __str__ may fail
        message = f"(its message could not be read: {type(second).__name__})"
    return CallError(kind, type(error).__name__, message, line)


def _students_line(trace: TracebackType | None, namespace: dict[str, Any]) -> str:
    line = ""
    while trace is not None:
        frame = trace.tb_frame
        if frame.f_globals is namespace:
            line = linecache.getline(frame.f_code.co_filename, trace.tb_lineno).strip() or line
        trace = trace.tb_next
    return line[:200]


@contextlib.contextmanager
def _replaced(namespace: dict[str, Any], functions: Mapping[str, Any]) -> Iterator[None]:
    """Put trusted functions in place of the student's for a moment."""
    own = {name: namespace[name] for name in functions if name in namespace}
    namespace.update(functions)
    try:
        yield
    finally:
        for name in functions:
            namespace.pop(name, None)
        namespace.update(own)


class _Discard(io.TextIOBase):
    """A text stream that forgets what is written to it."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str, /) -> int:
        """Count `text` and forget it."""
        return len(text)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Let prints, warnings and NumPy's floating-point settings do no harm."""
    with (
        contextlib.redirect_stdout(_Discard()),
        contextlib.redirect_stderr(_Discard()),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        yield


__all__ = ["Call", "CallError", "Handle", "Keeper", "Outcome", "perform"]
