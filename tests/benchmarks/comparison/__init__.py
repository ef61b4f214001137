"""VaultNet beside other programs on the same notes: `python -m tests.benchmarks.comparison`."""
