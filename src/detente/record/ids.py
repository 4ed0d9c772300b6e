"""Ids are hashes of content, never of the coder, the clock or the process: the same span keeps its id when recoded."""

from __future__ import annotations

import hashlib
from datetime import date

from detente.record.types import Report

_LENGTH = 16


def digest(*parts: object) -> str:
    """Sixteen hex digits of the sha256 of the parts, joined so that no two different lists of parts collide by joining."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def text_sha256(text: str) -> str:
    """Full sha256, in hex, of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(report: Report) -> str:
    """The report's own id, or a hash of its text, date and source where it has none."""
    return report.id or hash_report(report.text, report.published, report.source)


def hash_report(text: str, published: date | None, source: str | None) -> str:
    """Id of a report that came without one."""
    return digest(text_sha256(text), published, source)


def layer_id(report: str, layer: str, *spans: object) -> str:
    """Id inside a record: of the report's id, the layer's name and the spans (or other stable parts) of the item."""
    return digest(report, layer, *spans)
