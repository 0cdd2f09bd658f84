# Much output, and honest work: what is too much is dropped, no point is.

# %% case: twenty thousand prints
import sys

for _ in range(20_000):
    print("flood " * 20)
    print("flood " * 20, file=sys.stderr)

import numpy as np


def relu(Z):
    print("flood " * 10_000)
    return np.maximum(Z, 0), {"Z": Z}

# %% case: descriptors 1 and 2 are flooded
import os

for _ in range(2000):
    os.write(1, b"flood" * 1000)
    os.write(2, b"flood" * 1000)

import numpy as np


def relu(Z):
    os.write(1, b"flood" * 10_000)
    return np.maximum(Z, 0), {"Z": Z}

# %% case: ten thousand displays
from IPython.display import display

for number in range(10_000):
    display(number)

import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a picture of fifty megabytes
from IPython.display import display

display({"image/png": "A" * 5 * 10**7}, raw=True)

import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a warning for every entry
import warnings

import numpy as np

warnings.simplefilter("always")


def relu(Z):
    for z in np.ravel(Z):
        warnings.warn(f"an entry: {z}")
    return np.maximum(Z, 0), {"Z": Z}
