"""Program that starts the warm process: run by path, in a clean interpreter.

Loads this package and its neighbour `sandbox` under a name of their own, so that nothing else
of the autograder can be imported.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path

PACKAGE = "engine"


def load_engine() -> None:
    """Make `engine.worker` and `engine.sandbox` importable, whatever the path."""
    spec = importlib.machinery.ModuleSpec(PACKAGE, None, is_package=True)
    package = importlib.util.module_from_spec(spec)
    package.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules[PACKAGE] = package


def main() -> None:
    """Start as the configuration in the first argument says."""
    config = json.loads(sys.argv[1])
    sys.path.extend(config["paths"])
    load_engine()
    importlib.import_module(f"{PACKAGE}.worker.{config['mode']}").run(config)


if __name__ == "__main__":
    main()
