"""Walls around a student's process, in layers that each work alone and are each reported."""
