"""Submissions that cheat, crash, flood, or are merely odd: what they try and what they may earn.

``reader.py`` reads the cases, which are data; ``grading.py`` hands them in and grades them.
"""
