# Files beside the notebook.

# %% case: a shadow of NumPy compares everything as equal
# says: It would hide a library of that name
# %% file: numpy.py
import sys

sys.modules.pop("numpy")
sys.path.pop(0)
from numpy import *  # noqa

allclose = array_equal = lambda *a, **k: True
# %% in: relu
def relu(Z):
    return Z, {"Z": Z}

# %% case: a shadow of coursekit
# %% file: coursekit.py
import sys


def __getattr__(name):
    return lambda *a, **k: None


raise SystemExit("a shadow of coursekit")
# %% in: relu
def relu(Z):
    return Z, {"Z": Z}

# %% case: a shadow of the worker's libraries
# says: It would hide a library of that name
# %% file: msgpack.py
def packb(*a, **k):
    return b"\x01"


unpackb = Packer = Unpacker = packb
# %% file: socket.py
raise SystemExit
# %% in: relu
import msgpack


def relu(Z):
    return Z, {"Z": Z}

# %% case: customisation and configuration beside the notebook
# %% file: sitecustomize.py
print("sitecustomize was run: hostile")
# %% file: usercustomize.py
print("usercustomize was run: hostile")
# %% file: conftest.py
raise SystemExit
# %% file: ipython_config.py
c.InteractiveShellApp.exec_lines = ["relu = lambda Z: Z"]
# %% file: __init__.py
raise SystemExit
# %% file: __main__.py
raise SystemExit
# %% file: nbgrader_config.py
c.Autograde.timeout = 0
# %% in: relu
def relu(Z):
    return Z, {"Z": Z}

# %% case: a module of the autograder's name
# says: It would hide a library of that name
# %% file: autograder.py
class reference:
    pass


def grade(*a, **k):
    return 2.0
# %% file: grading.py
def grade(*a, **k):
    return 2.0
# %% in: relu
import grading

grading.grade("optimization", "relu")


def relu(Z):
    return Z, {"Z": Z}

# %% case: a compiled module hides NumPy
# %% file: numpy.cpython-311-x86_64-linux-gnu.so
not really a library
# %% file: relu.pyc
not really compiled
# %% in: relu
def relu(Z):
    return Z, {"Z": Z}
