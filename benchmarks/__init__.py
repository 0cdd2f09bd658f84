"""Benchmarks: each prints ratios that were measured in one run, or the cost of one operation."""
