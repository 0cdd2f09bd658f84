"""Cost of a diagnosis: processor time per failed check, over all mistakes of the corpus.

Run as ``python -m benchmarks.diagnosis``. A check's whole verdict is explained, with all the
parts that failed. The median is of all mistakes; the worst are listed by name.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import time
import warnings
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from autograder.checks.results import Verdict
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import explain
from autograder.misconceptions.mistake import FlawedFunction

TESTS = Path(__file__).resolve().parent.parent / "tests"
REPEATS = 3
WORST = 10
GOAL = 50.0


def failed_checks() -> dict[str, Verdict]:
    """Judge the corpus and return the verdicts that are not passed, by the case's label."""
    sys.path.insert(0, str(TESTS))
    corpus = importlib.import_module("corpus_reader")
    with np.errstate(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        verdicts = {case.label: corpus.verdict_of(case) for case in corpus.read_corpus()}
    return {label: verdict for label, verdict in verdicts.items() if not verdict.passed}


def milliseconds(verdict: Verdict, known: dict[str, FlawedFunction]) -> float:
    """Return the least processor time that one diagnosis took."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        explain(verdict, known)
        times.append(time.process_time() - start)
    return 1000 * min(times)


def main() -> None:
    """Print the median and the worst."""
    known = dict(known_mistakes("optimization"))
    costs = {label: milliseconds(verdict, known) for label, verdict in failed_checks().items()}
    table = Table("failed check", "ms", title=f"Diagnosis of {len(costs)} failed checks")
    for label in sorted(costs, key=lambda each: -costs[each])[:WORST]:
        table.add_row(label, f"{costs[label]:.1f}")
    over = sum(cost > GOAL for cost in costs.values())
    console = Console()
    console.print(table)
    console.print(f"median {statistics.median(costs.values()):.1f} ms, "
                  f"worst {max(costs.values()):.1f} ms, over {GOAL:.0f} ms: {over}")  # fmt: skip


if __name__ == "__main__":
    main()
