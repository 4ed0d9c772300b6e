"""What happened, in the order of days: one row an event, with the passage that tells it best."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.analysis.source import Source, ordered
from detente.analysis.tellings import with_leads
from detente.store.conditions import Query
from detente.store.filter import Filter

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

COLUMNS = (
    *("day", "last", "granularity", "event_type", "event_mode", "auxiliary", "quad_code", "score"),
    *("actors", "recipients", "place", "country"),
    *(
        "reports",
        "sources",
        "confidence",
        "sentence",
        "report_id",
        "source",
        "published",
        "event_id",
        "cluster",
    ),
)
_USUAL = "day NULLS LAST, published NULLS LAST, report_id, place_in_text"
_ALL = Filter()


def timeline(source: Source, wanted: Filter = _ALL) -> DuckDBPyRelation:
    """One row an event of the world, by ``day``: its first day, its report's where the text gives none.

    ``reports`` tell it, ``sources`` of them are independent; the rest is of its surest telling. Raises what a Filter raises.
    """
    query = Query()
    unlimited = replace(wanted, sort=None, limit=None)
    sql = f"""
        {with_leads(unlimited, query)}, lines AS (
            SELECT l.day, CASE WHEN l.date.start IS NULL THEN l.day ELSE l.date.end END AS last,
                l.date.granularity AS granularity,
                l.event_type, l.event_mode, l.auxiliary, l.quad_code, l.score,
                list_transform(l.actors, lambda x: x.name) AS actors,
                list_transform(l.recipients, lambda x: x.name) AS recipients,
                l.place_name AS place, l.place_country AS country, l.reports, l.sources, l.confidence,
                r.text[l.evidence.start + 1 : l.evidence.end] AS sentence, l.report_id, l.source, l.published,
                l.id AS event_id, l."index" AS place_in_text, l.cluster
            FROM leads l JOIN reports r USING (version)
        )
        SELECT {", ".join(COLUMNS)} FROM lines{ordered(COLUMNS, wanted, query, _USUAL)}
    """
    return source.connection().sql(sql, params=query.parameters)
