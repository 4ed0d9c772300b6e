"""What the other words of an actor string tell where the mention that it is as a whole is silent."""

from __future__ import annotations

from detente.coding.actors.cast import Cast, Found
from detente.coding.actors.entities import settled
from detente.coding.layers import Mention, MentionKind, Reading
from detente.coding.light import PREPOSITIONS
from detente.coding.roles import RoleSpan

UNDECIDED = frozenset(
    {"anybody", "anyone", "everybody", "everyone", "nobody", "others", "somebody", "someone"}
)
UNKNOWN = Found((), None, ("UNK",), 0.0, "an actor of whom nothing is said")
_OPPOSED = frozenset({"anti", "pro", "ex"})
_TOWARDS = frozenset({"against", "at", "on", "to", "with", "for", "over"})
_RUN = frozenset({"backed", "controlled", "funded", "operated", "owned", "run"})
_RISING = frozenset(
    {
        "activist", "campaigner", "crowd", "demonstrator", "marcher", "movement", "protester", "protestor", "rally",
        "rioter",
    }
)  # fmt: skip


def completed(reading: Reading, cast: Cast, mention: Mention) -> Found:
    """What the mention was resolved to, with a country or sectors that it lacks taken from the words of its string."""
    found = settled(cast, mention.id)
    if mention.kind == MentionKind.PRONOUN and not found.actors:
        return found._replace(sectors=("UNK",))
    if found.country is None and (country := _country(reading, cast, mention)) is not None:
        found = found._replace(country=country, reason=f"{found.reason}; country from the words beside it")
    if _is_against_rulers(reading, cast, mention, found):
        return found._replace(sectors=("OPP",), reason=f"{found.reason}; against those who rule")
    if found.sectors[:1] == ("JRN",) and _is_official(reading, mention):
        return found._replace(sectors=("GOV", *found.sectors), reason=f"{found.reason}; run by the state")
    if not found.sectors and mention.kind == MentionKind.NAME and not mention.refs:
        found = found._replace(sectors=_sectors(reading, mention))
    return found


def _country(reading: Reading, cast: Cast, mention: Mention) -> str | None:
    """The one country that states, regions and bodies elsewhere in the string name; those acted upon do not count."""
    sentence = reading.sentences[0]
    countries = set()
    for other in reading.mentions:
        if (
            other.sentence > 0
            or other.id == mention.id
            or not other.refs
            or other.refs[0].startswith("person:")
        ):
            continue
        before = sentence.lowers[: other.first]
        preposition = next((word for word in reversed(before) if word in PREPOSITIONS), "")
        if preposition in _TOWARDS or (before[-1:] == ("-",) and before[-2] in _OPPOSED):
            continue
        if not _is_hyphenated(sentence.words, other):
            countries.add(cast.found[other.id].country)
    return next(iter(countries)) if len(countries) == 1 else None


def _is_hyphenated(words: tuple[str, ...], other: Mention) -> bool:
    """Whether a hyphen ties it to what stands behind it: "Russian-backed"."""
    return other.last < len(words) and words[other.last] == "-"


def _is_against_rulers(reading: Reading, cast: Cast, mention: Mention, found: Found) -> bool:
    """Whether a crowd is said to be against a person or party that holds power: "anti-Orban demonstrators"."""
    if found.sectors[:1] not in {("CVL",), ("SOC",)}:
        return False
    lowers = reading.sentences[0].lowers
    role = next((r for r in reading.roles[0] if r.head == mention.head), None)
    if role is None or role.noun.noun.rsplit(" ", 1)[-1] not in _RISING:
        return False
    for other in reading.mentions:
        if other.sentence > 0 or other.first < 2 or lowers[other.first - 2 : other.first] != ("anti", "-"):
            continue
        if other.refs and other.refs[0].startswith("person:"):
            return True
        if other.refs and other.refs[0].startswith("org:"):
            return cast.found[other.id].sectors[:1] in {("GOV",), ("PTY",)}
    return False


def _is_official(reading: Reading, mention: Mention) -> bool:
    """Whether a news outlet is called official, or the state's: "the official Midlands News Agency", not a semi-official one."""
    role = next((r for r in reading.roles[0] if r.head == mention.head), None)
    if role is not None and role.of_person:
        return False
    lowers = reading.sentences[0].lowers
    before = lowers[: mention.first if role is None or mention.kind == MentionKind.NAME else role.first]
    if before[-3:-1] in {("state", "-"), ("government", "-")}:
        return before[-1] in _RUN
    return before[-1:] == ("official",) and before[-2:-1] != ("-",)


def _sectors(reading: Reading, mention: Mention) -> tuple[str, ...]:
    """Sectors of the last role phrase of a body that reaches into an unknown name: "Women's Association of Gujarat"."""
    spans: list[RoleSpan] = [
        role
        for role in reading.roles[0]
        if not role.of_person and role.noun.sectors and mention.first < role.last <= mention.last
    ]
    return spans[-1].noun.sectors if spans else ()


__all__ = ["UNDECIDED", "UNKNOWN", "completed"]
