"""From a Filter to SQL: for each table the fields that it can be filtered by, and the condition of each.

Values are never part of the SQL: each is a parameter, ``$p0``, ``$p1`` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from detente.errors import UsageError
from detente.record.vocabulary import SECTORS
from detente.store.filter import ANY, NONE, Filter, no_such
from detente.store.snapshot import quoted
from detente.store.tables import store_tables

_CODE = re.compile(r"[A-Z]{3}")


@dataclass(slots=True)
class Query:
    """Conditions as they are put together, and the values of their parameters."""

    parameters: dict[str, object] = field(default_factory=dict)

    def value(self, value: object) -> str:
        """The name by which SQL calls a value."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def any_of(self, values: Iterable[Any], one: Callable[[Any], str]) -> str:
        """The condition that one of the values holds."""
        return "(" + " OR ".join(one(value) for value in values) + ")"


Condition = Callable[[Query, Any], str]


def select(table: str, wanted: Filter, columns: str = "*") -> tuple[str, dict[str, object]]:
    """SQL for the rows of a table that a filter means, and its parameters.

    Raises UsageError for a field that the table cannot be filtered by, or a column that it cannot be sorted by.
    """
    query = Query()
    found = conditions(table, wanted, query)
    sql = f"SELECT {columns} FROM {quoted(table)}"
    sql += f" WHERE {' AND '.join(found)}" if found else ""
    if wanted.sort:
        sql += f" ORDER BY {', '.join(_order(table, word) for word in wanted.sort)}"
    if wanted.limit:
        sql += f" LIMIT {query.value(wanted.limit)}"
    return sql, query.parameters


def conditions(table: str, wanted: Filter, query: Query) -> list[str]:
    """The conditions of a filter on a table, whose values go into the query. Raises UsageError."""
    known = FILTERS[table]
    given = {name: value for name, value in wanted.given().items() if name not in {"sort", "limit"}}
    for name in given:
        if name not in known:
            raise UsageError(f"{table} cannot be filtered by {name}; they can by {', '.join(known)}")
    if "auxiliary" in known:
        given.setdefault("auxiliary", (NONE,))
    return [sql for name, value in given.items() if (sql := known[name](query, value))]


def _order(table: str, word: str) -> str:
    name, down = word.removeprefix("-"), word.startswith("-")
    columns = [column.name for column in store_tables()[table].columns]
    if name not in columns:
        raise no_such(f"column of {table} to sort by called", name, columns)
    return f"{quoted(name)} {'DESC' if down else 'ASC'} NULLS LAST"


def _equal(column: str, query: Query, values: tuple[object, ...]) -> str:
    return query.any_of(values, lambda value: f"{column} = {query.value(value)}")


def _quads(query: Query, values: tuple[str, ...]) -> str:
    return _equal("quad_code", query, tuple(int(value) for value in values))


def _modes(query: Query, values: tuple[str, ...]) -> str:
    def one(value: str) -> str:
        kind, mode = value.split("-", 1)
        return f"(event_type = {query.value(kind)} AND event_mode = {query.value(mode)})"

    return query.any_of(values, one)


def _contexts(query: Query, values: tuple[str, ...]) -> str:
    return query.any_of(values, lambda value: f"list_contains(contexts, {query.value(value)})")


def _auxiliaries(query: Query, values: tuple[str, ...]) -> str:
    if ANY in values:
        return ""
    return query.any_of(
        values, lambda value: "auxiliary IS NULL" if value == NONE else f"auxiliary = {query.value(value)}"
    )


def _since(column: str, query: Query, value: object) -> str:
    return f"{column} >= {query.value(value)}"


def _until(column: str, query: Query, value: object) -> str:
    return f"{column} <= {query.value(value)}"


def _least(query: Query, value: object) -> str:
    return f"confidence >= {query.value(value)}"


def _named(column: str, query: Query, value: str) -> str:
    """Whether a word of the name begins with the value, whatever the case and the accents."""
    return f"contains({_folded(column)}, {_folded(query.value(value))})"


def _folded(sql: str) -> str:
    return f"lower(strip_accents(' ' || {sql}))"


def _places(query: Query, values: tuple[str, ...]) -> str:
    def one(value: str) -> str:
        if _CODE.fullmatch(value):
            return f"place_country = {query.value(value)}"
        return f"({_named('place_name', query, value)} OR {_named('place_admin1', query, value)})"

    return query.any_of(values, one)


def _countries(query: Query, values: tuple[str, ...]) -> str:
    def one(value: str) -> str:
        name = query.value(_code(value))
        return f"(list_contains(actor_countries, {name}) OR list_contains(recipient_countries, {name}))"

    return query.any_of(values, one)


def _country(column: str, query: Query, values: tuple[str, ...]) -> str:
    return query.any_of(values, lambda value: f"{column} = {query.value(_code(value))}")


def _code(value: str) -> str:
    if not _CODE.fullmatch(value.upper()):
        raise UsageError(f"country {value!r} is not a code; write it with three letters, e.g. RUS, UKR, IGO")
    return value.upper()


def _side(side: str, query: Query, value: str) -> str:
    """Whether one of an event's actors or recipients is meant by a code, a code and a sector, a sector or a name."""
    listed = f"{side}s"
    words = value.split()
    if len(words) == 1 and value in SECTORS:
        return f"len(list_filter({listed}, lambda x: list_contains(x.sectors, {query.value(value)}))) > 0"
    if len(words) == 1 and _CODE.fullmatch(value):
        return f"list_contains({side}_countries, {query.value(value)})"
    if len(words) == 2 and _CODE.fullmatch(words[0]) and words[1] in SECTORS:
        both = f"x.country = {query.value(words[0])} AND list_contains(x.sectors, {query.value(words[1])})"
        return f"len(list_filter({listed}, lambda x: {both})) > 0"
    return f"len(list_filter({listed}, lambda x: {_named('x.name', query, value)})) > 0"


def _sides(side: str, query: Query, values: tuple[str, ...]) -> str:
    return query.any_of(values, partial(_side, side, query))


def _between(query: Query, values: tuple[str, str]) -> str:
    """One on each side, whichever; or both as actors of what has no recipient, such as talks."""
    first, second = values
    across = (
        f"({_side('actor', query, one)} AND {_side('recipient', query, other)})"
        for one, other in ((first, second), (second, first))
    )
    together = f"({_side('actor', query, first)} AND {_side('actor', query, second)} AND len(recipients) = 0)"
    return f"({' OR '.join((*across, together))})"


def _whoever(columns: tuple[str, ...], country: str, query: Query, values: tuple[str, ...]) -> str:
    """Whether a person or party of one of these columns is meant, by the country's code or a name."""

    def one(value: str) -> str:
        if _CODE.fullmatch(value):
            return f"{country} = {query.value(value)}"
        return "(" + " OR ".join(_named(column, query, value) for column in columns) + ")"

    return query.any_of(values, one)


_REPORT: dict[str, Condition] = {"report": partial(_equal, "report_id")}
_PUBLISHED: dict[str, Condition] = {
    "since": partial(_since, "published"),
    "until": partial(_until, "published"),
}

FILTERS: dict[str, dict[str, Condition]] = {
    "events": {
        "actor": partial(_sides, "actor"),
        "recipient": partial(_sides, "recipient"),
        "between": _between,
        "type": partial(_equal, "event_type"),
        "mode": _modes,
        "context": _contexts,
        "quad": _quads,
        "place": _places,
        "country": _countries,
        "since": partial(_since, "day"),
        "until": partial(_until, "day"),
        "min_confidence": _least,
        "auxiliary": _auxiliaries,
        **_REPORT,
    },
    "positions": {
        "party": partial(_whoever, ("party_name",), "country"),
        "actor": partial(_whoever, ("party_name", "speaker_name"), "country"),
        "recipient": partial(_whoever, ("addressee_name",), "addressee_country"),
        "country": partial(_country, "country"),
        "act": partial(_equal, "act"),
        "issue": partial(_equal, "issue"),
        "status": partial(_equal, "status"),
        "min_confidence": _least,
        **_PUBLISHED,
        **_REPORT,
    },
    "quotes": {
        "actor": partial(_whoever, ("speaker_name",), "speaker_country"),
        "recipient": partial(_whoever, ("addressee_name",), "addressee_country"),
        "country": partial(_country, "speaker_country"),
        "kind": partial(_equal, "kind"),
        **_PUBLISHED,
        **_REPORT,
    },
    "conflicts": {"kind": partial(_equal, "kind"), **_PUBLISHED, **_REPORT},
    "defects": {"kind": partial(_equal, "kind"), **_PUBLISHED, **_REPORT},
}
"""What each table can be filtered by."""
