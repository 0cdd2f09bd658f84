"""Grade one submission: run what is graded, judge it, write the notebook that shows it."""
