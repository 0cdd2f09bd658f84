"""All benchmarks, one after the other: ``python -m benchmarks``.

The grading is measured on a small class here; `make bench-grading` takes the whole one.
"""

from rich.console import Console

from benchmarks import diagnosis, grading, training


def main() -> None:
    """Run every benchmark."""
    training.run(Console())
    diagnosis.main()
    grading.main(students=8, stock=2, long=0)


if __name__ == "__main__":
    main()
