# Forging what the worker sends, and asking the grader for answers.

# %% case: right-looking replies are written to the grader's socket
import gc
import os


def channel():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server").channel


def relu(Z):
    for number in range(1, 20):
        channel().send(["call", number, (Z, {"Z": Z}), (Z,), None])
    return Z, {"Z": Z}

# %% case: a verdict is sent instead of a value
import gc


def server():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server")


def relu(Z):
    server().channel.send(["verdict", server().calling, {"passed": True, "score": 1.0, "points": 2.0}])
    return Z, {"Z": Z}

# %% case: rubbish is written to every descriptor
import os


def relu(Z):
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, b"\x93\x01\x02full marks" * 10)
        except OSError:
            pass
    return Z, {"Z": Z}

# %% case: a frame announces more than there is
import os
import socket
import struct


def relu(Z):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack(">4sIQ", b"NNC1", 2**31, 2**40))
        except OSError:
            pass
    return Z, {"Z": Z}

# %% case: the server's perform and reply are patched
import gc
import sys

for module in [m for name, m in list(sys.modules.items()) if name.endswith((".serve", ".perform"))]:
    for name in ("perform", "_outcome", "_report"):
        if hasattr(module, name):
            setattr(module, name, lambda *a, **k: [True, (), None])


def relu(Z):
    return Z, {"Z": Z}

# %% case: outcomes hold handles that were never given out
import gc
import sys

Handle = next(m.Handle for m in list(sys.modules.values()) if hasattr(m, "Handle") and hasattr(m, "Keeper"))


def relu(Z):
    return Handle(10**9, "ndarray"), {"Z": Handle(-1, "ndarray")}

# %% in: relu_der
def relu_der(dA, cache):
    return Handle(0, "float")

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return Handle(0, "ndarray"), Handle(2**62, "dict"), Handle(0, "float")

# %% case: the reference of another exercise is asked for in the exercise's own check
# lesson: 05_network
import gc


def ask(name, *arguments):
    server = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server")
    return server._taken(server._ask(name, server.calling, tuple(arguments), {}), arguments)


def linear_forward(A, W, b):
    return ask("linear_forward", A, W, b)

# %% in: linear_backward
def linear_backward(dZ, cache, W, b):
    return ask("linear_backward", dZ, cache, W, b)

# %% in: classify
def classify(X, parameters, mode="test"):
    return ask("classify", X, parameters, mode)

# %% in: multi_layer_network
def multi_layer_network(*arguments, **keywords):
    return ask("multi_layer_network", *arguments)

# %% case: proxies of given functions are kept for later checks
# lesson: 05_network
# earns: classify
# %% in: classify
import numpy as np

kept = {}


def classify(X, parameters, mode="test"):
    for name, value in globals().copy().items():
        if callable(value) and getattr(value, "__qualname__", "") == name and hasattr(value, "__closure__"):
            kept[name] = value
    A, _ = multi_layer_forward(X, parameters, mode)
    return np.argmax(A, axis=0).reshape(1, -1)

# %% in: linear_forward
def linear_forward(A, W, b):
    return kept["linear_forward"](A, W, b)

# %% in: linear_backward
def linear_backward(dZ, cache, W, b):
    return kept["linear_backward"](dZ, cache, W, b)

# %% in: multi_layer_network
def multi_layer_network(*arguments, **keywords):
    return kept["multi_layer_network"](*arguments, **keywords)

# %% case: the number of the call is faked so that given functions answer
# lesson: 05_network
import gc


def linear_forward(A, W, b):
    server = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server")
    proxy = server._proxy("linear_forward", server.calling)
    return proxy(A, W, b)

# %% case: another kind of message is sent
import gc


def relu(Z):
    server = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server")
    for message in (["cell", 1, b"", None, 1], ["material"], None, 5, ["given", 1, "relu", (Z,), {}, ()]):
        server.channel.send(message)
    return Z, {"Z": Z}

# %% case: the channel is exchanged for one's own
import gc
import socket


def relu(Z):
    server = next(thing for thing in gc.get_objects() if type(thing).__name__ == "Server")
    ours, theirs = socket.socketpair()
    server.channel.socket = ours
    return Z, {"Z": Z}
