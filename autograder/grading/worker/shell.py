"""A real IPython shell whose outputs are collected instead of printed."""

from __future__ import annotations

import ast
import contextlib
import subprocess
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets import Any as AnyTrait
from traitlets import Type
from traitlets.config import Config

from .capture import Record, Stream

MAX_ERROR_TEXT = 20_000
# What does little but give names: the rest of a cell that fails in the middle.
_NAMING = (
    ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign,
    ast.AnnAssign, ast.Try, ast.If,
)  # fmt: skip


class CollectingDisplayHook(DisplayHook):
    """Records the value of a cell's last expression."""

    def quiet(self) -> bool:
        """Say whether the cell ends with a semicolon, which hides its value."""
        source = self.shell.user_ns.get("_ih", [""])[-1]
        return isinstance(source, str) and self.semicolon_at_end_of_expression(source)

    def write_output_prompt(self) -> None:
        """Print nothing: the number is part of the output."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        """Record the value's representations."""
        self.shell.record.show(
            "execute_result",
            {
                "data": format_dict,
                "metadata": md_dict or {},
                "execution_count": self.shell.cells_run,
            },
        )

    def log_output(self, format_dict: dict) -> None:
        """Keep no log."""

    def finish_displayhook(self) -> None:
        """Close the display without printing anything."""
        self._is_active = False


class CollectingPublisher(DisplayPublisher):
    """Records what `display` shows."""

    def publish(
        self,
        data: dict,
        metadata: dict | None = None,
        *_: Any,
        transient: dict | None = None,
        update: bool = False,
        **_others: Any,
    ) -> None:
        """Record one display, or change an earlier one of the same name."""
        content = {"data": data, "metadata": metadata or {}}
        display_id = (transient or {}).get("display_id")
        if update:
            self.shell.record.update(display_id, content)
        else:
            self.shell.record.show("display_data", content, display_id)

    def clear_output(self, wait: bool = False) -> None:  # noqa: ARG002
        """Forget what the cell has shown."""
        self.shell.record.clear()


class CollectingShell(InteractiveShell):
    """An IPython shell as a notebook has it, without a front end."""

    record = AnyTrait()
    # Entered while the shell does what is not the student's: nothing interrupts it.
    hold = AnyTrait(contextlib.nullcontext)
    cells_run = 0
    displayhook_class = Type(CollectingDisplayHook)
    display_pub_class = Type(CollectingPublisher)

    async def run_ast_nodes(
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Any = compile,
        result: Any = None,
    ) -> Any:
        """Run a cell's statements; go on with its definitions after one that fails.

        What fails may be right on the student's machine: a library that is not installed here,
        ``%matplotlib widget``, ``matplotlib.use("TkAgg")``. The error stays the cell's.
        """
        nodes = list(nodelist)
        failed = await super().run_ast_nodes(nodelist, cell_name, interactivity, compiler, result)
        error = getattr(result, "error_in_exec", None)
        if failed and isinstance(error, Exception):
            for node in _after(error, nodes, cell_name):
                single = ExecutionResult(None)
                await super().run_ast_nodes([node], cell_name, "none", compiler, single)
        return failed

    def ask_exit(self) -> None:
        """Do nothing: ``exit()`` ends no session."""

    def init_hooks(self) -> None:
        """Set the usual hooks; what ``name?`` finds is output: there is no pager."""
        super().init_hooks()
        self.set_hook("show_in_pager", _show, 90)

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window system."""

    def system(self, cmd: str) -> None:
        """Run ``!command`` without a terminal; what it says is the cell's."""
        done = _run(self.var_expand(cmd, depth=1))
        self.user_ns["_exit_code"] = done.returncode
        sys.stdout.write(done.stdout)

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return what ``!!command`` says."""
        text = _run(self.var_expand(cmd, depth=depth + 1)).stdout
        return SList(text.splitlines()) if split else LSString(text)

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Write an error down, in peace."""
        with self.hold():
            super().showtraceback(*args, **kwargs)

    def _showtraceback(self, etype: type, evalue: Any, stb: list[str]) -> None:
        self.record.show(
            "error",
            {
                "ename": str(getattr(etype, "__name__", etype)),
                "evalue": str(evalue)[:MAX_ERROR_TEXT],
                "traceback": [str(line)[:MAX_ERROR_TEXT] for line in stb[:50]],
            },
        )


def _after(error: BaseException, nodes: list[ast.stmt], cell_name: str) -> list[ast.stmt]:
    """Return the definitions below the statement that failed."""
    trace, line = error.__traceback__, 0
    while trace is not None and not line:
        here = trace.tb_frame.f_code.co_filename == cell_name
        line, trace = (trace.tb_lineno if here else 0), trace.tb_next
    return [node for node in nodes if line and node.lineno > line and isinstance(node, _NAMING)]


def _show(_shell: CollectingShell, data: Any, *_: Any, **_others: Any) -> None:
    sys.stdout.write(data.get("text/plain", "") if isinstance(data, dict) else str(data))


def _run(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S602 - a shell is what ``!`` promises
        command, shell=True, text=True, errors="replace", check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def new_shell() -> CollectingShell:
    """Make a shell that shows plots inline and keeps no history file."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.xmode = "Context"
    config.InteractiveShell.colors = "nocolor"  # colouring takes most of a traceback's time
    config.Completer.use_jedi = False
    shell = CollectingShell.instance(config=config, record=Record())
    shell.enable_matplotlib("inline")
    return shell


# What nearly every notebook does once: done before forking, it costs the sessions nothing.
_REHEARSAL = (
    "import numpy as np\nprint(np.random.rand())\nnp.linalg.norm([1.0])",
    "import asyncio\nfrom IPython.display import display",
    "rehearsal = (",
    "open('/rehearsal')",
    "np.testing.assert_allclose([1.0], [2.0])",
    "def rehearsal():\n    raise ValueError('rehearsal')\nrehearsal()",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('1')\nplt.legend(['1'])",
)


def rehearse(shell: CollectingShell) -> None:
    """Run a few cells, so that what they import and cache is there, and forget them."""
    for source in _REHEARSAL:
        shell.record.start()
        shell.run_cell(source, store_history=True)
    shell.record.finish()
    shell.reset(new_session=True)


def collect_streams(record: Record) -> None:
    """Make this process's standard streams write to `record`."""
    sys.stdout = Stream(record, "stdout")
    sys.stderr = Stream(record, "stderr")
