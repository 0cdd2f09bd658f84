"""Grading processes, one submission each at a time."""
