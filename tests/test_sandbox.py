"""Each wall stands alone, and where one is missing that is said."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from rich.console import Console

from autograder.grading import doctor
from autograder.grading.sandbox import files, layers, macos, probe, seccomp
from autograder.grading.sandbox.layers import Layer, gaps

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="walls of Linux")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can build it alone")

BEHIND = """
import os, socket, subprocess, sys, threading
from autograder.grading.sandbox import files, identity, landlock, layers, probe, resources
from autograder.grading.sandbox import seccomp, system
from autograder.grading.worker.limits import Limits

def tried(action):
    try:
        return f"done {action()}"
    except Exception as error:
        return type(error).__name__
"""


def behind(code, *arguments, command=(sys.executable,)):
    """Run code in a process of its own, which puts up a wall and says what is behind it."""
    script = BEHIND + textwrap.dedent(code)
    root = str(Path(__file__).resolve().parent.parent)
    done = subprocess.run(
        [*command, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def needs(name):
    """Skip, visibly, where this machine does not give a layer."""
    layer = next(layer for layer in probe.probe() if layer.name == name)
    if not layer.active:
        pytest.skip(f"{name}: {layer.detail}")


# seccomp


@linux
def test_the_filter_refuses_dangerous_calls_and_lets_a_notebook_work():
    needs(layers.SECCOMP)
    said = behind(
        """
        identity.give_up_privileges()
        seccomp.apply()
        print(tried(lambda: socket.socket(socket.AF_INET)))
        print(tried(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)))
        print(tried(lambda: system.unshare(system.CLONE_NEWUSER)))
        print(tried(lambda: os.memfd_create("x")))
        print(tried(lambda: socket.socketpair() and 1))
        print(tried(lambda: subprocess.run(["true"]).returncode))
        thread = threading.Thread(target=lambda: print("thread"))
        thread.start(), thread.join()
        """
    )
    assert said == [*["PermissionError"] * 4, "done 1", "done 0", "thread"]


@linux
@pytest.mark.parametrize("machine", seccomp.ARCHITECTURES)
def test_the_numbers_of_the_refused_calls_are_the_kernels(machine):
    header = {
        "x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
        "aarch64": "/usr/include/asm-generic/unistd.h",
    }[machine]
    if not Path(header).exists():
        pytest.skip(f"{header} is not installed")
    lines = [line.split() for line in Path(header).read_text().splitlines()]
    defined = {words[1].split("_", 3)[-1]: words[2] for words in lines if len(words) == 3}
    numbers = {
        words[1].removeprefix("__NR3264_").removeprefix("__NR_"): words[2]
        for words in lines
        if len(words) >= 3 and words[0] == "#define" and words[1].startswith("__NR")
    }
    assert defined
    refused = seccomp.ARCHITECTURES[machine].refused
    assert {name: numbers[name] for name in refused} == {n: str(v) for n, v in refused.items()}


def test_every_jump_of_the_filter_stays_inside_it():
    for arch in seccomp.ARCHITECTURES.values():
        steps = seccomp.program(arch)
        for position, (_code, yes, no, _value) in enumerate(steps):
            assert position + 1 + max(yes, no) < len(steps) or (yes, no) == (0, 0)


# Landlock


@linux
def test_landlock_allows_what_is_named_and_nothing_else(tmp_path):
    needs(layers.LANDLOCK)
    for name in ("open", "mine", "closed", "listed"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    said = behind(
        """
        folder = sys.argv[1]
        def read(name): return open(f"{folder}/{name}/file").read()
        def write(name): return open(f"{folder}/{name}/new", "w").write("x")
        identity.give_up_privileges()
        landlock.apply([f"{folder}/open", "/usr", "/lib"], [f"{folder}/mine"], [f"{folder}/listed"])
        print(tried(lambda: read("open")), tried(lambda: write("open")))
        print(tried(lambda: read("mine")), tried(lambda: write("mine")))
        print(tried(lambda: read("closed")), tried(lambda: os.listdir(f"{folder}/closed")))
        print(tried(lambda: read("listed")), tried(lambda: os.listdir(f"{folder}/listed")))
        """,
        tmp_path,
    )
    assert said == [
        "done open PermissionError",
        "done mine done 1",
        "PermissionError PermissionError",
        "PermissionError done ['file']",
    ]


@linux
def test_landlock_keeps_signals_inside():
    needs(layers.SCOPE)
    said = behind(
        """
        nowhere = subprocess.DEVNULL
        child = subprocess.Popen(["sleep", "9"], stdout=nowhere, stderr=nowhere)
        identity.give_up_privileges()
        landlock.apply(["/usr"], [])
        print(tried(lambda: os.kill(child.pid, 0)), tried(lambda: os.kill(os.getppid(), 0)))
        own = os.fork()
        if own == 0:
            os._exit(0)
        print(tried(lambda: os.kill(own, 0)))
        """
    )
    assert said == ["PermissionError PermissionError", "done None"]


# Resource limits


def test_resource_limits_hold():
    said = behind(
        """
        held = resources.address_space(os.open("/proc", os.O_RDONLY))
        limits = Limits(memory_mb=100, file_mb=1, processes=5)
        resources.apply(limits, counted_apart=False, held=held)
        def write():
            with open("/tmp/sandbox-test-%d" % os.getpid(), "wb") as file:
                os.unlink(file.name)
                file.write(bytes(2 * 2**20))
        print(tried(write))
        print(tried(lambda: [open(os.devnull) for _ in range(1000)]))
        print(tried(lambda: bytes(200 * 2**20)))
        """
    )
    assert said == ["OSError", "OSError", "MemoryError"]


@linux
@as_root
def test_another_user_has_no_rights_and_a_count_of_its_own():
    needs(layers.IDENTITY)
    said = behind(
        """
        identity.become(identity.FIRST_USER)
        resources.apply(Limits(processes=3), counted_apart=True, held=10**10)
        print(os.getuid() == identity.FIRST_USER, os.getgroups(), tried(lambda: os.setuid(0)))
        def bomb():
            for _ in range(50):
                if os.fork() == 0:
                    os.execvp("sleep", ["sleep", "1"])
        print(tried(bomb))
        """
    )
    assert said == ["True [] PermissionError", "BlockingIOError"]


# Files


@linux
@as_root
def test_a_private_root_shows_only_what_is_named_and_read_only(tmp_path):
    needs(layers.MOUNTS)
    (tmp_path / "stage").mkdir()
    (tmp_path / "kit" / "secret").mkdir(parents=True)
    (tmp_path / "kit" / "open.txt").write_text("open")
    (tmp_path / "kit" / "secret" / "grades.txt").write_text("grades")
    (tmp_path / "other.txt").write_text("other")
    said = behind(
        """
        folder = sys.argv[1]
        system.unshare(system.CLONE_NEWNS)
        visible = files.visible_paths([f"{folder}/kit"])
        files.enter_private_root(f"{folder}/stage", visible, [f"{folder}/kit/secret"])
        print(tried(lambda: open(f"{folder}/kit/open.txt").read()))
        print(tried(lambda: open(f"{folder}/kit/open.txt", "w")))
        print(tried(lambda: os.listdir(f"{folder}/kit/secret")))
        print(tried(lambda: open(f"{folder}/other.txt")))
        print(tried(lambda: open("/new", "w")), tried(lambda: open("/usr/new", "w")))
        system.unshare(system.CLONE_NEWNS)
        files.mount_private_folders(1)
        print(tried(lambda: open("/tmp/new", "w").write("x")))
        def fill():
            with open("/tmp/big", "wb") as file: file.write(bytes(2 * 2**20))
        print(tried(fill))
        """,
        tmp_path,
    )
    assert said == [
        "done open", "OSError", "done []", "FileNotFoundError", "OSError OSError", "done 1",
        "OSError",
    ]  # fmt: skip
    assert (tmp_path / "kit" / "open.txt").read_text() == "open"
    assert not any((tmp_path / "stage").iterdir())


def test_a_path_with_something_hidden_below_is_taken_apart(tmp_path):
    for name in ("a", "b/c", "b/hidden/x"):
        (tmp_path / name).mkdir(parents=True)
    whole, listed = files.without_hidden([str(tmp_path)], [str(tmp_path / "b" / "hidden")])
    assert sorted(whole) == [str(tmp_path / "a"), str(tmp_path / "b" / "c")]
    assert sorted(listed) == [str(tmp_path), str(tmp_path / "b")]


def copied(source, target, megabytes=1):
    descriptor = os.open(source, os.O_RDONLY)
    try:
        files.copy_folder(descriptor, str(target), megabytes, None)
    finally:
        os.close(descriptor)


def test_only_ordinary_files_and_folders_are_copied(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "kit").mkdir(parents=True)
    target.mkdir()
    (source / "kit" / "a.txt").write_text("a")
    (source / "link").symlink_to("/etc/passwd")
    os.mkfifo(source / "pipe")
    copied(source, target)
    found = sorted(str(path.relative_to(target)) for path in target.rglob("*"))
    assert found == ["kit", "kit/a.txt"]


def test_a_folder_with_too_much_in_it_is_refused(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "target").mkdir()
    (tmp_path / "source" / "big").write_bytes(bytes(2 * 2**20))
    with pytest.raises(files.TooLarge):
        copied(tmp_path / "source", tmp_path / "target")


# What is said


def standing(*names):
    return tuple(Layer(name, True, "") for name in names)


def test_with_namespaces_and_another_user_nothing_is_unprotected():
    found = standing(
        layers.MOUNTS, layers.PROCESSES, layers.NETWORK, layers.IDENTITY, layers.PROCESS_COUNT
    )
    assert gaps(found) == ()


def test_without_any_wall_each_gap_is_one_line():
    found = gaps(standing(layers.RESOURCES))
    assert len(found) == len(layers.PROTECTIONS)
    assert all(line.startswith("Not protected: ") and "\n" not in line for line in found)


def test_landlock_and_seccomp_stand_in_for_namespaces():
    found = gaps(standing(layers.LANDLOCK, layers.SECCOMP, layers.SCOPE, layers.PROCESS_COUNT))
    assert [line for line in found if "outlive" not in line] == []


@linux
def test_a_layer_that_is_switched_off_is_reported_so():
    found = {layer.name: layer for layer in probe.probe(frozenset({layers.SECCOMP}))}
    assert not found[layers.SECCOMP].active
    assert found[layers.SECCOMP].detail == "switched off"


def refuse():
    raise OSError(1, "Operation not permitted")


def test_a_layer_that_fails_is_reported_with_its_reason():
    assert "Operation not permitted" in probe.attempt(refuse)
    assert probe.attempt(lambda: None) == ""
    assert "Killed" in probe.attempt(lambda: os.kill(os.getpid(), 9))


def test_the_doctor_names_every_layer_and_sums_up():
    console = Console(record=True, width=200, file=io.StringIO())
    missing = gaps(doctor.examine())
    assert doctor.run(console) == bool(missing)
    text = console.export_text()
    assert layers.RESOURCES in text
    assert ("kept in on every side" in text) == (not missing)


def test_the_profile_for_macos_hides_the_course_and_opens_the_worker():
    text = macos.profile(["/opt/python"], ["/opt/python/autograder"], [Path("/opt/w")], ["/work"])
    rules = text.splitlines()
    assert rules[0] == "(version 1)"
    order = [
        '(allow file-read* (subpath "/opt/python"))',
        '(deny file-read* (subpath "/opt/python/autograder"))',
        '(allow file-read* (subpath "/opt/w"))',
        '(allow file-read* file-write* (subpath "/work"))',
    ]
    assert sorted(order, key=rules.index) == order
    assert "(deny network*)" in rules


def test_a_strange_path_cannot_break_out_of_the_profile():
    text = macos.profile(['/a" (allow network*) "'], [], [], [])
    assert '\\" (allow network*) \\"' in text


# As an ordinary user

PREPARE = """
set -e
mount --make-rprivate /
home=$(mktemp -d)
mount --bind "$BASE" "$home"
mount -t tmpfs -o mode=755 tmpfs /root
mkdir -p "$BASE"
mount --move "$home" "$BASE" 2>/dev/null || mount --bind "$home" "$BASE"
"""


@pytest.fixture
def open_folder():
    """Return a folder that every user can reach and write to; pytest's own are root's alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture
def ordinary(open_folder):
    """Return the command that runs Python as nobody, although it may lie in root's home."""
    if os.geteuid() != 0:
        return (sys.executable,)
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("needs unshare and setpriv (util-linux)")
    prepare = PREPARE if sys.base_prefix.startswith("/root/") else "set -e"
    script = open_folder / "as_nobody.sh"
    script.write_text(
        f"BASE={sys.base_prefix}\n{prepare}\n"
        "exec setpriv --reuid=65534 --regid=65534 --clear-groups "
        f'env HOME={open_folder} TMPDIR={open_folder} "$@"\n'
    )
    command = ("unshare", "-m", "sh", str(script), sys.executable)
    trial = subprocess.run([*command, "-c", "pass"], capture_output=True, text=True, check=False)
    if trial.returncode:
        pytest.skip(f"cannot run as an ordinary user here: {trial.stderr.strip()}")
    return command


SESSION = """
import pathlib, tempfile
from autograder.grading.sessions.remote import Limits, Warm
without = sys.argv[1].split(",")
folder = pathlib.Path(tempfile.mkdtemp())
secret = pathlib.Path(tempfile.mkdtemp()) / "grades"
secret.write_text("secret")
limits = Limits(cell_seconds=20, processes=20)
with Warm.start(limits, preload=(), without=without) as warm:
    with warm.open_session(folder, limits) as session:
        def run(source):
            result = session.run_cell(source)
            if result.error is not None:
                return result.error.exception
            return "".join(o["text"] for o in result.outputs if o.get("name") == "stdout").strip()
        print(run("print(6 * 7)"))
        print(run(f"open({str(secret)!r})"))
        print(run("import socket\\nsocket.create_connection(('127.0.0.1', 9))"))
        print(run(f"import os\\nos.kill({os.getpid()}, 0)"))
        print(run("open('mine', 'w').write('x')\\nimport sklearn, numpy.fft\\nprint('fine')"))
    print(warm.gaps())
"""


@linux
@pytest.mark.parametrize(
    "without",
    ["", ",".join([layers.MOUNTS, layers.PROCESSES, layers.NETWORK, layers.USER_NAMESPACE])],
    ids=["namespaces", "no namespaces"],
)
def test_an_ordinary_user_is_protected_too(ordinary, without):
    needs(layers.LANDLOCK)
    said = behind(SESSION, without, command=ordinary)
    assert (said[0], said[4]) == ("42", "fine")
    assert said[1] in ("PermissionError", "FileNotFoundError")
    assert said[2] == "PermissionError"
    assert said[3] in ("PermissionError", "ProcessLookupError")
    assert ("outlive" in said[5]) == bool(without)
