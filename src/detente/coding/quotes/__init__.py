"""Who is reported to have said what: direct, mixed and indirect quotes with their speakers."""

from detente.coding.quotes.stage import QuotesStage

__all__ = ["QuotesStage"]
