"""The untrusted side: all that stands beside a student's code.

This package knows nothing of reference, checks or gradebook, and imports nothing of
`autograder` outside itself, so that it can run where the rest does not exist.
"""
