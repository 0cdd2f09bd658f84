"""Landlock: files that may be read, folders that may be written, nothing else (Linux 5.13).

Needs no privileges. The rights of each version are those of linux/landlock.h.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Iterable

from . import system

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_ON_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14
_RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_MAKE_DEVICES = 1 << 6 | 1 << 11  # character and block devices
_NETWORK_VERSION, _SCOPE_VERSION = 4, 6


class _Rules(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def version() -> int:
    """Return the version of Landlock that the kernel offers.

    Raises
    ------
    OSError
        If it offers none.
    """
    return system.syscall(_CREATE, 0, 0, _VERSION_FLAG)


def scopes_signals(abi: int) -> bool:
    """Say whether this version keeps signals inside."""
    return abi >= _SCOPE_VERSION


def apply(readable: Iterable[str], writable: Iterable[str], listed: Iterable[str] = ()) -> None:
    """Restrict this process for good; no_new_privs must be set.

    Parameters
    ----------
    readable : files and folders that may be read and executed.
    writable : files and folders in which everything ordinary may be done.
    listed : folders of which only the names may be listed.
    """
    abi = version()
    handled = _RIGHTS_BY_VERSION[max(v for v in _RIGHTS_BY_VERSION if v <= abi)]
    rules = _Rules(handled, 3 if abi >= _NETWORK_VERSION else 0, 3 if abi >= _SCOPE_VERSION else 0)
    size = 8 if abi < _NETWORK_VERSION else 16 if abi < _SCOPE_VERSION else 24
    ruleset = system.syscall(_CREATE, ctypes.byref(rules), size, 0)
    try:
        for path in readable:
            _allow(ruleset, path, _READ & handled)
        for path in listed:
            _allow(ruleset, path, _READ_DIR)
        for path in writable:
            _allow(ruleset, path, handled & ~_MAKE_DEVICES)
        system.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):  # what cannot be reached needs no rule
        return
    try:
        _add_rule(ruleset, descriptor, rights)
    finally:
        os.close(descriptor)


def _add_rule(ruleset: int, descriptor: int, rights: int) -> None:
    is_folder = stat.S_ISDIR(os.stat(descriptor).st_mode)
    rule = _Beneath(rights if is_folder else rights & _ON_FILES, descriptor)
    system.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
