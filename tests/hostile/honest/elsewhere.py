# What works on a student's machine, and not where it is graded.

# %% case: a widget backend above the function
%matplotlib widget
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a window backend above the function
import matplotlib

matplotlib.use("TkAgg")
%matplotlib qt
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: settings of the front end
%config InlineBackend.figure_format = 'retina'
%autosave 60
%precision 3
%cd ..
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: libraries that are not installed are imported above the function
import torch
import seaborn as sns
from numba import njit
import numpy as np

lowest = 0.0


def relu(Z):
    return np.maximum(Z, lowest), {"Z": Z}

# %% case: an extension that is not installed is loaded above the function
%load_ext line_profiler
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a library is installed above the function
# slow: pip tries for a while to reach the network
!pip install --quiet nothing-of-that-name
%pip install --quiet nothing-of-that-name
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a file that is not there is read above the function
import numpy as np

weights = np.load("weights_on_my_desktop.npy")


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a module is written by a cell
from my_tools import clipped_below


def relu(Z):
    return clipped_below(Z), {"Z": Z}

# %% top
%%writefile my_tools.py
import numpy as np


def clipped_below(values):
    return np.maximum(values, 0)

# %% case: a script is run by a cell
def relu(Z):
    return clipped_below(Z), {"Z": Z}

# %% top
%run my_script.py

# %% file: my_script.py
import numpy as np


def clipped_below(values):
    return np.maximum(values, 0)

# %% case: a package beside the notebook
from my_package.clipping import clipped_below


def relu(Z):
    return clipped_below(Z), {"Z": Z}

# %% file: my_package/__init__.py
"""My package."""

# %% file: my_package/clipping.py
import numpy as np


def clipped_below(values):
    return np.maximum(values, 0)

# %% case: coursekit is imported whole
from coursekit import *
import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}
