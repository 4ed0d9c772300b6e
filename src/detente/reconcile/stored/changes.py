"""What came into a store's counts, and what left them, since rows were last made across its reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.version import __version__

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The commit that made the rows which stand: others may have put other tables in place since, from newer reports.
_LAST = """
WITH runs_with AS (
    SELECT sequence, base, detente, [s.name FOR s IN segments IF s.part = 'entity_links'] AS names FROM runs
)
SELECT base, detente FROM runs_with
WHERE base IS NOT NULL AND names = (SELECT names FROM runs_with ORDER BY sequence DESC LIMIT 1) AND len(names) > 0
ORDER BY sequence LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """``base``: the version of the store that is looked at. ``added`` and ``left`` are ids of reports; an edited one is in both.

    ``left_events`` and ``left_versions`` are what left with them. ``anew``: nothing that was made before is of use.
    """

    base: int
    anew: bool
    added: frozenset[str]
    left: frozenset[str]
    left_events: frozenset[str]
    left_versions: frozenset[int]

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.anew or bool(self.added or self.left)

    @property
    def reports(self) -> frozenset[str]:
        """Reports whose rows made across reports do not hold any more."""
        return self.added | self.left


def changes(connection: DuckDBPyConnection, anew: bool = False) -> Changes:
    """What changed; everything, where nothing was made yet, or by another version of Détente."""
    base = int(connection.execute("SELECT max(sequence) FROM runs").fetchall()[0][0])
    last = connection.execute(_LAST).fetchall()
    if anew or not last or last[0][1] != __version__:
        reports = frozenset(ident for (ident,) in connection.execute("SELECT id FROM reports").fetchall())
        return Changes(base, True, reports, frozenset(), frozenset(), frozenset())
    sql = """
        SELECT id, version, "left" IS NULL FROM report_versions
        WHERE (added > $since) <> coalesce("left" > $since, false)
    """
    rows = connection.execute(sql, {"since": last[0][0]}).fetchall()
    gone = [version for _, version, new in rows if not new]
    events = connection.execute(
        "SELECT id FROM history.events WHERE list_contains(?, version)", [gone]
    ).fetchall()
    return Changes(
        base,
        False,
        frozenset(ident for ident, _, new in rows if new),
        frozenset(ident for ident, _, new in rows if not new),
        frozenset(ident for (ident,) in events),
        frozenset(gone),
    )


def horizon(connection: DuckDBPyConnection) -> date | None:
    """Day of the newest report."""
    found: date | None = connection.execute("SELECT max(published) FROM reports").fetchall()[0][0]
    return found
