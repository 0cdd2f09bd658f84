"""The course's own side of a lesson: what was released, and what a student's code may see."""
