# Looking for the answers: in frames, in memory, on the path, in files and in other processes.

# %% case: frames are searched for the reference
import sys


def answers():
    frame = sys._getframe()
    while frame is not None:
        for scope in (frame.f_locals, frame.f_globals):
            for value in list(scope.values()):
                known = getattr(value, "reference_functions", None) or value
                if isinstance(known, dict) and callable(known.get("relu")):
                    if known["relu"] is not relu:
                        return known["relu"]
        frame = frame.f_back
    return lambda Z: (Z, {"Z": Z})


def relu(Z):
    return answers()(Z)

# %% case: memory is searched for functions of that name
import gc
import types


def answers(name, own):
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__name__ == name and thing is not own:
            if "stub" not in thing.__qualname__:
                yield thing


def best(name, own, *arguments):
    for function in answers(name, own):
        try:
            return function(*arguments)
        except BaseException:
            continue
    return arguments


def relu(Z):
    return best("relu", relu, Z)

# %% in: relu_der
def relu_der(dA, cache):
    return best("relu_der", relu_der, dA, cache)

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return best("softmax_cross_entropy_loss", softmax_cross_entropy_loss, Z, Y)

# %% case: memory is searched for texts that hold the reference
import gc


def found():
    for thing in gc.get_objects():
        items = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, (list, tuple)) else ()
        for item in list(items):
            if isinstance(item, (str, bytes)) and len(item) > 500:
                text = item if isinstance(item, str) else item.decode("latin-1")
                if "np.maximum(0, Z)" in text and "def relu" in text and "gc.get" not in text:
                    return text
    return ""


text = found()
exec(text or "def relu(Z): return Z, {'Z': Z}")


def softmax_cross_entropy_loss(Z, Y=()):
    return Z, {"A": Z}, 0.0

# %% case: the reference is imported from every place it could be in
import sys

places = ["REPOSITORY", "COURSE_DIR", "COURSE_DIR/source", "/", "..", "../..", "/srv/course", "/app"]
sys.path[:0] = places
for name in list(sys.modules):
    if name.startswith("autograder"):
        del sys.modules[name]
try:
    from autograder.reference.optimization import *
except ImportError:
    def relu(Z):
        return Z, {"Z": Z}

# %% case: the reference is loaded by its path
import glob
import importlib.util

for path in ["REPOSITORY/autograder/reference/optimization.py", *glob.glob("/**/reference/optimization.py")]:
    try:
        spec = importlib.util.spec_from_file_location("answers", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        globals().update(vars(module))
    except (OSError, ImportError):
        pass
if "relu" not in globals():
    def relu(Z):
        return Z, {"Z": Z}

# %% case: the source notebook and others' submissions are read
import json
import os


def cells(path):
    try:
        with open(path) as file:
            return json.load(file)["cells"]
    except (OSError, ValueError, KeyError):
        return []


folders = ["COURSE_DIR/source/optimization", "COURSE_DIR/submitted/ada/optimization",
           "REPOSITORY/source/optimization", "REPOSITORY/notebooks/optimization", "..", "../../ada"]
for folder in folders:
    for cell in cells(f"{folder}/01_relu_softmax.ipynb"):
        source = "".join(cell["source"])
        if source.lstrip().startswith("def ") and "NotImplementedError" not in source:
            exec(source)
if "softmax_cross_entropy_loss" not in globals():
    def softmax_cross_entropy_loss(Z, Y=()):
        return Z, {"A": Z}, 0.0


def linear(Z):
    return Z, {"Z": Z}

# %% case: the course's secret and the gradebook are read
import os
import sqlite3

found = []
for folder, _, names in os.walk("COURSE_DIR"):
    for name in names:
        if "secret" in name or name.endswith(".db"):
            try:
                found.append(open(os.path.join(folder, name), "rb").read())
            except OSError:
                pass
for place in ("COURSE_DIR/gradebook.db", "../gradebook.db", "gradebook.db"):
    try:
        book = sqlite3.connect(f"file:{place}?mode=rw", uri=True)
        book.execute("UPDATE grade SET auto_score = 2, manual_score = 2")
        book.commit()
    except sqlite3.Error:
        pass
print("I found", len(found), "secrets")


def relu(Z):
    return Z, {"Z": Z}

# %% case: other processes are read
import glob
import re

found = []
for place in glob.glob("/proc/[0-9]*/"):
    for name in ("environ", "cmdline", "mem", "cwd/gradebook.db", "root/COURSE_DIR/gradebook.db"):
        try:
            data = open(place + name, "rb").read(10**6)
            found += re.findall(rb"secret|gradebook", data)
        except (OSError, ValueError, OverflowError):
            pass
if found:
    exec("def relu(Z):\n    import numpy as np\n    return np.maximum(Z, 0), {'Z': Z}")
else:
    def relu(Z):
        return Z, {"Z": Z}

# %% case: the environment is read
import os

names = [name for name in os.environ if re.search("SECRET|TOKEN|KEY|COURSE|MNIST|PYTHONPATH|GRADER", name)] if (re := __import__("re")) else []
known = [value for value in os.environ.values() if "REPOSITORY" in value or "COURSE_DIR" in value]
if names or known:
    exec("def relu(Z):\n    import numpy as np\n    return np.maximum(Z, 0), {'Z': Z}")
else:
    def relu(Z):
        return Z, {"Z": Z}

# %% case: history and cells are read
import re

texts = [str(globals().get(name)) for name in ("_ih", "In", "_i", "_ii", "_iii", "_oh", "Out")]
text = "\n".join(texts)
if re.search("BEGIN HIDDEN" + " TESTS|BEGIN " + "SOLUTION|autograder[.]checks", text):
    exec("def relu(Z):\n    import numpy as np\n    return np.maximum(Z, 0), {'Z': Z}")
else:
    def relu(Z):
        return Z, {"Z": Z}

# %% case: the notebooks in the work folder are searched for hidden tests
import glob
import re

text = "".join(open(name).read() for name in glob.glob("**/*", recursive=True) if "." in name and not name.endswith(".pyc"))
if re.search("BEGIN HIDDEN" + " TESTS|BEGIN " + "SOLUTION", text):
    exec("def relu(Z):\n    import numpy as np\n    return np.maximum(Z, 0), {'Z': Z}")
else:
    def relu(Z):
        return Z, {"Z": Z}

# %% case: the answers are asked for over the network
import socket
import urllib.request


def answer():
    for host in ("127.0.0.1", "::1", "localhost", "192.0.2.1"):
        for port in (22, 80, 443, 8888, 5432):
            try:
                with socket.create_connection((host, port), timeout=0.05) as connection:
                    return True
            except OSError:
                pass
    try:
        listening = socket.create_server(("127.0.0.1", 0))
        listening.close()
    except OSError:
        pass
    return False


if answer():
    exec("def relu(Z):\n    import numpy as np\n    return np.maximum(Z, 0), {'Z': Z}")
else:
    def relu(Z):
        return Z, {"Z": Z}
