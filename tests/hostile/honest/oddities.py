# What honest students do, and must not lose a point for.

# %% case: warnings
import warnings

import numpy as np

warnings.warn("this notebook is brand new")


def relu(Z):
    warnings.warn("a warning inside")
    warnings.warn("soon gone", DeprecationWarning)
    np.log(np.array([0.0, -1.0]))
    return np.maximum(Z, 0), {"Z": Z}

# %% case: warnings are made errors
import warnings

import numpy as np

warnings.simplefilter("error")


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: prints to both streams
import sys

import numpy as np

print("starting", file=sys.stderr)


def relu(Z):
    print("Z is", Z)
    print("2.0", file=sys.stderr)
    sys.stderr.flush()
    sys.stdout.buffer if hasattr(sys.stdout, "buffer") else None
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a progress bar
import numpy as np
from tqdm import tqdm, trange
from tqdm.auto import tqdm as notebook_tqdm

for _ in tqdm(range(50)):
    pass


def relu(Z):
    for _ in notebook_tqdm(range(3)):
        pass
    for _ in trange(3, desc="relu"):
        pass
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a progress bar of one's own with carriage returns
import sys
import time

import numpy as np


def relu(Z):
    for i in range(10):
        sys.stdout.write(f"\r{i * 10} %")
        sys.stdout.flush()
    return np.maximum(Z, 0), {"Z": Z}

# %% case: logging
import logging

import numpy as np

logging.basicConfig(level=logging.DEBUG)


def relu(Z):
    logging.getLogger(__name__).warning("relu is called")
    return np.maximum(Z, 0), {"Z": Z}

# %% case: seeds
import random

import numpy as np

np.random.seed(0)
random.seed(0)


def relu(Z):
    np.random.seed(1)
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a seed at the top of a lesson that draws
# lesson: 02_dropout
# %% top
import numpy as np

np.random.seed(42)

# %% case: floating-point errors are raised
import numpy as np

np.seterr(all="raise")


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=np.array([])):
    shifted = Z - Z.max(axis=0, keepdims=True)
    e = np.exp(shifted)
    A = e / e.sum(axis=0, keepdims=True)
    loss = []
    if np.size(Y):
        columns = np.arange(Z.shape[1])
        loss = -np.mean(shifted[Y.astype(int).ravel(), columns] - np.log(e.sum(axis=0)))
    return A, {"A": A}, loss

# %% case: print options and a style
import matplotlib.pyplot as plt
import numpy as np

np.set_printoptions(precision=1, threshold=3, suppress=True)
plt.style.use("ggplot")
plt.rcParams["figure.dpi"] = 40


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a plot in a function and one that is left open
import matplotlib.pyplot as plt
import numpy as np

%matplotlib inline

plt.plot([1, 2, 3])


def relu(Z):
    plt.figure()
    plt.plot(np.ravel(Z))
    plt.show()
    return np.maximum(Z, 0), {"Z": Z}

# %% case: single precision
import numpy as np


def relu(Z):
    return np.maximum(np.asarray(Z, np.float32), 0), {"Z": np.asarray(Z, np.float32)}

# %% in: relu_der
def relu_der(dA, cache):
    return (np.asarray(dA, np.float32) * (np.asarray(cache["Z"]) > 0)).astype(np.float32)

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=np.array([])):
    Z = np.asarray(Z, np.float32)
    e = np.exp(Z - Z.max(axis=0))
    A = e / e.sum(axis=0)
    if np.size(Y) == 0:
        return A, {"A": A}, []
    picked = (Z - Z.max(axis=0))[np.ravel(Y).astype(int), range(Z.shape[1])] - np.log(e.sum(axis=0))
    return A, {"A": A}, -picked.mean()

# %% case: a lambda
import numpy as np

relu = lambda Z: (np.maximum(Z, 0), {"Z": Z})

# %% case: a function under another name
import numpy as np


def my_relu(Z):
    return np.maximum(Z, 0), dict(Z=Z)


relu = my_relu

# %% case: decorators
import functools

import numpy as np


def timed(function):
    @functools.wraps(function)
    def inner(*arguments, **keywords):
        import time

        start = time.perf_counter()
        result = function(*arguments, **keywords)
        print(f"{function.__name__} took {time.perf_counter() - start:.3f} s")
        return result

    return inner


@functools.cache
def zero():
    return 0


@timed
def relu(Z):
    return np.maximum(Z, zero()), {"Z": Z}

# %% case: type hints, another docstring, a class
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass
class Layer:
    threshold: float = 0.0

    def __call__(self, Z: npt.ArrayLike) -> tuple[np.ndarray, dict[str, Any]]:
        """Oh là là — ReLU!"""
        return np.maximum(Z, self.threshold), {"Z": Z}


relu = Layer()

# %% case: a helper in another cell, above
import numpy as np


def relu(Z):
    return clipped_below(Z, lowest), {"Z": Z}

# %% top
import numpy as np

lowest = 0


def clipped_below(values, bound):
    return np.where(np.asarray(values) > bound, values, bound)

# %% case: a helper in another cell, below
import numpy as np


def relu(Z):
    return clipped_below(Z), {"Z": Z}

# %% bottom
def clipped_below(values):
    return np.maximum(values, 0)

# %% case: a helper in a module beside the notebook
from my_helpers import clipped_below


def relu(Z):
    return clipped_below(Z), {"Z": Z}

# %% file: my_helpers.py
import numpy as np


def clipped_below(values):
    """Clip — naïvely."""
    return np.maximum(values, 0)

# %% case: the import stands in the function, under another name
def relu(Z):
    import numpy

    return numpy.maximum(Z, 0), {"Z": Z}

# %% in: relu_der
from numpy import asarray, where


def relu_der(dA, cache):
    return where(asarray(cache["Z"]) > 0, dA, 0)

# %% case: leftovers below
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}


relu(np.array([[1.0, -1.0]]))

# %% bottom
x = 1 / 0
undefined_name
relu = relu

# %% case: a first try was left above
import numpy as np


def relu(Z):
    return Z


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% top
def relu(Z):
    raise NotImplementedError

# %% case: magics
%load_ext autoreload
%autoreload 2
%matplotlib inline
!ls -la
files = !ls
%timeit -n 1 -r 1 sum(range(10))
%pip --version
import numpy as np

?np.maximum


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a cell magic
%%time
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a magic that is not installed
# %% top
%load_ext line_profiler

# %% case: slow loops
import numpy as np


def relu(Z):
    A = np.array(Z, dtype=float)
    for index, value in np.ndenumerate(A):
        for _ in range(20_000):
            value = max(value, 0.0)
        A[index] = value
    return A, {"Z": Z}

# %% case: a missing library is imported
import numpy as np

try:
    import torch
except ImportError:
    torch = None


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% top
import seaborn as sns
import pandas_that_is_not_here as pd

# %% case: letters of other alphabets
import numpy as np


def relu(Z):
    größer_null = np.asarray(Z) > 0
    Ψ, 活性化 = 1, np.where(größer_null, Z, 0)
    print("🎉 Größe", 活性化.shape)
    return Ψ * 活性化, {"Z": Z}

# %% case: names of the course are used for other things
import numpy as np

linear = "a word"
X_train = setup = check = None


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: tabs, semicolons and trailing spaces
import numpy as np;   
def relu(Z): 
	A = np.maximum(Z, 0);	cache = {"Z": Z};   
	return A, cache;   

# %% case: async and await
import asyncio

import numpy as np

await asyncio.sleep(0)


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: widgets, pickles and files
import pickle

import numpy as np

np.save("mine.npy", np.arange(3))
with open("notes.txt", "w") as file:
    file.write("relu is easy")
pickle.dumps({"a": 1})


def relu(Z):
    assert open("notes.txt").read() == "relu is easy"
    return np.maximum(Z, np.load("mine.npy")[0]), {"Z": Z}

# %% case: threads are used
from concurrent.futures import ThreadPoolExecutor

import numpy as np


def relu(Z):
    with ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(lambda row: np.maximum(row, 0), np.asarray(Z)))
    return np.array(rows), {"Z": Z}

# %% case: own keys in the cache, and a list for a tuple
import numpy as np


def relu(Z):
    A = np.maximum(Z, 0)
    return [A, {"Z": Z, "A": A, "note": "x", "mask": lambda: Z}]

# %% case: a cache of one's own kind
# lesson: 03_batchnorm
import types

import numpy as np


class Cache:
    def __init__(self, **values):
        self.__dict__.update(values)


def batchnorm(A, beta, gamma):
    if np.size(beta) == 0 or np.size(gamma) == 0:
        return A, {}
    mean = A.mean(axis=1, keepdims=True)
    deviation = np.sqrt(A.var(axis=1, keepdims=True) + 1e-5)
    normal = (A - mean) / deviation
    return gamma * normal + beta, Cache(normal=normal, deviation=deviation, gamma=gamma)

# %% in: batchnorm_der
def batchnorm_der(dA_normed, cache):
    if not isinstance(cache, Cache):
        return dA_normed, [], []
    dbeta = dA_normed.sum(axis=1, keepdims=True)
    dgamma = (dA_normed * cache.normal).sum(axis=1, keepdims=True)
    m = dA_normed.shape[1]
    dA = cache.gamma / cache.deviation * (dA_normed - dbeta / m - cache.normal * dgamma / m)
    return dA, dbeta, dgamma

# %% case: the whole network, with prints and a progress bar
# lesson: 05_network
# beside: solved
# %% top
from tqdm import tqdm

for _ in tqdm(range(3)):
    print("ready")
