"""What can go wrong with the grader itself, as opposed to a student's code."""


class GraderError(Exception):
    """The grader cannot do its work: not the student's fault."""


class FolderTooLarge(GraderError):
    """What was handed in is more than a session may hold: it cannot be graded."""
