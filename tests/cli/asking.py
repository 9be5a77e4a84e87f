"""Which commands ask, so that a test over all of them misses none."""

import inspect

from timeline.cli import app

COMMANDS = [name for name in app.COMMANDS if "as_known" in inspect.signature(app.module(name).command).parameters]
"""Every command that asks and changes nothing: those that take the filters of all asking commands."""
