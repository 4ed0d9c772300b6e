"""How much happened in each day, week or month, and how it was told."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from detente.analysis.source import Source, ordered
from detente.analysis.tellings import with_leads
from detente.errors import UsageError
from detente.store.conditions import Query
from detente.store.filter import Filter

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


class Step(StrEnum):
    """The length of a period. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


COLUMNS = (
    *("period", "last", "state", "events", "reports", "sources", "published"),
    *("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"),
    *("cooperation_share", "conflict_share", "material_share"),
    *("score_mean", "score_sum", "events_per_report", "score_per_report"),
)
FINE = {
    Step.DAY: "'day', 'unknown'",
    Step.WEEK: "'day', 'week', 'unknown'",
    Step.MONTH: "'day', 'week', 'month', 'unknown'",
}
"""How exactly an event must be dated to count in a period, as words of SQL."""
_ALL = Filter()


def series(source: Source, wanted: Filter = _ALL, by: str = "day") -> DuckDBPyRelation:
    """One row for each period from the first report or event to the last, or from ``since`` to ``until`` of the filter.

    ``events`` counts events of the world by their first day, ``reports`` the reports that tell them, ``sources`` their
    independent publishers, ``published`` all reports that the source has of that period. Where a period has neither a
    report nor an event, all figures are null and ``state`` is ``no reports``: nothing is known of it. Events that are dated
    more coarsely than the period, or not at all, are in a last row of their own, whose ``period`` is null.
    Raises UsageError for a step that there is not, and what a Filter raises.
    """
    step = _step(by)
    query = Query()
    unlimited = replace(wanted, sort=None, limit=None)
    sql = f"""
        {with_leads(unlimited, query)}, placed AS (
            SELECT *, CASE WHEN date.granularity IN ({FINE[step]}) THEN date_trunc('{step}', day)::DATE END AS period
            FROM leads
        ), figures AS ({_figures("placed")}), papers AS (
            SELECT date_trunc('{step}', published)::DATE AS period, count(*) AS published
            FROM reports WHERE published IS NOT NULL GROUP BY ALL
        ), bounds AS ({_bounds(step, unlimited, query)}), periods AS (
            SELECT unnest(generate_series(first, last, INTERVAL 1 {step}))::DATE AS period FROM bounds
            WHERE first IS NOT NULL
        ), filled AS ({_filled(step)})
        SELECT {", ".join(COLUMNS)} FROM filled{ordered(COLUMNS, wanted, query, "period NULLS LAST")}
    """
    return source.connection().sql(sql, params=query.parameters)


def _step(by: str) -> Step:
    try:
        return Step(by)
    except ValueError:
        raise UsageError(f"by {by!r} is no step; it is one of {', '.join(Step)}") from None


def _figures(placed: str) -> str:
    """SQL for what the events of each period come to."""
    quads = ", ".join(
        f"count(*) FILTER (quad_code = {code}) AS {name}" for code, name in enumerate(COLUMNS[7:11], start=1)
    )
    told = f"SELECT p.period, t.report_id, t.voice FROM told t JOIN {placed} p USING (happening)"
    return f"""
        SELECT f.*, n.reports, n.sources FROM (
            SELECT period, count(*) AS events, {quads}, avg(score) AS score_mean, sum(score) AS score_sum
            FROM {placed} GROUP BY period
        ) f JOIN (
            SELECT period, count(DISTINCT report_id) AS reports, count(DISTINCT voice) AS sources
            FROM ({told}) GROUP BY period
        ) n ON n.period IS NOT DISTINCT FROM f.period
    """


def _bounds(step: Step, wanted: Filter, query: Query) -> str:
    """SQL for the first and the last period."""
    first = f"{query.value(wanted.since)}::DATE" if wanted.since else "NULL"
    last = f"{query.value(wanted.until)}::DATE" if wanted.until else "NULL"
    return f"""
        SELECT date_trunc('{step}', coalesce({first}, min(period)))::DATE AS first,
            date_trunc('{step}', coalesce({last}, max(period)))::DATE AS last
        FROM (SELECT period FROM figures UNION ALL SELECT period FROM papers)
    """


def _filled(step: Step) -> str:
    """SQL for one row a period, and one for events of no period: 0 where reports were read, null where none was."""
    counts = ", ".join(
        f"CASE WHEN known THEN coalesce(f.{name}, 0) END AS {name}"
        for name in ("events", "reports", "sources", *COLUMNS[7:11])
    )
    return f"""
        SELECT b.period, last, CASE WHEN b.period IS NULL THEN 'not dated' WHEN known THEN 'known' ELSE 'no reports' END AS state,
            published, {counts},
            (f.verbal_cooperation + f.material_cooperation) / f.events AS cooperation_share,
            (f.verbal_conflict + f.material_conflict) / f.events AS conflict_share,
            (f.material_cooperation + f.material_conflict) / f.events AS material_share,
            f.score_mean, CASE WHEN known THEN coalesce(f.score_sum, 0) END AS score_sum,
            f.events / nullif(published, 0) AS events_per_report,
            f.score_sum / nullif(published, 0) AS score_per_report
        FROM (
            SELECT p.period, (p.period + INTERVAL 1 {step} - INTERVAL 1 DAY)::DATE AS last, coalesce(r.published, 0) AS published,
                r.period IS NOT NULL OR g.period IS NOT NULL AS known
            FROM periods p LEFT JOIN papers r USING (period) LEFT JOIN figures g USING (period)
            UNION ALL SELECT NULL, NULL, NULL, true FROM figures WHERE period IS NULL
        ) b LEFT JOIN figures f ON f.period IS NOT DISTINCT FROM b.period
    """
