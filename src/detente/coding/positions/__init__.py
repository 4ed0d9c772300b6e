"""Who demands, offers, refuses or threatens what, on which terms: the positions ledger."""

from detente.coding.positions.stage import PositionsStage

__all__ = ["PositionsStage"]
