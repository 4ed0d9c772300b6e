"""``python -m detente``: the same command."""

from detente.cli import main

main()
