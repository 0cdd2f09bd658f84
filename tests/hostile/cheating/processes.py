# Reaching other processes and outliving the grading.

# %% case: the grader and all parents are signalled
import os
import signal

for pid in [GRADER_PID, os.getppid(), 1, -1, *range(2, 400)]:
    if pid == os.getpid():
        continue
    try:
        os.kill(pid, signal.SIGKILL)
    except (OSError, OverflowError):
        pass


def relu(Z):
    return Z, {"Z": Z}

# %% case: the grader is traced
import ctypes
import os

libc = ctypes.CDLL(None)
for pid in (GRADER_PID, os.getppid(), 1):
    for request in (16, 0x4206):
        libc.ptrace(request, pid, 0, 0)
    libc.process_vm_readv(pid, 0, 0, 0, 0, 0)


def relu(Z):
    return Z, {"Z": Z}

# %% case: a detached process edits the gradebook after grading
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sh", ["sh", "-c", "sleep 2; echo edited > COURSE_DIR/gradebook.db; sleep 50 # hostile-was-here"])
    os._exit(0)


def relu(Z):
    return Z, {"Z": Z}

# %% case: a sleeping daemon stays behind
import subprocess
import sys

for _ in range(3):
    subprocess.Popen(["bash", "-c", "exec -a hostile-was-here-sleep sleep 60"], start_new_session=True)
subprocess.Popen(["nohup", "setsid", "sh", "-c", "sleep 60 # hostile-was-here"])


def relu(Z):
    return Z, {"Z": Z}

# %% case: a thread answers later
import threading
import time

results = []


def later():
    time.sleep(0.2)
    for A in results:
        A[A < 0] = 0


def relu(Z):
    import numpy as np

    A = np.array(Z, float)
    results.append(A)
    threading.Thread(target=later).start()
    return A, {"Z": Z}

# %% case: files are left wherever they can be
import os

for place in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/root", "/home", os.path.expanduser("~"), "COURSE_DIR",
              "REPOSITORY", "COURSE_DIR/source/optimization", "COURSE_DIR/submitted/ada/optimization"):
    try:
        with open(f"{place}/hostile-was-here", "w") as file:
            file.write("here")
    except OSError:
        pass


def relu(Z):
    return Z, {"Z": Z}

# %% case: the work folder is filled with links to the course
import os

for number, place in enumerate(["COURSE_DIR", "REPOSITORY", "/etc/shadow", "/proc/1/root", "COURSE_DIR/gradebook.db"]):
    os.symlink(place, f"link{number}")
    try:
        os.link(place, f"hard{number}")
    except OSError:
        pass
    try:
        open(f"link{number}", "w").write("edited")
    except OSError:
        pass


def relu(Z):
    return Z, {"Z": Z}

# %% case: start-up files are left for the next student
import os
import site
import sys

for place in {site.getusersitepackages(), *sys.path, os.path.expanduser("~/.ipython/profile_default/startup")}:
    try:
        os.makedirs(place, exist_ok=True)
        for name in ("sitecustomize.py", "usercustomize.py", "hostile.pth", "00.py"):
            open(os.path.join(place, name), "w").write("print('hostile-was-here')\n")
    except OSError:
        pass


def relu(Z):
    return Z, {"Z": Z}

# %% case: the warm process is asked for through descriptors
import array
import os
import socket


def relu(Z):
    for descriptor in range(3, 64):
        try:
            line = socket.socket(fileno=os.dup(descriptor))
            socket.send_fds(line, [b"x"], [0, 1, 2])
        except (OSError, ValueError):
            pass
    return Z, {"Z": Z}

# %% case: a child answers in its parent's place
import os


def relu(Z):
    if os.fork():
        os._exit(0)
    return Z, {"Z": Z}

# %% case: limits are lowered to nothing
import resource

for name in ("RLIMIT_NOFILE", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_MEMLOCK"):
    try:
        resource.setrlimit(getattr(resource, name), (0, 0))
    except (OSError, ValueError):
        pass


def relu(Z):
    return Z, {"Z": Z}
