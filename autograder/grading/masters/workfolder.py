"""The folder that a student's code sees: the course's support files, restored notebooks."""

from __future__ import annotations

import compileall
import contextlib
import json
import py_compile
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from autograder.grading.checker.notebook import bare_notebook
from autograder.grading.submission.repair import Restored

_NOTEBOOKS = shutil.ignore_patterns("*.ipynb")
_LEFT_OUT = shutil.ignore_patterns("*.ipynb", "__pycache__", ".ipynb_checkpoints", "*.tmp")


@contextlib.contextmanager
def prepared_support(support: Path) -> Iterator[Path]:
    """Copy the support files once, compiled, so that no session compiles them again.

    Parameters
    ----------
    support : the source folder of the assignment; its notebooks are left out.
    """
    with tempfile.TemporaryDirectory(prefix="support-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        shutil.copytree(support, folder, ignore=_LEFT_OUT, dirs_exist_ok=True)
        # Valid whatever the times of the copies are.
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder, quiet=2, invalidation_mode=mode)
        yield folder


@contextlib.contextmanager
def work_folder(
    support: Path, notebooks: Iterable[Restored], modules: Mapping[str, bytes]
) -> Iterator[Path]:
    """Make a temporary folder for one submission.

    Parameters
    ----------
    support : the folder of the support files, see `prepared_support`.
    notebooks : the restored notebooks, beside each other as students have them, so that a
        later lesson can carry over what an earlier one defines.
    modules : the student's own modules. The course's files win over files of the same name.
    """
    with tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file_name, data in modules.items():
            path = folder / file_name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        shutil.copytree(
            support, folder, ignore=shutil.ignore_patterns("*.ipynb"), dirs_exist_ok=True
        )
        for notebook in notebooks:
            path = folder / f"{notebook.lesson}.ipynb"
            path.write_text(json.dumps(bare_notebook(notebook.cells)), encoding="utf-8")
        yield folder
