"""Build the course: reference -> source notebooks -> release and self-study edition.

`make_plan` computes every file, `write_plan` writes those that differ, and `stale_files`
names them without writing.
"""

from autograder.build.check import Stale, stale_files
from autograder.build.plan import Output, Plan, make_plan
from autograder.build.write import Written, write_plan

__all__ = ["Output", "Plan", "Stale", "Written", "make_plan", "stale_files", "write_plan"]
