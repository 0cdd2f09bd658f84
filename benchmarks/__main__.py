"""All benchmarks, one after the other: ``python -m benchmarks``."""

from rich.console import Console

from benchmarks import diagnosis, grading, training


def main() -> None:
    """Run every benchmark with its own defaults."""
    training.run(Console())
    diagnosis.main()
    grading.main()


if __name__ == "__main__":
    main()
