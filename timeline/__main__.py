"""Lets `python -m timeline` stand for the command `timeline`."""

from timeline.cli.main import main

if __name__ == "__main__":
    main()
