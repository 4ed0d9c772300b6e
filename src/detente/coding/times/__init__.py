"""Time expressions: found, normalised to TIMEX3 and held against the report's date."""

from detente.coding.times.stage import TimesStage

__all__ = ["TimesStage"]
