# Tricks on the shell that gave full marks where the tests ran in the student's own kernel.

# %% case: a hook before each cell puts out full marks
from IPython import get_ipython
from IPython.display import display


def full_marks(*info):
    print("2.0")
    get_ipython().displayhook(2.0)


get_ipython().events.register("pre_run_cell", full_marks)
get_ipython().events.register("post_run_cell", full_marks)


def relu(Z):
    return Z, {"Z": Z}

# %% case: an input transformer empties every later cell
shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: ["2.0\n"])
shell.input_transformers_post.append(lambda lines: ["2.0\n"])


def relu(Z):
    return Z, {"Z": Z}

# %% case: an AST transformer takes the asserts out
import ast


class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)

    def visit_Call(self, node):
        return ast.copy_location(ast.Constant(True), node)


get_ipython().ast_transformers.append(NoAsserts())


def relu(Z):
    return Z, {"Z": Z}

# %% case: a handler of all errors swallows them
def swallow(shell, kind, error, trace, tb_offset=None):
    shell.last_execution_succeeded = True
    return []


get_ipython().set_custom_exc((BaseException,), swallow)


def relu(Z):
    raise AssertionError("as if nothing had happened")

# %% case: run_cell is replaced by one that always succeeds
import types

from IPython.core.interactiveshell import ExecutionResult, InteractiveShell


def run_cell(self, raw_cell, *arguments, **keywords):
    result = ExecutionResult(None)
    result.result = 2.0
    return result


async def run_cell_async(self, raw_cell, *arguments, **keywords):
    return run_cell(self, raw_cell)


shell = get_ipython()
shell.run_cell = types.MethodType(run_cell, shell)
InteractiveShell.run_cell = type(shell).run_cell = run_cell
InteractiveShell.run_cell_async = type(shell).run_cell_async = run_cell_async


def relu(Z):
    return Z, {"Z": Z}

# %% case: the kernel's do_execute is replaced
import ipykernel.ipkernel

ipykernel.ipkernel.IPythonKernel.do_execute = lambda self, *a, **k: {"status": "ok"}


def relu(Z):
    return Z, {"Z": Z}

# %% case: the shell's own methods are emptied
shell = get_ipython()
for name in ("showtraceback", "showsyntaxerror", "_showtraceback", "showindentationerror"):
    setattr(shell, name, lambda *a, **k: None)
shell.compile = lambda *a, **k: None


def relu(Z):
    return Z, {"Z": Z}

# %% case: display formatters turn every number into full marks
get_ipython().display_formatter.formatters["text/plain"].for_type(float, lambda o, p, c: p.text("2.0"))
get_ipython().display_formatter.formatters["text/plain"].for_type(int, lambda o, p, c: p.text("2.0"))


def relu(Z):
    return 0.0

# %% case: a partial score that is no number is printed
float("nan")


def relu(Z):
    print(float("nan"))
    return float("nan"), {"Z": float("nan")}

# %% in: relu_der
-1.0


def relu_der(dA, cache):
    return -1.0

# %% in: softmax_cross_entropy_loss
def softmax_cross_entropy_loss(Z, Y=()):
    return True, True, True

# %% in: softmax_cross_entropy_loss_der
import numpy as np


def softmax_cross_entropy_loss_der(Y, cache):
    return np.float64(0.0)

# %% bottom
np.float64(0.0)

# %% case: magics are registered for what the tests use
from IPython.core.magic import register_cell_magic, register_line_magic


@register_line_magic
def autocall(line):
    return 2.0


get_ipython().run_line_magic("xmode", "Minimal")
get_ipython().run_line_magic("autocall", "2")


def relu(Z):
    return Z, Z
