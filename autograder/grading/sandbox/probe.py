"""Find out which layers this machine gives, by trying each in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from . import identity, landlock, layers, seccomp, system
from .layers import Layer

LINUX = sys.platform.startswith("linux")
_NAMESPACES_REMEDY = (
    "run the grader as root (in a container is fine), or allow unprivileged user namespaces: "
    "sysctl kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu, "
    "kernel.unprivileged_userns_clone=1 on older Debian"
)
_CONTAINER_REMEDY = f"{_NAMESPACES_REMEDY}; Docker needs --security-opt seccomp=unconfined"


def attempt(action: Callable[[], object]) -> str:
    """Try something in a forked process; return why it failed, or an empty string."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _try_and_exit(action, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        text = answer.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return text if text or status == 0 else f"ended with {signal.strsignal(-status) or status}"


def _try_and_exit(action: Callable[[], object], writer: int) -> None:
    code = 1
    try:
        action()
        code = 0
    except Exception as error:  # noqa: BLE001 - the reason is what is wanted
        os.write(writer, f"{error}"[:500].encode())
    finally:
        os._exit(code)


def probe(without: frozenset[str] = frozenset()) -> tuple[Layer, ...]:
    """Return every layer, active if this machine gives it and it is not named in `without`."""
    found = [_resources()]
    found += _linux() if LINUX else _elsewhere()
    return tuple(_switched_off(layer) if layer.name in without else layer for layer in found)


def settled(
    found: tuple[Layer, ...], python: Iterable[str], kept: frozenset[str] | None = None
) -> tuple[Layer, ...]:
    """Return the layers that can be used together.

    Parameters
    ----------
    python : folders that Python needs.
    kept : names of the layers to use at most.
    """
    if kept is not None:
        found = tuple(_only(layer, kept) for layer in found)
    names = active_names(found)
    if layers.IDENTITY in names and layers.MOUNTS not in names:
        problem = attempt(lambda: _reach_as_other_user(python))
        if problem:
            found = tuple(_unreachable(layer, problem) for layer in found)
    counted = os.geteuid() != 0 or layers.IDENTITY in active_names(found)
    return (*found, _process_count(counted))


def active_names(found: Iterable[Layer]) -> frozenset[str]:
    """Return the names of the layers that stand."""
    return frozenset(layer.name for layer in found if layer.active)


def _reach_as_other_user(paths: Iterable[str]) -> None:
    identity.become(identity.FIRST_USER)
    for path in paths:
        list(Path(path).iterdir())


def _unreachable(layer: Layer, problem: str) -> Layer:
    if layer.name != layers.IDENTITY:
        return layer
    detail = f"another user could not read Python's own files ({problem})"
    return Layer(layer.name, False, detail, "install Python outside root's home folder")


def _process_count(counted: bool) -> Layer:
    if counted:
        return Layer(layers.PROCESS_COUNT, True, "a session's processes are counted")
    detail = "the system does not count root's processes"
    return Layer(layers.PROCESS_COUNT, False, detail, "make another user possible")


def _only(layer: Layer, kept: frozenset[str]) -> Layer:
    if layer.name in kept or not layer.active:
        return layer
    return Layer(layer.name, False, "not used for an interpreter of its own")


def _switched_off(layer: Layer) -> Layer:
    return Layer(layer.name, False, "switched off")


def _resources() -> Layer:
    if sys.platform == "darwin":
        detail = "processor time, files, processes; the grader watches memory from outside"
    else:
        detail = "memory, processor time, file size, open files, processes"
    return Layer(layers.RESOURCES, True, detail)


def _tried(name: str, action: Callable[[], object], detail: str, remedy: str = "") -> Layer:
    problem = attempt(action)
    return Layer(name, not problem, problem or detail, remedy if problem else "")


def _linux() -> list[Layer]:
    root = os.geteuid() == 0
    found = [_user(root), _user_namespace(root)]
    for name, flag, detail in (
        (layers.MOUNTS, system.CLONE_NEWNS, "a read-only system without home folders or course"),
        (layers.PROCESSES, system.CLONE_NEWPID, "other processes invisible, none left over"),
        (
            layers.NETWORK,
            system.CLONE_NEWNET | system.CLONE_NEWIPC | system.CLONE_NEWUTS,
            "no network, not even this machine's own addresses",
        ),
    ):
        found.append(_tried(name, _entering(flag, root), detail, _CONTAINER_REMEDY))
    return [*found, *_without_rights()]


def _entering(flag: int, root: bool) -> Callable[[], None]:
    return lambda: system.unshare(flag) if root else identity.enter_user_namespace(flag)


def _user(root: bool) -> Layer:
    if not root:
        detail = "the grader is not root, so students' code runs as the same user"
        return Layer(layers.IDENTITY, False, detail, "run the grader as root, in a container")
    return _tried(
        layers.IDENTITY,
        lambda: identity.become(identity.FIRST_USER),
        "each submission runs as an unused user",
        "run the grader where it may change users",
    )


def _user_namespace(root: bool) -> Layer:
    if root:
        return Layer(layers.USER_NAMESPACE, False, "not needed as root")
    return _tried(
        layers.USER_NAMESPACE,
        identity.enter_user_namespace,
        "rights to build the walls, given up afterwards",
        _NAMESPACES_REMEDY,
    )


def _without_rights() -> list[Layer]:
    found = [
        _tried(layers.PRIVILEGES, identity.give_up_privileges, "no program can gain rights"),
        _tried(
            layers.LANDLOCK,
            _confine,
            "files outside the allowed folders cannot be opened",
            "Linux 5.13 or newer with Landlock in its list of security modules",
        ),
    ]
    found.append(_scope())
    found.append(
        _tried(
            layers.SECCOMP,
            _filter,
            "system calls that no notebook needs are refused",
            "a kernel with CONFIG_SECCOMP_FILTER",
        )
    )
    return found


def _confine() -> None:
    identity.give_up_privileges()
    landlock.apply(["/usr"], [])


def _filter() -> None:
    identity.give_up_privileges()
    seccomp.apply()


def _scope() -> Layer:
    try:
        active = landlock.scopes_signals(landlock.version())
    except OSError:
        active = False
    detail = "signals reach own processes only" if active else "this Landlock does not scope them"
    return Layer(layers.SCOPE, active, detail, "" if active else "Linux 6.12 or newer")


def _elsewhere() -> list[Layer]:
    from . import macos

    return [macos.layer()]
