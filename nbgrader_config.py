"""Configure plain nbgrader (command line, Formgrader) for this course.

nbgrader and the build read this file, so it imports nothing but the standard library.
`c` and `get_config` are nbgrader's. A course elsewhere takes a copy of this file.
"""

import os
import sys
import warnings
from pathlib import Path

c = get_config()  # noqa: F821

ROOT = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "numpy_networks"
c.CourseDirectory.root = str(ROOT)
c.CourseDirectory.db_url = f"sqlite:///{ROOT / 'gradebook.db'}"
# nbgrader's defaults, and text twins of notebooks: they hold the solutions.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "[0-9][0-9]_*.py",
    "[0-9][0-9]_*.md",
    "*.Rmd",
    "*.qmd",
    "*.tmp",
]

c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE, in place of the line below\n"
    'raise NotImplementedError("This exercise is still empty: write your code here.")'
}

# `nbgrader autograde` and Formgrader grade with this course's engine, which keeps students' code
# away from tests and gradebook. Without these two lines nbgrader grades as it always does.
c.Autograde.exporter_class = "autograder.grading.exporter.EngineExporter"
c.Autograde.pre_convert_hook = "autograder.grading.exporter.expect_all_lessons"

# Feedback pages with a summary on top, without hidden tests, scripts or anything from the network.
c.GenerateFeedback.exporter_class = "autograder.feedback.exporter.FeedbackExporter"

# The page on which Formgrader shows a submission: no script of a student's, formulas offline.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "markdown2html": "autograder.feedback.formgrader.markdown2html",
    "clean_html": "autograder.feedback.formgrader.clean_html",
}

# What lateness costs, and who may take longer: late.yml in the course directory, if there is one.
c.AssignLatePenalties.plugin_class = "autograder.late.plugin.LatePolicy"

# For grading without the engine. Demonstrations (pictures, long training) carry no points.
c.Execute.skip_cells_with_tag = "demonstration"
c.Execute.kernel_name = "python3"
c.Execute.timeout = 120
c.Execute.startup_timeout = 120

# nbgrader looks for `alembic` on PATH when it makes a gradebook. Outside an activated
# virtual environment it is only beside the interpreter.
_BIN = str(Path(sys.executable).parent)
_PATH = os.environ.get("PATH", "")
if _PATH.split(os.pathsep)[0] != _BIN:
    os.environ["PATH"] = os.pathsep.join([_BIN, _PATH])

# SQLAlchemy 2.1 says this about nbgrader's own code on a student's first autograde; it is harmless.
warnings.filterwarnings("ignore", message="Object of type <Submitted")
