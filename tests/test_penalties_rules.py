"""late.yml says what lateness costs; what is wrong in it is named with its line."""

from datetime import datetime, timedelta

import pytest

from autograder.course import CourseError
from autograder.late.known import demand_known
from autograder.late.reading import read_rules
from autograder.late.rules import Extension, Rule

DAY = 86_400
DUE = datetime(2026, 3, 1, 12)

EXAMPLE = """\
time zone: Europe/Rome
penalty:
  per day: 10%
  at most: 50%
  grace: 15 minutes
  closes after: 7 days
assignments:
  practice:
    per day: 20 %
extensions:
  optimization:
    ada: 2026-03-05 23:59
    no: 3 days
    007: 1.5 hours
"""


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        (tmp_path / "late.yml").write_text(text, encoding="utf-8")
        return read_rules(tmp_path / "late.yml")

    return from_text


@pytest.mark.parametrize(
    ("seconds", "points"),
    [
        (0, 0),
        (900, 0),
        (901, 8),
        (DAY, 8),
        (DAY + 1, 16),
        (4.5 * DAY, 40),
        (6 * DAY, 40),
        (7 * DAY, 40),
        (7 * DAY + 1, 80),
    ],
)
def test_each_day_begun_costs_until_the_limit_and_then_everything(read, seconds, points):
    rules = read(EXAMPLE)
    assert rules.penalty("optimization", "bela", 80.0, seconds, DUE) == points


def test_an_assignment_may_have_a_rule_of_its_own(read):
    assert read(EXAMPLE).penalty("practice", "bela", 10.0, 60, DUE) == 2


def test_an_extension_by_days_shifts_the_due_date(read):
    rules = read(EXAMPLE)
    assert rules.penalty("optimization", "no", 80.0, 3 * DAY, DUE) == 0
    assert rules.penalty("optimization", "no", 80.0, 3 * DAY + 1000, DUE) == 8


def test_an_extension_until_a_date_counts_in_the_courses_time_zone(read):
    # 23:59 in Rome in winter is 22:59 UTC.
    until = datetime(2026, 3, 5, 22, 59)
    late = (until - DUE).total_seconds()
    rules = read(EXAMPLE)
    assert rules.penalty("optimization", "ada", 80.0, late, DUE) == 0
    assert rules.penalty("optimization", "ada", 80.0, late + 1000, DUE) == 8


def test_an_extension_does_not_reach_into_other_assignments(read):
    assert read(EXAMPLE).penalty("practice", "ada", 10.0, 60, DUE) == 2


def test_an_extension_that_ends_before_the_due_date_takes_no_time_away():
    early = Extension("ada", 1, until=DUE - timedelta(days=1))
    assert early.seconds_late(60, DUE) == 60


def test_names_stay_what_they_are_in_the_file(read):
    assert set(read(EXAMPLE).extensions["optimization"]) == {"ada", "no", "007"}


def test_without_a_file_or_with_an_empty_one_lateness_costs_nothing(read, tmp_path):
    assert read_rules(tmp_path / "none.yml").penalty("a", "b", 80.0, 9 * DAY, DUE) == 0
    assert read("# nothing yet\n").penalty("a", "b", 80.0, 9 * DAY, DUE) == 0
    assert read("extensions:\n").extensions == {}


def test_a_penalty_is_never_more_than_the_score():
    assert Rule(percent_per_day=60).penalty(10.0, 9 * DAY) == 10
    assert Rule(percent_per_day=60).penalty(0.0, 9 * DAY) == 0


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("penalty:\n  per day: ten\n", 2, "'ten' is not a share of the points"),
        ("penalty:\n  per day: 110%\n", 2, "from 0% to 100%"),
        ("penalty:\n  grace: soon\n", 2, "Write one such as 15 minutes"),
        ("penalty:\n  per week: 10%\n", 2, "'per week' is not known. Use: per day"),
        ("penalties:\n", 1, "'penalties' is not known. Use: time zone"),
        ("time zone: Rome/Italy\n", 1, "there is no time zone 'Rome/Italy'"),
        ("extensions:\n  hw:\n    ada: tomorrow\n", 3, "neither a date nor a length of time"),
        ("extensions:\n  hw:\n    ada: 2026-02-30 12:00\n", 3, "neither a date"),
        ("extensions:\n  hw:\n    ada: 1 day\n    ada: 2 days\n", 4, "stands here twice"),
        ("extensions:\n  hw: [ada]\n", 2, "entries of the form"),
        ("- ada\n", 1, "entries of the form"),
        ("penalty: {per day: 10%\n", 2, "this is not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(read, text, line, words):
    with pytest.raises(CourseError) as error:
        read(text)
    assert f"late.yml:{line}: " in str(error.value)
    assert words in str(error.value)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "late.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CourseError, match="Save it as UTF-8"):
        read_rules(tmp_path / "late.yml")


def test_an_extension_for_nobody_is_named_with_its_line_and_the_likely_name(read, tmp_path):
    rules = read("extensions:\n  hw:\n    adda: 1 day\n")
    with pytest.raises(CourseError, match=r"late.yml:3: there is no student 'adda'.*'ada'\?"):
        demand_known(rules, tmp_path / "late.yml", "hw", {"ada", "bela"})
    demand_known(rules, tmp_path / "late.yml", "other", {"bela"})
