"""Show how grading goes: a progress bar, a line per problem, a table at the end."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.grading.results import SubmissionResult
from autograder.grading.run import ClassResult


class ConsoleReporter:
    """Reports on a terminal; a context manager around the progress bar."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._progress = Progress(
            TextColumn("Grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._bar = self._progress.add_task("", total=None, counts="")
        self._skipped = 0
        self._incomplete = 0

    def __enter__(self) -> ConsoleReporter:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """Show how many submissions there are."""
        self._progress.update(self._bar, total=total)

    def skipped(self, student: str) -> None:  # noqa: ARG002 - the protocol's signature
        """Count a submission that is graded already."""
        self._skipped += 1
        self._advance()

    def finished(self, result: SubmissionResult) -> None:
        """Count a result; print a line for each problem in it."""
        self._incomplete += bool(result.problems)
        for problem in result.problems:
            self.warn(f"{result.student}: {problem}")
        self._advance()

    def warn(self, text: str) -> None:
        """Print a line above the bar."""
        self.console.print(escape(_visible(text)), highlight=False, soft_wrap=True)

    def _advance(self) -> None:
        counts = [f"{self._skipped} unchanged"] if self._skipped else []
        counts += [f"{self._incomplete} incomplete"] if self._incomplete else []
        self._progress.update(self._bar, advance=1, counts=", ".join(counts))


def _visible(text: str) -> str:
    """Return a text without what a terminal would take for orders, such as in a file's name."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def summary(result: ClassResult) -> Table:
    """Return a table of the new results: a row per student, a column per lesson."""
    table = Table(
        title=_title(result),
        title_justify="left",
        caption="Points for the work: the gradebook takes late penalties off.",
        caption_justify="left",
    )
    table.add_column("Student")
    for lesson in result.results[0].lessons if result.results else ():
        # The number is enough to know a lesson by; five names do not fit on a line.
        table.add_column(lesson.lesson.split("_")[0], justify="right")
    for heading in ("Points", "Of"):
        table.add_column(heading, justify="right")
    table.add_column("Remarks")
    for one in sorted(result.results, key=lambda one: one.student):
        lessons = [f"{lesson.points:g}" for lesson in one.lessons]
        row = [
            _visible(one.student),
            *lessons,
            f"{one.points:g}",
            f"{one.maximum:g}",
            _remarks(one),
        ]
        table.add_row(*map(escape, row))
    return table


def _title(result: ClassResult) -> str:
    graded = f"{len(result.results)} graded"
    return f"{graded}, {len(result.skipped)} unchanged" if result.skipped else graded


def _remarks(result: SubmissionResult) -> str:
    counts = (
        (len(result.problems), "not gradable"),
        (len(result.all_notes), "repaired or left out"),
    )
    return ", ".join(f"{number} {what}" for number, what in counts if number)
