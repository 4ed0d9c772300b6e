"""Events as they are counted: the passages that tell them, grouped into one row for each event of the world.

An event is a cluster of reconcile's, or where there is none the cluster inside one report. A copy counts as the report that it
copies: a voice is the publisher of that report, or the report itself where its publisher is unknown.
"""

from __future__ import annotations

from detente.analysis.source import filtered
from detente.store.conditions import Query
from detente.store.filter import Filter

VOICE = "coalesce(o.source, o.id, e.report_id)"
JOINED = """
    LEFT JOIN (SELECT event, min(cluster) AS cluster FROM event_clusters GROUP BY event) c ON c.event = e.id
    LEFT JOIN (SELECT report_id, min(duplicate_of) AS duplicate_of FROM duplicates GROUP BY report_id) d
        ON d.report_id = e.report_id
    LEFT JOIN (SELECT id, min(source) AS source FROM reports GROUP BY id) o ON o.id = coalesce(d.duplicate_of, e.report_id)
"""
"""Joins of events (e) with their clusters (c), what they copy (d) and the report that they copy or stand in (o)."""


def with_leads(wanted: Filter, query: Query) -> str:
    """The beginning of a query: ``told``, the tellings that a filter means, each with its ``happening`` and ``voice``, and
    ``leads``, one row an event: the surest telling, the earliest of these; with its reports and voices counted.
    """
    return f"""
        WITH told AS (
            SELECT e.* EXCLUDE (cluster), coalesce(c.cluster, e.cluster) AS cluster,
                coalesce(c.cluster, e.report_id || chr(31) || e.cluster) AS happening, {VOICE} AS voice
            FROM ({filtered("events", wanted, query)}) e {JOINED}
        ), counted AS (
            SELECT happening, count(DISTINCT report_id) AS reports, count(DISTINCT voice) AS sources
            FROM told GROUP BY happening
        ), leads AS (
            SELECT told.* EXCLUDE (voice), counted.reports, counted.sources
            FROM told JOIN counted USING (happening)
            QUALIFY row_number() OVER (
                PARTITION BY happening ORDER BY confidence DESC, published NULLS LAST, report_id, "index"
            ) = 1
        )
    """
