"""The grading engine: an untrusted worker runs the student's code, a trusted checker judges."""
