"""From text to parsed sentences."""

from detente.coding.parse.stage import ParseStage

__all__ = ["ParseStage"]
