"""Fixtures that several test modules use."""

import os
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the folder of documents beside the checkout; skip, visibly, where there is none."""
    folder = Path(os.environ.get("COURSE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: the documents and MNIST are tested only beside them")
    return folder
