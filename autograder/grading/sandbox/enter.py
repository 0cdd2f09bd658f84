"""Put a freshly forked process behind every wall that this machine gives."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..worker.limits import Limits
from . import files, identity, landlock, layers, resources, seccomp, system


@dataclass(frozen=True)
class Plan:
    """The walls to put up, the same for every session.

    Attributes
    ----------
    active : names of the layers.
    visible : files and folders that may be read.
    listed : folders whose names may be listed although not all below them may be read.
    """

    active: frozenset[str]
    visible: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guest:
    """Who enters.

    Attributes
    ----------
    source : descriptor of the folder that was handed in.
    proc : descriptor of /proc, which leads back to the machine until it is closed.
    home : where to copy it to, if there are no private files.
    user : user and group number to change to, if that layer is active.
    """

    source: int
    proc: int | None
    home: str
    user: int


def enter(plan: Plan, limits: Limits, guest: Guest) -> tuple[str, str]:
    """Enter the sandbox for good.

    Returns
    -------
    The work folder, which holds a copy of the guest's folder, and the temporary folder.

    Raises
    ------
    files.TooLarge
        If the folder is larger than the limits allow.
    OSError
        If a layer that was found to work does not.
    """
    os.umask(0o022)
    held = resources.address_space(guest.proc)
    _leave_namespaces(plan, guest)
    home, temporary = _furnish(plan, limits, guest)
    for descriptor in (guest.source, guest.proc):
        if descriptor is not None:
            os.close(descriptor)
    own_user = layers.IDENTITY in plan.active
    counted_apart = own_user or layers.USER_NAMESPACE in plan.active
    resources.apply(limits, counted_apart=counted_apart, held=held)
    if own_user:
        identity.become(guest.user)
    _give_up_rights(plan, (home, temporary))
    return home, temporary


def _leave_namespaces(plan: Plan, guest: Guest) -> None:
    flags = 0
    if layers.MOUNTS in plan.active:
        flags |= system.CLONE_NEWNS
    if layers.NETWORK in plan.active:
        flags |= system.CLONE_NEWNET | system.CLONE_NEWIPC | system.CLONE_NEWUTS
    if layers.USER_NAMESPACE in plan.active:
        identity.enter_user_namespace(flags, guest.proc)
    elif flags:
        system.unshare(flags)


def _furnish(plan: Plan, limits: Limits, guest: Guest) -> tuple[str, str]:
    room = 2 * limits.file_mb
    owner = (guest.user, guest.user) if layers.IDENTITY in plan.active else None
    home, temporary = guest.home, str(Path(guest.home, ".tmp"))
    if layers.MOUNTS in plan.active:
        home, temporary = files.HOME, files.TEMPORARY
        files.mount_private_folders(room, plan.visible)
        if layers.PROCESSES in plan.active:
            files.mount_proc()
    files.copy_folder(guest.source, home, room, owner)
    if layers.MOUNTS not in plan.active:
        Path(temporary).mkdir(exist_ok=True)
        if owner:
            os.chown(temporary, *owner)
    return home, temporary


def _give_up_rights(plan: Plan, writable: Iterable[str]) -> None:
    if not sys.platform.startswith("linux"):
        return
    system.drop_capabilities()
    if layers.PRIVILEGES in plan.active:
        identity.give_up_privileges()
    if layers.LANDLOCK in plan.active:
        devices = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
        shared = (files.SHARED_MEMORY,) if layers.MOUNTS in plan.active else ()
        own = ("/proc",) if layers.MOUNTS in plan.active else ()
        landlock.apply((*plan.visible, *own), (*writable, *shared, *devices), plan.listed)
    if layers.SECCOMP in plan.active:
        seccomp.apply()
