"""Closed enumerations of the record, as CONTRACT and CODEBOOK name them. The codebook's data files are checked against these."""

from __future__ import annotations

from enum import StrEnum


class EntityKind(StrEnum):
    """What sort of real thing an entity is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    OTHER = "other"


class TimeKind(StrEnum):
    """TIMEX3 types, in lower case."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    FEATURE = "feature"


class EventType(StrEnum):
    """PLOVER v2 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Auxiliary(StrEnum):
    """PLOVER auxiliary modes: the event did not simply happen in the reporting window."""

    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"


class Granularity(StrEnum):
    """How exactly an event is dated."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """Whether the text dates an event, or only its report does."""

    TEXT = "text"
    REPORT = "report"


class QuantityKind(StrEnum):
    """What a number in an event counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    ARRESTED = "arrested"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    TROOPS = "troops"
    PROTESTERS = "protesters"
    WEAPONS = "weapons"
    MONEY = "money"
    OTHER = "other"


class QuoteKind(StrEnum):
    """Direct: in marks, a whole clause. Mixed: words in marks in the reporter's clause. Indirect: no marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """Acts of the positions ledger."""

    DEMAND = "demand"
    REQUEST = "request"
    OFFER = "offer"
    PROPOSE = "propose"
    PROMISE = "promise"
    ACCEPT = "accept"
    REFUSE = "refuse"
    THREATEN = "threaten"
    WARN = "warn"
    CONCEDE = "concede"
    WITHDRAW = "withdraw"
    DENY = "deny"
    ACCUSE = "accuse"
    CONFIRM = "confirm"


class ConditionKind(StrEnum):
    """How a position is tied to a condition."""

    IF = "if"
    UNLESS = "unless"
    UNTIL = "until"
    IN_RETURN = "in_return"
    AFTER = "after"


class PositionStatus(StrEnum):
    """Where a position stands; every change is a dated row of its own."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    COUNTERED = "countered"
    MET = "met"
    CARRIED_OUT = "carried_out"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class ConflictKind(StrEnum):
    """What two accounts disagree on."""

    QUANTITY = "quantity"
    IDENTITY = "identity"
    DATE = "date"
    PLACE = "place"
    POLARITY = "polarity"
    ATTRIBUTION = "attribution"
    QUOTATION = "quotation"
    UPDATE = "update"


class DefectKind(StrEnum):
    """What a careful editor would stop at."""

    NAME_VARIANT = "name_variant"
    WRONG_ROLE = "wrong_role"
    SELF_REFERENCE = "self_reference"
    BROKEN_QUOTATION = "broken_quotation"
    REPETITION = "repetition"
    ANACHRONISM = "anachronism"
    MISMATCH = "mismatch"


class Stage(StrEnum):
    """Stages of reading and coding, as rejections name them."""

    INGEST = "ingest"
    PARSE = "parse"
    MENTIONS = "mentions"
    TIMES = "times"
    PLACES = "places"
    ACTORS = "actors"
    QUOTES = "quotes"
    EVENTS = "events"
    POSITIONS = "positions"
    FINDINGS = "findings"
