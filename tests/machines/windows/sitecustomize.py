"""Makes Python behave as on Windows for what commands do below the folders of a test.

A process starts with this folder on ``PYTHONPATH`` and the folders in ``WINDOWS_FOLDERS``. Modules,
functions and flags that only POSIX has are gone; a file that this process has open cannot be
replaced, renamed or removed; a rename does not overwrite; a read-only file cannot be removed; a
folder cannot be opened; symbolic links need a privilege; names that Windows reserves are refused;
text files are written with \\r\\n. What stays as on POSIX: paths with ``/``, ``os.name`` and
``sys.platform``, by which the standard library chooses its modules, and locks of other programs.
"""

# This module replaces the functions that pathlib calls.
# ruff: noqa: PTH100, PTH112, PTH115, PTH206, PTH208

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import signal
import stat
import sys
from types import FrameType
from typing import Any

MODULES = ("fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "syslog", "readline")
FUNCTIONS = (
    "chown", "lchown", "fchown", "fchmod", "fork", "forkpty", "getuid", "geteuid", "getgid",
    "getegid", "getgroups", "getpgid", "getpgrp", "getsid", "setsid", "setuid", "setgid", "killpg",
    "mkfifo", "mknod", "nice", "pread", "pwrite", "sendfile", "statvfs", "fstatvfs", "sync",
    "sysconf", "uname", "wait", "wait3", "wait4", "lockf", "ttyname", "initgroups", "chroot",
    "sched_getaffinity", "getxattr", "setxattr", "listxattr", "posix_fadvise", "ctermid",
    "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_SYNC", "O_PATH",
    "O_NOATIME", "O_ACCMODE", "ST_RDONLY",
)  # fmt: skip
SIGNALS = ("SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGQUIT", "SIGCHLD", "SIGPIPE")
RESERVED = re.compile(
    r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\Z|.*[<>:\"|?*\\\x01-\x1f]|.*[. ]\Z"
)
MAX_PATH = 260
FOLDERS = tuple(filter(None, os.environ.get("WINDOWS_FOLDERS", "").split(os.pathsep)))


def _refuse(number: int, path: object, winerror: int) -> None:
    error = OSError(number, os.strerror(number), path)
    error.winerror = winerror  # type: ignore[attr-defined]
    raise error


def _is_ours(path: object) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and os.path.abspath(
        os.fsdecode(path)
    ).startswith(FOLDERS)


def _is_open(path: str) -> bool:
    """Whether this process has open: the file at a path, or a file below the folder at a path."""
    real = os.path.abspath(path)
    for handle in os.listdir("/proc/self/fd"):
        try:
            opened = os.readlink(f"/proc/self/fd/{handle}")
        except OSError:
            continue
        if opened == real or opened.startswith(f"{real}/"):
            return True
    return False


def _check_name(path: str) -> None:
    names = os.path.abspath(path).split(os.sep)
    if any(RESERVED.match(name) for name in names):
        _refuse(errno.EINVAL, path, 123)
    if len(os.path.abspath(path)) >= MAX_PATH:
        _refuse(errno.ENOENT, path, 3)


def _check_removal(path: str) -> None:
    if _is_open(path):
        _refuse(errno.EACCES, path, 32)
    if not stat.S_ISDIR(os.lstat(path).st_mode) and not os.lstat(path).st_mode & stat.S_IWUSR:
        _refuse(errno.EACCES, path, 5)


def _hook(event: str, details: tuple[Any, ...]) -> None:
    if event not in EVENTS or not _is_ours(details[0]):
        return
    path = os.fsdecode(details[0])
    if event == "open":
        is_temporary = path == os.environ.get("TMPDIR")  # for files without a name on Linux
        if os.path.isdir(path) and not is_temporary:
            _refuse(errno.EACCES, path, 5)
        if isinstance(details[2], int) and details[2] & os.O_CREAT:
            _check_name(path)
    elif event == "os.mkdir":
        _check_name(path)
    elif event == "os.symlink":
        _refuse(errno.EPERM, path, 1314)
    elif event in ("os.remove", "os.rename") and os.path.lexists(path):
        _check_removal(path)
        if event == "os.rename":
            _check_name(os.fsdecode(details[1]))
            if os.path.lexists(details[1]):
                _check_removal(os.fsdecode(details[1]))


EVENTS = {"open", "os.mkdir", "os.symlink", "os.remove", "os.rename"}


class _NoModules:
    """Finds none of the modules that Windows does not have."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name in MODULES and _called_by_a_command():
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _called_by_a_command() -> bool:
    """Whether the package or a builder imports a module, not the standard library."""
    frame: FrameType | None = sys._getframe(2)
    while frame:
        name = frame.f_code.co_filename
        if "importlib" not in name and name != __file__:
            return "site-packages" in name or "/playbook/" in name
        frame = frame.f_back
    return False


def _install() -> None:
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _NoModules())
    rename = os.rename
    opened = io.open

    def rename_new(source: Any, target: Any, **options: Any) -> None:
        if _is_ours(target) and os.path.lexists(target):
            _refuse(errno.EEXIST, source, 183)
        rename(source, target, **options)

    def open_text(
        file: Any, mode: str = "r", buffering: int = -1, encoding: Any = None,
        errors: Any = None, newline: Any = None, closefd: bool = True, opener: Any = None,
    ) -> Any:  # fmt: skip
        if newline is None and "b" not in mode and set(mode) & set("wax+") and _is_ours(file):
            newline = "\r\n"
        return opened(file, mode, buffering, encoding, errors, newline, closefd, opener)

    vars(os)["rename"] = rename_new
    io.open = builtins.open = open_text
    sys.addaudithook(_hook)


def _remove_names() -> None:
    for name in FUNCTIONS:
        if hasattr(os, name):
            delattr(os, name)
    for name in SIGNALS:
        if hasattr(signal, name):
            delattr(signal, name)


if FOLDERS:
    import shutil, subprocess, tempfile, selectors, socketserver, http.server, zoneinfo  # noqa
    import asyncio, multiprocessing, concurrent.futures, uuid, webbrowser, getpass  # noqa

    for name in ("_USE_CP_SENDFILE", "_use_fd_functions"):
        setattr(shutil, name, False)
    shutil.__dict__["_copyxattr"] = lambda *paths, **options: None
    os.supports_dir_fd, os.supports_effective_ids = set(), set()
    _install()
    _remove_names()
