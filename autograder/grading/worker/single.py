"""One session in a fresh interpreter, where forking a warm process is not safe (macOS)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..sandbox import files, layers, probe
from ..sandbox.enter import Guest, Plan
from .child import run_session
from .limits import Limits
from .zygote import warm_up

# What a process can put up around itself without rights and without namespaces.
ALONE = frozenset(
    {layers.RESOURCES, layers.PRIVILEGES, layers.LANDLOCK, layers.SCOPE, layers.SECCOMP}
)


def run(config: dict[str, Any]) -> None:
    """Import, enter what there is of a sandbox, and serve one session."""
    found = probe.probe(frozenset(config["without"]))
    active = probe.active_names(found) & ALONE
    warm_up(config["preload"])
    visible = files.visible_paths(config["python"])
    plan = Plan(active, *files.without_hidden(visible, config["hidden"]))
    proc = os.open("/proc", os.O_RDONLY) if Path("/proc/self/statm").exists() else None
    guest = Guest(os.open(config["source"], os.O_RDONLY), proc, config["home"], user=-1)
    try:
        run_session(config["descriptor"], plan, Limits(**config["limits"]), guest)
    finally:
        os._exit(0)
