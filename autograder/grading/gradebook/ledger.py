"""Where results are kept: gradebook, autograded notebooks, and locks against other graders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.grading.checker.grader import Task
from autograder.grading.checker.notebook import graded_notebook
from autograder.grading.checker.ungraded import ungraded_submission
from autograder.grading.gradebook.book import Entry, GradebookWriter, open_gradebook
from autograder.grading.gradebook.locks import SubmissionLocks
from autograder.grading.gradebook.penalties import LatePenalty, read_timestamp
from autograder.grading.gradebook.publish import (
    draft_folder,
    is_published,
    publish,
    remove_drafts,
    write_draft,
)
from autograder.grading.gradebook.settings import Settings
from autograder.grading.masters.master import MasterNotebook
from autograder.grading.masters.released import read_masters
from autograder.grading.pool.messages import Answer, Assigned
from autograder.grading.results import GradedNotebook, LessonResult, SubmissionResult
from autograder.grading.submission.repair import blank


@dataclass(frozen=True)
class Ledger:
    """The places of an assignment's results."""

    settings: Settings
    masters: Mapping[str, MasterNotebook]
    book: GradebookWriter
    locks: SubmissionLocks

    @property
    def assignment(self) -> str:
        """The assignment's name."""
        return self.book.assignment

    def is_graded(self, student: str, digest: str) -> bool:
        """Tell whether gradebook and autograded notebooks hold this content's result."""
        target = self.settings.autograded(student, self.assignment)
        return is_published(target, self.masters) and self.book.is_graded(student, digest)

    def new_draft(self, student: str, digest: str) -> Path:
        """Return a folder for a submission's notebooks; leftovers of killed runs are removed.

        Only for who holds the student's lock.
        """
        target = self.settings.autograded(student, self.assignment)
        remove_drafts(target)
        return draft_folder(target, digest)

    def record(self, graded: Sequence[tuple[Assigned, Answer]]) -> list[SubmissionResult]:
        """Put notebooks into their place, then write the scores in one transaction.

        In this order: killed in between, the next run finds no verdict and grades again.
        """
        entries = [self._published(assigned, answer) for assigned, answer in graded]
        self.book.write(entries)
        return [entry.result for entry in entries]

    def entry(self, task: Task, result: SubmissionResult, unanswered: frozenset[str]) -> Entry:
        """Return what the gradebook records of a result."""
        timestamp, _ = read_timestamp(task.folder)
        return Entry(result, unanswered, timestamp)

    def result_of(self, answer: Answer, draft: Path) -> SubmissionResult:
        """Return an answer's result; where the grader failed, one that says so."""
        if answer.result is not None:
            return answer.result
        result = ungraded_submission(answer, self.assignment, self.masters)
        write_draft((self._without_verdict(lesson) for lesson in result.lessons), draft)
        return result

    def _published(self, assigned: Assigned, answer: Answer) -> Entry:
        result = self.result_of(answer, assigned.draft)
        target = self.settings.autograded(answer.student, self.assignment)
        publish(assigned.draft, target, assigned.task.folder)
        return self.entry(assigned.task, result, answer.unanswered)

    def _without_verdict(self, lesson: LessonResult) -> GradedNotebook:
        """Return a notebook as students received it that says why it could not be graded."""
        master = self.masters[lesson.lesson]
        content = graded_notebook(blank(master).cells, {}, lesson, master.metadata)
        return GradedNotebook(lesson.lesson, content)


@contextmanager
def open_ledger(assignment: Assignment, settings: Settings) -> Iterator[Ledger]:
    """Open the gradebook and the folders of results."""
    masters = read_masters(assignment, settings.config)
    penalty = LatePenalty(settings.config, assignment.name)
    students = settings.students(assignment.name)
    folder = settings.autograded("x", assignment.name).parent.parent
    with SubmissionLocks(folder, assignment.name) as locks:
        book = open_gradebook(
            settings.db_url, settings.course_id, assignment.name, masters, penalty, students
        )
        with closing(book):
            yield Ledger(settings, masters, book, locks)
