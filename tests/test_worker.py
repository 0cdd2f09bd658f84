"""A worker runs cells and calls functions, as a notebook would, and says what came of it."""

import base64

import nbformat
import numpy as np
import pytest

from autograder.grading.sessions.remote import (
    FolderTooLarge,
    GraderError,
    Limits,
    ReferenceProcess,
    RemoteFunctions,
    Warm,
)
from autograder.grading.worker.perform import Call
from autograder.grading.worker.plain import Handle

LIMITS = Limits(cell_seconds=20, call_seconds=20, total_seconds=60, output_kb=100)


@pytest.fixture(scope="module")
def warm():
    with Warm.start(LIMITS, preload=("matplotlib.pyplot",)) as warm:
        yield warm


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "note.txt").write_text("from the folder")
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "__init__.py").write_text("answer = 42\n")
    return tmp_path


@pytest.fixture
def session(warm, folder):
    with warm.open_session(folder) as session:
        yield session


def text(result, name="stdout"):
    return "".join(o["text"] for o in result.outputs if o.get("name") == name)


def value(outcome):
    assert outcome.error is None, outcome.error
    return outcome.value


def valid(result):
    """Check outputs against nbformat's own schema."""
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.from_dict(o) for o in result.outputs])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))
    return result.outputs


# Cells


def test_prints_and_the_last_value_are_outputs_in_order(session):
    outputs = valid(session.run_cell("print('a')\nimport sys\nprint('b', file=sys.stderr)\n1 + 1"))
    assert [o.get("text") or o["data"]["text/plain"] for o in outputs] == ["a\n", "b\n", "2"]


def test_a_semicolon_hides_the_last_value(session):
    assert session.run_cell("1 + 1;").outputs == ()


def test_names_last_from_cell_to_cell(session):
    session.run_cell("x = 20")
    assert text(session.run_cell("print(x + 1)")) == "21\n"


def test_a_plot_is_shown_as_an_image(session):
    result = session.run_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);")
    (output,) = valid(result)
    assert base64.b64decode(output["data"]["image/png"]).startswith(b"\x89PNG")


def test_rich_displays_are_kept_and_can_be_updated(session):
    outputs = valid(
        session.run_cell(
            "from IPython.display import HTML, display\n"
            "handle = display(HTML('<b>1</b>'), display_id=True)\nhandle.update(HTML('<b>2</b>'))"
        )
    )
    assert [o["data"]["text/html"] for o in outputs] == ["<b>2</b>"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("%timeit -n1 -r1 1", "per loop"),
        ("!echo said", "said"),
        ("lines = !echo listed\nprint(lines)", "listed"),
        ("%%capture kept\nprint('hidden')", ""),
        ("import asyncio\nawait asyncio.sleep(0)\nprint('awaited')", "awaited"),
        ("%matplotlib inline\nprint('inline')", "inline"),
        ("print(open('note.txt').read())", "from the folder"),
        ("from kit import answer\nprint(answer)", "42"),
        ("exit()\nprint('stayed')", "stayed"),
        ("import multiprocessing as m\nwith m.Pool(2) as p: print(p.map(abs, [-1, -2]))", "[1, 2]"),
        ("from tqdm import tqdm\nfor i in tqdm(range(3)): print(i)", "2"),
        ("import threading as t\nx = t.Thread(target=print, args='x')\nx.start(), x.join();", "x"),
        ("len?", "number of items"),
        ("%whos", "empty"),
        ("import tempfile\nwith tempfile.NamedTemporaryFile() as f: print(f.write(b'abc'))", "3"),
    ],
)
def test_what_works_in_a_notebook_works_here(session, source, expected):
    result = session.run_cell(source)
    assert result.error is None
    assert expected in text(result)


def test_an_error_is_an_output_and_is_reported(session):
    result = session.run_cell("def f():\n    raise KeyError('lost')\nf()")
    assert (result.error.kind, result.error.exception) == ("raised", "KeyError")
    assert valid(result)[-1]["ename"] == "KeyError"
    assert "raise" in "".join(result.outputs[-1]["traceback"])


@pytest.mark.parametrize(
    ("source", "exception"),
    [("def (", "SyntaxError"), ("raise SystemExit(3)", "SystemExit"), ("input()", "EOFError")],
)
def test_an_error_of_any_kind_leaves_the_session_usable(session, source, exception):
    assert session.run_cell(source).error.exception == exception
    assert text(session.run_cell("print('on')")) == "on\n"


def test_an_unfinished_stub_is_told_from_an_error(session):
    assert session.run_cell("raise NotImplementedError").error.kind == "unfinished"


def test_warnings_and_messages_on_stderr_are_no_errors(session):
    result = session.run_cell("import warnings\nwarnings.warn('careful')")
    assert result.error is None
    assert "careful" in text(result, "stderr")


def test_a_flood_of_output_is_cut_and_the_cell_goes_on(session):
    result = session.run_cell("for i in range(10**4): print('x' * 100)\ny = 1")
    assert result.error is None
    assert len(text(result)) == 100_000
    assert "not kept" in text(result, "stderr")
    assert text(session.run_cell("print(y)")) == "1\n"


def test_many_small_outputs_are_cut(session):
    result = session.run_cell(
        "from IPython.display import display\nfor i in range(3000): display(i)"
    )
    assert len(result.outputs) < 1100


def test_half_a_character_cannot_spoil_the_notebook(session):
    outputs = valid(session.run_cell("print('\\ud800')"))
    outputs[0]["text"].encode()


def test_cells_are_counted_as_in_jupyter(session):
    counts = [session.run_cell("None").execution_count for _ in range(3)]
    assert counts == [1, 2, 3]


def test_each_session_begins_anew_and_alike(warm, folder):
    def draw():
        with warm.open_session(folder) as session:
            source = (
                "import numpy as np, random\nprint('x' in dir(), np.random.rand(), random.random())"
            )
            return text(session.run_cell(f"{source}\nx = open('new.txt', 'w').write('x')"))

    assert draw() == draw()
    assert draw().startswith("False")


def test_the_folder_itself_is_never_changed(warm, folder):
    with warm.open_session(folder) as session:
        session.run_cell("import os\nos.remove('note.txt')\nopen('new.txt', 'w').write('x')")
    assert sorted(path.name for path in folder.iterdir()) == ["kit", "note.txt"]
    assert (folder / "note.txt").read_text() == "from the folder"


def test_links_in_the_folder_are_left_out(warm, folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("other") / "grades.txt"
    secret.write_text("secret")
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(secret.parent)
    with warm.open_session(folder) as session:
        result = session.run_cell("import os\nprint(sorted(os.listdir('.')))")
    assert "link" not in text(result)


def test_a_folder_that_is_too_large_is_refused_with_a_reason(warm, folder):
    (folder / "large.bin").write_bytes(bytes(3 * 10**6))
    with pytest.raises(FolderTooLarge, match="more than a session may"):
        warm.open_session(folder, Limits(file_mb=1))


def test_a_folder_that_is_missing_is_said_so(warm, tmp_path):
    with pytest.raises(GraderError, match="gone"):
        warm.open_session(tmp_path / "gone")


# Calls


def test_a_call_gives_the_value_and_the_arguments_afterwards(session):
    session.run_cell("def double(x):\n    x *= 2\n    return x, {'k': [1, None]}")
    outcome = RemoteFunctions(session).call(Call("double", (np.arange(3.0),)))
    result, rest = value(outcome)
    assert result.tolist() == [0, 2, 4]
    assert rest == {"k": [1, None]}
    assert outcome.arguments[0].tolist() == [0, 2, 4]


def test_an_object_of_the_students_own_stays_there_and_can_be_handed_back(session):
    session.run_cell(
        "class Cache:\n    hidden = 5\ndef put(): return 1, Cache()\ndef get(c): return c.hidden"
    )
    functions = RemoteFunctions(session)
    _, cache = value(functions.call(Call("put")))
    assert isinstance(cache, Handle)
    assert cache.type_name == "Cache"
    assert value(functions.call(Call("get", (cache,)))) == 5


@pytest.mark.parametrize(
    ("source", "kind", "exception"),
    [
        ("", "missing", ""),
        ("f = 3", "missing", ""),
        ("def f(): raise NotImplementedError", "unfinished", "NotImplementedError"),
        ("def f(): return 1 / 0", "raised", "ZeroDivisionError"),
        ("def f(): raise KeyboardInterrupt", "raised", "KeyboardInterrupt"),
        ("def f(): return 'x' * 10**7", "unreadable", ""),
        ("def f(): return 10**100000", "unreadable", ""),
        ("def f():\n    x = []\n    for i in range(99): x = [x]\n    return x", "unreadable", ""),
        ("def f():\n    x = []\n    x.append(x)\n    return x", "unreadable", ""),
    ],
)
def test_a_call_that_gives_no_value_says_why(session, source, kind, exception):
    session.run_cell(source)
    error = RemoteFunctions(session).call(Call("f")).error
    assert (error.kind, error.exception) == (kind, exception)
    assert not session.ended


def test_the_students_line_that_failed_is_named(session):
    session.run_cell("def f(x):\n    y = x + 1\n    return y / 0")
    assert RemoteFunctions(session).call(Call("f", (1,))).error.line == "return y / 0"


def test_a_seeded_call_draws_what_numpy_draws(session):
    session.run_cell("import numpy as np\ndef f(): return np.random.rand(3)")
    drawn = value(RemoteFunctions(session).call(Call("f", seed=7)))
    assert drawn.tolist() == np.random.RandomState(7).rand(3).tolist()


# Given functions


def square(x):
    return x**2


def test_a_given_function_stands_in_during_the_call_only(session):
    session.run_cell("def square(x): return 'own'\ndef f(x): return square(x)")
    functions = RemoteFunctions(session, {"square": square})
    assert value(functions.call(Call("f", (3.0,), given=("square",)))) == 9.0
    assert value(functions.call(Call("f", (3.0,)))) == "own"


def test_given_functions_and_the_students_code_draw_from_one_sequence(session):
    session.run_cell(
        "import numpy as np\ndef f(): return [np.random.rand(), draw(), np.random.rand()]"
    )
    functions = RemoteFunctions(session, {"draw": lambda: float(np.random.rand())})
    before = np.random.get_state()[1].tolist()
    drawn = value(functions.call(Call("f", seed=3, given=("draw",))))
    expected = np.random.RandomState(3).rand(3)
    assert np.allclose([float(x) for x in drawn], expected, rtol=0, atol=0)
    assert np.random.get_state()[1].tolist() == before


def change(parameters, array):
    parameters["W"] = parameters["W"] + 1
    array += 1


def test_what_a_given_function_changes_in_place_is_changed(session):
    session.run_cell(
        "import numpy as np\ndef f():\n    p, a = {'W': np.zeros(2)}, np.zeros(3)\n"
        "    change(p, a)\n    return p['W'], a"
    )
    changed = value(RemoteFunctions(session, {"change": change}).call(Call("f", given=("change",))))
    assert [array.tolist() for array in changed] == [[1, 1], [1, 1, 1]]


def test_an_error_of_a_given_function_is_raised_in_the_students_code(session):
    session.run_cell(
        "def f():\n    try:\n        check(-1)\n    except ValueError as error:\n"
        "        return str(error)"
    )

    def check(x):
        raise ValueError("must be positive")

    functions = RemoteFunctions(session, {"check": check})
    assert value(functions.call(Call("f", given=("check",)))) == "must be positive"


def test_a_function_under_test_is_never_given_to_itself(session):
    session.run_cell("def square(x): return x if x > 100 else square(200)")
    functions = RemoteFunctions(session, {"square": square})
    assert value(functions.call(Call("square", (3,), given=("square",)))) == 200


def test_a_given_function_kept_for_later_does_not_answer(session):
    session.run_cell(
        "kept = []\ndef f():\n    kept.append(square)\n    return square(2)\n"
        "def g(): return kept[0](5)"
    )
    functions = RemoteFunctions(session, {"square": square})
    assert value(functions.call(Call("f", given=("square",)))) == 4
    assert functions.call(Call("g", given=("square",))).error.exception == "RuntimeError"


def test_too_many_calls_of_given_functions_end_the_session(warm, folder):
    with warm.open_session(folder, Limits(callbacks=20, call_seconds=5)) as session:
        session.run_cell("def f():\n    for i in range(99): square(2)\n    return 1")
        functions = RemoteFunctions(session, {"square": square})
        assert functions.call(Call("f", given=("square",))).error.kind == "forged"


@pytest.fixture(scope="module")
def reference():
    with ReferenceProcess("optimization") as process:
        yield process


def test_the_reference_answers_from_a_process_of_its_own(session, reference):
    session.run_cell("import numpy as np\ndef f(Z): return relu(Z)[0] + 1")
    functions = RemoteFunctions(session, reference)
    result = value(functions.call(Call("f", (np.array([[-1.0, 2.0]]),), given=("relu",))))
    assert result.tolist() == [[1.0, 3.0]]


def test_an_absurd_call_of_the_reference_harms_nobody(session, reference):
    session.run_cell(
        "def f():\n    try:\n        initialize_network([10**5, 10**5], ['relu'], [0])\n"
        "    except Exception as error:\n        return type(error).__name__\n"
        "def g(): return relu([[-1.0]])[0]"
    )
    functions = RemoteFunctions(session, reference)
    assert "MemoryError" in value(functions.call(Call("f", given=("initialize_network",))))
    assert value(functions.call(Call("g", given=("relu",)))).tolist() == [[0.0]]
