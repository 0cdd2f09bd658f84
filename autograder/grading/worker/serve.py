"""One session: run cells and calls as the checker asks, until it closes the connection."""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .alarm import Alarm, TimeLimit
from .capture import as_json
from .channel import Channel, Closed
from .limits import Limits
from .perform import Call, CallError, Keeper, Outcome, describe, perform
from .plain import PlainDataError, from_plain, to_plain
from .shell import CollectingShell, collect_streams
from .wire import WireError


@dataclass
class Server:
    """Answers one checker."""

    channel: Channel
    shell: CollectingShell
    limits: Limits
    keeper: Keeper = field(default_factory=Keeper)
    alarm: Alarm = field(init=False)
    exchange: threading.Lock = field(default_factory=threading.Lock)
    # The number of the call under way; the functions given for it work only as long as it runs.
    calling: int = -1
    number: int = -1

    def __post_init__(self) -> None:
        self.alarm = Alarm(self.limits.patience)

    def serve(self) -> None:
        """Answer requests until the checker is gone."""
        self.shell.hold = self.alarm.hold
        while True:
            try:
                kind, self.number, *rest = self.channel.receive()
            except Closed:
                return
            reply = self._cell(*rest) if kind == "cell" else self._call(*rest)
            with self.exchange:
                self._reply(kind, reply)

    def _reply(self, kind: str, reply: list[Any]) -> None:
        try:
            self.channel.send([kind, self.number, *reply])
        except WireError as error:
            if kind != "call":
                raise
            self.channel.send([kind, self.number, *_outcome(_unreadable(str(error)))])

    def _cell(self, text: np.ndarray, cell_id: str, seconds: float) -> list[Any]:
        shell, record = self.shell, self.shell.record
        shell.cells_run += 1
        record.start()
        collect_streams(record)  # whatever an earlier cell has put in their place
        source = text.tobytes().decode()
        error: CallError | None
        try:
            with self.alarm.limit(seconds):
                result = shell.run_cell(source, store_history=True, cell_id=cell_id)
            error = _cell_error(result.error_before_exec or result.error_in_exec)
        except TimeLimit:
            error = CallError("timeout")
        except BaseException as broken:  # noqa: BLE001 - a student may have broken the shell
            error = describe(broken, {})
        if error is not None and error.kind == "timeout":
            record.show("error", _time_limit_output(seconds))
        outputs = np.frombuffer(as_json(record.finish()), np.uint8)
        return [outputs, _error(error), shell.cells_run]

    def _call(self, fields: dict[str, Any], seconds: float) -> list[Any]:
        call = Call(**fields)
        proxies = {name: self._proxy(name, self.number) for name in call.given}
        self.calling = self.number
        try:
            with self.alarm.limit(seconds):
                outcome = perform(call, self.shell.user_ns, self.keeper, proxies)
        except TimeLimit as error:
            line = describe(error, self.shell.user_ns).line
            outcome = Outcome(error=CallError("timeout", line=line))
        except BaseException as error:  # noqa: BLE001 - a student may raise KeyboardInterrupt
            outcome = Outcome(error=describe(error, self.shell.user_ns))
        finally:
            self.calling = -1
        return _outcome(outcome)

    def _proxy(self, name: str, number: int) -> Callable[..., Any]:
        def given(*arguments: Any, **keywords: Any) -> Any:
            if self.calling != number:
                raise RuntimeError(f"{name} can be called only while a check is under way")
            plain = to_plain(arguments, self.keeper.put), to_plain(keywords, self.keeper.put)
            with self.alarm.hold(), self.exchange:
                reply = self._ask(name, number, *plain)
            return self._taken(reply, arguments)

        given.__name__ = given.__qualname__ = name
        return given

    def _ask(self, name: str, number: int, arguments: Any, keywords: Any) -> Any:
        try:
            message = ["given", number, name, arguments, keywords, _random_state()]
            self.channel.send(message)
        except WireError as error:
            raise PlainDataError(str(error)) from error
        return self.channel.receive()

    def _taken(self, reply: Any, arguments: tuple[Any, ...]) -> Any:
        """Take over a given function's value, random state, changed arguments, or error."""
        _, _, value, changed, state, error = reply
        if error is not None:
            raise _exception(error[0], error[1])
        np.random.set_state(state)
        for position, after in changed.items():
            _overwrite(arguments[position], from_plain(after, self.keeper.get))
        return from_plain(value, self.keeper.get)


def _random_state() -> tuple[Any, ...]:
    state: Any = np.random.get_state()
    return tuple(state)


def _overwrite(target: Any, new: Any) -> None:
    """Change an argument in place, as the given function did."""
    if isinstance(target, dict) and isinstance(new, dict):
        target.clear()
        target.update(new)
    elif isinstance(target, np.ndarray):
        target[...] = new
    elif isinstance(target, list):
        target[:] = new


def _exception(name: str, message: str) -> Exception:
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        try:
            return kind(message)
        except TypeError:  # such as UnicodeDecodeError, which wants more than a message
            return RuntimeError(message)
    return RuntimeError(message)


def _cell_error(error: BaseException | None) -> CallError | None:
    if error is None:
        return None
    if isinstance(error, TimeLimit):
        return CallError("timeout")
    return describe(error, {})


def _time_limit_output(seconds: float) -> dict[str, Any]:
    text = f"This cell was stopped after {seconds:g} seconds: look for a loop that never ends."
    return {"ename": "TimeLimit", "evalue": text, "traceback": [text]}


def _unreadable(message: str) -> Outcome:
    return Outcome(error=CallError("unreadable", message=message))


def _outcome(outcome: Outcome) -> list[Any]:
    return [outcome.value, outcome.arguments, _error(outcome.error)]


def _error(error: CallError | None) -> list[str] | None:
    if error is None:
        return None
    return [str(part) for part in (error.kind, error.exception, error.message, error.line)]
