"""Mutants of our own code, and whether the tests notice them: run `python -m tests.mutation`."""
