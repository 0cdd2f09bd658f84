# Code that breaks what it stands on: descriptors, folders, built-ins, settings.

# %% case: all descriptors are closed
import os

os.closerange(0, 256)


def relu(Z):
    return Z, {"Z": Z}

# %% case: all descriptors are closed in a function
import os


def relu(Z):
    os.closerange(0, 256)
    return Z, {"Z": Z}

# %% case: descriptors are exchanged
import os


def relu(Z):
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in range(64):
        if descriptor != null:
            os.dup2(null, descriptor)
    return Z, {"Z": Z}

# %% case: standard streams are gone
# earns: everything
import sys

import numpy as np

sys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = sys.__stderr__ = None


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: standard streams are of an own kind
# earns: everything
import sys

import numpy as np


class Stream:
    def write(self, text):
        raise OSError("no")

    flush = close = isatty = write


sys.stdout = sys.stderr = Stream()


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: the work folder is removed
# earns: everything
import os
import shutil

import numpy as np

shutil.rmtree(os.getcwd(), ignore_errors=True)


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: another folder is current
# earns: everything
import os

import numpy as np

os.chdir("/")
os.umask(0o777)


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: built-ins are deleted
import builtins

for name in ("len", "open", "isinstance", "type", "__import__", "print", "getattr", "range", "dict", "list"):
    delattr(builtins, name)


def relu(Z):
    return Z, {"Z": Z}

# %% case: built-ins raise
import builtins


def broken(*arguments, **keywords):
    raise RuntimeError("broken")


builtins.len = builtins.isinstance = builtins.open = builtins.print = builtins.iter = broken


def relu(Z):
    return Z, {"Z": Z}

# %% case: the environment, the locale and the path are cleared
# earns: everything
import locale
import os
import sys

import numpy as np

os.environ.clear()
locale.setlocale(locale.LC_ALL, "C")
sys.path.clear()
sys.meta_path.clear()
sys.path_hooks.clear()


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: modules are unloaded
import sys

for name in list(sys.modules):
    if name not in ("sys", "builtins", "__main__"):
        del sys.modules[name]


def relu(Z):
    return Z, {"Z": Z}

# %% case: the collector is off and recursion is cut short
# earns: everything
import gc
import sys

import numpy as np

gc.disable()
sys.setrecursionlimit(180)
sys.setswitchinterval(100)


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: traces and profiles are set
# earns: everything
import sys
import threading

import numpy as np


def trace(frame, event, argument):
    return trace


sys.settrace(trace)
sys.setprofile(trace)
threading.settrace(trace)


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: hooks of the interpreter raise
# earns: everything
import sys
import threading

import numpy as np


def broken(*arguments):
    raise RuntimeError("broken")


sys.excepthook = sys.unraisablehook = sys.displayhook = threading.excepthook = broken
sys.breakpointhook = broken


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: an audit hook forbids everything
import sys


def forbid(event, arguments):
    raise RuntimeError(event)


sys.addaudithook(forbid)


def relu(Z):
    return Z, {"Z": Z}

# %% case: the shell's namespace is emptied
# earns: nothing
import gc


def relu(Z):
    get_ipython().user_ns.clear()
    return Z, {"Z": Z}

# %% case: the shell is reset
# earns: everything
get_ipython().run_line_magic("reset", "-f")

import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: a cell that is not Python
# says: No function called relu
def relu(Z:
    return Z
