# Code that wants more memory, processes, files or depth than there is.

# %% case: a memory hog
def relu(Z):
    hog = []
    while True:
        hog.append(bytearray(2**24))

# %% case: one array of all memory
import numpy as np


def relu(Z):
    return np.ones((10**6, 10**6)), {"Z": Z}

# %% case: memory in shared places
import mmap
import os


def relu(Z):
    maps = []
    while True:
        place = mmap.mmap(-1, 2**26)
        place[:] = b"x" * 2**26
        maps.append(place)

# %% case: a fork bomb
import os


def relu(Z):
    while True:
        try:
            os.fork()
        except OSError:
            pass

# %% case: a fork bomb in the cell
# slow: its time must run out
import os

while True:
    try:
        os.fork()
    except OSError:
        pass

# %% case: a thousand threads
# slow: it takes a while to be full
import threading
import time


def relu(Z):
    threads = []
    while True:
        thread = threading.Thread(target=time.sleep, args=(60,))
        thread.start()
        threads.append(thread)

# %% case: the disk is filled
import os


def relu(Z):
    for number in range(10**6):
        with open(f"filler{number}", "wb") as file:
            file.write(bytes(10**6))
    return Z, Z

# %% case: thousands of files and folders
# slow: it takes a while to be full
import os


def relu(Z):
    for number in range(10**6):
        os.makedirs(f"f{number}/g/h")
    return Z, Z

# %% case: a large sparse file
def relu(Z):
    with open("sparse", "wb") as file:
        file.truncate(2**50)
    return Z, Z

# %% case: open files without end
def relu(Z):
    files = []
    while True:
        files.append(open("/dev/zero"))

# %% case: deep recursion
# slow: it takes a while to be full
import sys

sys.setrecursionlimit(10**9)


def relu(Z):
    return relu(Z)

# %% case: a deeply nested value
def relu(Z):
    value = []
    for _ in range(10**5):
        value = [value]
    return value, {"Z": Z}

# %% case: a value that holds itself
def relu(Z):
    value = []
    value.append(value)
    return value, {"Z": value}

# %% case: a huge value
import numpy as np


def relu(Z):
    return np.zeros((40_000, 900)), {"Z": list(range(10**6))}

# %% case: a huge text and a huge number
# slow: it takes a while to be full
def relu(Z):
    return "x" * 10**8, {"Z": 1 << 10**8}

# %% case: very many handles
def relu(Z):
    return [object() for _ in range(10**6)], {"Z": Z}
