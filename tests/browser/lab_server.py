"""A JupyterLab server of one's own: temporary home, local address, token, quiet settings."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

START_SECONDS = 120
LAB_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    # All cells are in the page, also those that are not on the screen.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    # No questions about news, no requests to the network.
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/extensionmanager-extension/plugin": {"enabled": False},
}


@dataclass(frozen=True)
class LabServer:
    """A running server and the folder that it serves."""

    address: str
    token: str
    folder: Path

    def lab(self, notebook: str = "") -> str:
        """Return the address of JupyterLab, with a notebook opened."""
        path = f"/lab/tree/{quote(notebook)}" if notebook else "/lab"
        return f"{self.address}{path}?token={self.token}&reset"


@contextmanager
def running_lab(course: Path, home: Path) -> Iterator[LabServer]:
    """Run JupyterLab in a course directory until the block ends.

    Parameters
    ----------
    course : the server's working directory, where it finds nbgrader_config.py.
    home : a folder for everything that JupyterLab writes for its user.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = LabServer(f"http://127.0.0.1:{port}", secrets.token_hex(16), course)
    log = home / "server.log"
    _write_settings(home)
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(port), cwd=course, env=_environment(home, server.token),
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait_until_ready(server, process, log)
            yield server
        finally:
            _stop(process)


def _command(port: int) -> list[str]:
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        # Lets a test ask the page which cell has which id.
        "LabApp.expose_app_in_browser": True,
    }
    return [sys.executable, "-m", "jupyterlab"] + [f"--{k}={v}" for k, v in options.items()]


def _environment(home: Path, token: str) -> dict[str, str]:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
        "IPYTHONDIR": home / "ipython",
        "MPLCONFIGDIR": home / "matplotlib",
    }
    quiet = {"JUPYTER_TOKEN": token, "PATH": programs, "OPENBLAS_NUM_THREADS": "1"}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "MNIST_DIR"))}
    return kept | {name: str(path) for name, path in own.items()} | quiet


def _write_settings(home: Path) -> None:
    for name, values in LAB_SETTINGS.items():
        path = home / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")


def _wait_until_ready(server: LabServer, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"JupyterLab did not start. Its log:\n{log.read_text()}")
        time.sleep(0.1)  # between two questions; the answer is what is waited for


def _answers(server: LabServer) -> bool:
    request = Request(f"{server.address}/api/status?token={server.token}")
    try:
        with urlopen(request, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and its kernels."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
