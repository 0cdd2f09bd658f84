"""Messages over a Unix socket, each to arrive whole before a deadline."""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from .wire import HEAD, Frame, WireError, decode, encode, split_head

CHUNK = 2**18


class Closed(Exception):
    """The other side is gone."""


@dataclass
class Channel:
    """Sends and receives plain data on a connected stream socket.

    Attributes
    ----------
    arrived : bytes that came with an earlier message and belong to the next.
    """

    socket: socket.socket
    arrived: bytearray = field(default_factory=bytearray)

    def send(self, value: Any, deadline: float | None = None) -> None:
        """Send one message.

        Parameters
        ----------
        deadline : time on the monotonic clock by which it must be taken; None waits for ever.

        Raises
        ------
        WireError, Closed, TimeoutError
            If it cannot be sent, nobody is there, or it is not taken in time.
        """
        self.send_frame(encode(value), deadline)

    def send_frame(self, frame: Frame, deadline: float | None = None) -> None:
        """Send one message that is encoded already.

        All at once where it fits: each piece would wake the other side for itself.
        """
        buffers = [memoryview(buffer).cast("B") for buffer in frame.buffers()]
        while buffers:
            sent = self._try(lambda: self.socket.sendmsg(buffers, [], _NOW), _OUT, deadline)
            while buffers and sent >= len(buffers[0]):
                sent -= len(buffers.pop(0))
            if sent:
                buffers[0] = buffers[0][sent:]

    def receive(self, deadline: float | None = None) -> Any:
        """Receive one message.

        Raises
        ------
        WireError, Closed, TimeoutError
            If it is malformed, the other side is gone, or it does not come in time.
        """
        header, body = split_head(bytes(self._pull(HEAD.size, deadline)))
        packed = self._pull(header, deadline)
        return decode(packed, self._pull(body, deadline))

    def _pull(self, size: int, deadline: float | None) -> bytearray:
        # Grows with what arrives: a head alone cannot make the reader allocate much.
        while len(self.arrived) < size:
            chunk = self._try(lambda: self.socket.recv(CHUNK, _NOW), _IN, deadline)
            if not chunk:
                raise Closed("the connection was closed")
            self.arrived += chunk
        taken = self.arrived[:size]
        del self.arrived[:size]
        return taken

    def _try(self, action: Any, event: int, deadline: float | None) -> Any:
        """Do something with the socket as soon as it can be done at once."""
        while True:
            try:
                return action()
            except BlockingIOError:
                self._wait(event, deadline)
            except OSError as error:
                raise Closed(str(error)) from error

    def _wait(self, event: int, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(self.socket, event)
        left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        if not poll.poll(left):
            raise TimeoutError("no message came in time")


_NOW = socket.MSG_DONTWAIT
_IN, _OUT = select.POLLIN, select.POLLOUT

__all__ = ["Channel", "Closed", "WireError"]
