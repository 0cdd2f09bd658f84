"""The pictures of the lessons: drawn from the student's functions, or one plain sentence."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

import autograder.student as coursekit
from autograder.course import find_course
from autograder.reference import optimization
from autograder.student import Curve, carry_over, describe, get_digits, plot_curves

FUNCTIONS_OF_PICTURE = {
    "show_relu": ("relu", "relu_der"),
    "show_softmax": ("softmax_cross_entropy_loss",),
    "show_softmax_stability": ("softmax_cross_entropy_loss",),
    "show_loss": ("softmax_cross_entropy_loss",),
    "show_dropout_mask": ("dropout",),
    "show_dropout_mean": ("dropout",),
    "show_batchnorm": ("batchnorm",),
    "show_batchnorm_speed": ("batchnorm", "batchnorm_der"),
    "show_batchnorm_rescue": ("batchnorm", "batchnorm_der"),
    "show_start_spread": ("initialize_network",),
    "show_start_training": ("initialize_network",),
    "show_valley": ("update_parameters_with_momentum_Adam", "initialize_velocity"),
    "show_adam_speed": ("update_parameters_with_momentum_Adam", "initialize_velocity"),
    "show_dropout_gap": ("dropout", "dropout_der"),
}
SOURCE = find_course().source("optimization")
DIGITS = get_digits()
Y = DIGITS.test_y[:60].reshape(1, -1)
X = DIGITS.test_x[:60].reshape(60, -1).T
PREDICTED = np.where(np.arange(60) % 7 == 0, 3, Y)
COSTS = [2.0, 1.0, 0.5, 0.4]
PICTURES_OF_DATA: dict[str, Callable[[], Figure | None]] = {
    "show_digits": lambda: coursekit.show_digits(X, Y),
    "show_digits, images": lambda: coursekit.show_digits(DIGITS.test_x[:7], DIGITS.test_y[:7]),
    "plot_costs": lambda: coursekit.plot_costs(COSTS, log_step=200, smooth=2),
    "plot_costs, two": lambda: coursekit.plot_costs({"a": COSTS, "b": np.array(COSTS)}),
    "show_batchnorm_steps": lambda: coursekit.show_batchnorm_steps(),
    "show_decay": lambda: coursekit.show_decay(0.01, (0, 1), epochs=3),
    "show_weights": lambda: coursekit.show_weights({"W1": np.random.rand(30, 64)}),
    "show_weights, one": lambda: coursekit.show_weights({"W1": np.eye(1, 6)}, shape=(2, 3)),
    "show_mistakes": lambda: coursekit.show_mistakes(X, Y, PREDICTED),
    "show_mistakes, none": lambda: coursekit.show_mistakes(X, Y, Y),
    "show_confusion": lambda: coursekit.show_confusion(Y, PREDICTED),
}


def reference(picture: str) -> list[Any]:
    return [getattr(optimization, name) for name in FUNCTIONS_OF_PICTURE[picture]]


def unwritten(name: str) -> Callable[..., Any]:
    """Return a function as the release has it."""

    def stub(*_args: object, **_kwargs: object) -> None:
        raise NotImplementedError("This exercise is still empty")

    stub.__code__ = stub.__code__.replace(co_name=name)
    return stub


def assert_is_a_described_figure(figure: Figure | None) -> None:
    assert isinstance(figure, Figure)
    assert len(describe(figure)) > 20
    data, metadata = figure._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == data["text/plain"] == describe(figure)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS_OF_PICTURE if name[-3:] != "gap"])
def test_the_students_functions_are_drawn(name: str) -> None:
    assert_is_a_described_figure(getattr(coursekit, name)(*reference(name)))


@pytest.mark.parametrize("name", PICTURES_OF_DATA)
def test_data_is_drawn(name: str) -> None:
    assert_is_a_described_figure(PICTURES_OF_DATA[name]())


def test_a_figure_of_ones_own_is_shown_once_with_its_sentence() -> None:
    figure, axis = plt.subplots()
    axis.plot([1, 2])
    data, metadata = coursekit.show_figure(figure, 'A line that "rises".')._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == data["text/plain"] == 'A line that "rises".'
    assert 'alt="A line that &quot;rises&quot;."' in data["text/html"]
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize("lesson", sorted(SOURCE.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_figure_of_a_lesson_is_shown_with_a_sentence(lesson: Path) -> None:
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    code = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
    drawing = {name: source for name, source in code.items() if "plt." in source}
    for name, source in drawing.items():
        last = source.strip().splitlines()[-1]
        assert "plt.show()" not in source, name
        assert source.count("show_figure(") == source.count("plt.subplots("), name
        assert last.endswith(")"), name


@pytest.mark.parametrize("name", FUNCTIONS_OF_PICTURE)
def test_an_unfinished_exercise_is_named_in_one_sentence(name: str, capsys) -> None:
    first, *others = FUNCTIONS_OF_PICTURE[name]
    if name in ("show_valley", "show_adam_speed"):
        functions = [unwritten(first), optimization.initialize_velocity]
    else:
        functions = [unwritten(first), *map(unwritten, others)]
    assert getattr(coursekit, name)(*functions) is None
    printed = capsys.readouterr()
    sentence = f"This picture needs {first}: finish that exercise first, then run this cell again."
    assert printed.out == f"{sentence}\n"
    assert printed.err == ""


def test_every_picture_with_a_second_function_names_it_too(capsys) -> None:
    assert coursekit.show_relu(optimization.relu, unwritten("relu_der")) is None
    assert "needs relu_der" in capsys.readouterr().out


def test_a_placeholder_of_carry_over_names_its_notebook(tmp_path, capsys) -> None:
    into: dict[str, Any] = {}
    carry_over(into, ["02_dropout"], tmp_path)
    assert coursekit.show_dropout_mask(into["dropout"]) is None
    assert "finish it in 02_dropout.ipynb" in capsys.readouterr().out


def test_other_errors_of_the_student_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        coursekit.show_relu(lambda Z: 1 / 0, optimization.relu_der)


@pytest.mark.parametrize("name", ["show_dropout_mask", "show_start_spread", "show_batchnorm_speed"])
def test_settings_and_the_students_random_numbers_stay_as_they_were(name: str) -> None:
    np.random.seed(5)
    expected = np.random.rand()
    np.random.seed(5)
    settings = dict(mpl.rcParams)
    getattr(coursekit, name)(*reference(name))
    assert np.random.rand() == expected
    assert dict(mpl.rcParams) == settings


def test_the_grid_shows_each_image_the_right_way_up_with_its_label() -> None:
    figure = coursekit.show_digits(X, Y, columns=5, count=10)
    axes = figure.axes[3]
    np.testing.assert_array_equal(axes.images[0].get_array(), DIGITS.test_x[3])
    assert axes.texts[0].get_text() == str(Y[0, 3])


def test_iterations_count_updates_not_entries() -> None:
    line = coursekit.plot_costs(COSTS, log_step=200).axes[0].lines[0]
    np.testing.assert_array_equal(line.get_xdata(), [0, 200, 400, 600])


def test_smoothing_is_centred_and_keeps_the_raw_curve() -> None:
    raw, smooth = coursekit.plot_costs(COSTS, log_step=10, smooth=3).axes[0].lines
    np.testing.assert_array_equal(raw.get_ydata(), COSTS)
    np.testing.assert_allclose(smooth.get_xdata(), [10, 20])
    np.testing.assert_allclose(smooth.get_ydata(), [3.5 / 3, 1.9 / 3])


def test_only_mistakes_are_shown() -> None:
    titles = [axes.get_title() for axes in coursekit.show_mistakes(X, Y, PREDICTED).axes]
    wrong = [f"said 3, is {y}" for y in Y[0, ::7] if y != 3]
    assert [title for title in titles if title] == wrong


def test_the_worst_confusion_is_put_into_words() -> None:
    true, predicted = np.array([[0, 1, 1, 2]]), np.array([[0, 2, 2, 1]])
    text = describe(coursekit.show_confusion(true, predicted))
    assert "25.0% are right" in text
    assert "1 taken for 2, 2 times" in text


def test_predictions_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="4 labels, but 3 predictions"):
        coursekit.show_confusion(np.zeros((1, 4)), np.zeros((1, 3)))


def test_columns_that_are_no_square_ask_for_a_shape() -> None:
    with pytest.raises(ValueError, match="name it with shape="):
        coursekit.show_weights({"W1": np.ones((2, 6))})


def test_curves_end_in_the_description() -> None:
    curves = [Curve("plain", [1.0], [0.1, 0.5], [0.1, 0.25]), Curve("other", [], [0, 1], [0, 1])]
    text = describe(plot_curves(curves, "Two ways"))
    assert "plain 50.0 and 25.0; other 100.0 and 100.0" in text
