"""Answers as documents: what a report says, before any format."""
