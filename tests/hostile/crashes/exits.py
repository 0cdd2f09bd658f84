# Code that ends its own process, or tries to.

# %% case: os._exit in a cell
# says: ended its process
import os

os._exit(0)

# %% case: os._exit in a function
# says: ended during the call
import os


def relu(Z):
    os._exit(0)

# %% case: os.abort
import os


def relu(Z):
    os.abort()

# %% case: a segmentation fault
import ctypes


def relu(Z):
    ctypes.string_at(0)

# %% case: the stack is overrun in C
import faulthandler


def relu(Z):
    faulthandler._stack_overflow()

# %% case: sys.exit in a cell
# earns: everything
import sys

import numpy as np


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}


sys.exit("I am done")

# %% case: sys.exit in a function
import sys


def relu(Z):
    sys.exit(0)

# %% case: KeyboardInterrupt
def relu(Z):
    raise KeyboardInterrupt

# %% case: an exception that is none of the usual ones
class Odd(BaseException):
    def __str__(self):
        raise Odd

    __repr__ = __str__


def relu(Z):
    raise Odd

# %% case: SystemExit when an object is thrown away
# earns: everything
import numpy as np


class Leaving:
    def __del__(self):
        raise SystemExit(1)


def relu(Z):
    Leaving()
    return np.maximum(Z, 0), {"Z": Z}

# %% case: exit is called at the end of the interpreter
# earns: everything
import atexit
import os

import numpy as np

atexit.register(lambda: os._exit(3))
atexit.register(lambda: open("/tmp/hostile-was-here", "w").close())


def relu(Z):
    return np.maximum(Z, 0), {"Z": Z}

# %% case: the process group is killed
import os
import signal


def relu(Z):
    os.killpg(os.getpgrp(), signal.SIGKILL)
    os.killpg(0, signal.SIGKILL)

# %% case: it stops itself
# slow: its time must run out
# says: relu
import os
import signal


def relu(Z):
    os.kill(os.getpid(), signal.SIGSTOP)
    signal.raise_signal(signal.SIGTSTP)
    while True:
        pass

# %% case: another program takes its place
import os


def relu(Z):
    os.execvp("sleep", ["hostile-was-here-sleep", "60"])

# %% case: another interpreter takes its place
# slow: its time must run out
import os
import sys


def relu(Z):
    os.execv(sys.executable, [sys.executable, "-c", "print('full marks')"])

# %% case: an alarm goes off
import signal
import time

signal.signal(signal.SIGALRM, signal.SIG_DFL)
signal.setitimer(signal.ITIMER_REAL, 0.001)


def relu(Z):
    signal.setitimer(signal.ITIMER_REAL, 0.001)
    time.sleep(1)
    return Z, {"Z": Z}

# %% case: every second cell ends the process
# earns: softmax_cross_entropy_loss
import os

os._exit(1)

# %% in: relu_der
import os

os.abort()

# %% in: softmax_cross_entropy_loss_der
import ctypes

ctypes.string_at(0)
