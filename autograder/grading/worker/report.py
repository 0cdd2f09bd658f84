"""Say which walls a worker in an interpreter of its own gets."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from typing import Any

from ..sandbox import layers, probe
from .single import ALONE


def run(config: dict[str, Any]) -> None:
    """Print the layers as JSON, and have the list of fonts made, which takes long."""
    importlib.import_module("matplotlib.font_manager")
    found = probe.probe(frozenset(config["without"]))
    found = probe.settled(found, config["python"], ALONE | {layers.SANDBOX_EXEC})
    sys.stdout.write(json.dumps([asdict(layer) for layer in found]))
