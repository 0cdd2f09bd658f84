"""A made-up class for tests of the report."""

import random

from autograder.feedback.report.records import (
    ClassRecord,
    ExerciseRecord,
    FailedCheck,
    StudentRecord,
    by_name,
)

EXERCISES = (
    ("01_relu_softmax", "relu", 4.0),
    ("01_relu_softmax", "relu_der", 4.0),
    ("01_relu_softmax", "softmax_cross_entropy_loss", 8.0),
    ("02_dropout", "dropout", 8.0),
    ("02_dropout", "dropout_der", 4.0),
    ("03_batchnorm", "batchnorm", 12.0),
    ("03_batchnorm", "batchnorm_der", 16.0),
    ("04_adam", "initialize_network", 8.0),
    ("04_adam", "update_parameters_with_momentum_Adam", 16.0),
    ("05_network", "multi_layer_network", 12.0),
    ("05_network", "classify", 8.0),
)
MISTAKES = {
    "softmax_cross_entropy_loss": (
        "sum for mean",
        "Your loss is the sum over the samples. Divide it by their number m.",
    ),
    "dropout": ("unscaled", "The surviving activations are not divided by prob_keep."),
    "batchnorm": (
        "ddof = 1",
        "Your result is what you get with the unbiased variance; batchnorm divides by m.",
    ),
    "classify": ("wrong axis", "The class is the largest entry of a column, not of a row."),
}
NAMES = (
    "Adeyemi Ada", "Bartosz Béla", "Chen Li", "Dvořák Dana", "Eriksson Emil", "Faruk Fatma",
    "Gupta Goran", "Hoang Hana", "Ibarra Ivan", "Jovanović Jana", "Kamau Kofi", "Lund Lena",
    "Moreau Milo", "O'Neill Nora", "Öztürk Ömer", "Pérez Paz", "Quist Quentin", "Rossi Rosa",
    "Šimić Sara", "Tanaka Taro", "Uys Ute", "Vogel Vera", "Wójcik Wit", "Xu Xia", "Yılmaz Yasin",
    "Zając Zofia", "Bauer Anton", "Costa Bruna", "Silva Carlos", "van den Berg Daan",
)  # fmt: skip


def failed(exercise: str, wrong: bool) -> tuple[FailedCheck, ...]:
    """Return the failures of a wrong, or of a missing, answer."""
    if not wrong:
        problem = f"{exercise} is still to be written: it raises NotImplementedError."
        return (FailedCheck("works on a small example", problem, error="unfinished"),)
    if exercise in MISTAKES:
        name, sentence = MISTAKES[exercise]
        return (FailedCheck("gives the right values", "A[0, 0] is 1.0; expected 2.0.", sentence,
                            name),)  # fmt: skip
    return (FailedCheck("gives the right values", "dA[0, 2] is 0.31; expected 0.29."),)


def student(number: int, name: str, draw: random.Random) -> StudentRecord:
    """Make one student up; those with a higher number know less."""
    last, first = name.rsplit(" ", 1)
    records = []
    skill = 1.15 - 0.028 * number
    for place, (lesson, exercise, maximum) in enumerate(EXERCISES):
        luck = draw.random() + 0.04 * place
        if luck < skill - 0.05:
            records.append(ExerciseRecord(lesson, exercise, maximum, maximum))
        elif luck < skill + 0.2:
            some = round(maximum * draw.choice((0.25, 0.5, 0.75)), 2)
            failures = failed(exercise, wrong=True)
            records.append(ExerciseRecord(lesson, exercise, maximum, some, "", failures))
        else:
            failures = failed(exercise, wrong=draw.random() < 0.4)
            records.append(ExerciseRecord(lesson, exercise, maximum, 0.0, "", failures))
    return StudentRecord(f"s{number:03}", first, last, tuple(records))


def sample_class(size: int = 30, seed: int = 1) -> ClassRecord:
    """Make a class up."""
    draw = random.Random(seed)
    students = [student(number, NAMES[number], draw) for number in range(size)]
    lessons = tuple(dict.fromkeys(lesson for lesson, _, _ in EXERCISES))
    absent = (("s900", "Ng, Ann"), ("s901", "s901"))
    return ClassRecord("optimization", lessons, EXERCISES, by_name(students), absent)
