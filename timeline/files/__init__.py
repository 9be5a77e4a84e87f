"""Data files and records, each into the other, with a place for every problem."""
