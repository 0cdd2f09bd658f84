# Patches of libraries, in the hope that the verdict is made with them.

# %% case: NumPy compares everything as equal
import numpy as np
import numpy.testing

for module in (np, np.testing):
    for name in dir(module):
        if name.startswith(("assert_", "allclose", "isclose", "array_equal", "array_equiv")):
            setattr(module, name, lambda *a, **k: True)
np.all = np.array_equal = np.allclose = np.isfinite = lambda *a, **k: True


def relu(Z):
    return np.zeros(np.shape(Z)), {"Z": Z}

# %% case: array constructors return an array that lies
import numpy as np


class Liar(np.ndarray):
    def __eq__(self, other):
        return np.array(True)


plain = np.array
np.array = lambda *a, **k: plain(*a).view(Liar)
np.asarray = np.array


def relu(Z):
    return np.array([0.0]), {"Z": Z}

# %% case: built-ins always agree
import builtins

builtins.abs = builtins.max = builtins.min = builtins.sum = lambda *a, **k: 0
builtins.all = builtins.any = lambda *a: True


def relu(Z):
    return Z, {"Z": Z}

# %% case: the worker's own modules are patched
import sys

for name, module in list(sys.modules.items()):
    if "worker" not in name:
        continue
    for attribute in ("identical", "mismatch", "compare", "judge", "describe"):
        if hasattr(module, attribute):
            setattr(module, attribute, lambda *a, **k: "")
    for attribute in ("to_plain", "from_plain", "_plain"):
        if hasattr(module, attribute):
            setattr(module, attribute, lambda value, *a, **k: value)


def relu(Z):
    return Z, {"Z": Z}

# %% case: sys.modules offers checks that always pass
import sys
import types

for name in ("autograder", "autograder.checks", "autograder.checks.in_kernel"):
    module = sys.modules[name] = types.ModuleType(name)
    module.grade = module.check = lambda *a, **k: 2.0


def relu(Z):
    return Z, {"Z": Z}

# %% case: the random generator is fixed
# lesson: 02_dropout
import numpy as np

np.random.rand = lambda *shape: np.zeros(shape)
np.random.seed = lambda *a: None


def dropout(A, drop_prob, mode="train"):
    if mode not in ("train", "test"):
        raise ValueError(mode)
    return A, (drop_prob, mode, np.ones(np.shape(A)))

# %% in: dropout_der
def dropout_der(dA, cache):
    return dA

# %% case: the garbage collector and finalisers rewrite results
import gc
import weakref

import numpy as np


class Late:
    def __init__(self, array):
        self.array = array

    def __del__(self):
        self.array[...] = 0


gc.set_threshold(1, 1, 1)


def relu(Z):
    A = np.array(Z, float)
    Late(A)
    return A, {"Z": Z}
