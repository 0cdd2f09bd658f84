"""The search for a mistake does no work twice, knows when to stop, and is bounded by counts."""

import numpy as np

from autograder.checks.results import Evidence, Failure, PartResult, Verdict
from autograder.grading.worker.perform import Call
from autograder.misconceptions import search
from autograder.misconceptions.diagnose import explain
from autograder.misconceptions.memory import Memory
from autograder.misconceptions.mistake import FlawedFunction

X = np.array([[1.5, 2.5], [3.25, -4.5]])


class Counted:
    """A function with mistakes that notes which ones it was run with."""

    def __init__(self, *names, alone=(), **options):
        self.runs = []
        sentences = {name: f"{name}." for name in names}
        self.flawed = FlawedFunction(
            "scaled", self.compute, sentences, alone=frozenset(alone), **options
        )

    def compute(self, flaw, X):
        made = [name for name in self.flawed.sentences if flaw(name)]
        self.runs.append((X.shape, *made))
        return X * (1 + sum(len(name) for name in made))

    def tried(self, shape):
        """Return the mistakes that were tried, one at a time, on an array of this shape."""
        return {run[1] for run in self.runs if run[0] == shape and len(run) == 2}


def failed(*results):
    """Return a verdict with one failed part for each argument and result of a function."""
    parts = [
        PartResult("part", 1, False, Failure("called", "problem", evidence=evidence))
        for evidence in (Evidence(Call("scaled", (x,)), y, "x", x) for x, y in results)
    ]
    return Verdict("scaled", tuple(parts))


def names(verdict, flawed):
    return [failure.mistake for failure in explain(verdict, {"scaled": flawed}).failures]


def test_what_one_failure_speaks_against_is_not_tried_on_the_next():
    counted = Counted("a", "bb", "ccc", alone=("a", "bb"))
    large = np.vstack([X, X])
    assert names(failed((X, X**3), (large, large**3)), counted.flawed) == ["", ""]
    assert counted.tried((2, 2)) == {"a", "bb", "ccc"}
    # In company, it may show on the larger one.
    assert counted.tried((4, 2)) == {"ccc"}


def test_what_explains_a_cheap_failure_is_all_that_is_tried_on_the_others():
    counted = Counted("a", "bb", "ccc")
    large = np.vstack([X, X])
    assert names(failed((large, 3 * large), (X, 3 * X)), counted.flawed) == ["bb", "bb"]
    assert counted.tried((4, 2)) == {"bb"}


def test_a_mistake_is_looked_for_only_where_it_is_sought_but_then_recognised_anywhere():
    large = np.vstack([X, X])
    counted = Counted(
        "a",
        "bb",
        sought=lambda evidence: ["a", "bb"] if len(evidence.call.arguments[0]) > 2 else ["a"],
    )
    assert names(failed((X, 3 * X)), counted.flawed) == [""]
    assert names(failed((X, 3 * X), (large, 3 * large)), counted.flawed) == ["bb", "bb"]


def test_a_call_in_which_a_mistake_is_not_sought_does_not_speak_against_it():
    large = np.vstack([X, X])
    counted = Counted("bb", sought=lambda evidence: ["bb"][: len(evidence.call.arguments[0]) - 2])
    assert names(failed((X, X**3), (large, 3 * large)), counted.flawed) == ["", "bb"]


def test_an_expensive_search_without_result_ends_after_a_number_of_evaluations():
    counted = Counted("a", "bb", "ccc", cost=lambda call: search.SINGLES_BUDGET / 8)
    verdict = failed(*((np.full((n, 2), 0.5), np.arange(2.0 * n).reshape(n, 2)) for n in (2, 3, 4)))
    assert names(verdict, counted.flawed) == ["", "", ""]
    assert counted.tried((2, 2)) == counted.tried((3, 2)) == {"a", "bb", "ccc"}
    assert counted.tried((4, 2)) == set()


def test_a_memory_calls_a_function_once_for_arrays_that_hold_the_same():
    memory, calls = Memory(), []

    def double(array, settings):
        calls.append(array)
        return 2 * array

    settings = {"alpha": 0.1}
    first = memory.call(double, X, settings)
    assert memory.call(double, X.copy(), settings) is first
    assert len(calls) == 1
    memory.call(double, X.T, settings)
    memory.call(double, X.astype(np.float32), settings)
    memory.call(double, X, dict(settings))
    assert len(calls) == 4


def test_a_memory_knows_again_what_holds_the_same():
    memory = Memory()
    drawn = {"W": X, "layers": [1, (2.0, "relu")]}
    assert memory.same(drawn) is drawn
    assert memory.same({"W": X.copy(), "layers": [1, (2.0, "relu")]}) is drawn
    assert memory.same({"W": X + 1e-9, "layers": [1, (2.0, "relu")]}) is not drawn


def test_each_failed_call_has_a_memory_of_its_own():
    seen = []

    def compute(flaw, X, memory):
        seen.append(memory)
        return X * (2 if flaw("twice") else 1)

    flawed = FlawedFunction("scaled", compute, {"twice": "2."}, remembers=True)
    assert names(failed((X, 2 * X), (X[:1], 2 * X[:1])), flawed) == ["twice", "twice"]
    assert len({id(memory) for memory in seen}) == 2
