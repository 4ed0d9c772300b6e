"""Who may be meant: stretches of text that can stand for an actor."""

from detente.coding.mentions.stage import MentionsStage

__all__ = ["MentionsStage"]
