"""The ``detente`` command: thin commands over the library. stdout is data, stderr is talk."""

from __future__ import annotations


def main() -> None:
    """Entry point of the console script."""
    from detente.cli.app import run

    run()
