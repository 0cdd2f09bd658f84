"""Who the student's process is: nobody in particular, and never to become anyone else."""

from __future__ import annotations

import os

from . import system

FIRST_USER = 1_879_048_192  # far above what systems hand out
LAST_USER = FIRST_USER + 2**24


def become(user: int) -> None:
    """Change to another user and group for good; needs root."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def give_up_privileges() -> None:
    """See to it that no program that is started can ever gain rights."""
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)


def enter_user_namespace(others: int = 0, proc: int | None = None) -> None:
    """Enter a user namespace that maps the present user and group to themselves.

    Parameters
    ----------
    others : further namespaces to enter at the same time.
    proc : descriptor of /proc, where it cannot be reached by that name any more.
    """
    user, group = os.geteuid(), os.getegid()
    system.unshare(system.CLONE_NEWUSER | others)
    _tell(proc, "setgroups", "deny")
    _tell(proc, "uid_map", f"{user} {user} 1")
    _tell(proc, "gid_map", f"{group} {group} 1")


def _tell(proc: int | None, name: str, text: str) -> None:
    path = f"/proc/self/{name}" if proc is None else f"self/{name}"
    descriptor = os.open(path, os.O_WRONLY, dir_fd=proc)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
