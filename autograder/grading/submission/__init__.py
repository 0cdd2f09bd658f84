"""What was handed in: which file is which lesson, read and repaired, and which cells are run."""
