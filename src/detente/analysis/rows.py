"""Rows of a store or of records as people read them: names and words of the text in place of ids and offsets alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.analysis.source import Source, columns_of, filtered, ordered, report_order
from detente.analysis.tellings import JOINED
from detente.errors import UsageError
from detente.store.conditions import Query
from detente.store.filter import Filter

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

_ALL = Filter()
_REPORT = {"report_id": "e.report_id", "source": "r.source", "url": "r.url", "published": "e.published"}

_QUANTITY = "{'kind': x.kind, 'low': x.low, 'high': x.high, 'unit': x.unit}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table's rows, each with the SQL that makes it, and what is joined to the table (e) and reports (r)."""

    columns: dict[str, str]
    joins: str = ""


def _words(span: str) -> str:
    """SQL for the text of a span; null for none."""
    return f"r.text[{span}.start + 1 : {span}.end]"


def _line(span: str) -> str:
    """SQL for the text of a span on one line."""
    return _on_one_line(_words(span))


def _on_one_line(sql: str) -> str:
    return f"trim(regexp_replace({sql}, '\\s+', ' ', 'g'))"


LAYOUTS = {
    "events": Layout(
        {
            **_REPORT,
            "event_id": "e.id",
            **{
                name: f"e.{name}"
                for name in ("event_type", "event_mode", "auxiliary", "quad_code", "score", "cameo")
            },
            **{
                f"{side}_{name}": f"list_transform(e.{side}s, lambda x: x.{field})"
                for side in ("actor", "recipient")
                for name, field in (("names", "name"), ("countries", "country"), ("sectors", "sectors"))
            },
            **{f"date_{name}": f"e.date.{name}" for name in ("start", "end", "granularity", "basis")},
            **{name: f"e.{name}" for name in ("place_name", "place_country", "place_lat", "place_lon")},
            "quantities": f"list_transform(e.quantities, lambda x: {_QUANTITY})",
            "sentence": _words("e.evidence"),
            "sentence_start": "e.evidence.start",
            "sentence_end": "e.evidence.end",
            "trigger": _words('e."trigger"'),
            "trigger_start": 'e."trigger".start',
            "trigger_end": 'e."trigger".end',
            "attributed_to": "n.name",
            "quote_id": "e.quote",
            "cluster": "coalesce(c.cluster, e.cluster)",
            **{name: f"e.{name}" for name in ("contexts", "confidence", "reasons")},
        },
        f"{JOINED} LEFT JOIN entities n ON n.id = e.attributed_to AND n.version = e.version",
    ),
    "quotes": Layout(
        {
            **_REPORT,
            "quote_id": "e.id",
            "kind": "e.kind",
            "speaker": "e.speaker_name",
            "speaker_country": "e.speaker_country",
            "addressee": "e.addressee_name",
            "content": _on_one_line('r.text[e.start + 1 : e."end"]'),
            "content_start": "e.start",
            "content_end": 'e."end"',
            "cue": _line("e.cue"),
        }
    ),
    "positions": Layout(
        {
            **_REPORT,
            "position_id": "e.id",
            "party": "coalesce(e.party_name, e.party)",
            "country": "e.country",
            "speaker": "coalesce(e.speaker_name, e.speaker)",
            "addressee": "coalesce(e.addressee_name, e.addressee)",
            "act": "e.act",
            "issue": "e.issue",
            "content": _line("e.content"),
            "content_start": "e.content.start",
            "content_end": "e.content.end",
            "condition": _line("e.condition"),
            "condition_kind": "e.condition_kind",
            "consequence": _line("e.consequence"),
            **{name: f"e.{name}" for name in ("deadline", "firmness", "status")},
            "evidence": f"list_transform(e.evidence, lambda x: {_line('x')})",
            "event_id": "e.event",
            "quote_id": "e.quote",
            "confidence": "e.confidence",
        }
    ),
    "conflicts": Layout(
        {
            **_REPORT,
            "conflict_id": "e.id",
            "kind": "e.kind",
            "values": "list_transform(e.items, lambda x: x.value)",
            "passages": f"list_transform(e.items, lambda x: {_line('x')})",
            "starts": "list_transform(e.items, lambda x: x.start::VARCHAR)",
            "ends": 'list_transform(e.items, lambda x: x."end"::VARCHAR)',
            "explanation": "e.explanation",
        }
    ),
    "defects": Layout(
        {
            **_REPORT,
            "defect_id": "e.id",
            "kind": "e.kind",
            "field": "e.field",
            "start": "e.start",
            "end": 'e."end"',
            "text": _on_one_line("e.text"),
            "explanation": "e.explanation",
            "suggestion": "e.suggestion",
        }
    ),
}
"""The tables that have rows for people."""


def rows(source: Source, table: str, wanted: Filter = _ALL) -> DuckDBPyRelation:
    """The rows of events, quotes, positions, conflicts or defects that a filter means, each with its words and its report.

    In the order of reports by day and id (records in memory: as they came), then of the text. Sorting is by the columns of the
    store's table. Raises UsageError for another table, and what a Filter raises.
    """
    if table not in LAYOUTS:
        raise UsageError(f"{table!r} has no rows for people; {', '.join(LAYOUTS)} have")
    query, layout = Query(), LAYOUTS[table]
    columns = ", ".join(f'{sql} AS "{name}"' for name, sql in layout.columns.items())
    bare = replace(wanted, sort=None, limit=None)
    usual = f'{report_order(source)}, e."index"'
    sql = f"""
        SELECT {columns} FROM ({filtered(table, bare, query)}) e JOIN reports r ON r.version = e.version {layout.joins}
        {ordered(columns_of(table), wanted, query, usual, "e.")}
    """
    return source.connection().sql(sql, params=query.parameters)
