"""Which reports a store has already, and what a new one takes the place of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import pyarrow as pa

from detente.record.types import CoderInfo, ReportInfo
from detente.store.log import HISTORY, RECORD
from detente.store.rows import content_hash, whole
from detente.store.snapshot import Snapshot

_LOOKUP = """
WITH reports AS ({reports}), gone AS ({gone}),
found AS (
    SELECT id, url, version, content, coder FROM reports SEMI JOIN wanted_ids USING (id)
    UNION
    SELECT id, url, version, content, coder FROM reports SEMI JOIN wanted_urls USING (url)
)
SELECT id, url, version, content, coder, version NOT IN (SELECT version FROM gone) AS counts FROM found ORDER BY version
"""


class Reason(StrEnum):
    """Why a version leaves the counts."""

    EDITED = "edited"
    RECODED = "recoded"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a report that a store has. ``counts``: nothing has taken its place, and it was not withdrawn."""

    id: str
    url: str | None
    version: int
    content: str
    coder: CoderInfo
    counts: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A row of ``superseded``, but for the batch."""

    version: int
    report_id: str
    successor: int | None
    reason: Reason
    detail: str | None = None


@dataclass(slots=True)
class Known:
    """The versions that a store has of some reports, found by id and by URL."""

    by_id: dict[str, list[Version]] = field(default_factory=dict)
    by_url: dict[str, list[Version]] = field(default_factory=dict)

    def put(self, version: Version) -> None:
        """Add a version."""
        self.by_id.setdefault(version.id, []).append(version)
        if version.url is not None:
            self.by_url.setdefault(version.url, []).append(version)

    def leave(self, versions: Iterable[int]) -> None:
        """Let versions count no more."""
        gone = set(versions)
        for index in (self.by_id, self.by_url):
            for key, found in index.items():
                index[key] = [replace(one, counts=False) if one.version in gone else one for one in found]

    def same(self, info: ReportInfo) -> list[Version]:
        """The versions of the report with the same content."""
        return [one for one in self.by_id.get(whole(info.id), ()) if one.content == content_hash(info)]

    def has(self, info: ReportInfo, coder: CoderInfo) -> bool:
        """Whether there is nothing to do: the same content counts and is of this coder, or has left the counts before."""
        counting = [one for one in self.same(info) if one.counts]
        return any(one.coder == coder for one in counting) if counting else bool(self.same(info))

    def replaced_by(self, info: ReportInfo) -> list[Version]:
        """The versions that count and whose place a new one takes: those with its id or URL."""
        with_url = self.by_url.get(whole(info.url), ()) if info.url is not None else ()
        both = (*self.by_id.get(whole(info.id), ()), *with_url)
        return list({one.version: one for one in both if one.counts}.values())


def known_in(snapshot: Snapshot, infos: Iterable[ReportInfo]) -> Known:
    """The versions that the snapshot has of these reports."""
    infos, parts, known = list(infos), (RECORD, HISTORY), Known()
    if not infos or not snapshot.has("reports", *parts):
        return known
    sql = _LOOKUP.format(reports=snapshot.scan("reports", *parts), gone=snapshot.scan("superseded", *parts))
    with snapshot.connect() as connection:
        ids = sorted({whole(info.id) for info in infos})
        urls = sorted({whole(info.url) for info in infos if info.url is not None})
        connection.register("wanted_ids", pa.table({"id": pa.array(ids, pa.string())}))
        connection.register("wanted_urls", pa.table({"url": pa.array(urls, pa.string())}))
        for id_, url, version, content, coder, counts in connection.execute(sql).fetchall():
            known.put(Version(id_, url, version, content, CoderInfo(**coder), counts))
    return known
