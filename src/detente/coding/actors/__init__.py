"""Who is who in a report."""

from detente.coding.actors.stage import ActorsStage

__all__ = ["ActorsStage"]
