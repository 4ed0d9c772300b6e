"""Counts over millions of events: how long a filter takes, against the same question in SQL written by hand.

    python bench/store/series.py [--events 10000000] [--store FOLDER] [--threads 2] [--left 0]

Makes a store of synthetic events (written straight into its tables, a segment for each million; FOLDER is kept and used again),
and asks each question by a Filter, in SQL on the view ``events``, and in SQL on the Parquet files themselves. ``--left N`` lets N
report versions leave the counts without setting them apart, as just after many edits. Prints the best of five: seconds, and
those of processor time, which hang less on what else the machine does. Ends with 1 where a filter takes a second of both
processors or more, or more than 1.2 times the processor time of the same question on the view.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from detente.store import Filter, Store
from detente.store.cleaning import row
from detente.store.conditions import select
from detente.store.known import Left, Reason
from detente.store.log import RECORD, Log, Segment, token
from detente.store.tables import store_tables
from detente.store.writing import add_left

COUNTRIES = "RUS UKR USA CHN FRA DEU GBR IRN ISR SYR TUR IND PAK EGY NGA ETH BRA MEX JPN KOR".split()
PER_REPORT = 5
PER_SEGMENT = 1_000_000
GENERATED = """
SELECT ('r' || (i // {per}))::VARCHAR AS report_id, (i // {per} + 1)::BIGINT AS version, (i % {per})::INTEGER AS "index",
  printf('%016x', hash(i)) AS id, t[1 + h % 16] AS event_type, m[1 + (h // 16) % 12] AS event_mode,
  CASE WHEN h % 3 = 0 THEN ['military', 'diplomatic'] WHEN h % 3 = 1 THEN ['economic'] ELSE [] END AS contexts,
  CASE WHEN h % 10 < 7 THEN NULL ELSE x[1 + h % 4] END AS auxiliary, (1 + h % 4)::INTEGER AS quad_code,
  (h % 200) / 10.0 - 10 AS score, '040' AS cameo,
  [{{'entity': 'e' || (h % 500), 'name': n[1 + (h // 7) % 10] || ' ' || (h % 300), 'country': c[1 + (h // 11) % 20],
     'sectors': [s[1 + h % 5]], 'start': 0::INTEGER, 'end': 10::INTEGER}}] AS actors,
  CASE WHEN h % 5 = 0 THEN [] ELSE
  [{{'entity': 'e' || (h % 700), 'name': n[1 + (h // 13) % 10] || ' ' || (h % 400), 'country': c[1 + (h // 17) % 20],
     'sectors': [s[1 + h % 4]], 'start': 20::INTEGER, 'end': 30::INTEGER}}] END AS recipients,
  {{'start': d, 'end': d, 'granularity': 'day', 'basis': 'text'}} AS date, 0::INTEGER AS place,
  {{'start': 5::INTEGER, 'end': 9::INTEGER}} AS "trigger",
  {{'start': 0::INTEGER, 'end': (80 + h % 100)::INTEGER}} AS evidence, NULL AS attributed_to, NULL AS quote, [] AS quantities,
  printf('%016x', hash(i // 2)) AS cluster, round(0.3 + (h % 700) / 1000.0, 4) AS confidence, ['fired'] AS reasons,
  d + 1 AS published, 'Agency ' || (h % 40) AS source, d AS day, 'Place ' || (h % 3000) AS place_name,
  c[1 + (h // 19) % 20] AS place_country, NULL AS place_admin1, 50.0 + h % 10 AS place_lat, 30.0 + h % 10 AS place_lon,
  [c[1 + (h // 11) % 20]] AS actor_countries,
  CASE WHEN h % 5 = 0 THEN [] ELSE [c[1 + (h // 17) % 20]] END AS recipient_countries
FROM (SELECT i, (hash(i * 7919) % 1000003)::BIGINT AS h, DATE '2010-01-01' + (i // 2000)::INTEGER AS d,
  $types AS t, $modes AS m, $auxiliaries AS x, $countries AS c, $names AS n, $sectors AS s
  FROM range({first}, {last}) r(i))
"""
VALUES = {
    "types": "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST"
    " SANCTION MOBILIZE COERCE ASSAULT".split(),
    "modes": [None] * 4 + "visit withdraw expel troops aerial firearms arrest change".split(),
    "auxiliaries": "historical future hypothetical negation".split(),
    "countries": COUNTRIES,
    "names": "Ivanov Smith Müller Chen Okafor Silva Tanaka Haddad Novak Larsen".split(),
    "sectors": "GOV MIL REB CVL OPP".split(),
}
PLAIN = "auxiliary IS NULL"
QUESTIONS: list[tuple[str, dict[str, Any], str]] = [
    ("all", {}, PLAIN),
    ("type", {"type": "ASSAULT"}, f"event_type = 'ASSAULT' AND {PLAIN}"),
    ("actor, a country", {"actor": "RUS"}, f"list_contains(actor_countries, 'RUS') AND {PLAIN}"),
    (
        "between, a year",
        {"between": ("RUS", "UKR"), "since": "2015-01-01", "until": "2015-12-31"},
        "((list_contains(actor_countries, 'RUS') AND list_contains(recipient_countries, 'UKR')) OR"
        " (list_contains(actor_countries, 'UKR') AND list_contains(recipient_countries, 'RUS')) OR"
        " (list_contains(actor_countries, 'RUS') AND list_contains(actor_countries, 'UKR') AND len(recipients) = 0))"
        f" AND day BETWEEN DATE '2015-01-01' AND DATE '2015-12-31' AND {PLAIN}",
    ),
    (
        "country and quad",
        {"country": "USA", "quad": 4},
        "(list_contains(actor_countries, 'USA') OR list_contains(recipient_countries, 'USA'))"
        f" AND quad_code = 4 AND {PLAIN}",
    ),
    (
        "context, confidence",
        {"context": "military", "min_confidence": 0.8},
        f"list_contains(contexts, 'military') AND confidence >= 0.8 AND {PLAIN}",
    ),
    (
        "mode and place",
        {"mode": "ASSAULT-aerial", "place": "UKR"},
        f"event_type = 'ASSAULT' AND event_mode = 'aerial' AND place_country = 'UKR' AND {PLAIN}",
    ),
    (
        "actor, with sector",
        {"actor": "RUS GOV"},
        "len(list_filter(actors, lambda x: x.country = 'RUS' AND list_contains(x.sectors, 'GOV'))) > 0"
        f" AND {PLAIN}",
    ),
    (
        "actor, a name",
        {"actor": "muller 7"},
        "len(list_filter(actors, lambda x: contains(lower(strip_accents(' ' || x.name)), ' muller 7'))) > 0"
        f" AND {PLAIN}",
    ),
    ("everything told", {"auxiliary": "any", "type": ("AID", "COERCE")}, "event_type IN ('AID', 'COERCE')"),
]
GROUPED = "SELECT date_trunc('month', day) AS month, event_type, count(*) FROM {} WHERE {} GROUP BY ALL"


def make(root: Path, events: int) -> Store:
    """A store of so many events; one that is there is used as it is."""
    store = Store(root)
    if (root / "runs").is_dir():
        return store
    store.replace({})
    segments = []
    for first in range(0, events, PER_SEGMENT):
        last = min(first + PER_SEGMENT, events)
        segments.append(Segment(token(), RECORD, (last - first) // PER_REPORT))
        store.folder.append("events", lambda one=first, end=last: generated(one, end), segments[-1].name)
    Log(store.folder).commit(
        lambda newest: replace(row(newest, "add"), segments=(*newest.segments, *segments))
    )
    return store


def generated(first: int, last: int) -> pa.RecordBatchReader:
    schema = store_tables()["events"].schema
    rows = duckdb.connect().sql(GENERATED.format(per=PER_REPORT, first=first, last=last), params=VALUES)

    def batches() -> Any:
        for batch in rows.to_arrow_reader(100_000):
            arrays = [batch.column(one.name).cast(one.type) for one in schema]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def leave(store: Store, count: int) -> None:
    """Let every hundredth version, up to so many, leave the counts."""
    left = [Left(100 * number + 1, f"r{100 * number}", None, Reason.WITHDRAWN) for number in range(count)]

    def made(newest: Any) -> Any:
        one = row(newest, "withdraw")
        return replace(one, segments=(*newest.segments, add_left(store.folder, left, one.batch)))

    Log(store.folder).commit(made)


def best(*asks: Callable[[], Any], times: int = 5) -> list[tuple[float, float, Any]]:
    """Of each question, asked in turns: the least seconds, the least seconds of processor time, and the last answer."""
    found: list[tuple[float, float, Any]] = [(1e9, 1e9, None)] * len(asks)
    for _ in range(times):
        for place, ask in enumerate(asks):
            began, used = time.perf_counter(), time.process_time()
            answer = ask()
            seconds, processor = time.perf_counter() - began, time.process_time() - used
            found[place] = min(found[place][0], seconds), min(found[place][1], processor), answer
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--left", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.store or Path(folder) / "store"
        began = time.perf_counter()
        store = make(root, options.events)
        if options.left:
            leave(store, options.left)
        size = sum(path.stat().st_size for path in root.rglob("*.parquet"))
        print(f"{options.events:,} events, {size / 1e6:,.0f} MB, made in {time.perf_counter() - began:.0f} s")
        sys.exit(measure(store, options.threads))


def measure(store: Store, threads: int) -> int:
    [(seconds, processor, connection)] = best(store.connection, times=3)
    print(f"opening: {seconds:.3f} s, {processor:.3f} of processor time")
    files = [name for some in store.folder.files("events").values() for name in some]
    plain = duckdb.connect(config={"threads": threads})
    plain.execute(f"CREATE VIEW events AS FROM read_parquet({files!r})")
    connection.execute(f"SET threads = {threads}")
    print("seconds, and (in brackets) seconds of processor time")
    print(f"{'question':20}{'rows':>12}{'filter':>17}{'view':>17}{'files':>17}{'filter/view':>13}")
    slow = 0
    for name, wanted, where in QUESTIONS:
        sql, values = select("events", Filter(**wanted), "count(*)")
        by_hand = f"SELECT count(*) FROM events WHERE {where}"
        asked, view, raw = best(
            lambda sql=sql, values=values: connection.sql(sql, params=values).fetchall(),
            lambda sql=by_hand: connection.sql(sql).fetchall(),
            lambda sql=by_hand: plain.sql(sql).fetchall(),
        )
        assert asked[2] == view[2], name
        ratio = asked[1] / view[1]
        slow += asked[1] / threads >= 1 or ratio > 1.2
        cells = "".join(f"{seconds:8.3f} ({processor:6.3f})" for seconds, processor, _ in (asked, view, raw))
        print(f"{name:20}{asked[2][0][0]:12,}{cells}{ratio:13.2f}")
    [(seconds, processor, rows)] = best(lambda: connection.sql(GROUPED.format("events", PLAIN)).fetchall())
    print(f"{'by month and type':20}{len(rows):12,}{seconds:8.3f} ({processor:6.3f})")
    [(seconds, processor, _)] = best(
        lambda: store.select("events", Filter(type="AID"), "count(*)").fetchall()
    )
    print(f"{'asked of the Store':20}{'':12}{seconds:8.3f} ({processor:6.3f})")
    return 1 if slow else 0


if __name__ == "__main__":
    main()
