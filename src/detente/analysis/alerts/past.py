"""What was known by a day: the reports until then, and their events, counted once for each event of the world."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.analysis.alerts.presets import severities
from detente.analysis.alerts.types import Unit
from detente.analysis.network import PAIRS, Level, sides_of
from detente.analysis.source import Source, report_order
from detente.analysis.tellings import with_leads
from detente.store.conditions import Query
from detente.store.filter import Filter

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KILLED = "list_transform(list_filter(l.quantities, lambda x: x.kind = 'killed'), lambda x: x.low)"


class Past:
    """A source without the reports that were published after a day. What carries no date stays."""

    def __init__(self, source: Source, as_of: date) -> None:
        self.order = report_order(source)
        self._source, self._day = source, as_of

    def connection(self) -> DuckDBPyConnection:
        """A connection of its own, whose views of reports and events end with the day."""
        connection = self._source.connection()
        found = connection.execute("SELECT current_database()").fetchall()[0][0]
        for name in ("reports", "events"):
            connection.execute(
                f"""CREATE TEMP VIEW {name} AS SELECT * FROM "{found}".main.{name}
                WHERE published IS NULL OR published <= DATE '{self._day.isoformat()}'"""
            )
        return connection


def last_day(source: Source) -> date | None:
    """The day of the last report; None where no report has a date."""
    found = source.connection().execute("SELECT max(published) FROM reports").fetchall()
    day: date | None = found[0][0]
    return day


class Ground:
    """The events that a filter means, as of a day, set out for counting: temporary tables on one connection.

    ``told`` has each telling with its voice, ``leads`` each event with its severity and the people killed, ``subjects`` and
    ``acting`` whom each event is about, and ``seen`` the first day of each actor in any of them.
    """

    def __init__(self, past: Past, wanted: Filter, unit: Unit) -> None:
        self._connection = past.connection()
        self._lay(wanted)
        self._name(unit)

    def rows(self, sql: str, query: Query | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query on these tables."""
        return self._connection.execute(sql, query.parameters if query else None).fetchall()

    def _lay(self, wanted: Filter) -> None:
        self._connection.execute(
            "CREATE TEMP TABLE severity_of (event_type VARCHAR, event_mode VARCHAR, severity INT)"
        )
        kinds = [(kind, mode, severity) for (kind, mode), severity in severities().of.items()]
        self._connection.executemany("INSERT INTO severity_of VALUES (?, ?, ?)", kinds)
        self._table(
            "told",
            wanted,
            """SELECT happening, voice, id, report_id, version, published, confidence, evidence, "index" FROM told""",
        )
        self._table(
            "leads",
            wanted,
            f"""SELECT l.happening, l.id, l.day, l.date.granularity AS granularity, l.event_type, l.event_mode, l.quad_code,
                l.actors, l.recipients, l.sources, l.published, l.report_id, l."index",
                coalesce(m.severity, t.severity, 0) AS severity, list_max({_KILLED}) AS killed
            FROM leads l
            LEFT JOIN severity_of m ON m.event_type = l.event_type AND m.event_mode = l.event_mode
            LEFT JOIN severity_of t ON t.event_type = l.event_type AND t.event_mode IS NULL""",
        )

    def _table(self, name: str, wanted: Filter, sql: str) -> None:
        query = Query()
        beginning = with_leads(replace(wanted, sort=None, limit=None), query)
        self._connection.execute(f"CREATE TEMP TABLE made AS {beginning} {sql}", query.parameters or None)
        self._connection.execute(f"ALTER TABLE made RENAME TO {name}")

    def _name(self, unit: Unit) -> None:
        actors = "SELECT DISTINCT happening, [node.name, coalesce(node.country, '')] AS subject FROM sides"
        self._make("acting", f"WITH sides AS ({sides_of(Level.ACTOR)}) {actors} WHERE side = 'actor'")
        self._make(
            "seen",
            f"""WITH sides AS ({sides_of(Level.ACTOR)})
            SELECT subject, min(l.day) AS day FROM ({actors}) JOIN leads l USING (happening) GROUP BY subject""",
        )
        self._make("subjects", f"WITH sides AS ({sides_of(Level.COUNTRY)}) {_SUBJECTS[unit]}")

    def _make(self, name: str, sql: str) -> None:
        self._connection.execute(f"CREATE TEMP TABLE {name} AS {sql}")


_SUBJECTS = {
    Unit.PAIR: f"""SELECT DISTINCT happening, list_sort([actor.name, recipient.name]) AS subject
        FROM ({PAIRS}) WHERE actor <> recipient""",
    Unit.ACTOR: "SELECT happening, subject FROM acting",
    Unit.COUNTRY: "SELECT DISTINCT happening, [node.name] AS subject FROM sides",
    Unit.ALL: "SELECT happening, []::VARCHAR[] AS subject FROM leads",
}


def subjects_of(unit: Unit) -> str:
    """The table of whom each event is about."""
    return "acting" if unit is Unit.ACTOR else "subjects"
