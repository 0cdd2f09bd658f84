"""What the commands of `python -m autograder` do, one module each."""
