"""Who does what to whom: one row for each actor and recipient, with how much of it was cooperation and how much conflict."""

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


class Level(StrEnum):
    """What a node is: an actor by name and country, or a country (or a class of actors of no state) by its code."""

    ACTOR = "actor"
    COUNTRY = "country"


COLUMNS = (
    *("actor", "actor_country", "recipient", "recipient_country", "mutual", "events", "reports", "sources"),
    *("cooperation", "conflict", "balance", "score_mean", "score_sum", "first", "last"),
)
_ALL = Filter()
# A party's name is that of the real thing which reconcile links its entity to.
_NODES = {
    Level.ACTOR: "struct_pack(name := coalesce(k.name, p.name), country := p.country)",
    Level.COUNTRY: "struct_pack(name := p.country, country := p.country)",
}


def network(source: Source, wanted: Filter = _ALL, level: str = "actor") -> DuckDBPyRelation:
    """One row a tie, from an actor to a recipient, strongest first.

    Events without a recipient that several actors do together (CONSULT, COOPERATE) tie each pair of them, once, in the order
    of names; such ties are ``mutual``. ``balance`` is (cooperation - conflict) / events, from -1 to 1; ``first`` and
    ``last`` are days. A party without a name or, between countries, without a country makes no tie, nor does one with
    itself. Raises UsageError for a level that there is not, and what a Filter raises.
    """
    if level not in list(Level):
        raise UsageError(f"level {level!r} is none; it is one of {', '.join(Level)}")
    query = Query()
    unlimited = replace(wanted, sort=None, limit=None)
    sql = f"""
        {with_leads(unlimited, query)}, sides AS ({sides_of(Level(level))}), pairs AS ({PAIRS}), ties AS ({_TIES})
        SELECT {", ".join(COLUMNS)} FROM ties{ordered(COLUMNS, wanted, query, _USUAL)}
    """
    return source.connection().sql(sql, params=query.parameters)


def sides_of(level: Level) -> str:
    """SQL for the parties of the leading tellings (``leads``), as nodes: happening, side, node."""
    parts = (
        f"SELECT l.happening, '{side}' AS side, unnest(l.{side}s) AS p FROM leads l"
        for side in ("actor", "recipient")
    )
    return f"""
        SELECT DISTINCT happening, side, {_NODES[level]} AS node FROM ({" UNION ALL ".join(parts)})
        LEFT JOIN (SELECT entity, min(name) AS name FROM entity_links GROUP BY entity) k ON k.entity = p.entity
        WHERE {_NODES[level]}.name IS NOT NULL
    """


PAIRS = """
    SELECT a.happening, a.node AS actor, b.node AS recipient, false AS mutual
    FROM sides a JOIN sides b ON b.happening = a.happening AND a.side = 'actor' AND b.side = 'recipient'
    WHERE a.node <> b.node
    UNION ALL
    SELECT a.happening, a.node, b.node, true
    FROM sides a JOIN sides b ON b.happening = a.happening AND a.side = 'actor' AND b.side = 'actor' AND a.node < b.node
    JOIN leads l ON l.happening = a.happening
    WHERE len(l.recipients) = 0 AND l.event_type IN ('CONSULT', 'COOPERATE')
"""
"""SQL for the ties that ``sides`` and ``leads`` make: happening, actor, recipient, mutual."""
_TIES = """
    SELECT actor.name AS actor, actor.country AS actor_country, recipient.name AS recipient,
        recipient.country AS recipient_country, mutual, events, reports, sources, cooperation, conflict,
        (cooperation - conflict) / events AS balance, score_mean, score_sum, first, last
    FROM (
        SELECT actor, recipient, mutual, count(*) AS events, count(*) FILTER (quad_code <= 2) AS cooperation,
            count(*) FILTER (quad_code > 2) AS conflict, avg(score) AS score_mean, sum(score) AS score_sum,
            min(day) AS first, max(day) AS last
        FROM pairs JOIN leads USING (happening) GROUP BY ALL
    ) JOIN (
        SELECT actor, recipient, mutual, count(DISTINCT report_id) AS reports, count(DISTINCT voice) AS sources
        FROM pairs JOIN told USING (happening) GROUP BY ALL
    ) USING (actor, recipient, mutual)
"""
_USUAL = "events DESC, abs(score_sum) DESC, actor, recipient, mutual"
