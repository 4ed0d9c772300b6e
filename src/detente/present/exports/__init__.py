"""Records as files, one module a format. Whole records stay exact in JSON lines; the other formats hold events.

What each format is, and where each of its columns comes from, stands in docs/exports.md and in ``formats``.
"""

from detente.present.exports.jsonl import write_jsonl
from detente.present.exports.parquet import write_parquet
from detente.present.exports.table import write_csv, write_rows

__all__ = ["write_csv", "write_jsonl", "write_parquet", "write_rows"]
