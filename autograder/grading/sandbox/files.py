"""A file system of the student's own: what Python needs, read-only, and two small folders."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from . import system

HOME, TEMPORARY, SHARED_MEMORY = "/home/student", "/tmp", "/dev/shm"  # noqa: S108 - mounted here
SHARED_MEMORY_MB = 16
MAX_ENTRIES = 5000

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store")
_SETTINGS = (
    "/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/hosts", "/etc/ld.so.cache",
    "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/mime.types",
    "/etc/nsswitch.conf", "/etc/passwd", "/etc/timezone",
)  # fmt: skip
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


class TooLarge(Exception):
    """The folder that was handed in is larger than a session may hold."""


def visible_paths(python: Iterable[str]) -> list[str]:
    """Return what a student's process may read: the system and the folders of `python`."""
    paths = [*_SYSTEM, *_SETTINGS, *_DEVICES, *python]
    return list(dict.fromkeys(path for path in paths if os.path.lexists(path)))


def without_hidden(
    visible: Iterable[str], hidden: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Replace each path that has a hidden folder below it by what else lies in it.

    Returns
    -------
    Paths that have nothing hidden below them, and the folders that were taken apart.
    """
    whole: list[str] = []
    taken_apart: list[str] = []
    waiting = list(visible)
    while waiting:
        path = waiting.pop()
        inside = [name for name in hidden if Path(name).is_relative_to(path)]
        if not inside:
            whole.append(path)
        elif path not in inside:
            taken_apart.append(path)
            waiting += [str(entry) for entry in Path(path).iterdir()]
    return tuple(whole), tuple(taken_apart)


def enter_private_root(stage: str, visible: Iterable[str], hidden: Iterable[str]) -> None:
    """Make a root that holds only the visible paths, read-only, and move into it.

    Parameters
    ----------
    stage : an empty folder to build it on.
    visible : existing paths that keep their names.
    hidden : folders to leave empty although they lie below a visible one.

    Raises
    ------
    OSError
        If the system forbids one of the steps.
    """
    system.mount(None, "/", None, system.MS_REC | system.MS_PRIVATE)
    system.mount("tmpfs", stage, "tmpfs", system.MS_NOSUID, "size=1m,mode=755")
    for path in visible:
        _show(stage, path)
    for path in hidden:
        _hide(stage, path)
    for folder in (HOME, TEMPORARY, SHARED_MEMORY, "/proc"):
        Path(stage + folder).mkdir(parents=True, exist_ok=True)
    system.mount(
        None, stage, None, system.MS_REMOUNT | system.MS_BIND | system.MS_RDONLY | system.MS_NOSUID
    )
    os.chdir(stage)
    system.pivot_root(".", ".")
    system.detach(".")
    os.chdir("/")


def _show(stage: str, path: str) -> None:
    target = Path(stage + path)
    if target.exists():  # it lies below a path that is shown already
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if Path(path).is_symlink():
        target.symlink_to(Path(path).readlink())
        return
    if Path(path).is_dir():
        target.mkdir()
    else:
        target.touch()
    system.mount(path, str(target), None, system.MS_BIND | system.MS_REC)
    no_devices = 0 if path.startswith("/dev/") else system.MS_NODEV
    _protect(str(target), system.MS_RDONLY | system.MS_NOSUID | no_devices)


def _protect(target: str, flags: int) -> None:
    """Make a mount read-only with all below it; before Linux 5.12 the mount alone."""
    try:
        system.protect_mount(target, flags)
    except OSError:
        kept = os.statvfs(target).f_flag & (flags | os.ST_NOEXEC | os.ST_NOATIME | os.ST_RELATIME)
        system.mount(None, target, None, system.MS_REMOUNT | system.MS_BIND | flags | kept)


def _hide(stage: str, path: str) -> None:
    target = Path(stage + path)
    if target.is_dir():
        system.mount("tmpfs", str(target), "tmpfs", system.MS_RDONLY, "size=4k,mode=755")


def mount_private_folders(megabytes: int, visible: Iterable[str] = ()) -> None:
    """Give this process's mount namespace its own home, temporary folder and shared memory.

    What is visible below one of them, such as a Python that is installed under /tmp, stays so.
    """
    visible = list(visible)
    sizes = {TEMPORARY: megabytes, SHARED_MEMORY: SHARED_MEMORY_MB, HOME: megabytes}
    for folder, size in sizes.items():
        mode = "755" if folder == HOME else "1777"
        data = f"size={size}m,nr_inodes=20k,mode={mode}"
        within = [path for path in visible if folder in map(str, Path(path).parents)]
        if within:
            _mount_around(folder, within, data)
        else:
            _mount_empty(folder, data)


def _mount_empty(folder: str, data: str) -> None:
    system.mount("tmpfs", folder, "tmpfs", system.MS_NOSUID | system.MS_NODEV, data)


def _mount_around(folder: str, within: Iterable[str], data: str) -> None:
    """Mount an empty folder over one in which some paths must stay, read-only as they are.

    It is furnished where the home will be, since the old folder disappears below the new one.
    """
    _mount_empty(HOME, data)
    for path in within:
        target = Path(HOME, Path(path).relative_to(folder))
        target.parent.mkdir(parents=True, exist_ok=True)
        if Path(path).is_symlink():
            target.symlink_to(Path(path).readlink())
            continue
        if Path(path).is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.touch()
        system.mount(path, str(target), None, system.MS_BIND | system.MS_REC)
    system.mount(HOME, folder, None, system.MS_BIND | system.MS_REC)
    system.detach(HOME)


def mount_proc() -> None:
    """Show this process namespace's own processes, where nesting allows it."""
    flags = system.MS_NOSUID | system.MS_NODEV | system.MS_RDONLY
    with contextlib.suppress(OSError):
        system.mount("proc", "/proc", "proc", flags)


def copy_folder(source: int, target: str, megabytes: int, owner: tuple[int, int] | None) -> None:
    """Copy ordinary files and folders, and nothing else: links are not followed.

    Parameters
    ----------
    source : descriptor of the folder.
    target : an existing folder.
    megabytes : the most that is copied.
    owner : user and group to give the copies to.

    Raises
    ------
    TooLarge
        If there is more than that, or there are too many files.
    """
    _Copier(megabytes * 2**20, owner).copy(source, target)


class _Copier:
    def __init__(self, room: int, owner: tuple[int, int] | None) -> None:
        self.room, self.entries, self.owner = room, MAX_ENTRIES, owner

    def copy(self, source: int, target: str) -> None:
        self._own(target)
        with os.scandir(source) as entries:
            names = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in entries)
        for name, status in names:
            self.entries -= 1
            if self.entries < 0:
                raise TooLarge(f"the folder holds more than {MAX_ENTRIES} files")
            path = str(Path(target, name))
            if stat.S_ISDIR(status.st_mode):
                self._folder(source, name, path)
            elif stat.S_ISREG(status.st_mode):
                self._file(source, name, path)

    def _folder(self, source: int, name: str, path: str) -> None:
        Path(path).mkdir()
        inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=source)
        try:
            self.copy(inner, path)
        finally:
            os.close(inner)

    def _file(self, source: int, name: str, path: str) -> None:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        with (
            os.fdopen(os.open(name, flags, dir_fd=source), "rb") as reader,
            Path(path).open("wb") as writer,
        ):
            while chunk := reader.read(2**20):
                self.room -= len(chunk)
                if self.room < 0:
                    raise TooLarge("the folder holds more than a session may")
                writer.write(chunk)
        self._own(path)

    def _own(self, path: str) -> None:
        if self.owner is not None:
            os.chown(path, *self.owner)
