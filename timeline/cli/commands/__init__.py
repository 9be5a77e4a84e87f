"""One module for each command: its own arguments, and the one call that it makes."""
