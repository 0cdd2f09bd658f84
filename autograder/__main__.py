"""Run the course's commands: `python -m autograder --help`."""

from autograder.cli import app
from autograder.quick_import import skip_uri_checker

if __name__ == "__main__":
    skip_uri_checker()
    app()
