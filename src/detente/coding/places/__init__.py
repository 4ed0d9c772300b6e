"""Places: which names in a report are places, and which places they are."""

from detente.coding.places.stage import PlacesStage

__all__ = ["PlacesStage"]
