"""Entity links of a store: those by Wikidata and by country in the database, those by name where a change touches the name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyarrow as pa

from detente.reconcile.entities import WHY, Identity, Named, identity, link
from detente.reconcile.events.parties import CLASSES
from detente.reconcile.stored.changes import Changes
from detente.reconcile.stored.rows import fetched, joined, kept
from detente.reconcile.stored.saying import entity_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PLAIN = """
WITH known AS (
    SELECT id, report_id, name,
           CASE WHEN wikidata IS NULL THEN 'country' ELSE 'wikidata' END AS how, coalesce(wikidata, country) AS value
    FROM entities
    WHERE wikidata IS NOT NULL
       OR (kind = 'country' AND country IS NOT NULL AND NOT list_contains($classes, country))
), names AS (
    SELECT DISTINCT ON (how, value) how, value, name AS best
    FROM (SELECT how, value, name, count(*) AS n FROM known GROUP BY ALL) ORDER BY how, value, n DESC, name
)
SELECT id AS entity, report_id, min(id) OVER (PARTITION BY how, value) AS link, best AS name,
       CASE how WHEN 'wikidata' THEN $wikidata ELSE $country END AS score,
       [CASE how WHEN 'wikidata' THEN $by_wikidata ELSE $by_country END || ': ' || value] AS reasons
FROM known JOIN names USING (how, value)
"""
_NAMED = "e.wikidata IS NULL AND e.kind <> 'country'"
_CHANGED = f"""
SELECT DISTINCT id, name, kind, country, sectors, role, wikidata FROM history.entities e
WHERE {_NAMED} AND (report_id IN (SELECT unnest($added)) OR version IN (SELECT unnest($left)))
"""
_NAMES = f"""
SELECT DISTINCT '', name, kind, country, [], NULL, wikidata FROM entities e
WHERE {_NAMED} AND (kind, country) IN (SELECT unnest($kinds), unnest($countries))
"""
_BEARERS = f"""
SELECT e.id, e.name, e.kind, e.country, e.sectors, e.role, e.wikidata, e.report_id, r.published
FROM entities e JOIN reports r USING (version)
WHERE {_NAMED} AND (e.kind, e.country, e.name) IN (SELECT unnest($kinds), unnest($countries), unnest($names))
"""
_STILL = f"""
entity NOT IN (SELECT unnest($made))
AND entity IN (SELECT id FROM entities e WHERE {_NAMED})
"""


def links_of(connection: DuckDBPyConnection, changes: Changes) -> pa.Table:
    """The whole table of entity links."""
    touched = _touched(connection, changes)
    made = link(_bearers(connection, touched))
    plain = _plain(connection)
    if changes.anew:
        return pa.concat_tables([plain, joined("entity_links", None, made)])
    old = kept(connection, "entity_links", _STILL, {"made": [row.entity for row in made]})
    return pa.concat_tables([plain, joined("entity_links", old, made)])


def _plain(connection: DuckDBPyConnection) -> pa.Table:
    (wikidata, by_wikidata), (country, by_country) = WHY["wikidata"], WHY["country"]
    asked = {"classes": sorted(CLASSES), "wikidata": wikidata, "country": country}
    rows = fetched(connection, _PLAIN, {**asked, "by_wikidata": by_wikidata, "by_country": by_country})
    return joined("entity_links", None, rows.to_pylist())


def _touched(connection: DuckDBPyConnection, changes: Changes) -> frozenset[Identity]:
    """Identities of entities that came or left."""
    asked = {"added": sorted(changes.added), "left": sorted(changes.left_versions)}
    found = (identity(entity_of(*row)) for row in connection.execute(_CHANGED, asked).fetchall())
    return frozenset(known for known in found if known is not None)


def _bearers(connection: DuckDBPyConnection, touched: frozenset[Identity]) -> Iterable[Named]:
    """All entities with one of the identities."""
    pairs = sorted({(known[0], known[1]) for known in touched})
    asked = {"kinds": [kind for kind, _ in pairs], "countries": [country for _, country in pairs]}
    rows = connection.execute(_NAMES, asked).fetchall()
    names = [row[1:4] for row in rows if identity(entity_of(*row)) in touched]
    asked = {
        "names": [name for name, _, _ in names],
        "kinds": [kind for _, kind, _ in names],
        "countries": [country for _, _, country in names],
    }
    for *entity, report, published in connection.execute(_BEARERS, asked).fetchall():
        yield Named(entity_of(*entity), report, published)
