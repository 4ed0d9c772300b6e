"""What follows from many reports: rows with their sentences, a time line, series, ties between actors. All by DuckDB."""

from detente.analysis.network import network
from detente.analysis.records import Records
from detente.analysis.rows import rows
from detente.analysis.series import series
from detente.analysis.source import Moment, Source, reconciled
from detente.analysis.timeline import timeline

__all__ = ["Moment", "Records", "Source", "network", "reconciled", "rows", "series", "timeline"]
