"""macOS: the system's own sandbox, started around a fresh interpreter for each session."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from . import layers
from .layers import Layer

PROGRAM = "/usr/bin/sandbox-exec"
_TRY_SECONDS = 10


def layer() -> Layer:
    """Try whether sandbox-exec is there and works."""
    if not Path(PROGRAM).exists():
        return Layer(
            layers.SANDBOX_EXEC, False, "this system has none", "grade on Linux, or in a container"
        )
    trial = [PROGRAM, "-p", "(version 1)(allow default)", "/usr/bin/true"]
    done = subprocess.run(trial, capture_output=True, timeout=_TRY_SECONDS, check=False)
    if done.returncode:
        return Layer(layers.SANDBOX_EXEC, False, done.stderr.decode(errors="replace")[:300])
    return Layer(layers.SANDBOX_EXEC, True, "no network, no files but the session's own")


def profile(
    readable: Iterable[str],
    hidden: Iterable[str],
    engine: Iterable[Path],
    writable: Iterable[str],
) -> str:
    """Write a profile: homes hidden but for what is named, writing to `writable` only, no network.

    The last rule that matches decides.

    Parameters
    ----------
    readable : folders that Python needs, and the one that was handed in.
    hidden : folders to hide although they may lie below a readable one.
    engine : the worker's own folders, which lie below a hidden one.
    writable : folders that may be written to.
    """
    rules = [
        "(version 1)",
        "(allow default)",
        "(deny network*)",
        "(deny file-write*)",
        "(deny signal (target others))",
        '(deny file-read* (subpath "/Users") (subpath "/Volumes") (subpath "/private/tmp"))',
    ]
    rules += [f"(allow file-read* (subpath {_quoted(path)}))" for path in readable]
    rules += [f"(deny file-read* (subpath {_quoted(path)}))" for path in hidden]
    rules += [f"(allow file-read* (subpath {_quoted(path)}))" for path in engine]
    rules += [f"(allow file-read* file-write* (subpath {_quoted(path)}))" for path in writable]
    rules.append('(allow file-write* (literal "/dev/null"))')
    return "\n".join(rules)


def _quoted(path: str | Path) -> str:
    text = str(Path(path).resolve()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
