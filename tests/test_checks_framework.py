"""The framework of the checks: comparing, probing, judging; and performing a student's call."""

import warnings
from collections import OrderedDict, defaultdict, namedtuple

import numpy as np
import pytest

from autograder.checks.catalogue import exercises, find_exercise, reference_functions
from autograder.checks.compare import agrees, identical, is_empty, mismatch, show
from autograder.checks.exercise import Exercise, Part, Seed, judge
from autograder.checks.in_kernel import InKernel, check_namespace
from autograder.checks.probe import Call, CheckFailed, Probe
from autograder.checks.results import Failure, PartResult, Verdict
from autograder.grading.worker.perform import Keeper, perform
from autograder.grading.worker.plain import (
    MAX_DEPTH,
    Handle,
    PlainDataError,
    from_plain,
    to_plain,
)

SEED = Seed("secret", "ada")
TWO_BY_TWO = np.array([[1.0, 2.0], [3.0, 4.0]])


# ---- compare


@pytest.mark.parametrize(
    "actual",
    [
        TWO_BY_TWO,
        TWO_BY_TWO.astype(int),
        TWO_BY_TWO.astype(np.float32),
        TWO_BY_TWO * (1 + 1e-7),
        np.asfortranarray(TWO_BY_TWO),
    ],
)
def test_equal_arrays_do_not_differ(actual):
    assert mismatch(actual, TWO_BY_TWO) == ""


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (None, "None; expected an array of shape (2, 2)"),
        ([[1, 2], [3, 4]], "a list of length 2; expected an array"),
        (TWO_BY_TWO.ravel(), "has shape (4,); expected shape (2, 2)"),
        (TWO_BY_TWO[:, :1], "has shape (2, 1)"),
        (np.array(1.0), "has shape ()"),
        (TWO_BY_TWO + 1j, "complex"),
        (TWO_BY_TWO * np.array([[1, 1], [np.nan, 1]]), "dW[1, 0] is nan; expected a finite"),
        (TWO_BY_TWO + np.eye(2) * [0, 1], "dW[1, 1] is 5; expected 4 (1 of 4 entries differ)"),
        (TWO_BY_TWO + 1e-3, "dW[0, 0] is 1.001; expected 1"),
        (Handle(0, "Tensor"), "an object of type Tensor"),
        ({"dW": TWO_BY_TWO}, "a dict of length 1"),
        ("text", "'text'; expected an array"),
    ],
)
def test_a_difference_between_arrays_is_told_in_words(actual, words):
    assert words in mismatch(actual, TWO_BY_TWO, "dW")
    assert mismatch(actual, TWO_BY_TWO, "dW").startswith("dW")


def test_the_shape_is_told_before_any_value():
    message = mismatch(np.full((3,), np.nan), np.zeros((3, 1)), "db")
    assert message == "db has shape (3,); expected shape (3, 1)."


def test_a_broadcastable_array_is_not_equal():
    assert mismatch(np.zeros((1, 2)), np.zeros((2, 2)))
    assert mismatch(np.zeros((0, 2)), np.zeros((2, 2)))


def test_close_numbers_are_shown_with_the_digits_that_differ():
    expected = 123456.0
    message = mismatch(np.array([expected + 0.02, 1.0]), np.array([expected, 3.0]))
    assert "[1] is 1; expected 3" in message
    message = mismatch(np.array([100000.0004]), np.array([100000.0]), "b")
    assert message == ""
    message = mismatch(np.array([1.00002]), np.array([1.0]), "b")
    assert message == "b[0] is 1.00002; expected 1."


def test_a_zero_is_shown_without_a_minus_sign():
    assert "is 0; expected 1" in mismatch(np.array([-0.0]), np.array([1.0]))


def test_float32_may_be_less_exact_than_float64():
    expected = np.array([1.0, 1.0])
    error = np.array([0.0, 3e-5])
    assert mismatch((expected + error).astype(np.float32), expected) == ""
    assert mismatch(expected + error, expected) != ""


def test_the_scale_of_cancelled_terms_allows_for_their_rounding():
    assert mismatch(np.array([1e-6]), np.array([0.0])) != ""
    assert mismatch(np.array([1e-6]), np.array([0.0]), scale=10.0) == ""


@pytest.mark.parametrize("actual", [2, 2.0, np.array(2.0), np.array(2), np.array(2, np.float32)])
def test_a_number_may_be_of_any_kind(actual):
    assert mismatch(actual, 2.0) == ""
    assert mismatch(actual, np.float64(2.0)) == ""
    assert mismatch(actual, np.array(2.0)) == ""


@pytest.mark.parametrize("actual", [np.array([2.0]), [2.0], None, "2", Handle(0, "Loss")])
def test_a_number_is_neither_an_array_nor_a_container(actual):
    assert "expected a single number" in mismatch(actual, 2.0, "loss")


@pytest.mark.parametrize(
    ("actual", "expected", "same"),
    [
        ("train", "train", True),
        ("test", "train", False),
        (None, None, True),
        (TWO_BY_TWO, None, False),
        (np.array(3), 3, True),
        (True, 1, True),
        ([], [], True),
        ((1, [2.0, TWO_BY_TWO]), (1, [2.0, TWO_BY_TWO]), True),
        ((1, 2), (1, 2, 3), False),
        ({"a": 1.0}, {"a": 1.0}, True),
        ({"a": 1.0}, {"b": 1.0}, False),
        ({"a": 1.0, "b": 2}, {"a": 1.0}, False),
        (1, (1,), False),
        (1, {"a": 1}, False),
    ],
)
def test_plain_data_agree_item_by_item(actual, expected, same):
    assert agrees(actual, expected) is same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (TWO_BY_TWO, TWO_BY_TWO.copy(), True),
        (TWO_BY_TWO, TWO_BY_TWO.astype(np.float32), False),
        (TWO_BY_TWO, np.nextafter(TWO_BY_TWO, 9), False),
        (TWO_BY_TWO, TWO_BY_TWO.tolist(), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        (np.array([1]), np.array([1]), True),
        ([1, 2], [1, 2], True),
        ([1, 2], [1, 3], False),
        ([1, 2], 3, False),
        ([1, 2], (1, 2), False),
        ({"Z": TWO_BY_TWO}, {"Z": TWO_BY_TWO}, True),
        ({"Z": TWO_BY_TWO}, {"Z": 0 * TWO_BY_TWO}, False),
        ({"Z": 1}, {"Z": 1, "A": 2}, False),
        (1, 1.0, False),
        ("a", "a", True),
        (None, None, True),
    ],
)
def test_identical_means_to_the_last_bit(before, after, same):
    assert identical(before, after) is same


@pytest.mark.parametrize("nothing", [None, [], (), {}, set(), np.array([]), np.zeros((0, 3))])
def test_nothing_is_empty(nothing):
    assert is_empty(nothing)


@pytest.mark.parametrize("something", [0, "", [0], {"a": 1}, np.zeros(1), Handle(0, "Cache")])
def test_something_is_not_empty(something):
    assert not is_empty(something)


def test_a_long_text_is_shown_shortened():
    assert len(show("x" * 1000)) <= 80


# ---- plain data


def round_trip(value):
    keeper = Keeper()
    return from_plain(to_plain(value, keeper.put), keeper.get)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, 2.5, 1j, "é", b"b", [1, [2, (3,)]], {"a": {1: (2,)}}, {1, 2}, slice(1, 5, 2),
    ],
)  # fmt: skip
def test_plain_values_come_through_as_they_are(value):
    assert to_plain(value, Keeper().put) == value
    assert round_trip(value) == value


@pytest.mark.parametrize("dtype", ["?", "i1", "u8", "f2", "f4", "f8", "c16", ">f8"])
def test_arrays_come_through_with_their_type_and_shape(dtype):
    array = np.array([[0, 1, 1]], dtype=dtype)
    plain = to_plain(array, Keeper().put)
    assert plain.dtype == np.dtype(dtype).newbyteorder("=")
    assert plain.shape == (1, 3)
    assert np.array_equal(plain, array)


def test_an_array_is_copied():
    array = np.zeros(3)
    plain = to_plain([array], Keeper().put)
    array[0] = 1
    assert plain[0][0] == 0


def test_a_subclass_of_array_loses_its_own_comparison():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

    plain = to_plain(np.zeros(3).view(Agreeable), Keeper().put)
    assert type(plain) is np.ndarray
    assert not (plain == 5).any()


def test_numpy_scalars_become_arrays_without_axes_but_stay_keys():
    plain = to_plain({np.int64(3): np.float32(0.5), np.str_("m"): np.str_("train")}, Keeper().put)
    assert plain == {3: 0.5, "m": "train"}
    assert plain[3].dtype == np.float32
    assert type(plain["m"]) is str
    assert to_plain({np.int64(3)}, Keeper().put) == {3}


def test_subclasses_of_containers_become_plain_containers():
    Pair = namedtuple("Pair", "a b")
    keeper = Keeper()
    assert to_plain(Pair(1, 2), keeper.put) == (1, 2)
    assert type(to_plain(OrderedDict(a=1), keeper.put)) is dict
    assert to_plain(defaultdict(int, a=1), keeper.put) == {"a": 1}


def test_anything_else_stays_behind_a_handle():
    class Memory:
        pass

    memory, keeper = Memory(), Keeper()
    plain = to_plain({"memory": memory, "f": len, "o": np.array([None])}, keeper.put)
    assert plain["memory"] == Handle(0, "Memory")
    assert [type(item) for item in plain.values()] == [Handle] * 3
    assert from_plain(plain, keeper.get)["memory"] is memory


@pytest.mark.parametrize(
    "value",
    [[0] * 300_000, np.zeros(2**25 + 1), {"a": [np.zeros(2**25), 1.5, "text"]}],
    ids=["too many items", "too large an array", "too large in sum"],
)
def test_what_is_too_large_is_refused(value):
    with pytest.raises(PlainDataError, match="too large"):
        to_plain(value, Keeper().put)


def test_what_is_nested_without_end_is_refused():
    endless: list = []
    endless.append(endless)
    with pytest.raises(PlainDataError, match=f"more than {MAX_DEPTH} levels"):
        to_plain(endless, Keeper().put)


# ---- perform


def run(source: str, name: str = "f", *arguments, given=None, **settings):
    """Define a student's function from its source and call it."""
    namespace = {"np": np}
    exec(source, namespace)
    return perform(Call(name, arguments, **settings), namespace, Keeper(), given or {})


def test_a_call_gives_its_value_and_its_arguments_afterwards():
    outcome = run("def f(a, b):\n    a += 1\n    return b * 2", "f", np.zeros(2), 4)
    assert outcome.error is None
    assert outcome.value == 8
    assert np.array_equal(outcome.arguments[0], [1, 1])


def test_the_callers_arrays_are_never_touched():
    array = np.zeros(2)
    run("def f(a):\n    a += 1", "f", array)
    assert np.array_equal(array, [0, 0])


@pytest.mark.parametrize(
    ("source", "kind", "exception"),
    [
        ("", "missing", ""),
        ("f = 3", "missing", ""),
        ("def f():\n    raise NotImplementedError('later')", "unfinished", "NotImplementedError"),
        ("def f():\n    return 1 / 0", "raised", "ZeroDivisionError"),
        ("def f():\n    raise SystemExit(3)", "raised", "SystemExit"),
        ("def f():\n    return f()", "raised", "RecursionError"),
        ("def f():\n    return [0] * 300_000", "unreadable", ""),
        (
            "class D(dict):\n    def items(self):\n        raise KeyError('no')\n"
            "def f():\n    return D()",
            "unreadable",
            "KeyError",
        ),
    ],
)
def test_an_error_is_an_outcome(source, kind, exception):
    error = run(source).error
    assert (error.kind, error.exception) == (kind, exception)


def test_an_error_without_readable_message_is_an_outcome_too():
    source = (
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\n"
        "def f():\n    raise E"
    )
    assert "could not be read" in run(source).error.message


def test_a_handle_that_names_nothing_is_unreadable():
    assert run("def f(x):\n    return 1", "f", Handle(7, "Cache")).error.kind == "unreadable"


def test_prints_and_warnings_do_no_harm(capfd):
    source = (
        "import sys, warnings\n"
        "def f():\n    print('a'); print('b', file=sys.stderr); warnings.warn('c'); return 1"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(source).value == 1
    assert capfd.readouterr() == ("", "")


def test_floating_point_settings_of_the_student_do_no_harm():
    with np.errstate(all="raise"):
        outcome = run("def f():\n    return np.exp(np.array([-1000.0, 1000.0]))")
    assert outcome.error is None


def test_the_generator_is_seeded_just_before_the_call():
    source = "def f():\n    return np.random.rand(3)"
    first, second = (run(source, seed=5).value for _ in range(2))
    np.random.seed(5)
    assert np.array_equal(first, second)
    assert np.array_equal(first, np.random.rand(3))


def test_given_functions_stand_in_during_the_call_only():
    namespace = {"relu": "the student's"}
    exec("def f():\n    return relu() + helper()", namespace)
    trusted = {"relu": lambda: 1, "helper": lambda: 2, "f": lambda: 99}
    outcome = perform(Call("f", given=("relu", "helper", "f")), namespace, Keeper(), trusted)
    assert outcome.value == 3
    assert namespace["relu"] == "the student's"
    assert "helper" not in namespace


def test_given_functions_go_away_after_an_error_too():
    namespace = {}
    exec("def f():\n    return relu() / 0", namespace)
    perform(Call("f", given=("relu",)), namespace, Keeper(), {"relu": lambda: 1})
    assert "relu" not in namespace


def test_what_is_kept_comes_back_as_the_very_object():
    source = (
        "from collections import namedtuple\nC = namedtuple('C', 'x')\nlast = []\n"
        "def f():\n    last.append(C(1))\n    return 5, last[0]\n"
        "def g(cache):\n    return cache is last[0]"
    )
    namespace, keeper = {}, Keeper()
    exec(source, namespace)
    value = perform(Call("f", keep=(1,)), namespace, keeper, {}).value
    assert value == [5, Handle(0, "C")]
    assert perform(Call("g", (value[1],)), namespace, keeper, {}).value is True


def test_the_students_line_is_told_where_it_is_known(tmp_path):
    path = tmp_path / "cell.py"
    path.write_text("def f():\n    x = 1\n    return x / 0\n")
    namespace = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    error = perform(Call("f"), namespace, Keeper(), {}).error
    assert error.line == "return x / 0"


# ---- probe


def probe_of(**functions) -> Probe:
    reference = {"double": lambda A: 2 * A, "pair": lambda A: (A, {"A": A, "m": A.size})}
    student = InKernel(functions, reference)
    return Probe(student, reference, SEED.generator("e", "p"))


def failure_of(action) -> Failure:
    with pytest.raises(CheckFailed) as caught:
        action()
    return caught.value.failure


def test_an_equal_answer_passes():
    probe_of(double=lambda A: A + A).compare("double", TWO_BY_TWO, outputs="B")


def test_a_wrong_answer_says_what_was_called_and_what_came_and_keeps_the_evidence():
    probe = probe_of(double=lambda A: 3 * A)
    failure = failure_of(lambda: probe.compare("double", TWO_BY_TWO, outputs="B"))
    assert failure.called == "double was called with A of shape (2, 2)."
    assert failure.problem == "B[0, 0] is 3; expected 2 (4 of 4 entries differ)."
    assert failure.evidence.call.arguments[0].shape == (2, 2)
    assert np.array_equal(failure.evidence.value, 3 * TWO_BY_TWO)


def described(function, *arguments, **keywords) -> str:
    probe = Probe(InKernel({}, {}), {"train": function}, SEED.generator("e", "p"))
    return probe.describe(Call("train", arguments, keywords))


def test_a_call_is_described_without_what_is_at_its_default_or_only_prints():
    def train(X, epochs=3, rate=0.2, log=True):
        """Never called."""

    words = described(train, TWO_BY_TWO, epochs=3, rate=0.30267853, log=False)
    assert words == "train was called with X of shape (2, 2), rate = 0.3027."


def test_a_call_of_many_arguments_is_described_in_two_lines():
    names = [f"argument_number_{i}" for i in range(9)]

    def train(**keywords):
        """Never called."""

    words = described(train, **dict.fromkeys(names, np.zeros((4, 10))), last=[0, 0])
    assert words.startswith("train was called with argument_number_0 (4, 10), argument_number_1 ")
    assert words.endswith(", last=[0, 0].")


def test_a_call_without_arguments_is_described_as_that():
    assert described(lambda: None) == "train was called with no arguments."


def test_outputs_are_taken_apart_by_position_and_key():
    shape = ("A", {"A": "cached A", "m": None})
    probe_of(pair=lambda A: [A, {"A": A, "m": -1}]).compare("pair", TWO_BY_TWO, outputs=shape)
    for answer, words in (
        (lambda A: A, "expected 2 values"),
        (lambda A: (A,), "returned 1 values; expected 2"),
        (lambda A: (A, A), "where a dictionary was expected"),
        (lambda A: (A, {"m": 1}), "no key 'A'"),
        (lambda A: (A, {"A": 0 * A, "m": 1}), "cached A[0, 0] is 0"),
    ):
        probe = probe_of(pair=answer)
        failure = failure_of(lambda p=probe: p.compare("pair", TWO_BY_TWO, outputs=shape))
        assert words in failure.problem


def test_an_error_in_the_students_function_is_explained():
    def broken(A):
        raise KeyError("A_hat")

    failure = failure_of(lambda: probe_of(double=broken).call("double", TWO_BY_TWO))
    assert failure.problem == "It raised KeyError: 'A_hat'."
    assert failure.evidence.error.exception == "KeyError"
    failure = failure_of(lambda: probe_of().call("double", TWO_BY_TWO))
    assert "No function called double was found" in failure.problem


def test_a_changed_argument_is_named():
    def in_place(A):
        A *= 2
        return A

    probe = probe_of(double=in_place)
    failure = failure_of(lambda: probe.unchanged("double", TWO_BY_TWO))
    assert "double changed its argument A" in failure.problem
    probe_of(double=lambda A: 2 * A).unchanged("double", TWO_BY_TWO)
    assert np.array_equal(TWO_BY_TWO, [[1, 2], [3, 4]])


def test_an_object_of_the_students_own_does_not_count_as_changed():
    probe = probe_of(make=lambda: (1, [1, 2]), use=lambda cache: cache.pop())
    cache = probe.call("make", keep=(1,)).value[1]
    assert probe.unchanged("use", cache).value == 2


def test_an_exception_can_be_demanded():
    def strict(A):
        raise ValueError("mode")

    probe_of(double=strict).raises("ValueError", "double", TWO_BY_TWO)
    lenient = probe_of(double=lambda A: A)
    failure = failure_of(lambda: lenient.raises("ValueError", "double", TWO_BY_TWO))
    assert failure.problem == "It returned an array of shape (2, 2). Expected a ValueError."
    failure = failure_of(lambda: probe_of(double=strict).raises("KeyError", "double", TWO_BY_TWO))
    assert "It raised ValueError: mode. Expected a KeyError." in failure.problem


def test_a_demand_keeps_the_call_as_evidence_and_a_requirement_does_not():
    probe = probe_of(double=lambda A: A)
    answer = probe.call("double", TWO_BY_TWO)
    probe.require(True, answer, "fine")
    probe.demand(True, answer, "fine", "B")
    assert failure_of(lambda: probe.require(False, answer, "No.")).evidence is None
    evidence = failure_of(lambda: probe.demand(False, answer, "No.", "B")).evidence
    assert np.array_equal(evidence.expected, 2 * TWO_BY_TWO)
    assert not probe.agrees(answer, "B", evidence.expected)
    assert probe.agrees(answer, None, evidence.expected)


def test_a_stand_in_call_replaces_one_that_only_the_student_understands():
    probe = probe_of(double=lambda handle: 0)
    same_as = Call("double", (TWO_BY_TWO,))
    answer = probe.call("double", TWO_BY_TWO)
    failure = failure_of(lambda: probe.expect(answer, "B", TWO_BY_TWO, same_as=same_as))
    assert failure.evidence.call is same_as


def test_small_dictionaries_are_described_by_their_arrays():
    probe = probe_of()
    text = probe.describe(Call("f", ({"Z": TWO_BY_TWO}, 3, Handle(0, "Cache"), [0] * 99)))
    assert "argument 1 with Z of shape (2, 2)" in text
    assert "argument 2 = 3" in text
    assert "(your own Cache)" in text
    assert "(a list)" in text


# ---- exercise and results


def fails(probe):
    raise CheckFailed(Failure("f was called.", "It was wrong."))


def passes(probe):
    probe.draw.normal()


def verdict_of(*parts: Part) -> Verdict:
    return judge(Exercise("e", ("f",), parts), InKernel({}, {}), {}, SEED)


def test_points_are_in_proportion_to_the_weights():
    verdict = verdict_of(Part("a", passes, 3), Part("b", fails, 1))
    assert verdict.score == 0.75
    assert not verdict.passed
    assert [failure.problem for failure in verdict.failures] == ["It was wrong."]


def test_nothing_else_is_tried_when_the_core_fails():
    verdict = verdict_of(Part("core", fails, core=True), Part("other", passes))
    assert verdict.score == 0
    assert [part.passed for part in verdict.parts] == [False, None]
    assert "not tried other" in verdict.text()


def test_all_of_the_core_must_hold():
    verdict = verdict_of(
        Part("a", passes, core=True), Part("b", fails, core=True), Part("c", passes)
    )
    assert [part.passed for part in verdict.parts] == [True, False, None]


def test_a_check_that_breaks_on_an_odd_answer_is_a_failed_part():
    def breaks(probe):
        return [].shape

    verdict = verdict_of(Part("odd", breaks), Part("fine", passes))
    assert [part.passed for part in verdict.parts] == [False, True]
    assert "AttributeError" in verdict.text()


def test_a_verdict_without_parts_earns_nothing():
    assert Verdict("e", ()).score == 0
    assert not Verdict("e", ()).passed
    assert Verdict("e", (PartResult("a", 0, True),)).score == 0


def test_a_passed_verdict_is_said_in_one_line():
    assert verdict_of(Part("a", passes)).text() == "e: all checks passed."


def test_a_failure_tells_call_problem_and_cause_in_this_order():
    failure = Failure("f was called.", "It was wrong.", "a sign")
    assert failure.text() == "f was called.\nIt was wrong.\nLikely cause: a sign"


def test_inputs_differ_between_students_parts_and_secrets_but_not_between_runs():
    def first(secret, student, exercise, part):
        return Seed(secret, student).generator(exercise, part).random()

    same = first("s", "ada", "relu", "a")
    assert same == first("s", "ada", "relu", "a")
    others = [
        first("t", "ada", "relu", "a"),
        first("s", "bob", "relu", "a"),
        first("s", "ada", "relu_der", "a"),
        first("s", "ada", "relu", "b"),
        first("sa", "da", "relu", "a"),
    ]
    assert len({same, *others}) == 6


def test_a_check_gives_numpys_random_state_back():
    np.random.seed(3)
    expected = np.random.rand(2)
    np.random.seed(3)
    check_namespace("optimization", "dropout", dict(reference_functions("optimization")))
    assert np.array_equal(np.random.rand(2), expected)


def test_strict_settings_of_a_notebook_reach_neither_check_nor_reference():
    namespace = dict(reference_functions("optimization"))
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        verdict = check_namespace("optimization", "softmax_cross_entropy_loss", namespace)
    assert verdict.passed, verdict.text()


# ---- catalogue


def test_unknown_names_are_answered_with_the_names_there_are():
    with pytest.raises(KeyError, match="optimization"):
        exercises("optimisation")
    with pytest.raises(KeyError, match="relu_der"):
        find_exercise("optimization", "rel")


def test_every_judged_or_used_function_has_a_reference():
    reference = reference_functions("optimization")
    assert len(reference) == 22
    for exercise in exercises("optimization"):
        assert set(exercise.functions) | set(exercise.uses) <= set(reference)


def test_every_exercise_has_a_core_and_parts_of_different_titles():
    for exercise in exercises("optimization"):
        titles = [part.title for part in exercise.parts]
        assert any(part.core for part in exercise.parts), exercise.name
        assert len(titles) == len(set(titles))
        assert all(part.weight > 0 for part in exercise.parts)


@pytest.mark.parametrize("exercise", exercises("optimization"), ids=lambda e: e.name)
def test_the_reference_earns_full_points(exercise):
    reference = reference_functions("optimization")
    verdict = judge(exercise, InKernel({"np": np, **reference}, reference), reference, SEED)
    assert verdict.passed, verdict.text()
