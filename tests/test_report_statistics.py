"""What the class report counts is right, also for tiny classes."""

import pytest
from report_samples import sample_class

from autograder.feedback.report.records import (
    ClassRecord,
    ExerciseRecord,
    FailedCheck,
    StudentRecord,
)
from autograder.feedback.report.statistics import (
    correlation,
    distribution,
    known_mistakes,
    summarise,
    totals,
    unexplained,
)

EXERCISES = (("01", "a", 4.0), ("01", "b", 6.0))


def make_class(*points: tuple[float | None, float | None]) -> ClassRecord:
    students = tuple(
        StudentRecord(
            f"s{number}",
            exercises=tuple(
                ExerciseRecord(lesson, name, maximum, value)
                for (lesson, name, maximum), value in zip(EXERCISES, pair, strict=True)
            ),
        )
        for number, pair in enumerate(points)
    )
    return ClassRecord("small", ("01",), EXERCISES, students)


def with_failures(*failures: tuple[FailedCheck, ...]) -> ClassRecord:
    students = tuple(
        StudentRecord(f"s{n}", exercises=(ExerciseRecord("01", "a", 4.0, 1.0, "", found),))
        for n, found in enumerate(failures)
    )
    return ClassRecord("small", ("01",), EXERCISES[:1], students)


def test_full_partial_zero_and_ungraded_are_counted_apart():
    item = summarise(make_class((4, 6), (2, 6), (0, 6), (None, 6)))[0]
    assert (item.full, item.partial, item.zero, item.ungraded) == (1, 1, 1, 1)
    assert item.mean == 2


def test_the_maximum_falls_into_the_last_range_and_zero_into_the_first():
    assert distribution(make_class((4, 6), (0, 0), (3, 0))) == [1, 0, 0, 1, 0, 0, 0, 0, 0, 1]


def test_an_exercise_that_good_students_solve_discriminates_well():
    good, poor = [(4, 6)] * 6, [(0, 0)] * 6
    assert summarise(make_class(*good, *poor))[0].discrimination == pytest.approx(1)


def test_an_exercise_that_good_students_fail_has_a_negative_discrimination():
    found = summarise(make_class(*[(0, 6)] * 6, *[(4, 0)] * 6))[0].discrimination
    assert found == pytest.approx(-1)


def test_the_exercise_itself_is_left_out_of_the_total():
    points = [(4, 3), (0, 3), (4, 2), (0, 2)] * 3
    assert summarise(make_class(*points))[0].discrimination == pytest.approx(0)


def test_a_small_class_has_no_discrimination():
    item = summarise(make_class((4, 6), (0, 0)))[0]
    assert item.discrimination is None
    assert item.unknown == "fewer than 10 students"


def test_an_exercise_that_all_solve_has_no_discrimination():
    item = summarise(make_class(*[(4, value) for value in range(7)] * 2))[0]
    assert item.discrimination is None
    assert item.unknown == "all have the same points"


def test_an_empty_class_gives_zeros():
    empty = make_class()
    assert totals(empty).mean == 0
    assert sum(distribution(empty)) == 0
    assert summarise(empty)[0].mean is None


def test_correlation_agrees_with_a_known_value():
    # The products of the deviations add up to 8, their squares to 10 and 10.
    assert correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.8)


def test_a_mistake_counts_each_student_once_and_the_commonest_comes_first():
    bias = FailedCheck("values", "4 for 5", "m, not m - 1", "ddof")
    sign = FailedCheck("values", "-1 for 1", "turn the sign", "sign")
    found = known_mistakes(with_failures((sign,), (bias, bias), (bias,)))
    assert [(m.name, len(m.students)) for m in found] == [("ddof", 2), ("sign", 1)]
    assert found[0].sentence == "m, not m - 1"


def test_of_two_mistakes_at_once_each_counts():
    both = FailedCheck("values", "4 for 5", "First one. And: Second one.", "one + two")
    found = known_mistakes(with_failures((both,)))
    assert [(m.name, m.sentence) for m in found] == [("one", "First one."), ("two", "Second one.")]


def test_an_undiagnosed_check_is_listed_and_an_empty_answer_is_not():
    strange = FailedCheck("values", "4 for 5")
    empty = FailedCheck("values", "still to be written", error="unfinished")
    record = with_failures((strange,), (empty,))
    untouched = ClassRecord(
        "small",
        ("01",),
        EXERCISES[:1],
        (
            record.students[0],
            StudentRecord("s9", exercises=(ExerciseRecord("01", "a", 4.0, 0.0, "", (empty,)),)),
        ),
    )
    assert [m.students for m in unexplained(untouched)] == [("s0",)]
    assert summarise(untouched)[0].untouched == 1


def test_points_never_fall_below_zero_by_a_penalty():
    student = StudentRecord(
        "s", exercises=(ExerciseRecord("01", "a", 4.0, 1.0),), penalties=(("01", 2.0),)
    )
    assert student.points == 0
    assert student.lesson_points("01") == 0


def test_the_sample_class_adds_up():
    for item in summarise(sample_class()):
        assert item.count == 30
