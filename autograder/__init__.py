"""A course of notebooks on neural networks in NumPy, and the autograder behind it."""
