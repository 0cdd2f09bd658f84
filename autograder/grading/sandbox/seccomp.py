"""A seccomp filter: system calls that no student's notebook needs are refused.

Calls that reach other processes, other networks or the kernel's rarely used parts give EPERM.
The numbers are those of the kernel's tables for x86-64 and for arm64.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
from dataclasses import dataclass

from . import system

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24
_X32 = 0x40000000
_NAMESPACES = 0x7E020000  # every CLONE_NEW flag
_TIOCSTI = 0x5412

# The same numbers on both: every call added since Linux 5.1, and io_uring among them.
_NEWER = {
    "pidfd_getfd": 438, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432,
    "fspick": 433, "mount_setattr": 442, "quotactl_fd": 443, "memfd_secret": 447,
    "process_madvise": 440, "process_mrelease": 448,
}  # fmt: skip


@dataclass(frozen=True)
class Architecture:
    """The numbers of one processor family."""

    audit: int
    clone: int
    clone3: int
    socket: int
    ioctl: int
    refused: dict[str, int]


ARCHITECTURES = {
    "x86_64": Architecture(
        0xC000003E, 56, 435, 41, 16,
        {
            "shmget": 29, "semget": 64, "msgget": 68, "ptrace": 101, "syslog": 103,
            "personality": 135, "pivot_root": 155, "acct": 163, "settimeofday": 164, "mount": 165,
            "umount2": 166, "swapon": 167, "swapoff": 168, "reboot": 169, "sethostname": 170,
            "setdomainname": 171, "iopl": 172, "ioperm": 173, "init_module": 175,
            "delete_module": 176, "quotactl": 179, "chroot": 161, "lookup_dcookie": 212,
            "clock_settime": 227, "mq_open": 240, "kexec_load": 246, "add_key": 248,
            "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298,
            "fanotify_init": 300, "name_to_handle_at": 303, "open_by_handle_at": 304,
            "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311, "kcmp": 312,
            "finit_module": 313, "memfd_create": 319, "kexec_file_load": 320, "bpf": 321,
            "userfaultfd": 323,
        },
    ),
    "aarch64": Architecture(
        0xC00000B7, 220, 435, 198, 29,
        {
            "lookup_dcookie": 18, "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51,
            "quotactl": 60, "acct": 89, "personality": 92, "unshare": 97, "kexec_load": 104,
            "init_module": 105, "delete_module": 106, "clock_settime": 112, "syslog": 116,
            "ptrace": 117, "reboot": 142, "sethostname": 161, "setdomainname": 162,
            "settimeofday": 170, "mq_open": 180, "msgget": 186, "semget": 190, "shmget": 194,
            "add_key": 217, "request_key": 218, "keyctl": 219, "swapon": 224, "swapoff": 225,
            "perf_event_open": 241, "fanotify_init": 262, "name_to_handle_at": 264,
            "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
            "process_vm_writev": 271, "kcmp": 272, "finit_module": 273, "memfd_create": 279,
            "bpf": 280, "userfaultfd": 282, "kexec_file_load": 294,
        },
    ),
}  # fmt: skip


class _Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction))]


Step = tuple[int, int, int, int]


def architecture() -> Architecture:
    """Return this machine's numbers.

    Raises
    ------
    OSError
        If they are not known.
    """
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no filter is written for the processor {machine}")
    return ARCHITECTURES[machine]


def program(arch: Architecture) -> list[Step]:
    """Write the filter as (code, jump if true, jump if false, value) steps."""
    refuse, missing = (_REFUSE | number for number in (errno.EPERM, errno.ENOSYS))
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, arch.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, refuse),
        # clone3 hides its flags behind a pointer: the C library falls back to clone.
        (_EQUAL, 0, 1, arch.clone3),
        (_RETURN, 0, 0, missing),
    ]
    for number in (*arch.refused.values(), *_NEWER.values()):
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    steps += _when(arch.clone, _FIRST_ARGUMENT, _ANY_BIT, _NAMESPACES, refuse)
    steps += _when(arch.ioctl, _SECOND_ARGUMENT, _EQUAL, _TIOCSTI, refuse)
    steps += _unless(arch.socket, _FIRST_ARGUMENT, int(socket.AF_UNIX), refuse)
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def _when(number: int, argument: int, test: int, value: int, answer: int) -> list[Step]:
    """Give `answer` to a call whose argument passes a test."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, argument),
        (test, 0, 1, value),
        (_RETURN, 0, 0, answer),
        (_LOAD, 0, 0, _NUMBER),
    ]


def _unless(number: int, argument: int, value: int, answer: int) -> list[Step]:
    """Give `answer` to a call whose argument is not `value`."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, argument),
        (_EQUAL, 1, 0, value),
        (_RETURN, 0, 0, answer),
        (_LOAD, 0, 0, _NUMBER),
    ]


def apply() -> None:
    """Install the filter in this process for good; no_new_privs must be set."""
    steps = program(architecture())
    instructions = (_Instruction * len(steps))(*(_Instruction(*step) for step in steps))
    filter_ = _Program(len(steps), instructions)
    system.prctl(system.PR_SET_SECCOMP, system.SECCOMP_MODE_FILTER, ctypes.addressof(filter_))
