"""Measurements, run by hand; only `test_suite.py` is part of the tests."""
