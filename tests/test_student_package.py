"""The support package stands alone beside the notebooks and gives no solution away."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import autograder.student
from autograder.student.lessons import FUNCTIONS_OF_LESSON

KIT = Path(autograder.student.__file__).parent
MODULES = sorted(KIT.rglob("*.py"))
LEAST_NODES = 12
"""Statements with fewer parts, such as `cache = {"Z": Z}`, are no one's secret."""
GIVEN = "alpha = learning_rate / (1 + decay_rate * epoch)"
"""The decay of the rate is told to the students, and not part of an exercise."""


class _Anonymous(ast.NodeTransformer):
    """Give names by their order, so that renamed variables do not hide a copy."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.Name:
        new = node.id if node.id == "np" else self.seen.setdefault(node.id, f"v{len(self.seen)}")
        return ast.Name(new, ast.Load())


def statements(tree: ast.AST) -> Iterator[str]:
    """Yield every sizeable simple statement with its names made anonymous."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign | ast.AugAssign | ast.Return | ast.AnnAssign):
            continue
        parts = list(ast.walk(node))
        computes = any(isinstance(part, ast.BinOp | ast.Compare | ast.Attribute) for part in parts)
        if computes and len(parts) >= LEAST_NODES:
            yield ast.dump(_Anonymous().visit(node))


def exercises(repository: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((repository / "autograder/reference/optimization.py").read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {function.name: function for function in functions}


def test_it_works_as_coursekit_without_the_autograder(tmp_path: Path) -> None:
    shutil.copytree(KIT, tmp_path / "coursekit", ignore=shutil.ignore_patterns("__pycache__"))
    code = (
        "import sys; sys.path.insert(0, '.'); import coursekit;"
        "assert not [m for m in sys.modules if m.startswith('autograder')];"
        "print(coursekit.get_digits().train_x.shape, len(coursekit.__all__))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("(1200, 8, 8)")


def test_modules_import_only_each_other_and_what_is_announced() -> None:
    allowed = {"matplotlib", "numpy", "pooch", "requests", "sklearn", "threadpoolctl", "cycler"}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = {str(node.module).split(".")[0]}
            else:
                continue
            assert names <= allowed | set(sys.stdlib_module_names), module


def test_no_statement_of_a_solution_is_in_it(repository: Path) -> None:
    shipped = {
        text for module in MODULES for text in statements(ast.parse(module.read_text("utf-8")))
    }
    secrets = {
        text: name for name, body in exercises(repository).items() for text in statements(body)
    }
    assert len(secrets) > 20
    for given in statements(ast.parse(GIVEN)):
        secrets.pop(given, None)
    assert {secrets[text] for text in shipped & set(secrets)} == set()


def test_it_defines_no_function_of_the_exercises(repository: Path) -> None:
    names = set(exercises(repository))
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            assert not (isinstance(node, ast.FunctionDef) and node.name in names), module


def test_its_list_of_functions_is_the_references(repository: Path) -> None:
    listed = [name for functions in FUNCTIONS_OF_LESSON.values() for name in functions]
    assert sorted(listed) == sorted(exercises(repository))


def test_every_module_stays_short() -> None:
    for module in MODULES:
        assert len(module.read_text("utf-8").splitlines()) < 300, module


def test_every_public_name_is_there() -> None:
    assert all(hasattr(autograder.student, name) for name in autograder.student.__all__)
