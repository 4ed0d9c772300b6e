"""The positions ledger as rows: the columns, the filters, JSON lines and CSV. The table is in terminal.ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from detente.present.exports import write_rows
from detente.present.rows import Column
from detente.record.types import Entity, Position, Record, Span

COLUMNS = (
    *(Column(name) for name in ("report_id", "source", "url")),
    Column("published", "date"),
    *(Column(name) for name in ("position_id", "party", "country", "speaker", "addressee", "act", "issue")),
    Column("content"),
    Column("content_start", "integer"),
    Column("content_end", "integer"),
    *(Column(name) for name in ("condition", "condition_kind", "consequence")),
    Column("deadline", "date"),
    Column("firmness", "integer"),
    Column("status"),
    Column("evidence", "texts"),
    Column("event_id"),
    Column("quote_id"),
    Column("confidence", "number"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A position with its record and the names of those in it."""

    record: Record
    position: Position
    party: str
    speaker: str | None
    addressee: str | None

    def words(self, span: Span | None) -> str | None:
        """The text of a span, on one line."""
        return None if span is None else " ".join(self.record.report.text[slice(*span)].split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row must be; empty and None ask for nothing. Names match by a part, in any case; codes whole."""

    party: str | None = None
    recipient: str | None = None
    country: str | None = None
    act: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    least: float = 0.0

    def holds(self, row: Row) -> bool:
        """Whether a row is wanted. A report without a date is in no period."""
        position = row.position
        named = (
            (self.party is None or _is_named(self.party, row.party, position.country))
            and (self.recipient is None or _is_named(self.recipient, row.addressee or "", None))
            and (self.country is None or self.country.upper() == position.country)
        )
        kinds = ((self.act, position.act), (self.issue, position.issue), (self.status, position.status))
        return (
            named
            and all(not some or kind in some for some, kind in kinds)
            and position.confidence >= self.least
            and self._is_in_period(row.record.report.published)
        )

    def _is_in_period(self, day: date | None) -> bool:
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


def _is_named(wanted: str, name: str, country: str | None) -> bool:
    return wanted.upper() == country or wanted.casefold() in name.casefold()


def ledger_rows(records: Iterable[Record]) -> Iterator[Row]:
    """The positions of records, in their order."""
    for record in records:
        entities = {entity.id: entity for entity in record.entities}
        for position in record.positions:
            yield Row(
                record,
                position,
                _name(position.party, entities) or "",
                _name(position.speaker, entities),
                _name(position.addressee, entities),
            )


def _name(party: str | None, entities: dict[str, Entity]) -> str | None:
    if party is None:
        return None
    return entities[party].name if party in entities else party


def write_ledger_csv(rows: Iterable[Row], file: IO[str]) -> None:
    """One position a row, with a header, in the CSV of ``exports.write_csv``."""
    write_rows(COLUMNS, (_values(row) for row in rows), file)


def write_ledger_jsonl(rows: Iterable[Row], file: IO[str]) -> None:
    """One position a line, its keys those of COLUMNS."""
    for row in rows:
        values = zip(COLUMNS, _values(row), strict=True)
        line = {column.name: str(value) if isinstance(value, date) else value for column, value in values}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _values(row: Row) -> tuple[Any, ...]:
    report, position = row.record.report, row.position
    kind = position.condition_kind
    return (
        *(report.id, report.source, report.url, report.published),
        *(position.id, row.party, position.country, row.speaker, row.addressee),
        *(str(position.act), position.issue),
        *(row.words(position.content), *position.content),
        *(
            row.words(position.condition),
            None if kind is None else str(kind),
            row.words(position.consequence),
        ),
        *(position.deadline, position.firmness, str(position.status)),
        tuple(row.words(span) for span in position.evidence),
        *(position.event, position.quote, position.confidence),
    )
