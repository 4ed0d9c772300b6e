"""Said and done in a store: the statements that a filter means, with the deeds that other reports tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.reconcile.events import tellings
from detente.reconcile.ledger import Reader, SaidAndDone
from detente.reconcile.ledger.following import NEWS, WITHIN, load_weights
from detente.reconcile.ledger.links import deeds_after, keys
from detente.reconcile.ledger.said_and_done import said_and_done
from detente.reconcile.stored.changes import horizon
from detente.reconcile.stored.neighbours import reports_naming
from detente.reconcile.stored.shelf import Shelf

if TYPE_CHECKING:
    from detente.store import Filter, Store

_CLUSTERS = "SELECT event, cluster FROM event_clusters WHERE report_id IN (SELECT unnest($reports))"


def said_and_done_in(
    store: Store, wanted: Filter, sources: Mapping[str, str] | None = None
) -> tuple[SaidAndDone, ...]:
    """Who of a store's parties promised, threatened or asked for what, and the deed that followed or did not, by day.

    ``wanted`` chooses positions (party, act, since, until, …); ``sources`` gives the independent source of each report.
    """
    chosen = store.select("positions", wanted, "id, report_id").fetchall()
    connection, reader = store.connection(), Reader.load()
    shelf = Shelf(connection)
    positions = {ident for ident, _ in chosen}
    records = shelf.records(report for _, report in chosen)
    stances = [s for record in records for s in reader.stances(record) if s.id in positions]
    days = [stance.published for stance in stances if stance.published is not None]
    if not days:
        return said_and_done(stances, (), {}, sources, horizon(connection))
    doers = {key for stance in stances if stance.doer for key in keys(stance.doer)}
    later = reports_naming(connection, doers, min(days) - NEWS, max(days) + WITHIN + NEWS)
    deeds = [deed for record in shelf.records(later) for deed in tellings(record, reader.wording)]
    done = deeds_after(stances, deeds, load_weights())
    asked = {"reports": sorted({*later, *(stance.report for stance in stances)})}
    clusters = dict(connection.execute(_CLUSTERS, asked).fetchall())
    return said_and_done(stances, done, clusters, sources, horizon(connection))
