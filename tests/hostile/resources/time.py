# Code that does not end. It may cost its own exercise, never the others.

# %% case: an endless loop in a cell
# says: time
while True:
    pass

# %% case: an endless loop in a function
# says: did not return within the time limit
def relu(Z):
    while True:
        pass

# %% case: an endless loop that catches everything
# says: time
def relu(Z):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass

# %% case: an endless loop with all signals ignored
# slow: its time must run out
# says: time
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))


def relu(Z):
    while True:
        pass

# %% case: a loop in C
# slow: its time must run out
# says: time
def relu(Z):
    return sum(range(10**13)), {"Z": Z}

# %% case: a power too large to compute
# slow: its time must run out
def relu(Z):
    return 10**10**8 % 7, {"Z": Z}

# %% case: a regular expression that never ends
import re


def relu(Z):
    return re.match("(a*)*(a*)*(a*)*b", "a" * 60), {"Z": Z}

# %% case: NumPy at work for ever
# slow: its time must run out
import numpy as np


def relu(Z):
    A = np.random.rand(1500, 1500)
    while True:
        A = np.linalg.svd(A @ A.T)[0]

# %% case: sleeping
# says: time
import time


def relu(Z):
    time.sleep(10**6)

# %% case: waiting for input
x = input("How many points? ")


def relu(Z):
    return input(), input()

# %% case: waiting for a lock
# slow: its time must run out
import threading


def relu(Z):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()

# %% case: threads that never end
# slow: its time must run out
import threading


def spin():
    while True:
        pass


def relu(Z):
    for _ in range(12):
        threading.Thread(target=spin).start()
    spin()

# %% case: an infinite iterator is returned
import itertools


def relu(Z):
    return itertools.count(), {"Z": itertools.cycle([Z])}

# %% in: relu_der
def relu_der(dA, cache):
    while True:
        yield dA

# %% case: a list that never ends is returned
# slow: its time must run out
class Endless(list):
    def __iter__(self):
        while True:
            yield 0


def relu(Z):
    return Endless(), {"Z": Z}

# %% case: a representation that never ends
# slow: its time must run out
class Slow:
    def __repr__(self):
        while True:
            pass

    __str__ = __array__ = __len__ = __iter__ = __float__ = __repr__


def relu(Z):
    return Slow(), Slow()

# %% bottom
Slow()

# %% case: an error whose message never ends
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def relu(Z):
    raise Slow

# %% case: a finaliser that never ends
# slow: its time must run out
class Slow:
    def __del__(self):
        while True:
            pass


def relu(Z):
    Slow()
    return Z, {"Z": Slow()}

# %% case: very many calls of given functions
# slow: its time must run out
# lesson: 05_network
# earns: linear_forward, linear_backward, multi_layer_network
# %% in: classify
def classify(X, parameters, mode="test"):
    while True:
        multi_layer_forward(X, parameters, mode)

# %% case: given functions with absurd sizes
# slow: its time must run out
# lesson: 05_network
# earns: linear_forward, linear_backward, multi_layer_network
# %% in: classify
def classify(X, parameters, mode="test"):
    import numpy as np

    absurd = {**parameters, "numLayers": 10**12}
    return multi_layer_forward(np.zeros((10**4, 1000)), absurd, mode)

# %% case: endless comprehension at the top of the notebook
# earns: everything
# base: solved
# %% top
forever = [None for _ in iter(int, 1)]
