"""Conflicts and defects inside one report."""

from detente.coding.findings.stage import FindingsStage

__all__ = ["FindingsStage"]
