"""A sourced record of peace negotiations, told back round by round."""

__version__ = "0.1.0"
