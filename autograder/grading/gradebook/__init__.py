"""Where results are kept: nbgrader's gradebook, autograded notebooks, locks."""
